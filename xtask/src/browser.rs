//! Chromium and its driver for the tests.
//!
//! An installed one is used first; else the system's package, when there is the right to install it; else the one that
//! Playwright downloads. The driver must be of the browser's own major version.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::project::{Project, files_below, tools_dir, write};
use crate::shell::{Program, is_root, on_path};
use crate::tools::npm;

/// Names under which systems install it, and where macOS keeps it.
const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const ON_MACOS: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// The package that fetches a driver for a given version of the browser.
const DRIVER_INSTALLER: &str = "@puppeteer/browsers@2.9.0";

/// A browser that starts and says its version.
#[derive(Debug)]
pub(crate) struct Chromium {
    pub(crate) path: PathBuf,
    /// Like `141.0.7390.54`.
    version: String,
}

impl Chromium {
    /// Finds a browser, or installs one.
    pub(crate) fn ready(project: &Project) -> Outcome<Self> {
        if let Some(named) = named("CHROME") {
            let what = format!("CHROME names {}, which does not start as a browser", named.display());
            return Self::at(named).ok_or_else(|| Failure::new(what, "name a Chromium or Google Chrome, or unset it"));
        }
        if let Some(found) = Self::installed() {
            return Ok(found);
        }
        if let Some(apt) = apt_get() {
            println!("-- installing the system's Chromium");
            // A failure here is not the end: Playwright's own comes next.
            let _ = install_packages(&apt, &["chromium", "chromium-driver"]);
            if let Some(found) = Self::installed() {
                return Ok(found);
            }
        }
        Self::from_playwright(project)
    }

    fn installed() -> Option<Self> {
        let known = CHROMIUM.iter().filter_map(|name| on_path(name));
        known.chain([PathBuf::from(ON_MACOS)]).find_map(Self::at)
    }

    fn at(path: PathBuf) -> Option<Self> {
        let version = version_in(&Program::new(&path).arg("--version").ask()?)?.to_owned();
        Some(Self { path, version })
    }

    fn from_playwright(project: &Project) -> Outcome<Self> {
        println!("-- letting Playwright download its Chromium");
        let e2e = project.path("tests/e2e");
        install_e2e(project)?;
        let todo = "install Chromium or Google Chrome yourself, or name it in the variable CHROME";
        Program::new("npx").args(["--no-install", "playwright", "install", "chromium"]).dir(&e2e).run(todo)?;
        let script = "console.log(require('@playwright/test').chromium.executablePath())";
        let path = Program::new("node").args(["-e", script]).dir(&e2e).ask().map(PathBuf::from);
        path.and_then(Self::at).ok_or_else(|| {
            Failure::new(
                "the Chromium that Playwright downloaded does not start",
                "install Chromium yourself: it may lack libraries of your system",
            )
        })
    }

    /// Finds the driver for this browser, or installs it.
    pub(crate) fn driver(&self) -> Outcome<PathBuf> {
        let fits = |path: &PathBuf| {
            let version = Program::new(path).arg("--version").ask();
            version.is_some_and(|answer| version_in(&answer).map(major) == Some(major(&self.version)))
        };
        if let Some(named) = named("CHROMEDRIVER") {
            let what = format!("CHROMEDRIVER names {}, which is not for {}", named.display(), self.version);
            let todo = format!("name a chromedriver {}, or unset it", major(&self.version));
            return Some(named).filter(fits).ok_or_else(|| Failure::new(what, todo));
        }
        let find = || on_path("chromedriver").filter(fits);
        if let Some(found) = find() {
            return Ok(found);
        }
        let is_the_systems = self.path.starts_with("/usr/bin");
        if let Some(apt) = apt_get().filter(|_| is_the_systems) {
            println!("-- installing the system's chromedriver");
            let _ = install_packages(&apt, &["chromium-driver"]);
            if let Some(found) = find() {
                return Ok(found);
            }
        }
        self.downloaded_driver()
    }

    fn downloaded_driver(&self) -> Outcome<PathBuf> {
        let version = major(&self.version);
        let home = tools_dir()?.join(format!("chromedriver-{version}"));
        let find = || files_below(&home).into_iter().find(|file| file.ends_with("/chromedriver"));
        if find().is_none() {
            println!("-- downloading chromedriver {version} into {}", home.display());
            npm()?;
            let todo = format!("install chromedriver {version} yourself and name it in the variable CHROMEDRIVER");
            Program::new("npx")
                .args(["--yes", DRIVER_INSTALLER, "install", &format!("chromedriver@{version}"), "--path"])
                .arg(&home)
                .run(&todo)?;
        }
        find().map(|file| home.join(file)).ok_or_else(|| {
            Failure::new("the downloaded chromedriver is not where it should be", format!("remove {}", home.display()))
        })
    }

    /// The capabilities that the tests ask of the driver: the project's `webdriver.json` with this browser in it.
    pub(crate) fn capabilities(&self, project: &Project) -> Outcome<PathBuf> {
        let text = crate::project::read(&project.path("webdriver.json"))?;
        let file = project.scratch("webdriver.json")?;
        write(&file, &with_binary(&text, &self.path.to_string_lossy())?)?;
        Ok(file)
    }
}

/// Installs what the end-to-end tests pin.
pub(crate) fn install_e2e(project: &Project) -> Outcome {
    install(&project.path("tests/e2e"))
}

/// Installs what the `package-lock.json` of a directory pins, unless it is there already.
pub(crate) fn install(dir: &Path) -> Outcome {
    let changed = |file: &str| std::fs::metadata(dir.join(file)).and_then(|data| data.modified()).ok();
    let (wanted, installed) = (changed("package-lock.json"), changed("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= wanted {
        return Ok(());
    }
    npm()?
        .args(["ci", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .dir(dir)
        .run("look above; most often registry.npmjs.org is out of reach")
}

/// What an environment variable names, when it is set to something.
fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// How to call apt-get with the right to install, when this is such a system and such a user.
fn apt_get() -> Option<Vec<&'static str>> {
    on_path("apt-get")?;
    if is_root() {
        return Some(vec!["apt-get"]);
    }
    Program::new("sudo").args(["-n", "true"]).ask().map(|_| vec!["sudo", "-n", "apt-get"])
}

fn install_packages(apt: &[&str], packages: &[&str]) -> Outcome {
    let call = |words: &[&str]| {
        let mut all = apt.iter().chain(words);
        Program::new(all.next().unwrap_or(&"apt-get")).args(all).env("DEBIAN_FRONTEND", "noninteractive")
    };
    let todo = "install the packages yourself";
    call(&["update", "-qq"]).run(todo)?;
    call(&["install", "-y", "-qq", "--no-install-recommends"]).args(packages).run(todo)
}

/// The first word that looks like a version: `Chromium 141.0.7390.54 built on Debian` has `141.0.7390.54`.
fn version_in(answer: &str) -> Option<&str> {
    let is_version = |word: &&str| word.contains('.') && word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    answer.split_whitespace().find(is_version)
}

fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or(version)
}

fn with_binary(capabilities: &str, browser: &str) -> Outcome<String> {
    let bad = |what: String| Failure::new(format!("webdriver.json: {what}"), "mend the file");
    let mut json: serde_json::Value = serde_json::from_str(capabilities).map_err(|error| bad(error.to_string()))?;
    let options = json.get_mut("goog:chromeOptions").and_then(|options| options.as_object_mut());
    let options = options.ok_or_else(|| bad("no `goog:chromeOptions`".to_owned()))?;
    options.insert("binary".to_owned(), browser.into());
    Ok(json.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_browsers_say() {
        assert_eq!(version_in("Chromium 141.0.7390.54 built on Debian GNU/Linux 12 (bookworm)"), Some("141.0.7390.54"));
        assert_eq!(version_in("Google Chrome 140.0.1.2"), Some("140.0.1.2"));
        assert_eq!(
            version_in("ChromeDriver 141.0.7390.54 (a21ce95-refs/branch-heads/7390@{#1704})").map(major),
            Some("141")
        );
        assert_eq!(version_in("command not found"), None);
    }

    #[test]
    fn the_projects_capabilities_take_the_browser() {
        let json = with_binary(include_str!("../../webdriver.json"), "/opt/chrome").unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["goog:chromeOptions"]["binary"], "/opt/chrome");
        assert!(json["goog:chromeOptions"]["args"].as_array().unwrap().iter().any(|arg| arg == "--headless=new"));
        assert!(with_binary("{}", "/opt/chrome").is_err());
    }
}
