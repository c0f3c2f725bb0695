//! What has become of a letter, in words.
//! Deliberately not here: changing it (`letter`, `letters`).

use crate::app::clock;
use crate::app::format::Format;
use crate::app::words::Letters;
use crate::data::webhook::{NETWORK, REDIRECT, TIMEOUT};
use crate::domain::{Fate, Letter, Moment, Way};
use crate::ui::back::today;

/// The fates by which letters are listed, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Lot {
    Ready,
    Queued,
    Sent,
    Failed,
    Dropped,
}

impl Lot {
    pub(super) const ALL: [Self; 5] = [Self::Ready, Self::Queued, Self::Sent, Self::Failed, Self::Dropped];

    /// Of a letter.
    pub(super) fn of(letter: &Letter) -> Self {
        match letter.fate {
            Fate::Ready => Self::Ready,
            Fate::Queued { .. } => Self::Queued,
            Fate::Sent { .. } => Self::Sent,
            Fate::Failed { .. } => Self::Failed,
            Fate::Dropped(_) => Self::Dropped,
        }
    }

    /// Its name over the list.
    pub(super) fn name(self, words: &Letters) -> &'static str {
        words.lots[self as usize]
    }
}

/// When a letter came to where it is.
pub(super) fn since(letter: &Letter) -> Moment {
    match letter.fate {
        Fate::Ready => letter.made,
        Fate::Queued { from, .. } => from,
        Fate::Sent { at, .. } | Fate::Failed { at, .. } | Fate::Dropped(at) => at,
    }
}

/// The class of a chip, and what it says.
pub(super) fn chip(words: &Letters, letter: &Letter) -> (&'static str, &'static str) {
    match (&letter.fate, letter.answered) {
        (_, Some(_)) => ("chip ok", words.answered),
        (Fate::Ready, _) => ("chip acc", words.ready),
        (Fate::Queued { tries: 0, .. }, _) => ("chip", words.queued),
        (Fate::Queued { .. }, _) => ("chip warn", words.retried),
        (Fate::Sent { .. }, _) => ("chip ok", words.sent),
        (Fate::Failed { .. }, _) => ("chip bad", words.failed),
        (Fate::Dropped(_), _) => ("chip line", words.dropped),
    }
}

/// When, how, what came of it, in one line.
pub(super) fn told(words: &'static Letters, format: Format, letter: &Letter) -> String {
    let day = |at: Moment| format.date(at.day(clock::offset(at)), today());
    let at = day(since(letter));
    let what = match &letter.fate {
        Fate::Ready => words.made_on.fill([&at]),
        Fate::Queued { tries: 0, .. } => words.goes_by_itself.to_owned(),
        Fate::Queued { tries, from, why } => {
            words.next_try.fill([&tries.to_string(), &format.moment(from.0, clock::now().0), reason(words, why)])
        }
        Fate::Sent { way, .. } => words.sent_on.fill([&at, way_name(words, *way)]),
        Fate::Failed { why, .. } => words.failed_on.fill([&at, reason(words, why)]),
        Fate::Dropped(_) => words.dropped_on.fill([&at]),
    };
    match letter.answered {
        Some(at) => format!("{what}, {}", words.answered_on.fill([&day(at)])),
        None => what,
    }
}

/// Why a try came to nothing: in words where the other side said none.
fn reason<'a>(words: &'static Letters, why: &'a str) -> &'a str {
    match why {
        TIMEOUT => words.timeout,
        NETWORK => words.unreached,
        REDIRECT => words.redirect,
        said => said,
    }
}

/// By what way a letter went out.
fn way_name(words: &Letters, way: Way) -> &'static str {
    match way {
        Way::Mail => words.by_mail,
        Way::File => words.by_file,
        Way::Webhook => words.by_webhook,
        Way::Hand => words.by_hand,
    }
}
