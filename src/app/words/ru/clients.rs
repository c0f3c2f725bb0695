//! Customers and their people. Russian.

use crate::app::words::Clients;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Clients = Clients {
    decides: "решает", influences: "согласует", uses: "пользуется", pays: "платит",
    in_favour: "за", neutral: "нейтрально", against: "против",
};
