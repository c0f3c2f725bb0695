//! `cargo xtask dev`: a quick build that reloads in the browser on every change. No service worker, no policy.

use super::Command;
use crate::args::{Args, Flag};
use crate::failure::Outcome;
use crate::project::Project;
use crate::tools::{TRUNK, Tools, WASM_BINDGEN};

pub(super) const COMMAND: Command = Command {
    name: "dev",
    about: "build quickly, serve, and reload on every change",
    flags: &[Flag { name: "port", value: "N", about: "the port on 127.0.0.1 (default 8081)" }],
    run,
};

fn run(project: &Project, args: &Args) -> Outcome {
    // Not the port of `start`: its service worker would go on answering with the release.
    let port = args.port(8081)?;
    let tools = Tools::ready(&[TRUNK, WASM_BINDGEN])?;
    let (name, value) = crate::release::QUICK_WASM;
    tools
        .program("trunk")
        .args(["serve", "--skip-version-check", "--port", &port.to_string(), "--dist"])
        .arg(project.scratch("dev")?)
        .env(name, value)
        .dir(&project.root)
        .run("look above; when the port is taken, give another one with --port")
}
