//! Audience files for advertising and mailing services: the addresses and telephones of customers, as they are or hashed.
//!
//! The shape is what the services ask for. Yandex Audience takes a CSV with the header `phone,email`, in lower case, the
//! telephone as digits with its country code (yandex.com/support2/audience/en/file, CRM data). Meta, VK and those that take
//! SHA-256 ask for the same values hashed, in lower-case hex; Google Customer Match and TikTok hash the telephone with the
//! plus of E.164 before it (developers.google.com/google-ads/api/docs/remarketing/audience-segments/customer-match).
//! Deliberately not here: who is in an audience (`domain`), and the download (`app`).

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::table::{LineBreak, Separator, write_csv_row};
use crate::domain::contact::{email, phone};
use crate::domain::{CustomerId, RecordId, Workspace};

/// Data of a record by field name.
type Fields = std::collections::BTreeMap<String, String>;

/// How an audience file says who is in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Addresses and telephones as they are.
    #[default]
    Plain,
    /// Hashed with SHA-256, the telephone as digits.
    Hashed,
    /// Hashed with SHA-256, the telephone with its plus.
    HashedPlus,
}

/// One customer in the file, normalised.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contact {
    /// The telephone: digits with the country code.
    pub phone: Option<String>,
    /// The e-mail address: in lower case.
    pub email: Option<String>,
}

/// Who is in an audience.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// How many customers were asked for, each once.
    pub customers: usize,
    /// How many of them want no letters and are left out.
    pub suppressed: usize,
    /// How many have neither an address nor a telephone that makes sense.
    pub unreachable: usize,
    /// The rows of the file; customers with the same address and telephone are one.
    pub contacts: BTreeSet<Contact>,
}

impl Audience {
    /// The audience of customers. Whoever has an address to which nothing is written is left out whole, and so is their
    /// telephone.
    pub fn of(workspace: &Workspace, customers: impl IntoIterator<Item = CustomerId>) -> Self {
        let mut audience = Self::default();
        for customer in customers.into_iter().collect::<BTreeSet<_>>() {
            audience.customers += 1;
            let known: Vec<&Fields> = known(workspace, customer).collect();
            let emails: Vec<String> = known.iter().filter_map(|fields| email(fields.get("email")?)).collect();
            if emails.iter().any(|address| workspace.opt_out(address).is_some()) {
                audience.suppressed += 1;
                continue;
            }
            let phone = known.iter().find_map(|fields| phone(fields.get("phone")?));
            let contact = Contact { phone, email: emails.into_iter().next() };
            if contact.phone.is_none() && contact.email.is_none() {
                audience.unreachable += 1;
            } else {
                audience.contacts.insert(contact);
            }
        }
        audience
    }

    /// How many rows have an address.
    pub fn with_email(&self) -> usize {
        self.contacts.iter().filter(|contact| contact.email.is_some()).count()
    }

    /// How many rows have a telephone.
    pub fn with_phone(&self) -> usize {
        self.contacts.iter().filter(|contact| contact.phone.is_some()).count()
    }

    /// The file.
    pub fn csv(&self, shape: Shape) -> String {
        let mut out = String::new();
        let mut row = |cells: [&str; 2]| write_csv_row(&mut out, Separator::Comma, LineBreak::Lf, cells);
        row(["phone", "email"]);
        for Contact { phone, email } in &self.contacts {
            let (phone, email) = (phone.clone().unwrap_or_default(), email.clone().unwrap_or_default());
            match shape {
                Shape::Plain => row([&phone, &email]),
                Shape::Hashed => row([&hashed(&phone), &hashed(&email)]),
                Shape::HashedPlus if phone.is_empty() => row(["", &hashed(&email)]),
                Shape::HashedPlus => row([&hashed(&format!("+{phone}")), &hashed(&email)]),
            }
        }
        out
    }
}

/// Where a customer's addresses and telephones stand: with their people, with the customer, with the deals.
fn known(workspace: &Workspace, customer: CustomerId) -> impl Iterator<Item = &Fields> {
    let of = |kind: fn(&RecordId) -> bool| workspace.of(customer).filter(kind);
    let people = of(|record| matches!(record, RecordId::Person(_)));
    let deals = of(|record| matches!(record, RecordId::Deal(_)));
    let fields = |record| match record {
        RecordId::Person(id) => workspace.person(id).map(|person| &person.fields),
        RecordId::Deal(id) => workspace.deal(id).map(|deal| &deal.fields),
        _ => None,
    };
    let own = workspace.customer(customer).map(|customer| &customer.fields);
    people.filter_map(fields).chain(own).chain(deals.filter_map(fields))
}

/// SHA-256 in lower-case hex; nothing stays nothing.
pub fn hashed(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_of_known_texts() {
        // FIPS 180-4, and what coreutils say of an address.
        assert_eq!(hashed("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(hashed("test@example.com"), "973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b");
        assert_eq!(hashed(""), "");
    }

    #[test]
    fn a_file_has_a_row_for_each_contact() {
        let contact = |phone: &str, email: &str| Contact {
            phone: Some(phone.to_owned()).filter(|phone| !phone.is_empty()),
            email: Some(email.to_owned()).filter(|email| !email.is_empty()),
        };
        let contacts = [contact("79005551234", "a@b.ru"), contact("", "c@d.ru")].into();
        let audience = Audience { customers: 3, suppressed: 1, unreachable: 0, contacts };
        assert_eq!((audience.with_email(), audience.with_phone()), (2, 1));
        assert_eq!(audience.csv(Shape::Plain), "phone,email\n,c@d.ru\n79005551234,a@b.ru\n");
        let (a, c) = (hashed("a@b.ru"), hashed("c@d.ru"));
        assert_eq!(audience.csv(Shape::Hashed), format!("phone,email\n,{c}\n{},{a}\n", hashed("79005551234")));
        assert_eq!(audience.csv(Shape::HashedPlus), format!("phone,email\n,{c}\n{},{a}\n", hashed("+79005551234")));
    }
}
