//! Warming: which letter of its basket's plan each deal is due, and what holds it back (0.13 to 0.17).
//!
//! Nothing is remembered besides the letters that were prepared: a message is due when its day has come, no letter of it is
//! there, and nothing has ended the sequence. Who has waited long gets the message of today and not all that were missed.
//! Deliberately not here: preparing and sending (`letter`, `app`), the figures of a basket (`baskets`).

use chrono::NaiveDate;

use crate::domain::{
    Anchor, CustomerId, Deal, DealId, Letter, LetterId, Message, Moment, Outcome, Plan, PurchaseKind, RecordId, Slug,
    Source, Stop, Workspace,
};

/// The field of a deal with the day for which the buyer plans to buy, and the one with the day of return.
const DATES: [&str; 2] = ["purchase_date", "return_date"];

/// What a deal in a basket is due next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// Which deal.
    pub deal: DealId,
    /// Its customer.
    pub customer: CustomerId,
    /// The basket in which it stands.
    pub basket: Slug,
    /// The message, by its name in the plan.
    pub message: Slug,
    /// The day on which it is due.
    pub on: NaiveDate,
    /// The identity that its letter will have.
    pub letter: LetterId,
    /// What the letter comes from.
    pub source: Source,
    /// The address that it goes to.
    pub to: Option<String>,
    /// What ended the sequence; then nothing is sent.
    pub ended: Option<Stop>,
}

/// What every deal in a basket with a plan is due next, by day; deals whose plan has come to its end are not among them.
/// Days are those of a zone that is `offset` minutes ahead of UTC.
pub fn next(workspace: &Workspace, today: NaiveDate, offset: i32) -> Vec<Next> {
    let columns = workspace.plans().filter_map(|plan| Some((plan, workspace.column(plan.id)?)));
    let deals = columns.flat_map(|(plan, column)| column.deals().map(move |id| (plan, id)));
    let mut all: Vec<Next> =
        deals.filter_map(|(plan, id)| of_deal(workspace, plan, workspace.deal(id)?, today, offset)).collect();
    all.sort_by_key(|next| (next.on, next.deal));
    all
}

/// What one deal is due next.
fn of_deal(workspace: &Workspace, plan: &Plan, deal: &Deal, today: NaiveDate, offset: i32) -> Option<Next> {
    let customer = deal.customer?;
    let entry = deal.history.last()?;
    let source = |message: &Message| Source::Plan(message.id, entry.id);
    // A letter to the customer, or to one that became part of it since: the deal may have been theirs.
    let been: Vec<CustomerId> = workspace.been(customer).collect();
    let letter =
        |message: &Message| been.iter().find_map(|&customer| workspace.letter(source(message).letter(customer)));
    let mut dated: Vec<(NaiveDate, &Message)> = plan
        .messages
        .iter()
        .filter_map(|message| Some((message.due(anchor(deal, message.anchor, entry.at, offset)?)?, message)))
        .collect();
    dated.sort_by_key(|&(on, _)| on);
    // What was written is behind us, and so is everything that was due before it.
    let begun = dated.iter().rposition(|(_, message)| letter(message).is_some()).map_or(0, |at| at + 1);
    let ahead = &dated[begun..];
    // Of those whose day has come the last one counts: the others were missed.
    let come = ahead.iter().rposition(|&(on, _)| on <= today).unwrap_or_default();
    let &(on, message) = ahead.get(come)?;
    let to = address(workspace, deal);
    let written = plan.messages.iter().filter_map(letter);
    let ended = ended(workspace, deal, entry.at, to.as_deref(), written.map(AsRef::as_ref));
    let ended = ended.filter(|stop| message.stop_when.contains(stop));
    let source = source(message);
    let letter = source.letter(customer);
    let (deal, basket) = (deal.id, plan.id);
    Some(Next { deal, customer, basket, message: message.id, on, letter, source, to, ended })
}

/// The day from which the days of a message are counted.
fn anchor(deal: &Deal, anchor: Anchor, entered: Moment, offset: i32) -> Option<NaiveDate> {
    match anchor {
        Anchor::Entry => Some(entered.day(offset)),
        Anchor::PurchaseDate => DATES.iter().find_map(|name| date(deal.fields.get(*name)?)),
    }
}

/// A date as forms and files write it: `2026-11-26`, `26.11.2026`.
fn date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    ["%Y-%m-%d", "%d.%m.%Y"].iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok())
}

/// The e-mail address that a deal's letters go to: its own, that of somebody at the customer, the customer's.
pub fn address(workspace: &Workspace, deal: &Deal) -> Option<String> {
    const EMAIL: &str = "email";
    let customer = deal.customer.and_then(|id| workspace.customer(id));
    let people = deal.customer.into_iter().flat_map(|id| workspace.of(id)).filter_map(|record| match record {
        RecordId::Person(id) => workspace.person(id),
        _ => None,
    });
    let known = deal.fields.get(EMAIL).into_iter();
    let known = known.chain(people.filter_map(|person| person.fields.get(EMAIL)));
    let mut known = known.chain(customer.and_then(|customer| customer.fields.get(EMAIL)));
    known.find(|address| address.contains('@')).map(|address| address.trim().to_owned())
}

/// What has ended a sequence since a moment, the weightiest first.
fn ended<'a>(
    workspace: &'a Workspace,
    deal: &Deal,
    since: Moment,
    to: Option<&str>,
    mut written: impl Iterator<Item = &'a Letter>,
) -> Option<Stop> {
    let customer = deal.customer?;
    let others = || workspace.of(customer).filter(move |&record| record != RecordId::Deal(deal.id));
    let bought = others().any(|record| match record {
        RecordId::Purchase(id) => {
            let sale = workspace.purchase(id).filter(|purchase| purchase.kind == PurchaseKind::Sale);
            sale.is_some_and(|purchase| purchase.at >= since)
        }
        RecordId::Deal(id) => workspace.deal(id).is_some_and(|deal| deal.entered() >= since && is_won(workspace, deal)),
        _ => false,
    });
    let opened = others().any(|record| match record {
        RecordId::Deal(id) => workspace.deal(id).is_some_and(|deal| deal.created >= since),
        _ => false,
    });
    if to.is_some_and(|address| workspace.opt_out(address).is_some()) {
        Some(Stop::Unsubscribed)
    } else if bought {
        Some(Stop::Purchase)
    } else if written.any(|letter| letter.answered.is_some()) {
        Some(Stop::Reply)
    } else {
        opened.then_some(Stop::DealOpened)
    }
}

fn is_won(workspace: &Workspace, deal: &Deal) -> bool {
    let end = workspace.pipeline_of(deal.stage).and_then(|funnel| funnel.end(deal.stage));
    end.is_some_and(|end| end.outcome == Outcome::Won)
}

/// How many deals wait for each message of a basket, and how many of those are due by a day.
pub fn waiting(all: &[Next], basket: Slug, message: Slug, today: NaiveDate) -> (usize, usize) {
    let waits = all.iter().filter(|next| (next.basket, next.message) == (basket, message) && next.ended.is_none());
    waits.fold((0, 0), |(all, due), next| (all + 1, due + usize::from(next.on <= today)))
}
