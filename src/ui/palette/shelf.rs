//! Lines that are there whatever was typed: pages, commands, what can be done with a record. Found by their words.

use super::line::{Known, Line, Marked};
use crate::domain::insight::search::{Fit, Lines, Query};

/// Lines of one kind, written down for as long as they are offered: a key only looks them up.
pub(super) struct Shelf {
    lines: Vec<Known>,
    index: Lines,
}

impl Shelf {
    pub(super) fn of(lines: Vec<Known>) -> Self {
        let index = Lines::of(lines.iter().map(|(line, words)| (line.head.text.as_str(), *words)));
        Self { lines, index }
    }

    /// All of them.
    pub(super) fn all(&self) -> Vec<Line> {
        self.lines.iter().map(|(line, _)| line.clone()).collect()
    }

    /// The lines that fit what was typed, the best first, and how good that one is; none when none does.
    pub(super) fn fitting(&self, query: &Query) -> Option<(Fit, Vec<Line>)> {
        let found = self.index.find(query);
        let (_, best) = *found.first()?;
        let lines = found.into_iter().filter_map(|(at, _)| self.lines.get(at));
        let marked = |(line, _): &Known| Line { head: Marked::new(&line.head.text, query), ..line.clone() };
        Some((best, lines.map(marked).collect()))
    }
}
