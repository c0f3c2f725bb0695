//! The developer's commands: `cargo xtask <command>`.
//!
//! This file only finds the command. A new one is a file in `command/` and its line in [`command::ALL`].
//! Nothing here is linked into the application.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command talks to the developer")]

mod args;
mod browser;
mod command;
mod failure;
mod project;
mod release;
mod serve;
mod shell;
mod size;
mod tally;
mod tidy;
mod tools;

use std::process::ExitCode;

use crate::args::Args;
use crate::failure::{Failure, Outcome};
use crate::project::Project;

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.is_said() {
                eprintln!("\nxtask: {failure}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(mut words: impl Iterator<Item = String>) -> Outcome {
    let name = words.next().unwrap_or_else(|| "help".to_owned());
    if ["help", "--help", "-h"].contains(&name.as_str()) {
        print!("{}", help());
        return Ok(());
    }
    let Some(command) = command::ALL.iter().find(|command| command.name == name) else {
        return Err(Failure::new(format!("there is no command `{name}`"), "run `cargo xtask help`"));
    };
    let args = Args::parse(words, command.flags)?;
    (command.run)(&Project::find()?, &args)
}

fn help() -> String {
    let mut text = "cargo xtask <command>\n\n".to_owned();
    for command in command::ALL {
        text.push_str(&format!("  {:<7}{}\n", command.name, command.about));
        for flag in command.flags {
            text.push_str(&format!("         {:<18}{}\n", format!("--{} {}", flag.name, flag.value), flag.about));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(line: &str) -> String {
        run(line.split_whitespace().map(str::to_owned)).unwrap_err().to_string()
    }

    #[test]
    fn an_unknown_command_and_a_foreign_option_are_named() {
        assert!(failure("strat").contains("`strat`"));
        assert!(failure("size --port 1").contains("--port"));
    }

    #[test]
    fn the_help_names_every_command_and_option() {
        let help = help();
        for command in command::ALL {
            assert!(help.contains(command.about));
            assert!(command.flags.iter().all(|flag| help.contains(flag.about)));
        }
    }
}
