//! `cargo xtask build`: a `dist/` that any static host can serve.

use super::Command;
use crate::args::{Args, Flag};
use crate::failure::Outcome;
use crate::project::Project;
use crate::release::{self, Base};

pub(super) const COMMAND: Command = Command {
    name: "build",
    about: "build dist/, ready for any static host",
    flags: &[Flag { name: "base", value: "/path/", about: "the path it will be served under (default /)" }],
    run,
};

fn run(project: &Project, args: &Args) -> Outcome {
    let base = Base::parse(args.get("base").unwrap_or("/"))?;
    let dist = project.path("dist");
    release::build(project, &base, &dist)?;
    println!("\n{} is ready to be served under {base}", dist.display());
    Ok(())
}
