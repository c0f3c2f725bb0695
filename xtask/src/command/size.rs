//! `cargo xtask size`: what a first visit downloads, against the budget.

use super::Command;
use crate::args::Args;
use crate::failure::Outcome;
use crate::project::Project;

pub(super) const COMMAND: Command =
    Command { name: "size", about: "weigh dist/ against size-budget.json", flags: &[], run };

fn run(project: &Project, _: &Args) -> Outcome {
    crate::size::check(&project.path("dist"), &project.path("size-budget.json"))
}
