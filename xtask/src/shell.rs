//! Running other programs: quietly to ask them something, openly to let them work.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::{Failure, Outcome};

/// A program with its arguments. Standard input is always closed: no command waits for an answer.
pub(crate) struct Program {
    command: Command,
}

/// What a program wrote, and whether it succeeded.
pub(crate) struct Finished {
    pub(crate) output: String,
    pub(crate) success: bool,
}

impl Program {
    pub(crate) fn new(name: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(name);
        command.stdin(Stdio::null());
        Self { command }
    }

    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    pub(crate) fn args<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(mut self, args: I) -> Self {
        self.command.args(args);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn env_remove(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    pub(crate) fn dir(mut self, dir: &Path) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// The command as a developer would type it.
    fn line(&self) -> String {
        let words = std::iter::once(self.command.get_program()).chain(self.command.get_args());
        words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    fn not_started(&self, error: &std::io::Error) -> Failure {
        let name = self.command.get_program().to_string_lossy();
        Failure::new(format!("`{name}` did not start: {error}"), format!("install `{name}` and put it on PATH"))
    }

    /// Lets the program work with its output shown; `todo` is said when it fails.
    pub(crate) fn run(mut self, todo: &str) -> Outcome {
        println!("   $ {}", self.line());
        let status = self.command.status().map_err(|error| self.not_started(&error))?;
        if status.success() {
            return Ok(());
        }
        Err(Failure::new(format!("`{}` failed ({status})", self.line()), todo))
    }

    /// Lets the program work with its output shown, and keeps what it wrote to standard output.
    pub(crate) fn run_and_read(mut self) -> Outcome<Finished> {
        println!("   $ {}", self.line());
        self.command.stdout(Stdio::piped());
        let mut child = self.command.spawn().map_err(|error| self.not_started(&error))?;
        let mut output = String::new();
        if let Some(stdout) = child.stdout.take() {
            for line in BufReader::new(stdout).split(b'\n') {
                let Ok(line) = line else { break };
                let line = String::from_utf8_lossy(&line);
                println!("{line}");
                output.push_str(&line);
                output.push('\n');
            }
        }
        // A closed pipe on our side is no reason to lose the program's own result.
        let _ = std::io::stdout().flush();
        let status = child.wait().map_err(|error| self.not_started(&error))?;
        Ok(Finished { output, success: status.success() })
    }

    /// Lets the program work and shows what it wrote only when it fails; `todo` is said then.
    pub(crate) fn run_quietly(mut self, todo: &str) -> Outcome {
        let output = self.command.output().map_err(|error| self.not_started(&error))?;
        if output.status.success() {
            return Ok(());
        }
        eprint!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        Err(Failure::new(format!("`{}` failed ({})", self.line(), output.status), todo))
    }

    /// Asks the program something: its output when it succeeds, nothing when it fails or is not there.
    pub(crate) fn ask(mut self) -> Option<String> {
        let output = self.command.stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }
}

/// Where PATH finds `name`.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(name)).find(|file| file.is_file())
}

/// `dirs` before everything that is on PATH already.
pub(crate) fn path_with(dirs: &[PathBuf]) -> std::ffi::OsString {
    let before = std::env::var_os("PATH").unwrap_or_default();
    let all = dirs.iter().cloned().chain(std::env::split_paths(&before));
    std::env::join_paths(all).unwrap_or(before)
}

/// Whether everything runs as root, where Chromium wants to be told and apt-get needs no sudo.
pub(crate) fn is_root() -> bool {
    Program::new("id").arg("-u").ask().as_deref() == Some("0")
}
