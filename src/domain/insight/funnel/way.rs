//! What the way of one deal comes to as of a moment: how far, how it ended, what was passed over.
//!
//! Sources: analytics, section 3. The level of a deal is its highest stage; of a won deal one more than there are stages.
//! How it came out is told by its last step: a deal that was lost and opened again is open.

use super::journeys::{Journeys, NOBODY, Place, Step};

/// The most stages that a funnel may have to be counted: they are bits of a number.
pub const MOST_STAGES: usize = 128;

/// How the way of a deal came out so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It stands on a stage, or is to come back on a date.
    #[default]
    Open,
    /// The buyer stopped.
    Lost,
    /// The buyer bought.
    Won,
}

/// The way of a deal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// How many stages from the first it reached at least: 0 is none, one more than there are stages is won.
    pub level: usize,
    /// How it came out.
    pub fate: Fate,
    /// The stages that it entered, a bit each.
    pub entered: u128,
    /// So many stages from the first it entered one after another, whatever came between.
    pub in_order: usize,
    /// Steps to an earlier stage.
    pub backward: u32,
    /// Steps to the stage on which it stood.
    pub repeats: u32,
    /// Whether it went on after an end.
    pub reopened: bool,
    /// When it came out as it did; of an open deal its last step.
    pub last: i64,
    /// Why it was lost, by code.
    pub reason: u32,
    /// Whether it waits for a date.
    pub waits: bool,
    /// Whether it ever waited for one: the buyer refused for now.
    pub waited: bool,
}

impl Way {
    /// The way of a deal as of a moment.
    pub fn of(journeys: &Journeys, deal: usize, as_of: i64) -> Self {
        let mut way = Self { reason: NOBODY, ..Self::default() };
        let (mut before, mut ended) = (None, false);
        for Step { to, at, about } in journeys.of(deal).take_while(|step| step.at <= as_of) {
            way.last = at;
            (way.reopened, way.waits, way.reason) = (way.reopened || ended, false, NOBODY);
            (ended, way.fate) = match to {
                Place::Stage(stage) => {
                    let stage = usize::from(stage);
                    way.entered |= 1 << stage;
                    way.level = way.level.max(stage + 1);
                    way.in_order += usize::from(way.in_order == stage);
                    match before.replace(stage) {
                        Some(before) if before > stage => way.backward += 1,
                        Some(before) if before == stage => way.repeats += 1,
                        _ => {}
                    }
                    (false, Fate::Open)
                }
                Place::Waits => {
                    (way.waits, way.waited) = (true, true);
                    (false, Fate::Open)
                }
                Place::Lost => {
                    way.reason = about;
                    (true, Fate::Lost)
                }
                Place::Won => (true, Fate::Won),
            };
        }
        if way.fate == Fate::Won {
            way.level = journeys.stages() + 1;
        }
        way
    }

    /// The stages below its level that it never entered, a bit each; a sale of which nothing but itself is known took every
    /// stage over.
    pub fn skipped(self) -> u128 {
        let below = self.level.saturating_sub(1);
        let all = 1_u128.checked_shl(below as u32).unwrap_or_default().wrapping_sub(1);
        all & !self.entered
    }

    /// Whether it went from stage to stage as they stand, without skips, returns and repeats.
    pub fn is_sequential(self) -> bool {
        self.skipped() == 0 && self.backward == 0 && self.repeats == 0
    }

    /// The stage at which it stands or stopped, from 0; none for a won deal, and for one that entered no stage.
    pub fn stopped_at(self) -> Option<usize> {
        self.level.checked_sub(1).filter(|_| self.fate != Fate::Won)
    }
}
