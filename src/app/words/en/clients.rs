//! Customers and their people. English.

use crate::app::words::Clients;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Clients = Clients {
    decides: "decides", influences: "has a say", uses: "uses", pays: "pays",
    in_favour: "for", neutral: "neutral", against: "against",
};
