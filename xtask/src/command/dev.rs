//! `cargo xtask dev`: a quick build that reloads in the browser on every change. No service worker, no policy.

use std::ffi::OsString;

use super::Command;
use crate::args::{Args, Flag};
use crate::failure::Outcome;
use crate::project::Project;
use crate::tools::{TRUNK, Tools, WASM_BINDGEN};

/// Not part of the page: a change in them reloads nothing. Trunk wants those that it ignores to be there.
const ELSEWHERE: &[&str] = &["benches", "dist", "docs", "examples", "target", "test-results", "tests", "xtask"];

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
    let ignored = ELSEWHERE.iter().map(|name| project.path(name)).filter(|path| path.exists());
    let ignored = ignored.flat_map(|path| [OsString::from("--ignore"), path.into()]);
    let (name, value) = crate::release::ERASED_VIEWS;
    tools
        .program("trunk")
        .args(["serve", "--skip-version-check", "--disable-address-lookup", "--port", &port.to_string(), "--dist"])
        .arg(project.scratch("dev")?)
        .args(ignored)
        .env(name, value)
        .dir(&project.root)
        .run("look above; when the port is taken, give another one with --port")
}
