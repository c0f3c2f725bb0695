//! Deals and leads.

use std::collections::{BTreeMap, BTreeSet};

use crate::data::import::cells::{Cells, Whose};
use crate::data::import::keys::ForeignKey;
use crate::data::import::ledger::Ledger;
use crate::data::import::rejected::Reason;
use crate::data::import::system::System;
use crate::data::import::target::{Kind, Target};
use crate::domain::{ActivityKind, CustomerId, Deal, DealId, ForeignId, MemberId, Money, NextContact, contact};

use super::buyer::{set, tags};
use super::history::{Dates, Stand, dates, enter, entries};
use super::{File, Outside, Row};

/// The field that Bitrix24's several rows of one deal fill together.
const PRODUCTS: &str = "products";

/// A deal as a row has it.
struct Told {
    title: String,
    amount: Option<Money>,
    customer: Option<CustomerId>,
    owner: Option<MemberId>,
    foreign: ForeignId,
    stand: Stand,
    dates: Dates,
}

impl Ledger {
    /// A row of a list of deals or leads. A known deal takes over what the row has and moves on to where it stands in the
    /// file, unless it has stood there before: then it has moved on here, and stays.
    pub(in crate::data::import) fn take_deal(
        &mut self,
        cells: &Cells<'_>,
        file: &mut File<'_>,
        outside: &mut Outside<'_>,
    ) -> Result<Row, Reason> {
        let is_lead = file.plan.kind == Kind::Leads;
        let title = if is_lead { cells.lead_title() } else { cells.title() }.ok_or(Reason::NoTitle)?;
        let amount = cells.money(&file.styles)?;
        let stand = self.stand(cells, file)?;
        let dates = dates(cells, file, &stand, outside)?;
        let what = [title.as_str(), cells.text(&Target::Customer), cells.text(&Target::Created)];
        let foreign = file.foreign(&file.plan.deals_come_from(), cells.text(&Target::Id), &what);
        let found = self.deals.find(&ForeignKey::of(&foreign));
        if let Some((at, met)) = found.and_then(|at| Some((at, self.deals.met(at)?)))
            && met.file == file.origin.file
        {
            if file.plan.system != System::Bitrix24 {
                return Err(Reason::Duplicate { line: met.line });
            }
            self.one_more_product(at, cells);
            return Ok(Row::Again);
        }

        let known_since = dates.created.or(dates.closed).unwrap_or(self.now);
        let customer = self.buyer(cells, file, known_since, outside).map(|at| self.customers.get(at).id);
        let owner = self.member(cells.text(&Target::Owner), file, outside);
        let (is_open, has_loss) = (stand.end.is_none(), stand.loss.is_some());
        let told = Told { title, amount, customer, owner, foreign, dates, stand };
        let at = self.put(told, outside);
        let deal = self.deals.edit(at);
        keep(deal, cells, is_open, has_loss);
        deal.tags.extend(tags(cells));
        let (id, since) = (deal.id, deal.created);
        self.notes.take(id, since, cells.each(&Target::Note));
        Ok(if self.deals.meet(at, file.origin) { Row::First } else { Row::Again })
    }

    /// The lead that a row of a list of people stands for, when its status is one that stands somewhere here.
    pub(super) fn lead_of_contact(
        &self,
        cells: &Cells<'_>,
        file: &File<'_>,
        outside: &Outside<'_>,
    ) -> Result<Option<(Stand, Dates)>, Reason> {
        if !file.plan.has_stages() {
            return Ok(None);
        }
        match self.stand(cells, file) {
            Ok(stand) => dates(cells, file, &stand, outside).map(|dates| Some((stand, dates))),
            Err(Reason::LeftOut | Reason::StageNotChosen(_)) => Ok(None),
            Err(reason) => Err(reason),
        }
    }

    /// Takes in the lead that somebody in a list of people is.
    pub(super) fn take_lead_of(
        &mut self,
        customer: usize,
        cells: &Cells<'_>,
        file: &mut File<'_>,
        (stand, dates): (Stand, Dates),
        outside: &mut Outside<'_>,
    ) {
        let name = cells.contact();
        let what = [name.as_str(), cells.text(&Target::Customer), cells.text(&Target::Created)];
        let foreign = file.foreign(&file.plan.people_come_from(), cells.text(&Target::ContactId), &what);
        let known = self.deals.find(&ForeignKey::of(&foreign));
        // A lead of a list of people has no title there: what somebody calls it here stays.
        let title = known.map_or(name, |at| self.deals.get(at).title.clone());
        let customer = Some(self.customers.get(customer).id);
        let owner = self.member(cells.text(&Target::Owner), file, outside);
        let at = self.put(Told { title, amount: None, customer, owner, foreign, stand, dates }, outside);
        let told = cells.fields(Whose::Contact).filter(|(name, _)| contact::reaches(name) || *name == "source");
        set(&mut self.deals.edit(at).fields, told);
        self.deals.meet(at, file.origin);
    }

    /// The place of a deal, made when it is not there; one that is learns what is told of it.
    fn put(&mut self, told: Told, outside: &mut Outside<'_>) -> usize {
        let Told { title, amount, customer, owner, foreign, stand, dates } = told;
        let key = ForeignKey::of(&foreign);
        if let Some(at) = self.deals.find(&key) {
            let deal = self.deals.edit(at);
            deal.title = title;
            deal.amount = amount.or(deal.amount);
            deal.customer = customer.or(deal.customer);
            deal.owner = owner.or(deal.owner);
            self.move_on(at, &stand, &dates, outside);
            return at;
        }
        let created = dates.created.or(dates.closed).unwrap_or(self.now);
        self.notices.created_assumed += u32::from(dates.created.is_none());
        self.notices.closed_assumed += u32::from(stand.end.is_some() && dates.closed.is_none());
        self.notices.without_customer += u32::from(customer.is_none());
        let entered = dates.closed.or(dates.since).unwrap_or(created).max(created);
        let at = self.deals.add(Deal {
            id: DealId(outside.id()),
            title,
            customer,
            amount,
            stage: stand.to,
            owner,
            created,
            next: next_contact(&dates),
            proofs: BTreeMap::new(),
            fields: BTreeMap::new(),
            tags: BTreeSet::new(),
            history: entries(&stand, created, entered, outside),
            foreign: Some(foreign),
            rate: None,
            other_rates: BTreeMap::new(),
        });
        self.deals.name(at, key);
        at
    }

    fn move_on(&mut self, at: usize, stand: &Stand, dates: &Dates, outside: &mut Outside<'_>) {
        let deal = self.deals.get(at);
        if deal.stage == stand.to {
            return;
        }
        if deal.history.iter().any(|entry| entry.to == stand.to) {
            self.notices.stage_kept += 1;
            return;
        }
        let told = dates.closed.or(dates.since).filter(|&told| told > deal.entered());
        let entered = told.unwrap_or(self.now);
        let deal = self.deals.edit(at);
        enter(&mut deal.history, stand.to, entered, stand.loss.clone(), outside);
        deal.stage = stand.to;
        if stand.end.is_some() {
            deal.next = None;
        }
    }

    fn one_more_product(&mut self, at: usize, cells: &Cells<'_>) {
        let product = cells.text(&Target::Field(PRODUCTS.into()));
        let known = self.deals.get(at).fields.get(PRODUCTS).map(String::as_str).unwrap_or_default();
        if product.is_empty() || known.split(", ").any(|known| known == product) {
            return;
        }
        let all = if known.is_empty() { product.to_owned() } else { format!("{known}, {product}") };
        self.deals.edit(at).fields.insert(PRODUCTS.to_owned(), all);
    }
}

/// Everything of the row that has no place of its own in a deal.
fn keep(deal: &mut Deal, cells: &Cells<'_>, is_open: bool, has_loss: bool) {
    set(&mut deal.fields, cells.fields(Whose::Own));
    // What the stages of leads ask for; all else is the person's, when there is one.
    let has_buyer = deal.customer.is_some();
    set(&mut deal.fields, cells.fields(Whose::Contact).filter(|(name, _)| !has_buyer || contact::reaches(name)));
    if is_open {
        // «Не закрыта» in place of a date says nothing.
        let plans = cells.titled(&Target::Closed).filter(|(_, cell)| cell.contains(|c: char| c.is_ascii_digit()));
        set(&mut deal.fields, plans);
    }
    if !has_loss {
        set(&mut deal.fields, cells.titled(&Target::LossReason));
    }
}

/// A file says when, not how; a call is what it mostly is. Of a deal that is known already the plan here is the newer.
fn next_contact(dates: &Dates) -> Option<NextContact> {
    dates.next.map(|at| NextContact { at, kind: ActivityKind::Call, purpose: String::new() })
}
