//! The house rules that neither the compiler nor clippy can check. See ARCHITECTURE.md for their reasons.
//!
//! Every rule is a function from the text of a file to what it found there. It looks at code only where a rule is about
//! code: comments and strings are blanked first, see [`code`].

mod code;
mod layers;
mod links;
mod rules;

use std::fmt;

use crate::failure::{Failure, Outcome};
use crate::project::{Project, files_below, read};

/// Something that breaks a rule, and where.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    file: String,
    line: usize,
    what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// Where rules look. Other files are data or made by tools.
const PLACES: &[&str] = &["src", "tests", "examples", "benches", "xtask/src", "style", "public", "docs"];

/// The files at the top that rules look at.
const TOP: &[&str] = &["index.html", "README.md", "README.ru.md", "ARCHITECTURE.md", "CHANGELOG.md"];

/// Checks the whole project; prints every finding.
pub(crate) fn check(project: &Project) -> Outcome {
    let mut files: Vec<String> = TOP.iter().map(|&file| file.to_owned()).collect();
    for place in PLACES {
        files.extend(files_below(&project.path(place)).into_iter().map(|file| format!("{place}/{file}")));
    }
    files.retain(|file| rules::is_text(file));
    let mut findings = Vec::new();
    for file in &files {
        let text = read(&project.path(file))?;
        findings.extend(rules::check(file, &text));
        if file.ends_with(".md") {
            let broken = links::broken(&project.root, file, &text).into_iter();
            findings.extend(broken.map(|(line, target)| Finding {
                file: file.clone(),
                line,
                what: format!("`{target}` is not there"),
            }));
        }
    }
    findings.extend(rules::stylesheets_are_linked(&files, &read(&project.path("index.html"))?));
    for finding in &findings {
        println!("{finding}");
    }
    println!("{} files", files.len());
    match findings.len() {
        0 => Ok(()),
        n => Err(Failure::new(format!("house rules broken: {n}"), "mend the places listed above")),
    }
}
