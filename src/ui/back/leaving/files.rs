//! What is taken along from the list: a table of whom to call, and entries for a calendar.

use super::super::campaigns::fate;
use super::super::{Till, plain, today, use_till};
use crate::app::clock;
use crate::app::download::download;
use crate::app::format::Format;
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::store::{Store, use_store};
use crate::app::words::{CAMPAIGNS, Campaigns, Words};
use crate::data::ics::{Event, When, calendar};
use crate::data::table::{BOM, LineBreak, Separator, write_csv_row};
use crate::domain::insight::leaving::standings;
use crate::domain::insight::reach::contact;
use crate::domain::insight::rfm::{Degrading, Grade, Measure};
use crate::domain::{CustomerId, Workspace};

/// Makes the files.
#[derive(Clone, Copy)]
pub(super) struct Files {
    words: &'static Campaigns,
    all: &'static Words,
    format: Format,
    till: Till,
    store: Store,
}

/// What makes the files of this page.
pub(super) fn use_files() -> Files {
    let (words, all) = (use_words_of(&CAMPAIGNS), use_words());
    Files { words, all, format: use_format(), till: use_till(), store: use_store() }
}

fn name(workspace: &Workspace, id: CustomerId) -> &str {
    workspace.customer(id).map(|customer| customer.name.as_str()).unwrap_or_default()
}

impl Files {
    /// Whom to call: dates as ISO, money as a plain number of the company's currency.
    pub(super) fn calls(self, list: &[Degrading<CustomerId>]) {
        let mut out = BOM.to_owned();
        let mut write = |cells: &[&str]| write_csv_row(&mut out, Separator::Comma, LineBreak::CrLf, cells);
        let [client, phone, whom, last, day, cheque, then, offer] = self.words.call_heads;
        let money = self.all.units.comma.fill([cheque, self.till.currency().code()]);
        write(&[client, phone, whom, last, day, &money, then, offer]);
        self.store.peek(|workspace| {
            let sides = standings(workspace, today());
            for leaves in list {
                let id = leaves.buyer.customer;
                let contact = contact(workspace, id);
                let cheque = leaves.buyer.money(Measure::AverageCheque);
                let cheque = cheque.map(|cheque| plain(cheque.rounded(), self.till.currency().exponent()));
                let until = leaves.leaves_best_on.pred_opt().unwrap_or(leaves.leaves_best_on);
                let then = if leaves.class_then == Grade::Worst { self.words.to_worst } else { self.words.to_middle };
                let letter = sides.get(&id).map(|&(campaign, _)| workspace.offer_letter(campaign, id));
                let offer = letter.map(|letter| fate(self.words, letter.map(AsRef::as_ref)).text);
                write(&[
                    name(workspace, id),
                    &contact.phone.unwrap_or_default(),
                    &contact.name.unwrap_or_default(),
                    &leaves.buyer.last_purchase.to_string(),
                    &until.to_string(),
                    &cheque.unwrap_or_default(),
                    then,
                    offer.unwrap_or_default(),
                ]);
            }
        });
        download(&format!("{}.csv", self.words.call_list), "text/csv", &[out]);
    }

    /// An entry on the last good day of each.
    pub(super) fn calendar(self, list: &[Degrading<CustomerId>]) {
        let events: Vec<Event> = self.store.peek(|workspace| {
            let event = |leaves: &Degrading<CustomerId>| self.event(workspace, leaves);
            list.iter().map(event).collect()
        });
        let text = calendar(self.words.calendar_name, &events, clock::now());
        download(&format!("{}.ics", self.words.calendar_name), "text/calendar", &[text]);
    }

    fn event(self, workspace: &Workspace, leaves: &Degrading<CustomerId>) -> Event {
        let id = leaves.buyer.customer;
        let day = leaves.leaves_best_on.pred_opt().unwrap_or(leaves.leaves_best_on);
        let contact = contact(workspace, id);
        let whom: Vec<String> = [contact.name, contact.phone].into_iter().flatten().collect();
        let last = self.format.day_short(leaves.buyer.last_purchase, today());
        let cheque = leaves.buyer.money(Measure::AverageCheque);
        let cheque =
            cheque.map_or_else(|| self.all.ret.amount_unknown.to_owned(), |cheque| self.till.full(cheque.rounded()));
        Event {
            uid: format!("{id}-{day}@voronka"),
            when: When::Day(day),
            summary: self.words.call_on.fill([name(workspace, id)]),
            description: self.words.call_about.fill([&last, &cheque, &whom.join(", ")]).trim().to_owned(),
            link: String::new(),
        }
    }
}
