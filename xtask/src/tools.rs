//! The tools that turn the sources into a page, at pinned versions.
//!
//! They are looked for in the user's tool directory and on PATH, and installed into the tool directory when neither
//! has the right version. Browsers are not here but in [`crate::browser`].

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::project::tools_dir;
use crate::shell::{Program, on_path, path_with};

/// A program at one version.
pub(crate) struct Tool {
    name: &'static str,
    pub(crate) version: &'static str,
    /// What to run, and what its `--version` must say; nothing for a program that can't tell, which is then taken only
    /// from a directory that bears its version.
    program: &'static str,
    says: Option<&'static str>,
    from: Registry,
}

enum Registry {
    /// With these features.
    Crates(&'static str),
    Npm,
}

pub(crate) const TRUNK: Tool =
    Tool { name: "trunk", version: "0.21.14", program: "trunk", says: Some("0.21.14"), from: Registry::Crates("") };

/// Moves together with the `wasm-bindgen` crate in Cargo.toml: the two must be the very same version.
pub(crate) const WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen-cli",
    version: "0.2.129",
    program: "wasm-bindgen",
    says: Some("0.2.129"),
    from: Registry::Crates(""),
};

/// Cuts a module into parts; understands what the version of `wasm_split_helpers` in Cargo.lock marks.
pub(crate) const WASM_SPLIT: Tool = Tool {
    name: "wasm_split_cli_support",
    version: "0.2.3",
    program: "wasm-split-cli",
    says: None,
    from: Registry::Crates("build-binary"),
};

pub(crate) const WASM_OPT: Tool =
    Tool { name: "binaryen", version: "132.0.0", program: "wasm-opt", says: Some("version_132"), from: Registry::Npm };

/// Drives the fuzzer that LLVM brings.
pub(crate) const FUZZ: Tool = Tool {
    name: "cargo-fuzz",
    version: "0.13.2",
    program: "cargo-fuzz",
    says: Some("0.13.2"),
    from: Registry::Crates(""),
};

/// The directories that hold the tools, to be put before PATH.
pub(crate) struct Tools {
    dirs: Vec<PathBuf>,
}

impl Tools {
    /// Makes sure that every one of `wanted` and the WebAssembly target of the compiler are there.
    pub(crate) fn ready(wanted: &[Tool]) -> Outcome<Self> {
        wasm_target()?;
        let home = tools_dir()?;
        let dirs = wanted.iter().map(|tool| tool.ready(&home)).collect::<Outcome<_>>()?;
        Ok(Self { dirs })
    }

    /// A program that finds the tools before anything else.
    pub(crate) fn program(&self, name: &str) -> Program {
        let found = self.dirs.iter().map(|dir| dir.join(name)).find(|file| file.is_file());
        Program::new(found.unwrap_or_else(|| PathBuf::from(name))).env("PATH", path_with(&self.dirs))
    }
}

impl Tool {
    fn ready(&self, home: &Path) -> Outcome<PathBuf> {
        let own = home.join(format!("{}-{}", self.name, self.version));
        let bin = match self.from {
            Registry::Crates(_) => own.join("bin"),
            Registry::Npm => own.join("node_modules").join(".bin"),
        };
        if self.is_at(&bin) {
            return Ok(bin);
        }
        if self.says.is_some()
            && let Some(dir) = on_path(self.program).and_then(|file| file.parent().map(Path::to_owned))
            && self.is_at(&dir)
        {
            return Ok(dir);
        }
        println!("-- installing {} {} into {}", self.name, self.version, own.display());
        self.install(&own)?;
        if self.is_at(&bin) {
            return Ok(bin);
        }
        let what = format!("{} was installed but does not answer as version {}", self.name, self.version);
        Err(Failure::new(what, format!("remove {} and run the command again", own.display())))
    }

    fn is_at(&self, dir: &Path) -> bool {
        let file = dir.join(self.program);
        let Some(version) = self.says else { return file.is_file() };
        let answer = file.is_file().then(|| Program::new(file).arg("--version").ask()).flatten();
        answer.is_some_and(|answer| says(&answer, version))
    }

    fn install(&self, own: &Path) -> Outcome {
        let exact = format!("{}@{}", self.name, self.version);
        match self.from {
            // A tool that runs for a second need not be optimised for minutes.
            Registry::Crates(features) => Program::new("cargo")
                .args(["install", "--locked", &exact, "--features", features, "--root"])
                .arg(own)
                .env_remove("CARGO_TARGET_DIR")
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                .run("look above; most often crates.io is out of reach or a C compiler is missing"),
            Registry::Npm => {
                crate::project::create_dir(own)?;
                npm()?
                    .args(["install", "--no-audit", "--no-fund", "--save-exact", "--prefix"])
                    .arg(own)
                    .arg(exact)
                    .run("look above; most often registry.npmjs.org is out of reach")
            }
        }
    }
}

/// The package manager of Node.js.
pub(crate) fn npm() -> Outcome<Program> {
    if Program::new("npm").arg("--version").ask().is_some() {
        return Ok(Program::new("npm"));
    }
    Err(Failure::new(
        "npm is not installed",
        "install Node.js 20 or newer with npm, from https://nodejs.org or your system",
    ))
}

/// Whether a tool's answer to `--version` has `version` as a word of its own.
fn says(answer: &str, version: &str) -> bool {
    answer.split(|c: char| c.is_whitespace() || "(),".contains(c)).any(|word| word == version)
}

/// Makes sure that the compiler can compile for the browser.
fn wasm_target() -> Outcome {
    const TARGET: &str = "wasm32-unknown-unknown";
    let libraries = Program::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).ask();
    if libraries.is_some_and(|dir| Path::new(&dir).is_dir()) {
        return Ok(());
    }
    println!("-- adding the compiler's target {TARGET}");
    Program::new("rustup")
        .args(["target", "add", TARGET])
        .run("install Rust with rustup (https://rustup.rs), or your system's package of the target")
}

/// Makes sure that `cargo <command>` works; a minimal installation of Rust lacks some.
pub(crate) fn cargo_command(command: &str, component: &str) -> Outcome {
    if Program::new("cargo").args([command, "--version"]).ask().is_some() {
        return Ok(());
    }
    println!("-- adding {component} to the compiler");
    Program::new("rustup")
        .args(["component", "add", component])
        .run("install Rust with rustup (https://rustup.rs), or your system's package of it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_a_word_of_its_own() {
        assert!(says("trunk 0.21.14", "0.21.14"));
        assert!(says("wasm-opt version 132 (version_132)", "version_132"));
        assert!(!says("trunk 0.21.140", "0.21.14"));
        assert!(!says("wasm-opt version 108 (version_108)", "version_132"));
    }

    /// The crate and the command-line tool refuse to work together when they differ by a digit.
    #[test]
    fn the_pins_agree_with_the_manifest_and_with_trunk() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
        assert!(manifest.contains(&format!("wasm-bindgen = {{ version = \"={}\"", WASM_BINDGEN.version)));
        let trunk = std::fs::read_to_string(root.join("Trunk.toml")).unwrap();
        assert!(trunk.contains(&format!("wasm_bindgen = \"{}\"", WASM_BINDGEN.version)));
        assert!(trunk.contains(&format!("trunk-version = \"={}\"", TRUNK.version)));
    }
}
