//! By what records are found: an identity in the system that they come from, or a name.
//! Deliberately not here: what is found (`ledger`).

use crate::domain::{Customer, CustomerId, ForeignId, Person, PurchaseKind};

use super::fold::fold_name;
use super::own;

/// How a record that has an identity in another system is found.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct ForeignKey {
    system: String,
    id: String,
    /// An order and its refund may have one number.
    is_refund: bool,
}

impl ForeignKey {
    pub(super) fn of(foreign: &ForeignId) -> Self {
        Self { system: foreign.system.clone(), id: foreign.id.clone(), is_refund: false }
    }

    /// A record of ours, as our own lists name it.
    pub(super) fn own(id: impl std::fmt::Display) -> Self {
        Self { system: own::SYSTEM.to_owned(), id: id.to_string(), is_refund: false }
    }

    pub(super) fn of_purchase(foreign: &ForeignId, kind: PurchaseKind) -> Self {
        Self { is_refund: kind == PurchaseKind::Refund, ..Self::of(foreign) }
    }
}

/// How customers are found.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum CustomerKey {
    /// By name, folded.
    Name(String),
    /// By identity.
    Foreign(ForeignKey),
}

/// How people at customers are found.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum PersonKey {
    /// By where they work and their name, folded.
    Name(CustomerId, String),
    /// By identity.
    Foreign(ForeignKey),
}

impl CustomerKey {
    /// A customer of ours by its identity here.
    pub(super) fn own(id: CustomerId) -> Self {
        Self::Foreign(ForeignKey::own(id))
    }

    /// Everything that a customer is known by.
    pub(super) fn all(customer: &Customer) -> Vec<Self> {
        let foreign = customer.foreign.iter().map(|foreign| Self::Foreign(ForeignKey::of(foreign)));
        foreign.chain([Self::own(customer.id), Self::Name(fold_name(&customer.name))]).collect()
    }
}

impl PersonKey {
    /// Everything that somebody is known by.
    pub(super) fn all(person: &Person) -> Vec<Self> {
        let name = fold_name(&person.name);
        let foreign = person.foreign.iter().map(|foreign| Self::Foreign(ForeignKey::of(foreign)));
        foreign.chain(person.customers().map(|customer| Self::Name(customer, name.clone()))).collect()
    }
}
