//! Whom a column is about, where its header says so behind its name: `Рабочий телефон (контакт)`, `Адрес (компания)`.
//! Deliberately not here: what columns without such a word hold (`plan`).

use crate::data::table::fold_header;

use super::target::{Kind, Target};
use super::vocabulary::Vocabulary;

/// Whom a column says to be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// The person.
    Contact,
    /// The company.
    Company,
}

/// Whom a header says to be about, and the header without it; none when it does not.
pub(super) fn about(title: &str) -> Option<(About, &str)> {
    let (name, inside) = title.trim().strip_suffix(')')?.rsplit_once('(')?;
    let about = match inside.trim().to_lowercase().as_str() {
        "контакт" | "контакта" | "contact" => About::Contact,
        "компания" | "компании" | "company" => About::Company,
        _ => return None,
    };
    let name = name.trim_end();
    (!name.is_empty()).then_some((about, name))
}

/// What a column means that says itself to be about the person: `Должность (контакт)`.
pub(super) fn of_contact(name: &str, people: &Vocabulary) -> (Target, usize) {
    match people.find(&fold_header(name)) {
        Some((target @ (Target::Contact | Target::FirstName | Target::LastName), rank)) => (target, rank),
        Some((target @ Target::ContactField(_), rank)) => (target, rank),
        Some((Target::ContactId, rank)) => (Target::ContactId, rank),
        _ => (Target::ContactField(name.to_owned()), 0),
    }
}

/// What a column means that says itself to be about the company: `Адрес (компания)`.
pub(super) fn of_company(name: &str, companies: &Vocabulary, kind: Kind) -> (Target, usize) {
    let own = |name: String| match kind {
        Kind::Customers | Kind::Purchases => Target::Field(name),
        _ => Target::CustomerField(name),
    };
    match companies.find(&fold_header(name)) {
        Some((target @ (Target::Customer | Target::CustomerId), rank)) => (target, rank),
        Some((Target::ContactField(name) | Target::Field(name), rank)) => (own(name), rank),
        _ => (own(name.to_owned()), 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_headers_are_about() {
        for (title, expected) in [
            ("Рабочий телефон (контакт)", Some((About::Contact, "Рабочий телефон"))),
            ("Адрес (Компания) ", Some((About::Company, "Адрес"))),
            ("Phone (company)", Some((About::Company, "Phone"))),
            ("(company)", None),
            ("Бюджет (₽)", None),
            ("Телефон", None),
            ("контакт)", None),
        ] {
            assert_eq!(about(title), expected, "{title}");
        }
    }
}
