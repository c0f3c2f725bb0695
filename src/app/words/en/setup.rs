//! The funnels of the company and the editor of one. English.

use crate::app::words::Setup;

#[rustfmt::skip]
pub(super) static WORDS: Setup = Setup {
    title: "Setup", stages: "Stages", reasons: "Loss reasons", questions: "Qualification", roles: "Roles and hand-over",
};
