//! What one customer has bought before, and how often.
//! Deliberately not here: scores of many customers (`rfm`).

use crate::domain::{CustomerId, DealId, FourR, Moment, Money, Outcome, PurchaseKind, RecordId, Workspace};

/// A past purchase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bought {
    /// When.
    pub at: Moment,
    /// What it was worth, when known.
    pub amount: Option<Money>,
    /// The won deal and what it was about; none for an order from outside.
    pub deal: Option<(DealId, String)>,
}

/// What a customer has bought: won deals and orders from outside, newest first. Refunds are no purchases, and a lead that
/// became a deal has bought nothing yet.
pub fn bought(workspace: &Workspace, customer: CustomerId) -> Vec<Bought> {
    let mut found: Vec<Bought> = workspace.of(customer).filter_map(|id| one(workspace, id)).collect();
    found.sort_by_key(|bought| std::cmp::Reverse(bought.at));
    found
}

fn one(workspace: &Workspace, id: RecordId) -> Option<Bought> {
    match id {
        RecordId::Deal(id) => {
            let deal = workspace.deal(id)?;
            let pipeline = workspace.pipeline_of(deal.stage)?;
            let won = pipeline.end(deal.stage).is_some_and(|end| end.outcome == Outcome::Won);
            let bought = won && pipeline.four_r != Some(FourR::Leads);
            bought.then(|| Bought { at: deal.entered(), amount: deal.amount, deal: Some((id, deal.title.clone())) })
        }
        RecordId::Purchase(id) => {
            let order = workspace.purchase(id).filter(|purchase| purchase.kind == PurchaseKind::Sale)?;
            Some(Bought { at: order.at, amount: order.amount, deal: None })
        }
        _ => None,
    }
}

/// How many days usually lie between two purchases (their mean, rounded down); none for fewer than two.
pub fn usual_interval(bought: &[Bought]) -> Option<i64> {
    let (newest, oldest) = (bought.first()?, bought.last()?);
    let gaps = i64::try_from(bought.len()).ok()? - 1;
    (gaps > 0).then(|| newest.at.days_since(oldest.at) / gaps)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::template;
    use crate::domain::{
        Cause, Command, Context, Currency, Customer, CustomerKind, Deal, EntryId, Purchase, PurchaseId, Record, Slug,
        StageEntry,
    };

    const DAY: i64 = 86_400_000;

    #[test]
    fn orders_and_won_deals_but_no_refunds_and_no_leads() {
        let customer = CustomerId(1);
        let mut records: Vec<Record> = template::four_r().unwrap().into_iter().map(Record::from).collect();
        records.push(
            Customer {
                id: customer,
                kind: CustomerKind::Company,
                name: "Кедровский цементный завод".into(),
                owner: None,
                created: Moment(0),
                fields: [].into(),
                tags: [].into(),
                foreign: None,
                currency: None,
            }
            .into(),
        );
        for (id, stage, day) in [(1, "deals-4r.won", 100), (2, "leads-4r.to_deal", 40), (3, "deals-4r.lost", 50)] {
            let stage = Slug::new(stage).unwrap();
            let entry = StageEntry {
                id: EntryId(id),
                from: None,
                to: stage,
                at: Moment(day * DAY),
                by: None,
                why: None,
                loss: None,
                cause: Cause::Hand,
            };
            records.push(
                Deal {
                    id: DealId(id),
                    title: "БП-24".into(),
                    customer: Some(customer),
                    amount: Some(Money::new(61_200_000, Currency::RUB)),
                    stage,
                    owner: None,
                    created: Moment(0),
                    next: None,
                    proofs: [].into(),
                    fields: [].into(),
                    tags: [].into(),
                    history: vec![entry],
                    foreign: None,
                    rate: None,
                    other_rates: Default::default(),
                }
                .into(),
            );
        }
        for (id, kind, day) in [(1, PurchaseKind::Sale, 10), (2, PurchaseKind::Refund, 20), (3, PurchaseKind::Sale, 31)]
        {
            let at = Moment(day * DAY);
            records.push(
                Purchase {
                    id: PurchaseId(id),
                    customer,
                    kind,
                    at,
                    amount: None,
                    foreign: None,
                    rate: None,
                    other_rates: Default::default(),
                }
                .into(),
            );
        }
        let mut workspace = Workspace::default();
        let context = Context { now: Moment(0), by: None, robot: None, entry: EntryId(0) };
        workspace.apply(Command::TakeIn(records), &context).unwrap();
        let found = bought(&workspace, customer);
        assert_eq!(found.iter().map(|bought| bought.at.0 / DAY).collect::<Vec<_>>(), [100, 31, 10]);
        assert_eq!(found[0].deal, Some((DealId(1), "БП-24".into())));
        assert_eq!(usual_interval(&found), Some(45));
        assert_eq!(usual_interval(&found[..1]), None);
        assert_eq!(usual_interval(&[]), None);
    }
}
