//! What becomes of letters (rules 59 to 61): prepared once, sent once, never to who does not want them.
//! Deliberately not here: the network (`app`), who is due a letter (`insight::warming`).

use std::collections::BTreeSet;

use super::{
    Change, Context, Fate, Letter, LetterId, Moment, Record, RecordId, Rejection, TRIES, Way, Workspace, pause,
};

/// What has become of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Post {
    /// It has gone out, by this way.
    Sent(Way),
    /// The network is to take it.
    Queue,
    /// A try came to nothing. It is tried again, at the earliest after so many milliseconds when the other side says so,
    /// until it has been tried too often.
    Missed {
        /// What the other side said, or what was wrong.
        why: String,
        /// What it asks to wait for.
        wait: Option<i64>,
    },
    /// It comes to nothing however often it is tried: the other side refuses it.
    Refused(String),
    /// Somebody does not want it to go out.
    Dropped,
    /// The customer answered it.
    Answered,
}

impl Workspace {
    /// The letter that the network is to take first, and from when on: the one that has been allowed to go for longest.
    pub fn first_queued(&self) -> Option<(Moment, LetterId)> {
        self.letters().filter_map(|letter| Some((letter.queued_from()?, letter.id))).min()
    }

    /// Rules 59 and 60.
    pub(super) fn prepare_letters(&self, letters: Vec<Letter>) -> Result<Change, Rejection> {
        let mut known = BTreeSet::new();
        // What a letter is about is what it is known by, whatever it calls itself.
        let named = letters.into_iter().map(|letter| Letter { id: letter.source.letter(letter.customer), ..letter });
        let new: Vec<Letter> = named.filter(|letter| !self.is_prepared(letter) && known.insert(letter.id)).collect();
        if let Some(unwanted) = new.iter().find(|letter| self.opt_out(&letter.to).is_some()) {
            return Err(Rejection::OptedOut(unwanted.id));
        }
        let records = new.into_iter().map(|letter| (RecordId::Letter(letter.id), Some(Record::from(letter))));
        self.sound(self.replace(records))
    }

    /// Whether a letter about the same has been prepared, to the customer or to one that became part of it.
    fn is_prepared(&self, letter: &Letter) -> bool {
        self.been(letter.customer).any(|customer| self.letter(letter.source.letter(customer)).is_some())
    }

    /// Whether a letter that comes in whole says of itself what is known of it: what has become of a letter is only ever
    /// posted, and one that is closed is not worded otherwise.
    pub(super) fn agrees(&self, letter: &Letter) -> bool {
        self.letter(letter.id).is_none_or(|known| {
            let fates = [(&known.fate, known.answered), (&letter.fate, letter.answered)];
            **known == *letter || known.is_open() && fates[0] == fates[1]
        })
    }

    /// Rules 60 and 61.
    pub(super) fn post(&self, id: LetterId, post: Post, context: &Context) -> Result<Change, Rejection> {
        let mut letter = Letter::clone(self.letter(id).ok_or(Rejection::NotFound(id.into()))?);
        let now = context.now;
        let failed = matches!(letter.fate, Fate::Failed { .. });
        let tries = if let Fate::Queued { tries, .. } = letter.fate { tries } else { 0 };
        let wanted = self.opt_out(&letter.to).is_none();
        match post {
            Post::Answered => {
                letter.sent().ok_or(Rejection::LetterClosed(id))?;
                letter.answered = letter.answered.or(Some(now));
            }
            // Who gave a letter up may try anew, by this way or another; what has gone out is out.
            Post::Queue | Post::Sent(_) if !letter.is_open() && !failed => return Err(Rejection::LetterClosed(id)),
            // What the network has taken is a fact, whatever became known meanwhile.
            Post::Sent(Way::Webhook) if letter.queued_from().is_some() => {
                letter.fate = Fate::Sent { at: now, way: Way::Webhook };
            }
            Post::Queue | Post::Sent(_) if !wanted => return Err(Rejection::OptedOut(id)),
            Post::Queue => letter.fate = Fate::Queued { tries: 0, from: now, why: String::new() },
            Post::Missed { .. } | Post::Refused(_) | Post::Dropped if !letter.is_open() => {
                return Err(Rejection::LetterClosed(id));
            }
            Post::Sent(way) => letter.fate = Fate::Sent { at: now, way },
            Post::Missed { why, .. } if tries + 1 >= TRIES => letter.fate = Fate::Failed { at: now, why },
            Post::Missed { why, wait } => {
                let tries = tries + 1;
                let from = Moment(now.0.saturating_add(pause(tries, wait)));
                letter.fate = Fate::Queued { tries, from, why };
            }
            Post::Refused(why) => letter.fate = Fate::Failed { at: now, why },
            Post::Dropped => letter.fate = Fate::Dropped(now),
        }
        Ok(self.replace([(id.into(), Some(letter.into()))]))
    }
}
