//! The words that an example is called with.

use std::collections::BTreeMap;

/// The words of a command line one after another; `--name=value` counts as two.
pub(crate) struct Words<'w> {
    words: std::slice::Iter<'w, String>,
    pub(crate) name: &'w str,
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

    /// Its value as titles of columns by what they hold; `columns` are those that may be named.
    pub(crate) fn titles(&mut self, columns: &[&str]) -> Result<BTreeMap<String, String>, String> {
        let pair = |pair: &str| match pair.split_once('=') {
            Some((column, title)) if columns.contains(&column) => Ok((column.to_owned(), title.to_owned())),
            _ => Err(format!("--columns wants {}=…, not {pair:?}", columns.join("=…,"))),
        };
        self.value()?.split(',').map(pair).collect()
    }
}
