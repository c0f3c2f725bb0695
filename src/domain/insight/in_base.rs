//! The one place that says what money is worth in the currency of the company, by which rates, and what has none.
//!
//! A won deal and an order from outside count by the rate that they keep, a deal that ended otherwise by the one that held
//! then, an open one by today's. What has no rate is counted apart: it is neither zero nor added to anything.
//! Deliberately not here: the rates themselves and how they round (`rates`), which rate is kept (`frozen`).

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::column::held;
use crate::domain::{Currency, Deal, Moment, Money, Purchase, Quote, SumPart, Sums, Workspace};

/// By what amounts were converted, and those that could not be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// The rates.
    pub quotes: BTreeSet<Quote>,
    /// How many amounts of each currency have no rate.
    pub unknown: BTreeMap<Currency, usize>,
}

impl Used {
    /// Whether all was in the currency of the company.
    pub fn is_empty(&self) -> bool {
        self.quotes.is_empty() && self.unknown.is_empty()
    }

    /// How many amounts have no rate.
    pub fn unknown(&self) -> usize {
        self.unknown.values().sum()
    }

    /// Takes over what another figure was converted by.
    pub fn join(&mut self, other: &Self) {
        self.quotes.extend(&other.quotes);
        other.unknown.iter().for_each(|(&currency, count)| *self.unknown.entry(currency).or_default() += count);
    }
}

/// A sum in the currency of the company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converted {
    /// What all that has a rate comes to; none when nothing has.
    pub money: Option<Money>,
    /// What has none, as it is.
    pub rest: Sums,
    /// By which rates, and what has none.
    pub used: Used,
}

/// Converts amount after amount, and remembers by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InBase {
    /// The currency of the company.
    pub currency: Currency,
    /// By which rates, and what has none.
    pub used: Used,
}

impl InBase {
    /// Into the currency of the company.
    pub fn of(workspace: &Workspace) -> Self {
        Self::to(workspace.base())
    }

    /// Into another.
    pub fn to(currency: Currency) -> Self {
        Self { currency, used: Used::default() }
    }

    /// What an amount is worth in minor units, by the rate that it keeps, else by the one that holds at the moment.
    pub fn amount(&mut self, workspace: &Workspace, money: Money, kept: Option<Quote>, at: Moment) -> Option<i64> {
        if money.currency == self.currency {
            return Some(money.minor);
        }
        let quote = self.quote(workspace, money.currency, kept, Some(at));
        self.note(money.currency, 1, quote, |quote| Some(quote.convert(money)?.minor))
    }

    /// What a deal is worth; none when nobody has said, and when there is no rate.
    pub fn deal(&mut self, workspace: &Workspace, deal: &Deal, now: Moment) -> Option<i64> {
        let money = deal.amount?;
        if money.currency == self.currency {
            return Some(money.minor);
        }
        self.amount(workspace, money, deal.rate, if has_ended(workspace, deal) { deal.entered() } else { now })
    }

    /// A deal as a part of a sum that comes to what the deals are worth, see [`InBase::deal`]: what has ended brings its rate
    /// with it, and has none of now.
    pub fn part(&self, workspace: &Workspace, deal: &Deal) -> Option<SumPart> {
        let part = SumPart::of(deal)?;
        if part.currency == self.currency || !has_ended(workspace, deal) {
            return Some(part);
        }
        let rate = self.quote(workspace, part.currency, deal.rate, Some(deal.entered()));
        Some(SumPart { rate, ended: true, ..part })
    }

    /// What an order from outside was worth.
    pub fn order(&mut self, workspace: &Workspace, order: &Purchase) -> Option<i64> {
        self.amount(workspace, order.amount?, order.rate, order.at)
    }

    /// What many amounts are worth together. Each currency and rate is rounded once: the sum is within half a minor unit for
    /// each of them, where amounts converted one by one are within half a one for each amount.
    /// Without a moment only kept rates count, as of what was sold.
    pub fn sum(&self, workspace: &Workspace, sums: &Sums, now: Option<Moment>) -> Converted {
        let mut own = Self::to(self.currency);
        let (mut whole, mut rest) = (None, Sums::default());
        for part in sums.parts() {
            if part.currency == self.currency {
                whole = Some(whole.unwrap_or(0_i128) + part.minor);
                continue;
            }
            let quote = self.quote(workspace, part.currency, part.rate, now.filter(|_| !part.ended));
            let convert = |quote: Quote| quote.convert_sum(part.minor, part.currency);
            let count = usize::try_from(part.count).unwrap_or(usize::MAX);
            match own.note(part.currency, count, quote, convert) {
                Some(worth) => whole = Some(whole.unwrap_or_default() + worth),
                None => rest.put(part),
            }
        }
        let money = whole.map(|whole| Money::new(held(whole), self.currency));
        Converted { money, rest, used: own.used }
    }

    fn quote(&self, workspace: &Workspace, of: Currency, kept: Option<Quote>, at: Option<Moment>) -> Option<Quote> {
        let kept = kept.filter(|kept| (kept.of, kept.to) == (of, self.currency));
        kept.or_else(|| workspace.quotes().at(of, self.currency, at?))
    }

    fn note<T>(
        &mut self,
        currency: Currency,
        count: usize,
        quote: Option<Quote>,
        convert: impl Fn(Quote) -> Option<T>,
    ) -> Option<T> {
        let found = quote.and_then(|quote| Some((quote, convert(quote)?)));
        match found {
            Some((quote, worth)) => {
                self.used.quotes.insert(quote);
                Some(worth)
            }
            None => {
                *self.used.unknown.entry(currency).or_default() += count;
                None
            }
        }
    }
}

fn has_ended(workspace: &Workspace, deal: &Deal) -> bool {
    workspace.pipeline_of(deal.stage).is_some_and(|funnel| funnel.end(deal.stage).is_some())
}

/// What many amounts are worth together in the currency of the company, see [`InBase::sum`].
pub fn in_base(workspace: &Workspace, sums: &Sums, now: Option<Moment>) -> Converted {
    InBase::of(workspace).sum(workspace, sums, now)
}

/// Everything that stands in no total because there is no rate for it: of open deals by the rates of now, of each that ended and
/// of orders from outside by the rate that they keep or that held then.
pub fn without_rate(workspace: &Workspace, now: Moment) -> Sums {
    let mut converted = InBase::of(workspace);
    let mut rest = Sums::default();
    for funnel in workspace.pipelines() {
        let open = funnel.stages.iter().filter_map(|stage| workspace.column(stage.id));
        open.for_each(|column| rest.join(&converted.sum(workspace, column.sums(), Some(now)).rest));
        let base = converted.currency;
        let ended = funnel.ends.iter().filter_map(|end| workspace.column(end.id));
        // Most ends hold nothing but the currency of the company, and are not gone through.
        let foreign = ended.filter(|column| column.sums().parts().any(|part| part.currency != base));
        for deal in foreign.flat_map(|column| column.deals()).filter_map(|deal| workspace.deal(deal)) {
            if converted.deal(workspace, deal, now).is_none() {
                rest.add_deal(deal);
            }
        }
    }
    let foreign = |money: &Money| money.currency != converted.currency;
    for order in workspace.purchases().filter(|order| order.amount.as_ref().is_some_and(foreign)) {
        if let (None, Some(amount)) = (InBase::of(workspace).order(workspace, order), order.amount) {
            rest.add(amount);
        }
    }
    rest
}
