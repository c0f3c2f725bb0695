//! One file for each command, and the list that `main` looks them up in.

mod bench;
mod build;
mod dev;
mod fuzz;
mod size;
mod start;
mod test;

use crate::args::{Args, Flag};
use crate::failure::Outcome;
use crate::project::Project;

/// A word after `cargo xtask`.
pub(crate) struct Command {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) flags: &'static [Flag],
    pub(crate) run: fn(&Project, &Args) -> Outcome,
}

/// Every command, in the order in which the help lists them.
pub(crate) const ALL: &[Command] =
    &[start::COMMAND, dev::COMMAND, build::COMMAND, test::COMMAND, size::COMMAND, bench::COMMAND, fuzz::COMMAND];
