//! `cargo xtask bench`: the release beside a board in plain JavaScript, measured in Chromium. A bench is not a test: it
//! prints what it saw and fails only when it could not see it.

use super::Command;
use crate::args::{Args, Flag};
use std::path::Path;

use crate::browser::{Chromium, install, install_e2e};
use crate::failure::{Failure, Outcome};
use crate::project::{Project, copy_afresh, read_bytes, write};
use crate::release::parts::shrink;
use crate::release::{self, Base};
use crate::serve::Server;
use crate::shell::Program;
use crate::tools::{Tools, WASM_BINDGEN, WASM_OPT};

pub(super) const COMMAND: Command = Command {
    name: "bench",
    about: "measure the release beside plain JavaScript",
    flags: &[
        Flag { name: "deals", value: "N", about: "how many deals stand on the board (default 10000)" },
        Flag { name: "rounds", value: "N", about: "how often both are visited at each speed (default 3)" },
        Flag { name: "only", value: "NAME", about: "board, scores, funnel, filters, search, desk or forecast" },
        Flag { name: "import", value: "N", about: "how many rows are imported (default 25000)" },
    ],
    run,
};

/// What is measured, in this order.
const SCRIPTS: [&str; 7] = ["board", "scores", "funnel", "filters", "search", "desk", "forecast"];

fn run(project: &Project, args: &Args) -> Outcome {
    let [deals, rounds, imported] = ["deals", "rounds", "import"].map(|name| number(args, name));
    let (deals, rounds, imported) = (deals?, rounds?, imported?);
    let scripts = match args.get("only") {
        None => &SCRIPTS[..],
        Some(only) => match SCRIPTS.iter().position(|script| script == &only) {
            Some(at) => &SCRIPTS[at..=at],
            None => return Err(Failure::new(format!("there is no bench `{only}`"), format!("one of {SCRIPTS:?}"))),
        },
    };
    let site = project.scratch("site")?;
    release::build(project, &Base::root(), &site)?;
    let chromium = Chromium::ready(project)?;
    install_e2e(project)?;
    // Each on a port of its own, and so with a database and a process of its own.
    let (ours, plain) = (Server::bind(0)?, Server::bind(0)?);
    let (app, page) = (ours.address(), plain.address());
    let beside = project.scratch("beside")?;
    lay_out(project, &beside)?;
    let _serving = (ours.start(site), plain.start(beside));
    for script in scripts {
        Program::new("node")
            .arg(project.path(&format!("benches/{script}.mjs")))
            .env("VORONKA_URL", format!("http://{app}/"))
            .env("PLAIN_URL", format!("http://{page}/"))
            .env("CHROME", &chromium.path)
            .env("BENCH_DEALS", deals)
            .env("BENCH_ROUNDS", rounds)
            .env("BENCH_IMPORT", imported)
            .dir(&project.root)
            .run("look at what the browser says above; the figures so far are worth nothing")?;
    }
    Ok(())
}

/// Puts everything that is measured beside the application into one directory: the plain pages, the figures as a module of
/// their own (`examples/figures`), and the engines in JavaScript that they are compared with.
fn lay_out(project: &Project, to: &Path) -> Outcome {
    let from = project.path("benches");
    install(&from)?;
    copy_afresh(&from, to)?;
    for (library, engine) in
        [("crossfilter2/crossfilter.js", "crossfilter.js"), ("minisearch/dist/es/index.js", "minisearch.js")]
    {
        write(&to.join("engines").join(engine), read_bytes(&from.join("node_modules").join(library))?)?;
    }
    Program::new("cargo")
        .args(["build", "--locked", "--release", "--no-default-features", "--example", "figures"])
        .args(["--target", "wasm32-unknown-unknown"])
        .dir(&project.root)
        .run("mend what the compiler says above")?;
    let tools = Tools::ready(&[WASM_BINDGEN, WASM_OPT])?;
    tools
        .program("wasm-bindgen")
        .args(["--target", "no-modules", "--no-typescript", "--out-name", "figures", "--out-dir"])
        .arg(to.join("engines"))
        .arg(project.target.join("wasm32-unknown-unknown/release/examples/figures.wasm"))
        .run("the compiler and wasm-bindgen may have fallen out of step")?;
    shrink(&tools, &to.join("engines/figures_bg.wasm"))
}

/// A number on the command line as it is; nothing when it was not given, and the script has its own.
fn number<'a>(args: &'a Args, name: &str) -> Outcome<&'a str> {
    let Some(value) = args.get(name) else { return Ok("") };
    match value.parse::<u32>() {
        Ok(1..) => Ok(value),
        _ => Err(Failure::new(format!("--{name}: `{value}` is not a number of them"), "give one like 10000")),
    }
}
