//! A line of the palette: what it says and what it does.
//! Deliberately not here: drawing it (`row`), where lines come from (`found`, `commands`, `actions`).

use std::ops::Range;

use crate::app::route::Route;
use crate::domain::insight::search::{Query, Subject, marks};
use crate::domain::{DealId, PersonId};
use crate::ui::icon::Icon;
use crate::ui::keys::Key;
use crate::ui::moving::LeadOrder;

/// A text with what was looked for in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marked {
    pub text: String,
    pub marks: Vec<Range<usize>>,
}

impl Marked {
    pub(super) fn new(text: impl Into<String>, query: &Query) -> Self {
        let text = text.into();
        let marks = marks(query, &text);
        Self { text, marks }
    }

    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), marks: Vec::new() }
    }
}

/// What choosing a line does.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Does {
    /// Opens a page.
    Go(Route),
    /// Begins a call or a letter.
    Follow(String),
    /// Does something with a deal.
    Act(Act, DealId),
    /// Does with a lead what its card offers.
    Treat(LeadOrder, DealId),
    /// Does something of the whole application.
    Run(Deed),
    /// Makes a lead of what was typed.
    MakeLead(String),
}

/// What is done with a deal without its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Plan,
    Choose,
    Write(Option<PersonId>),
    HandOver,
    Lose,
}

/// What is done with the whole application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    NewDeal,
    NewLead,
    Load,
    NextContact,
    Theme,
    Language,
    Density,
    Undo,
    Redo,
    Keys,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub icon: Icon,
    pub head: Marked,
    /// A second line: what is needed, where it was found.
    pub about: Option<Marked>,
    /// What stands at its end: stage and amount, a day.
    pub side: String,
    /// The keys that do the same.
    pub key: Option<Key>,
    pub does: Does,
    /// The record that it shows, which has actions of its own.
    pub subject: Option<Subject>,
}

impl Line {
    pub(super) fn new(icon: Icon, head: Marked, does: Does) -> Self {
        Self { icon, head, about: None, side: String::new(), key: None, does, subject: None }
    }

    /// The page that it opens, for a link.
    pub(super) fn page(&self) -> Option<Route> {
        match self.does {
            Does::Go(route) => Some(route),
            _ => None,
        }
    }
}

/// Lines of one kind.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub name: String,
    pub lines: Vec<Line>,
}

/// A line with words by which it is found besides its own.
pub(super) type Known = (Line, &'static str);
