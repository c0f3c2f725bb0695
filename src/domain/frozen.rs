//! The rate that a won deal keeps, and an order from outside: the one that held when it was won or bought.
//!
//! It is written down with the first change after which it is known: the win itself, a file with deals long won, a rate
//! that is entered later. From then on no edit of rates changes what was sold for how much (rule 74).
//! Deliberately not here: what deals that keep no rate are worth (`insight::in_base`).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{
    Change, Currency, Deal, Edit, FourR, Moment, Money, Outcome, Pipeline, Purchase, Quote, Rates, Record, RecordId,
    Workspace,
};

/// The company and its rates as a change leaves them.
struct After<'a> {
    workspace: &'a Workspace,
    /// Funnels that come with the change.
    funnels: Vec<&'a Pipeline>,
    base: Currency,
    /// As they are, unless the change is of them.
    rates: Cow<'a, Rates>,
}

impl Workspace {
    /// The change, with the rates that won deals and orders keep from it on.
    pub(super) fn frozen(&self, mut change: Change) -> Change {
        let edits = || change.edits.iter();
        let of_all = edits().any(|edit| matches!(edit.id, RecordId::Rate(_) | RecordId::Company));
        // An end that comes to be a sale, or to be none, makes sales of deals that stand there, or none.
        let told_anew = of_all || edits().any(|edit| matches!(edit.id, RecordId::Pipeline(_)));
        let worth = |edit: &Edit| matches!(edit.id, RecordId::Deal(_) | RecordId::Purchase(_));
        if !told_anew && !edits().any(worth) {
            return change;
        }
        let after = After::of(self, &change);
        let mut kept: Vec<(usize, Record)> = Vec::new();
        for (at, Edit { before, after: record, .. }) in edits().enumerate() {
            let record = record.as_ref().and_then(|record| after.with_rate(before.as_ref(), record));
            kept.extend(record.map(|record| (at, record)));
        }
        let mut more = Vec::new();
        if told_anew {
            let there: BTreeSet<RecordId> = edits().map(|edit| edit.id).collect();
            let rated = |deal: &&Arc<Deal>| deal.rate.is_some() || after.is_foreign(deal.amount);
            let ends = after.funnels.iter().flat_map(|funnel| &funnel.ends);
            let stands = ends.filter_map(|end| self.column(end.id)).flat_map(|column| column.deals());
            let ended = stands.filter_map(|deal| self.deal(deal));
            let (all, theirs) = if of_all { (Some(self.deals()), None) } else { (None, Some(ended)) };
            let deals = all.into_iter().flatten().chain(theirs.into_iter().flatten());
            let orders = self.purchases().filter(|order| of_all && after.is_foreign(order.amount));
            let worth = deals.filter(rated).cloned().map(Record::Deal).chain(orders.cloned().map(Record::Purchase));
            for record in worth.filter(|record| !there.contains(&record.id())) {
                let with = after.with_rate(Some(&record), &record);
                more.extend(with.map(|with| Edit { id: record.id(), before: Some(record), after: Some(with) }));
            }
        }
        for (at, record) in kept {
            change.edits[at].after = Some(record);
        }
        change.edits.extend(more);
        change.edits.retain(|edit| edit.before != edit.after);
        change
    }
}

impl<'a> After<'a> {
    fn of(workspace: &'a Workspace, change: &'a Change) -> Self {
        let mut rates = Cow::Borrowed(workspace.quotes());
        let (mut base, mut funnels) = (workspace.base(), Vec::new());
        for edit in &change.edits {
            if let Some(Record::Rate(rate)) = &edit.before {
                rates.to_mut().take(rate);
            }
            match &edit.after {
                Some(Record::Rate(rate)) => rates.to_mut().put(rate),
                Some(Record::Company(company)) => base = company.currency,
                Some(Record::Pipeline(funnel)) => funnels.push(funnel.as_ref()),
                _ => {}
            }
        }
        Self { workspace, funnels, base, rates }
    }

    fn is_foreign(&self, amount: Option<Money>) -> bool {
        amount.is_some_and(|amount| amount.currency != self.base)
    }

    /// The record with the rate that it keeps; none when it has that already, or keeps none.
    fn with_rate(&self, before: Option<&Record>, record: &Record) -> Option<Record> {
        match record {
            Record::Deal(deal) => {
                let known = match before {
                    Some(Record::Deal(before)) if before.history.last() == deal.history.last() => Some(before),
                    _ => None,
                };
                let won = (deal.rate.is_some() || self.is_foreign(deal.amount)) && self.is_won(deal);
                let told = known.into_iter().chain([deal]);
                let told = told.flat_map(|deal| deal.rate.iter().chain(deal.other_rates.values()));
                let (rate, other_rates) = match won {
                    true => self.kept(deal.amount, told, deal.entered()),
                    false => Default::default(),
                };
                let same = rate == deal.rate && other_rates == deal.other_rates;
                (!same).then(|| Deal { rate, other_rates, ..Deal::clone(deal) }.into())
            }
            Record::Purchase(order) => {
                let known = match before {
                    Some(Record::Purchase(before)) if before.at == order.at => Some(before),
                    _ => None,
                };
                let told = known.into_iter().chain([order]);
                let told = told.flat_map(|order| order.rate.iter().chain(order.other_rates.values()));
                let (rate, other_rates) = self.kept(order.amount, told, order.at);
                let same = rate == order.rate && other_rates == order.other_rates;
                (!same).then(|| Purchase { rate, other_rates, ..Purchase::clone(order) }.into())
            }
            _ => None,
        }
    }

    /// The rate of an amount: the first of these that is of its currency and in the company's, else the one that holds at
    /// the moment, else one of these that is at least of its currency. The others of its currency are kept beside it: the
    /// company may have that of their other side again.
    fn kept<'q>(
        &self,
        amount: Option<Money>,
        known: impl Iterator<Item = &'q Quote> + Clone,
        at: Moment,
    ) -> (Option<Quote>, BTreeMap<Currency, Quote>) {
        let Some(Money { currency, .. }) = amount else { return Default::default() };
        let own = || known.clone().copied().filter(move |quote| quote.of == currency);
        let held = || (currency != self.base).then(|| self.rates.at(currency, self.base, at)).flatten();
        let rate = own().find(|quote| quote.to == self.base).or_else(held).or_else(|| own().next());
        let mut others = BTreeMap::new();
        for quote in own().filter(|quote| rate.is_some_and(|rate| rate.to != quote.to)) {
            others.entry(quote.to).or_insert(quote);
        }
        (rate, others)
    }

    /// Whether the deal is sold. A lead that became a deal has bought nothing yet.
    fn is_won(&self, deal: &Deal) -> bool {
        let coming = self.funnels.iter().copied().find(|funnel| funnel.end(deal.stage).is_some());
        let funnel = coming.or_else(|| self.workspace.pipeline_of(deal.stage).map(Arc::as_ref));
        let sells = funnel.filter(|funnel| funnel.four_r != Some(FourR::Leads));
        sells.and_then(|funnel| funnel.end(deal.stage)).is_some_and(|end| end.outcome == Outcome::Won)
    }
}
