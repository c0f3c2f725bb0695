//! Customers that may be one and the same, and why: the tax number, the e-mail address, the telephone in any writing, the
//! name in either alphabet and with a slip of the hand (1.17; what users ask for, number 7). A person decides; nothing here
//! merges anything.
//!
//! Two customers whose tax numbers are both sound and differ are two, whatever else they share: companies of one group have
//! one telephone. What more than a handful share (the address of a service, the telephone of a business centre) says nothing.
//!
//! Deliberately not here: what becomes of two that are one (`Command`), and customers of a file, whom the import knows by
//! their number or the very same name (`data::import`).

pub mod name;
mod proposal;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use self::name::Sound;
pub use self::proposal::{Proposal, Row, Tally, What, propose};
use crate::domain::contact::{email, phone, several, tax_number};
use crate::domain::{Customer, CustomerId, RecordId, Workspace};

/// A way to reach somebody that more customers than this share belongs to none of them.
const SHARED_BY: usize = 6;

/// A name of fewer letters is not asked for slips of the hand: too many short names differ by one.
const LONG: usize = 8;

/// Why two customers may be one, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// The tax number is the same.
    TaxNumber,
    /// An e-mail address is the same.
    Email,
    /// A telephone is the same.
    Phone,
    /// The name sounds the same.
    Name,
    /// The name is a letter away from sounding the same.
    NearlyName,
}

/// How sure signs are together: one outweighs all that are less sure than it.
fn weight(signs: &BTreeSet<Sign>) -> u32 {
    let of = |sign: &Sign| match sign {
        Sign::TaxNumber => 16,
        Sign::Email => 8,
        Sign::Phone => 4,
        Sign::Name => 2,
        Sign::NearlyName => 1,
    };
    signs.iter().map(of).sum()
}

/// What a customer is known by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// How the name sounds.
    pub name: Sound,
    /// The tax number, when it is sound.
    pub tax: Option<String>,
    /// E-mail addresses.
    pub emails: BTreeSet<String>,
    /// Telephones.
    pub phones: BTreeSet<String>,
}

impl Marks {
    /// The marks of what somebody types.
    pub fn new<'a>(name: &str, fields: impl IntoIterator<Item = &'a BTreeMap<String, String>>) -> Self {
        let mut marks = Self { name: Sound::of(name), ..Self::default() };
        for fields in fields {
            let all = |field: &str| fields.get(field).into_iter().flat_map(|text| several(text));
            marks.emails.extend(all("email").filter_map(email));
            marks.phones.extend(all("phone").filter_map(phone));
            marks.tax = marks.tax.take().or_else(|| tax_number(fields.get("inn")?));
        }
        marks
    }

    /// The marks of a customer: their own and those of the people who work there.
    pub fn of(workspace: &Workspace, customer: &Customer) -> Self {
        let people = workspace.of(customer.id).filter_map(|record| match record {
            RecordId::Person(id) => workspace.person(id).map(|person| &person.fields),
            _ => None,
        });
        Self::new(&customer.name, std::iter::once(&customer.fields).chain(people))
    }

    /// Under what a customer is found.
    fn keys(&self) -> impl Iterator<Item = Key> {
        let tax = self.tax.iter().cloned().map(Key::Tax);
        let emails = self.emails.iter().cloned().map(Key::Email);
        let phones = self.phones.iter().cloned().map(Key::Phone);
        let name = (!self.name.is_empty()).then(|| Key::Name(self.name.clone()));
        let near = self.near().into_iter().map(Key::Near);
        tax.chain(emails).chain(phones).chain(name).chain(near)
    }

    /// The name and every name that a missing letter makes of it: two that are one letter apart share one of them
    /// (W. Garbe, Symmetric Delete, 2012).
    fn near(&self) -> Vec<Sound> {
        let letters: Vec<char> = self.name.letters.chars().collect();
        if letters.len() < LONG {
            return Vec::new();
        }
        let without = |gone: usize| {
            let left = letters.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, letter)| letter);
            Sound { letters: left.collect(), numbers: self.name.numbers.clone() }
        };
        std::iter::once(self.name.clone()).chain((0..letters.len()).map(without)).collect()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Tax(String),
    Email(String),
    Phone(String),
    Name(Sound),
    Near(Sound),
}

/// A customer that may be the one that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Who.
    pub customer: CustomerId,
    /// Why: at least one sign.
    pub signs: BTreeSet<Sign>,
}

/// Two customers that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Both, the one that became known first before the other.
    pub of: [CustomerId; 2],
    /// Why: at least one sign.
    pub signs: BTreeSet<Sign>,
}

impl Pair {
    /// How sure it is: one sign outweighs all that are less sure.
    pub fn weight(&self) -> u32 {
        weight(&self.signs)
    }
}

/// The customers of a workspace by what they are known by.
#[derive(Clone, Debug, Default)]
pub struct Known {
    marks: BTreeMap<CustomerId, Marks>,
    by: HashMap<Key, Vec<CustomerId>>,
}

impl Known {
    /// All customers.
    pub fn of(workspace: &Workspace) -> Self {
        let mut known = Self::default();
        workspace.customers().for_each(|customer| known.learn(customer.id, Marks::of(workspace, customer)));
        known
    }

    /// One more customer.
    pub fn learn(&mut self, customer: CustomerId, marks: Marks) {
        let keys: HashSet<Key> = marks.keys().collect();
        for key in keys {
            self.by.entry(key).or_default().push(customer);
        }
        self.marks.insert(customer, marks);
    }

    /// Those who may be the one with these marks, the surest first; of the equally sure the one that became known first.
    pub fn like(&self, marks: &Marks) -> Vec<Match> {
        let mut found: BTreeMap<CustomerId, BTreeSet<Sign>> = BTreeMap::new();
        for key in marks.keys() {
            let Some(customers) = self.by.get(&key).filter(|customers| customers.len() <= SHARED_BY) else { continue };
            for &customer in customers {
                let theirs = &self.marks[&customer];
                if theirs.tax.is_some() && marks.tax.is_some() && theirs.tax != marks.tax {
                    continue;
                }
                let sign = match &key {
                    Key::Tax(_) => Sign::TaxNumber,
                    Key::Email(_) => Sign::Email,
                    Key::Phone(_) => Sign::Phone,
                    Key::Name(_) => Sign::Name,
                    Key::Near(_) if theirs.name == marks.name => continue,
                    Key::Near(_) => Sign::NearlyName,
                };
                found.entry(customer).or_default().insert(sign);
            }
        }
        let mut found: Vec<Match> = found.into_iter().map(|(customer, signs)| Match { customer, signs }).collect();
        found.sort_by_key(|found| Reverse(weight(&found.signs)));
        found
    }

    /// Those with whom a customer may be one, of all that became known later.
    pub fn pairs_of(&self, one: CustomerId) -> impl Iterator<Item = Pair> {
        let found = self.marks.get(&one).map(|marks| self.like(marks)).unwrap_or_default();
        let others = found.into_iter().filter(move |found| found.customer > one);
        others.map(move |found| Pair { of: [one, found.customer], signs: found.signs })
    }

    /// Every two that may be one, the surest first.
    pub fn pairs(&self) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = self.marks.keys().flat_map(|&one| self.pairs_of(one)).collect();
        pairs.sort_by_key(|pair| Reverse(pair.weight()));
        pairs
    }
}
