//! What the examples have in common before and after their work: the words of a command line, and how they answer.

use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::io::{StderrLock, Write};
use std::process::ExitCode;

/// What each column of a purchase list may be called on the command line.
const COLUMNS: [&str; 4] = ["customer", "date", "amount", "kind"];

/// Runs an example on the words that it was called with: its report on standard output, its remarks on standard error;
/// status 2 with the reason when the input can't be used.
pub(crate) fn answer(run: impl FnOnce(&[String], &mut StderrLock<'_>) -> Result<String, String>) -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut remarks = std::io::stderr().lock();
    match run(&arguments, &mut remarks) {
        Ok(report) => match std::io::stdout().lock().write_all(report.as_bytes()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Err(reason) => {
            // Nowhere is left to tell that standard error is closed.
            let _ = writeln!(remarks, "{reason}");
            ExitCode::from(2)
        }
    }
}

/// The words of a command line one after another; `--name=value` counts as two.
pub(crate) struct Words<'w> {
    words: std::slice::Iter<'w, String>,
    name: &'w str,
    glued: Option<&'w str>,
}

impl<'w> Words<'w> {
    pub(crate) fn of(words: &'w [String]) -> Self {
        Self { words: words.iter(), name: "", glued: None }
    }

    /// The next option, or a word that belongs to none.
    pub(crate) fn next(&mut self) -> Option<&'w str> {
        let word = self.words.next()?;
        (self.name, self.glued) = match word.split_once('=').filter(|(name, _)| name.starts_with("--")) {
            Some((name, value)) => (name, Some(value)),
            None => (word.as_str(), None),
        };
        Some(self.name)
    }

    /// The value of the option that came last.
    pub(crate) fn value(&mut self) -> Result<&'w str, String> {
        let next = || self.words.next().map(String::as_str);
        self.glued.take().or_else(next).ok_or_else(|| format!("{} wants a value", self.name))
    }

    /// Its value as a date.
    pub(crate) fn date(&mut self) -> Result<NaiveDate, String> {
        let value = self.value()?;
        value.parse().map_err(|_| format!("{} wants a date like 2011-12-02, not {value:?}", self.name))
    }

    /// Its value as titles of columns by what they hold.
    pub(crate) fn titles(&mut self) -> Result<BTreeMap<String, String>, String> {
        let pair = |pair: &str| match pair.split_once('=') {
            Some((column, title)) if COLUMNS.contains(&column) => Ok((column.to_owned(), title.to_owned())),
            _ => Err(format!("--columns wants customer=…,date=…,amount=…,kind=…, not {pair:?}")),
        };
        self.value()?.split(',').map(pair).collect()
    }
}
