//! What the fields of customers and of their people are called. A field that the application does not know bears the name
//! that it came with.

use crate::app::words::Clients;
use crate::domain::insight::duplicates::Sign;

/// The fields of a customer that the form has of itself, in its order.
pub(super) const OF_CUSTOMER: [&str; 8] = ["inn", "phone", "email", "site", "city", "address", "trade", "source"];

/// The fields of a person that the form has of itself, in its order.
pub(super) const OF_PERSON: [&str; 4] = ["job_title", "phone", "email", "telegram"];

/// What a field is called.
pub(super) fn label<'a>(words: &Clients, field: &'a str) -> &'a str {
    match field {
        "inn" => words.inn,
        "phone" => words.phone,
        "email" => words.email,
        "site" => words.site,
        "city" => words.city,
        "trade" => words.trade,
        "address" => words.address,
        "source" => words.source,
        "telegram" => words.messenger,
        "job_title" | "job" => words.job,
        other => other,
    }
}

/// What two have in common.
pub(super) fn sign(words: &Clients, sign: Sign) -> &'static str {
    match sign {
        Sign::TaxNumber => words.by_inn,
        Sign::Email => words.by_email,
        Sign::Phone => words.by_phone,
        Sign::Name => words.by_name,
        Sign::NearlyName => words.by_near_name,
    }
}
