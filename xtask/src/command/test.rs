//! `cargo xtask test`: everything that is checked before a commit, each kind by itself.
//!
//! A kind that fails does not stop those that do not need it. What a kind needs for itself alone (a tool, a browser)
//! comes first inside of it and ends it when it fails.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::Command;
use crate::args::{Args, Flag};
use crate::browser::{Chromium, install_e2e};
use crate::failure::{Failure, Outcome};
use crate::project::{Project, files_below, read};
use crate::release::{self, Base, ERASED_VIEWS};
use crate::serve::Server;
use crate::shell::{Finished, Program};
use crate::tally::Tally;
use crate::tools::{Tools, WASM_BINDGEN, cargo_command};

pub(super) const COMMAND: Command = Command {
    name: "test",
    about: "check and test everything; the last line is the sum",
    flags: &[Flag {
        name: "only",
        value: "KIND,…",
        about: "of fmt, tidy, xtask, native, clippy, browser, release, size, e2e",
    }],
    run,
};

/// The tests that a check counted, when it is one that counts.
type Checked = Result<Option<Tally>, Failed>;

/// A kind of check: its name, what it is about, and what it does.
struct Kind {
    name: &'static str,
    about: &'static str,
    /// The kind that must have gone well before.
    needs: Option<&'static str>,
    check: fn(&Project) -> Checked,
}

/// The quick ones first.
const KINDS: &[Kind] = &[
    Kind { name: "fmt", about: "formatting", needs: None, check: fmt },
    Kind { name: "tidy", about: "layers and house rules", needs: None, check: tidy },
    Kind { name: "xtask", about: "tests of these commands", needs: None, check: xtask },
    Kind { name: "native", about: "tests of the core, without a browser", needs: None, check: native },
    Kind { name: "clippy", about: "lints, for this machine and for the browser", needs: None, check: clippy },
    Kind { name: "browser", about: "Rust tests in Chromium", needs: None, check: browser },
    Kind { name: "release", about: "a release, at the root of a host and below a path", needs: None, check: release },
    Kind { name: "size", about: "first load against its budget", needs: Some("release"), check: size },
    Kind { name: "e2e", about: "the release in Chromium, end to end", needs: Some("release"), check: e2e },
];

/// A check that failed, with the tests that it still counted.
struct Failed {
    failure: Failure,
    tally: Tally,
}

impl From<Failure> for Failed {
    fn from(failure: Failure) -> Self {
        Self { failure, tally: Tally::default() }
    }
}

fn run(project: &Project, args: &Args) -> Outcome {
    let mut results: Vec<(&Kind, Checked, Duration)> = Vec::new();
    for kind in chosen(args.get("only"))? {
        println!("\n== {}: {}", kind.name, kind.about);
        let begun = now();
        let broken = results.iter().find(|(before, result, _)| kind.needs == Some(before.name) && result.is_err());
        let result = match broken {
            Some((before, ..)) => {
                Err(Failure::new(format!("not run, because {} failed", before.name), "see there").into())
            }
            None => (kind.check)(project),
        };
        let took = begun.elapsed();
        match &result {
            Ok(_) => println!("== {}: ok, {}", kind.name, seconds(took)),
            Err(failed) => println!("== {}: FAILED, {}\n{}", kind.name, seconds(took), failed.failure),
        }
        results.push((kind, result, took));
    }
    sum_up(&results)
}

/// Prints a line for each kind and, alone on the last line, the sum of all tests.
fn sum_up(results: &[(&Kind, Checked, Duration)]) -> Outcome {
    println!();
    let mut sum = Tally::default();
    let mut failed = Vec::new();
    for (kind, result, took) in results {
        let said = match result {
            Ok(None) => "ok".to_owned(),
            Ok(Some(tally)) => tally.to_string(),
            // A step that broke before it could count is one failure: the sum of a red run must not look green.
            Err(broken) if broken.tally.failed == 0 => format!("{}, and the step itself failed", broken.tally),
            Err(broken) => broken.tally.to_string(),
        };
        println!("  {:<8} {said:<44} {}", kind.name, seconds(*took));
        match result {
            Ok(tally) => sum.add(tally.unwrap_or_default()),
            Err(broken) => {
                sum.add(Tally { failed: broken.tally.failed.max(1), ..broken.tally });
                failed.push(format!("{}: {}", kind.name, broken.failure));
            }
        }
    }
    for failure in &failed {
        println!("\n{failure}");
    }
    println!("\n{sum}");
    if failed.is_empty() { Ok(()) } else { Err(Failure::said()) }
}

/// The kinds named in `--only` and those that they need, in their own order; all without it.
fn chosen(only: Option<&str>) -> Outcome<Vec<&'static Kind>> {
    let Some(only) = only else { return Ok(KINDS.iter().collect()) };
    let names: Vec<_> = only.split(',').map(str::trim).collect();
    if let Some(unknown) = names.iter().find(|name| KINDS.iter().all(|kind| kind.name != **name)) {
        let known: Vec<_> = KINDS.iter().map(|kind| kind.name).collect();
        return Err(Failure::new(format!("there is no kind `{unknown}`"), format!("choose of {}", known.join(", "))));
    }
    let is_named = |kind: &Kind| names.contains(&kind.name);
    let is_needed = |kind: &Kind| KINDS.iter().any(|other| is_named(other) && other.needs == Some(kind.name));
    Ok(KINDS.iter().filter(|kind| is_named(kind) || is_needed(kind)).collect())
}

fn fmt(project: &Project) -> Checked {
    cargo_command("fmt", "rustfmt")?;
    Program::new("cargo").args(["fmt", "--all", "--check"]).dir(&project.root).run("run `cargo fmt --all`")?;
    Ok(None)
}

fn tidy(project: &Project) -> Checked {
    crate::tidy::check(project)?;
    Ok(None)
}

fn clippy(project: &Project) -> Checked {
    cargo_command("clippy", "clippy")?;
    let lint = |args: &[&str]| {
        let clippy = Program::new("cargo").args(["clippy", "--locked"]).args(args);
        clippy.args(["--", "-D", "warnings"]).env(ERASED_VIEWS.0, ERASED_VIEWS.1).dir(&project.root)
    };
    let todo = "mend what clippy says above";
    lint(&["--all-targets", "--no-default-features"]).run(todo)?;
    lint(&["--all-targets", "--package", "xtask"]).run(todo)?;
    // The compiler must know the browser's target before it can lint for it.
    Tools::ready(&[])?;
    lint(&["--all-targets", "--target", "wasm32-unknown-unknown"]).run(todo)?;
    Ok(None)
}

fn native(project: &Project) -> Checked {
    let test = |args: &[&str]| Program::new("cargo").args(["test", "--locked"]).args(args).dir(&project.root);
    let core = test(&["--no-fail-fast", "--no-default-features"]).run_and_read()?;
    // What the screen works out without a browser: gates, dragging, keys, which rows of a list are drawn.
    let screen = test(&["--lib", "ui::"]).run_and_read()?;
    counted(Finished { output: core.output + &screen.output, success: core.success && screen.success })
}

fn xtask(project: &Project) -> Checked {
    let test = Program::new("cargo").args(["test", "--locked", "--package", "xtask"]);
    counted(test.dir(&project.root).run_and_read()?)
}

fn browser(project: &Project) -> Checked {
    let tools = Tools::ready(&[WASM_BINDGEN])?;
    let chromium = Chromium::ready(project)?;
    let driver = chromium.driver()?;
    let test = tools
        .program("cargo")
        .args(["test", "--locked", "--no-fail-fast", "--target", "wasm32-unknown-unknown", "--test", "browser_*"])
        .args(has_browser_tests_inside(project).then_some("--lib"))
        .env(ERASED_VIEWS.0, ERASED_VIEWS.1)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        // Seconds. The usual ones are for an idle machine.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300")
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", chromium.capabilities(project)?)
        .env("CHROMEDRIVER", driver);
    counted(test.dir(&project.root).run_and_read()?)
}

/// Whether a module of the application has browser tests of its own, beside those in `tests/browser_*.rs`.
fn has_browser_tests_inside(project: &Project) -> bool {
    let src = project.path("src");
    files_below(&src).iter().any(|file| read(&src.join(file)).is_ok_and(|text| text.contains("#[wasm_bindgen_test")))
}

/// Where the releases that are tested stand: at the root of a host, and below a path.
fn sites(project: &Project) -> Outcome<(PathBuf, PathBuf)> {
    Ok((project.scratch("site")?, project.scratch("site-below")?))
}

fn release(project: &Project) -> Checked {
    let (site, below) = sites(project)?;
    release::build(project, &Base::root(), &site)?;
    release::build(project, &Base::parse("/sub/dir/")?, &below)?;
    Ok(None)
}

fn size(project: &Project) -> Checked {
    crate::size::check(&sites(project)?.0, &project.path("size-budget.json"))?;
    Ok(None)
}

fn e2e(project: &Project) -> Checked {
    let (site, below) = sites(project)?;
    let chromium = Chromium::ready(project)?;
    install_e2e(project)?;
    let server = Server::bind(0)?;
    let address = server.address();
    let _serving = server.start(site.clone());
    let report = project.scratch("e2e.json")?;
    // An old report must not be taken for the new one.
    let _ = std::fs::remove_file(&report);
    let tested = Program::new("npx")
        .args(["--no-install", "playwright", "test"])
        .env("VORONKA_URL", format!("http://{address}/"))
        .env("VORONKA_SITE", site)
        .env("VORONKA_SITE_BELOW", below)
        .env("CHROME", &chromium.path)
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report)
        .dir(&project.path("tests/e2e"))
        .run("look at the report above and at test-results/");
    let tally = read(&report).and_then(|json| Tally::of_playwright(&json)).unwrap_or_default();
    match tested {
        Ok(()) if tally.is_green() => Ok(Some(tally)),
        Ok(()) => Err(Failed {
            failure: Failure::new("no end-to-end test ran, or one was skipped", "look at tests/e2e"),
            tally,
        }),
        Err(failure) => Err(Failed { failure, tally }),
    }
}

/// What `cargo test` counted. A run without any test is no success.
fn counted(finished: Finished) -> Checked {
    let tally = Tally::of_libtest(&finished.output);
    if finished.success && tally.is_green() {
        return Ok(Some(tally));
    }
    let failure = match finished.success {
        true => Failure::new("no test ran, or one was ignored", "let every kind have tests, and every test run"),
        false => Failure::new("a test failed or did not compile", "mend what is said above"),
    };
    Err(Failed { failure, tally })
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

#[expect(clippy::disallowed_methods, reason = "how long a step took is shown, and decides nothing")]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_chosen_by_name_and_keep_their_order() {
        let names = |only| chosen(only).unwrap().iter().map(|kind| kind.name).collect::<Vec<_>>();
        assert_eq!(names(Some("clippy, fmt")), ["fmt", "clippy"]);
        assert_eq!(names(Some("e2e")), ["release", "e2e"]);
        assert_eq!(names(None).len(), KINDS.len());
        assert!(chosen(Some("fmt,e3e")).err().unwrap().what.contains("e3e"));
    }

    #[test]
    fn what_a_kind_needs_comes_before_it() {
        for (at, kind) in KINDS.iter().enumerate() {
            assert!(
                kind.needs.is_none_or(|needed| KINDS[..at].iter().any(|before| before.name == needed)),
                "{}",
                kind.name
            );
        }
    }

    #[test]
    fn the_help_lists_every_kind() {
        let about = COMMAND.flags[0].about;
        assert!(KINDS.iter().all(|kind| about.contains(kind.name)), "{about}");
    }

    #[test]
    fn a_broken_step_makes_the_run_fail() {
        let broken = Failed::from(Failure::new("does not compile", "mend it"));
        let results = [(&KINDS[0], Ok(None), Duration::ZERO), (&KINDS[3], Err(broken), Duration::ZERO)];
        assert!(sum_up(&results[..1]).is_ok());
        assert!(sum_up(&results).is_err());
    }

    #[test]
    fn a_run_without_tests_is_no_success() {
        let finished = |output: &str, success| Finished { output: output.to_owned(), success };
        assert!(counted(finished("", true)).is_err());
        assert!(counted(finished("test result: ok. 3 passed; 0 failed; 0 ignored;", true)).is_ok());
        assert!(counted(finished("test result: ok. 3 passed; 0 failed; 1 ignored;", true)).is_err());
    }
}
