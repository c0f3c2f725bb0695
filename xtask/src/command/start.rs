//! `cargo xtask start`: from a bare clone to the application in the browser.

use super::Command;
use crate::args::{Args, Flag};
use crate::failure::Outcome;
use crate::project::Project;
use crate::release::{self, Base};
use crate::serve::Server;

pub(super) const COMMAND: Command = Command {
    name: "start",
    about: "install what is missing, build for release and serve it",
    flags: &[Flag { name: "port", value: "N", about: "the port on 127.0.0.1 (default 8080)" }],
    run,
};

fn run(project: &Project, args: &Args) -> Outcome {
    // The port first: nobody should wait for a build to hear that it is taken.
    let server = Server::bind(args.port(8080)?)?;
    let dist = project.path("dist");
    release::build(project, &Base::root(), &dist)?;
    let address = server.address();
    let serving = server.start(dist);
    crate::serve::answers(address)?;
    println!("\nVoronka is at http://{address}/ (Ctrl+C stops it)");
    serving.wait()
}
