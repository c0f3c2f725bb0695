//! What a deal is sorted by in a column, and what an old deal tells of itself there.

use std::cmp::Ordering;

use super::asked::Odds;
use super::column::Column;
use super::rows::Place;
use crate::domain::insight::clientele::fold;
use crate::domain::insight::in_base::InBase;
use crate::domain::{Deal, LossReason, Moment, Money, Record, Workspace};

/// What a deal is sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// A number: the smallest first.
    Number(i128),
    /// A text in the form in which it is looked for.
    Text(Box<str>),
    /// Nothing: last, whichever way the column goes.
    Nothing,
}

/// What keys are read by.
pub(super) struct Reading<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) odds: &'a Odds,
    /// What sums are worth in the currency of the company.
    pub(super) base: InBase,
    pub(super) now: Moment,
}

impl Reading<'_> {
    /// What a deal is worth in the currency of the company; as it is where there is no rate.
    fn money(&mut self, deal: &Deal) -> Option<Money> {
        let worth = self.base.deal(self.workspace, deal, self.now);
        worth.map(|minor| Money::new(minor, self.base.currency)).or(deal.amount)
    }

    /// An amount among all: those without a rate stand apart, by the code of their currency.
    fn apart(&self, money: Money) -> i128 {
        let code = |code: &str| code.bytes().fold(0_i128, |sum, letter| sum * 256 + i128::from(letter));
        let apart = if money.currency == self.base.currency { 0 } else { code(money.currency.code()) };
        (apart << 64) + i128::from(money.minor)
    }
}

impl Key {
    pub(super) fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let compared = match (self, other) {
            (Self::Nothing, Self::Nothing) => return Ordering::Equal,
            (Self::Nothing, _) => return Ordering::Greater,
            (_, Self::Nothing) => return Ordering::Less,
            (Self::Number(one), Self::Number(other)) => one.cmp(other),
            (Self::Text(one), Self::Text(other)) => one.cmp(other),
            // A column has keys of one kind.
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
        };
        if descending { compared.reverse() } else { compared }
    }

    fn text(text: &str) -> Self {
        let folded = fold(text.trim());
        if folded.is_empty() { Self::Nothing } else { Self::Text(folded.into()) }
    }

    fn number(number: Option<impl Into<i128>>) -> Self {
        number.map_or(Self::Nothing, |number| Self::Number(number.into()))
    }

    /// What a deal is sorted by in a column.
    pub(super) fn of(reading: &mut Reading<'_>, place: &Place, deal: &Deal, by: Column) -> Self {
        let (workspace, odds) = (reading.workspace, reading.odds);
        let name = |field: &str| Self::text(deal.fields.get(field).map_or("", String::as_str));
        match by {
            Column::Title => Self::text(&deal.title),
            Column::Customer => {
                let customer = deal.customer.and_then(|id| workspace.customer(id));
                Self::text(customer.map_or("", |customer| &customer.name))
            }
            Column::Stage => Self::Number(place.rank as i128),
            Column::Owner => {
                let owner = deal.owner.and_then(|id| workspace.member(id));
                Self::text(owner.map_or("", |owner| &owner.name))
            }
            Column::Amount => Self::number(reading.money(deal).map(|money| reading.apart(money))),
            Column::Chance => Self::number(odds.of(workspace, deal.stage).map(|chance| per_million(chance.share()))),
            Column::Expected => {
                let chance = odds.of(workspace, deal.stage);
                let expected = reading.money(deal).zip(chance).map(|(money, chance)| chance.of(money));
                Self::number(expected.map(|money| reading.apart(money)))
            }
            Column::Contact => Self::number(deal.next.as_ref().map(|next| next.at.0)),
            // The longer it stands, the earlier it came.
            Column::Days => Self::Number(-i128::from(deal.entered().0)),
            Column::Source => name("source"),
            Column::Tags => Self::text(&deal.tags.iter().map(String::as_str).collect::<Vec<_>>().join(", ")),
            Column::Created => Self::Number(deal.created.0.into()),
            Column::Last => Self::number(last_activity(workspace, deal).map(|at| at.0)),
            Column::Outcome => {
                let reason = deal.history.last().and_then(|entry| entry.loss.as_ref()?.reason);
                let reason = reason.map(|reason| reason.to_string()).unwrap_or_default();
                if place.outcome.is_none() { Self::Nothing } else { Self::text(&format!("{:06} {reason}", place.rank)) }
            }
            Column::Field(field) => match field.as_str() {
                "amount" => Self::of(reading, place, deal, Column::Amount),
                field => name(field),
            },
        }
    }
}

fn per_million(share: f64) -> i64 {
    (share * 1_000_000.0).round() as i64
}

/// When something last passed with the buyer of a deal; none when nothing has.
pub fn last_activity(workspace: &Workspace, deal: &Deal) -> Option<Moment> {
    let of = workspace.of(deal.id).filter_map(|id| match workspace.get(id)? {
        Record::Activity(activity) => Some(activity.at),
        _ => None,
    });
    of.max()
}

/// Why a deal was lost, by the list of reasons of the stage at which its buyer stopped; none when it was told in words alone,
/// and while it is at work.
pub fn lost_for<'a>(workspace: &'a Workspace, deal: &Deal) -> Option<&'a LossReason> {
    let last = deal.history.last()?;
    let reason = last.loss.as_ref()?.reason?;
    let stage = last.from?;
    workspace.funnel_that_had(stage)?.stage(stage)?.loss_reasons.iter().find(|known| known.id == reason)
}
