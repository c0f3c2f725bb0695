//! How a customer is reached: whom to call and by what number, and to which address a letter goes.
//! Deliberately not here: what is written (`plan`, `campaign`).

use std::collections::BTreeMap;

use crate::domain::{CustomerId, Deal, PersonId, RecordId, Workspace};

/// Whether a letter reaches a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// At this address.
    At(String),
    /// At an address that is not written to.
    Unwanted,
    /// No address is known.
    Nowhere,
}

/// Whom to speak to at a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// The name.
    pub name: Option<String>,
    /// The number, as it was written down.
    pub phone: Option<String>,
}

/// Somebody who can be written to about a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Who of the buyer's people; none is the buyer as a whole, or whoever a lead names.
    pub person: Option<PersonId>,
    /// What they are called.
    pub name: String,
    /// What is known of them.
    pub fields: BTreeMap<String, String>,
}

/// Everybody whom one may write to about a deal: the people of the buyer, the buyer, and what the deal itself says, each as
/// far as an address or a number is known.
pub fn recipients(workspace: &Workspace, deal: &Deal) -> Vec<Recipient> {
    let customer = deal.customer.and_then(|id| workspace.customer(id));
    let people = deal.customer.into_iter().flat_map(|id| workspace.of(id)).filter_map(|record| match record {
        RecordId::Person(id) => workspace.person(id),
        _ => None,
    });
    let people = people.map(|person| (Some(person.id), person.name.clone(), person.fields.clone()));
    let own = customer.map(|customer| (None, customer.name.clone(), customer.fields.clone()));
    let said = |name: &str| said(&deal.fields, name).map(str::to_owned);
    let named = said("contact").or_else(|| said("contact_name"));
    let lead = (None, named.unwrap_or_else(|| deal.called(workspace).to_owned()), deal.fields.clone());
    let all = people.chain(own).chain([lead]);
    let found = all.map(|(person, name, fields)| Recipient { person, name, fields });
    found
        .filter(|one| ["phone", "email", "telegram"].iter().any(|field| self::said(&one.fields, field).is_some()))
        .collect()
}

/// The fields of everybody and everything that may tell how a customer is reached, with the name when it is a person's:
/// the people there first, then the customer, then its deals, the newest first.
fn sources(
    workspace: &Workspace,
    customer: CustomerId,
) -> impl Iterator<Item = (Option<&str>, &BTreeMap<String, String>)> {
    let people = workspace.of(customer).filter_map(|record| match record {
        RecordId::Person(id) => workspace.person(id).map(|person| (Some(person.name.as_str()), &person.fields)),
        _ => None,
    });
    let own = workspace.customer(customer).map(|customer| (None, &customer.fields));
    let mut deals: Vec<_> = workspace
        .of(customer)
        .filter_map(|record| if let RecordId::Deal(id) = record { workspace.deal(id) } else { None })
        .collect();
    deals.sort_by_key(|deal| std::cmp::Reverse((deal.created, deal.id)));
    people.chain(own).chain(deals.into_iter().map(|deal| (None, &deal.fields)))
}

fn said<'a>(fields: &'a BTreeMap<String, String>, name: &str) -> Option<&'a str> {
    fields.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
}

/// Where a letter to a customer goes: the first address that is known. When its owner wants no letters, nobody else there
/// is written to instead.
pub fn reach(workspace: &Workspace, customer: CustomerId) -> Reach {
    let mut addresses = sources(workspace, customer).filter_map(|(_, fields)| said(fields, "email"));
    match addresses.find(|address| address.contains('@')) {
        None => Reach::Nowhere,
        Some(address) if workspace.opt_out(address).is_some() => Reach::Unwanted,
        Some(address) => Reach::At(address.to_owned()),
    }
}

/// Whom to call: somebody with a number, else somebody without and the number of the customer or its newest deal.
pub fn contact(workspace: &Workspace, customer: CustomerId) -> Contact {
    let with_number = sources(workspace, customer).find_map(|(name, fields)| Some((name, said(fields, "phone")?)));
    let somebody = || sources(workspace, customer).find_map(|(name, _)| name);
    let name = with_number.and_then(|(name, _)| name).or_else(somebody);
    Contact { name: name.map(str::to_owned), phone: with_number.map(|(_, phone)| phone.to_owned()) }
}

/// What the gaps of a letter to a customer are filled with.
pub fn gaps(workspace: &Workspace, customer: CustomerId) -> BTreeMap<String, String> {
    let known = workspace.customer(customer);
    let city = known.and_then(|customer| said(&customer.fields, "city"));
    let company = known.map(|customer| customer.name.as_str());
    let person =
        sources(workspace, customer).find_map(|(name, fields)| name.filter(|_| said(fields, "email").is_some()));
    let person = person.or_else(|| sources(workspace, customer).find_map(|(name, _)| name));
    let values = [("company", company), ("contact", person), ("city", city)];
    values.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned()))).collect()
}
