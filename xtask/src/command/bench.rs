//! `cargo xtask bench`: the release beside a board in plain JavaScript, measured in Chromium. A bench is not a test: it
//! prints what it saw and fails only when it could not see it.

use super::Command;
use crate::args::{Args, Flag};
use crate::browser::{Chromium, install_e2e};
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::release::{self, Base};
use crate::serve::Server;
use crate::shell::Program;

pub(super) const COMMAND: Command = Command {
    name: "bench",
    about: "measure the release beside a plain-JavaScript board",
    flags: &[
        Flag { name: "deals", value: "N", about: "how many deals stand on the board (default 10000)" },
        Flag { name: "rounds", value: "N", about: "how often both are visited at each speed (default 3)" },
        Flag { name: "import", value: "N", about: "how many rows are imported (default 25000)" },
    ],
    run,
};

fn run(project: &Project, args: &Args) -> Outcome {
    let [deals, rounds, imported] = ["deals", "rounds", "import"].map(|name| number(args, name));
    let (deals, rounds, imported) = (deals?, rounds?, imported?);
    let site = project.scratch("site")?;
    release::build(project, &Base::root(), &site)?;
    let chromium = Chromium::ready(project)?;
    install_e2e(project)?;
    // Each on a port of its own, and so with a database and a process of its own.
    let (ours, plain) = (Server::bind(0)?, Server::bind(0)?);
    let (app, page) = (ours.address(), plain.address());
    let _serving = (ours.start(site), plain.start(project.path("benches")));
    Program::new("node")
        .arg(project.path("benches/board.mjs"))
        .env("VORONKA_URL", format!("http://{app}/"))
        .env("PLAIN_URL", format!("http://{page}/vanilla/index.html"))
        .env("CHROME", &chromium.path)
        .env("BENCH_DEALS", deals)
        .env("BENCH_ROUNDS", rounds)
        .env("BENCH_IMPORT", imported)
        .dir(&project.root)
        .run("look at what the browser says above; the figures so far are worth nothing")
}

/// A number on the command line as it is; nothing when it was not given, and the script has its own.
fn number<'a>(args: &'a Args, name: &str) -> Outcome<&'a str> {
    let Some(value) = args.get(name) else { return Ok("") };
    match value.parse::<u32>() {
        Ok(1..) => Ok(value),
        _ => Err(Failure::new(format!("--{name}: `{value}` is not a number of them"), "give one like 10000")),
    }
}
