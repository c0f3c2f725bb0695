//! What customers have bought, as the scores read it: won deals and orders from outside alike.
//! Deliberately not here: the scores themselves (`rfm`).

use std::collections::{BTreeMap, BTreeSet};

use super::in_base::{InBase, Used};
use super::rfm::{Kind, Purchase};
use crate::domain::{
    Currency, CustomerId, Deal, FourR, Moment, Outcome, Pipeline, PurchaseKind, Quote, RecordId, Slug, Workspace,
};

/// Every purchase and refund of a company.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Purchases {
    /// What the amounts are counted in: the company's currency, or the commonest one when nothing was bought in that and
    /// nothing has a rate to it.
    pub currency: Option<Currency>,
    /// The lines of the ledger, in the order of their identities. Amounts are in minor units of that currency.
    pub lines: Vec<Purchase<CustomerId>>,
    /// By which rates amounts in other currencies were converted, and how many have none: those count as unknown (analytics
    /// 1.2.6).
    pub used: Used,
}

/// The ends at which a deal is a purchase. A lead that became a deal has bought nothing yet.
pub fn won_ends(workspace: &Workspace) -> impl Iterator<Item = Slug> + '_ {
    let funnels = workspace.pipelines().filter(|pipeline| sells(pipeline));
    funnels.flat_map(|pipeline| pipeline.ends.iter()).filter(|end| end.outcome == Outcome::Won).map(|end| end.id)
}

fn sells(pipeline: &Pipeline) -> bool {
    pipeline.four_r != Some(FourR::Leads)
}

fn is_won(workspace: &Workspace, deal: &Deal) -> bool {
    let funnel = workspace.pipeline_of(deal.stage).filter(|funnel| sells(funnel));
    funnel.and_then(|funnel| funnel.end(deal.stage)).is_some_and(|end| end.outcome == Outcome::Won)
}

fn kind(kind: PurchaseKind) -> Kind {
    match kind {
        PurchaseKind::Sale => Kind::Sale,
        PurchaseKind::Refund => Kind::Refund,
    }
}

/// What one customer has bought, with the amounts that are in this currency; days as for [`Purchases::of`].
pub fn of_customer(
    workspace: &Workspace,
    customer: CustomerId,
    currency: Option<Currency>,
    offset: impl Fn(Moment) -> i32,
) -> Vec<Purchase<CustomerId>> {
    let mut base = InBase::to(currency.unwrap_or_else(|| workspace.base()));
    let line =
        |kind: Kind, amount: Option<i64>, at: Moment| Purchase { customer, date: at.day(offset(at)), kind, amount };
    let bought = |id: RecordId| match id {
        RecordId::Deal(id) => {
            let deal = workspace.deal(id).filter(|deal| is_won(workspace, deal))?;
            let amount = base.deal(workspace, deal, deal.entered());
            Some(line(Kind::Sale, amount, deal.entered()))
        }
        RecordId::Purchase(id) => {
            let order = workspace.purchase(id)?;
            Some(line(kind(order.kind), base.order(workspace, order), order.at))
        }
        _ => None,
    };
    workspace.of(customer).filter_map(bought).collect()
}

impl Purchases {
    /// The purchases of a workspace; each on its calendar day in the zone that is `offset` minutes ahead of UTC at that
    /// moment. A won deal is bought on the day on which it was won.
    pub fn of(workspace: &Workspace, offset: impl Fn(Moment) -> i32) -> Self {
        let currency = currency(workspace);
        let mut base = InBase::to(currency.unwrap_or_else(|| workspace.base()));
        let mut lines = Vec::new();
        let mut add = |customer, kind, amount, date| lines.push(Purchase { customer, date, kind, amount });
        let columns = won_ends(workspace).filter_map(|end| workspace.column(end));
        for deal in columns.flat_map(|column| column.deals()).filter_map(|id| workspace.deal(id)) {
            if let Some(customer) = deal.customer {
                let at = deal.entered();
                add(customer, Kind::Sale, base.deal(workspace, deal, at), at.day(offset(at)));
            }
        }
        for purchase in workspace.purchases() {
            let date = purchase.at.day(offset(purchase.at));
            add(purchase.customer, kind(purchase.kind), base.order(workspace, purchase), date);
        }
        Self { currency, lines, used: base.used }
    }
}

/// The company's currency if anything was bought in it or has a rate to it, else the one in which most was bought.
pub fn currency(workspace: &Workspace) -> Option<Currency> {
    let currencies = || {
        let columns = won_ends(workspace).filter_map(|end| workspace.column(end));
        let deals = columns.flat_map(|column| column.deals()).filter_map(|id| workspace.deal(id));
        let deals = deals.filter_map(|deal| Some((deal.amount?, deal.rate)));
        let orders = workspace.purchases().filter_map(|purchase| Some((purchase.amount?, purchase.rate)));
        deals.chain(orders).map(|(amount, rate)| (amount.currency, rate))
    };
    let own = workspace.company().map(|company| company.currency);
    let commonest = || {
        let mut counts: BTreeMap<Currency, usize> = BTreeMap::new();
        currencies().for_each(|(currency, _)| *counts.entry(currency).or_default() += 1);
        counts.into_iter().max_by_key(|&(_, count)| count).map(|(currency, _)| currency)
    };
    let in_own =
        |own| move |(currency, rate): (_, Option<Quote>)| currency == own || rate.is_some_and(|rate| rate.to == own);
    own.filter(|&own| currencies().any(in_own(own))).or_else(commonest).or(own)
}

/// How many customers have bought at least once.
pub fn buyers(workspace: &Workspace) -> usize {
    let columns = won_ends(workspace).filter_map(|end| workspace.column(end));
    let deals = columns.flat_map(|column| column.deals()).filter_map(|id| workspace.deal(id)?.customer);
    let sales = workspace.purchases().filter(|purchase| purchase.kind == PurchaseKind::Sale);
    deals.chain(sales.map(|purchase| purchase.customer)).collect::<BTreeSet<_>>().len()
}
