//! The funnels of the company and the editor of one. Russian.

use crate::app::words::Setup;

#[rustfmt::skip]
pub(super) static WORDS: Setup = Setup {
    title: "Устройство", stages: "Этапы", reasons: "Причины отказа", questions: "Квалификация", roles: "Роли и передача",
};
