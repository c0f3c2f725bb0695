//! What can be done with a record that was found, and with the deal whose page is open or whose card has the focus.

use super::found::Pen;
use super::line::{Act, Does, Known, Line, Marked};
use crate::app::route::Route;
use crate::data::reach::{mailto, tel};
use crate::domain::insight::search::Subject;
use crate::domain::{DealId, Workspace};
use crate::ui::icon::Icon;
use crate::ui::keys::Key;
use crate::ui::moving::LeadOrder;

/// What can be done with a record.
pub(super) fn actions(pen: Pen, subject: Subject) -> Vec<Known> {
    match subject {
        Subject::Deal(id) => with_opening(pen, Route::Deal(id), of_deal(pen, id)),
        Subject::Customer(id) => {
            let reach = pen.store.peek(|workspace| reach(pen, workspace, subject));
            with_opening(pen, Route::Customer(id), reach)
        }
        Subject::Person(id) => pen.store.peek(|workspace| {
            let customer = workspace.person(id).map(|person| person.customer);
            let reach = reach(pen, workspace, subject);
            customer.map(|customer| with_opening(pen, Route::Customer(customer), reach)).unwrap_or_default()
        }),
        Subject::Activity(id) => {
            let deal = pen.store.peek(|workspace| workspace.activity(id).map(|activity| activity.deal));
            deal.map(|deal| with_opening(pen, Route::Deal(deal), of_deal(pen, deal))).unwrap_or_default()
        }
    }
}

fn with_opening(pen: Pen, page: Route, rest: Vec<Known>) -> Vec<Known> {
    let open = Line::new(Icon::ARROW_R, Marked::plain(pen.words.keys.open), Does::Go(page));
    std::iter::once((open, "")).chain(rest).collect()
}

/// What is done with a deal; one that has ended is only taken up again.
pub(super) fn of_deal(pen: Pen, id: DealId) -> Vec<Known> {
    let (keys, own) = (&pen.words.keys, pen.own);
    let open = pen.store.peek(|workspace| {
        let deal = workspace.deal(id)?;
        Some(workspace.pipeline_of(deal.stage)?.position(deal.stage).is_some())
    });
    let Some(open) = open else { return Vec::new() };
    let all = [
        (Icon::CALENDAR, keys.contact, own.plan_words, Some("KeyC"), Act::Plan, true),
        (Icon::BOARD, keys.to_stage, own.move_words, Some("KeyM"), Act::Choose, false),
        (Icon::MAIL, own.write, own.write_words, None, Act::Write(None), true),
        (Icon::USER, keys.hand_over, own.hand_words, Some("KeyH"), Act::HandOver, false),
        (Icon::FLAG, keys.lose, own.lose_words, Some("KeyL"), Act::Lose, true),
    ];
    let all = all.into_iter().filter(|(.., while_open)| open || !while_open);
    let line = |(icon, name, also, key, act, _): (Icon, &str, &'static str, Option<&'static str>, Act, bool)| {
        let line = Line::new(icon, Marked::plain(name), Does::Act(act, id));
        (Line { key: key.map(Key::plain), ..line }, also)
    };
    of_lead(pen, id).into_iter().chain(all.map(line)).collect()
}

/// What the card of a lead offers, as far as it is still to be done.
fn of_lead(pen: Pen, id: DealId) -> Vec<Known> {
    let (keys, own) = (&pen.words.keys, pen.own);
    let line = |asked: LeadOrder| {
        let (icon, name, also, key) = match asked {
            LeadOrder::Take => (Icon::CHECK, keys.take, own.take_words, "KeyT"),
            LeadOrder::Sql => (Icon::ARROW_R, keys.sql, own.sql_words, "KeyS"),
            LeadOrder::OffTarget => (Icon::BAN, keys.off_target, own.off_target_words, "KeyX"),
            LeadOrder::Spam => (Icon::TRASH, keys.spam, own.spam_words, "KeyJ"),
        };
        let line = Line::new(icon, Marked::plain(name), Does::Treat(asked, id));
        (Line { key: Some(Key::plain(key)), ..line }, also)
    };
    let ahead = LeadOrder::ALL.into_iter();
    let ahead = pen.store.peek(|workspace| ahead.filter(|asked| asked.is_ahead(workspace, id)).collect::<Vec<_>>());
    ahead.into_iter().map(line).collect()
}

/// What an address becomes in a link, when it is sound.
type Address = fn(&str) -> Option<String>;

/// Calls and letters to a customer or somebody there.
fn reach(pen: Pen, workspace: &Workspace, subject: Subject) -> Vec<Known> {
    let fields = match subject {
        Subject::Customer(id) => workspace.customer(id).map(|customer| &customer.fields),
        Subject::Person(id) => workspace.person(id).map(|person| &person.fields),
        _ => None,
    };
    let Some(fields) = fields else { return Vec::new() };
    let ways = [
        (Icon::PHONE, pen.own.call, "phone", tel as fn(&str) -> Option<String>),
        (Icon::MAIL, pen.own.write, "email", |address| mailto(address, "", "")),
    ];
    let line = |(icon, name, field, address): (Icon, &str, &str, Address)| {
        let value = fields.get(field)?;
        let follow = Does::Follow(address(value)?);
        Some((Line { side: value.clone(), ..Line::new(icon, Marked::plain(name), follow) }, ""))
    };
    ways.into_iter().filter_map(line).collect()
}
