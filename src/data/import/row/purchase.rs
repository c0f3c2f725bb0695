//! Orders and money given back.

use crate::data::import::cells::{Cells, Whose};
use crate::data::import::fold::fold_name;
use crate::data::import::keys::ForeignKey;
use crate::data::import::ledger::Ledger;
use crate::data::import::rejected::Reason;
use crate::data::import::target::Target;
use crate::domain::{Money, Purchase, PurchaseId, PurchaseKind};

use super::buyer::{names_buyer, set};
use super::{File, Outside, Row};

/// Words for an order, as names are compared.
const SALE: &str =
    "sale; order; purchase; invoice; payment; продажа; заказ; покупка; реализация; оплата; отгрузка; приход";
/// Words for money given back, as names are compared.
const REFUND: &str =
    "refund; return; refunded; credit note; chargeback; возврат; сторно; возврат товара; возврат денег";

/// What a cell says the row is; nothing when it is blank.
fn kind(cells: &Cells<'_>) -> Result<Option<PurchaseKind>, Reason> {
    let folded = fold_name(cells.text(&Target::PurchaseKind));
    let is = |names: &str| names.split("; ").any(|name| name == folded);
    match folded.as_str() {
        "" => Ok(None),
        _ if is(SALE) => Ok(Some(PurchaseKind::Sale)),
        _ if is(REFUND) => Ok(Some(PurchaseKind::Refund)),
        _ => Err(Reason::PurchaseKind { column: cells.column(&Target::PurchaseKind) }),
    }
}

impl Ledger {
    /// A row of a list of orders. Money given back has a negative amount, whichever sign the file gives it, and what has
    /// a negative amount is money given back.
    pub(in crate::data::import) fn take_purchase(
        &mut self,
        cells: &Cells<'_>,
        file: &mut File<'_>,
        outside: &mut Outside<'_>,
    ) -> Result<Row, Reason> {
        let system = file.plan.system;
        if !names_buyer(cells) {
            return Err(Reason::NoCustomer);
        }
        let date = cells.date(&Target::Created, &file.styles)?.ok_or(Reason::NoDate)?;
        let amount = cells.money(&file.styles)?;
        let is_refund = kind(cells)? == Some(PurchaseKind::Refund) || amount.is_some_and(|amount| amount.minor < 0);
        let kind = if is_refund { PurchaseKind::Refund } else { PurchaseKind::Sale };
        let amount = amount.map(|money| Money {
            minor: if is_refund { money.minor.saturating_abs().saturating_neg() } else { money.minor },
            ..money
        });
        let who = [Target::CustomerId, Target::Customer, Target::Contact].map(|target| cells.text(&target));
        let who = who.into_iter().find(|cell| !cell.is_empty()).unwrap_or_default();
        let what = [who, cells.text(&Target::Created), cells.text(&Target::Amount)];
        let foreign = file.foreign(system.id(), cells.text(&Target::Id), &what);
        let key = ForeignKey::of_purchase(&foreign, kind);
        let found = self.purchases.find(&key);
        if let Some(met) = found.and_then(|at| self.purchases.met(at)).filter(|met| met.file == file.origin.file) {
            return Err(Reason::Duplicate { line: met.line });
        }

        let at = outside.moment(date);
        let Some(buyer) = self.buyer(cells, file, at, outside) else { return Err(Reason::NoCustomer) };
        set(&mut self.customers.edit(buyer).fields, cells.fields(Whose::Own));
        let customer = self.customers.get(buyer).id;
        let place = match found {
            Some(place) => {
                let known = self.purchases.edit(place);
                known.customer = customer;
                known.at = at;
                known.amount = amount.or(known.amount);
                place
            }
            None => {
                let id = PurchaseId(outside.id());
                let place = self.purchases.add(Purchase {
                    id,
                    customer,
                    kind,
                    at,
                    amount,
                    foreign: Some(foreign),
                    rate: None,
                    other_rates: Default::default(),
                });
                self.purchases.name(place, key);
                place
            }
        };
        Ok(if self.purchases.meet(place, file.origin) { Row::First } else { Row::Again })
    }
}
