//! A moment to come as people say it, in Russian or English: «пн 14», «через 3 дня», "next fri 10am". What else is said
//! beside it is how the contact is made and what it is for.
//!
//! Clocks are local: now comes in as the clock on the wall shows it, and so do the readings go out. No reading is in the
//! past. Words that are read are data; words that are shown are not here (`app::words`).

mod grammar;
mod token;
mod vocabulary;
mod wish;
mod write;

use chrono::NaiveDateTime;

use crate::domain::{ActivityKind, Schedule};

pub use wish::read;
pub use write::write;

/// So many readings are offered at most.
const OFFERED: usize = 5;

/// What somebody wrote about the next contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The moments that it may mean, the nearest first, each in the future. Empty when it names none.
    pub candidates: Vec<Candidate>,
    /// Whether it names a moment that has passed, and none to come.
    pub past: bool,
    /// How, where it says so: «позвонить завтра».
    pub kind: Option<ActivityKind>,
    /// The rest of the words, as they were written.
    pub purpose: String,
}

/// A moment that is meant, by the clock on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// When. Where no hour was said, the usual one of such a day.
    pub at: NaiveDateTime,
    /// Whether the hour was said.
    pub said_hour: bool,
    /// What is to be known of it.
    pub note: Option<Note>,
}

/// Something to be known of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// Nobody works that day.
    DayOff,
    /// Nobody works at that hour.
    AfterHours,
}

/// When somebody speaks: what the clock shows, and when the company works.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The date and hour on the wall.
    pub now: NaiveDateTime,
    /// The working days.
    pub schedule: &'a Schedule,
}
