//! Regulations at work (U16): who has read the wording in force and who is still asked to, how far deals went by it, and
//! what one wording changed in another.
//! Deliberately not here: publishing and signing (`domain::publish`).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::onward::{Books, proved, went_on};
use super::proportion::Proportion;
use crate::domain::{
    Cause, Deal, MemberId, Moment, Pipeline, Regulation, Schedule, Slug, Text, Wording, Workspace, calendar,
};

/// Who of the sales desk has read the wording in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signing {
    /// Those who have, by the moment of their signature.
    pub signed: Vec<(MemberId, Moment)>,
    /// Those who have not, and for how many calendar days they have been asked; the longest first.
    pub waits: Vec<(MemberId, i64)>,
}

impl Signing {
    /// So many of the desk.
    pub fn share(&self) -> Proportion {
        Proportion { k: self.signed.len(), n: self.signed.len() + self.waits.len() }
    }
}

/// Who has read the wording of a regulation that is in force. Whoever came to the desk later is asked since then: an
/// identity begins with its moment. Days are those of the company's calendar.
pub fn signing(workspace: &Workspace, regulation: &Regulation, now: Moment, schedule: &Schedule) -> Signing {
    let Some((edition, wording)) = regulation.current() else { return Signing::default() };
    let mut signing = Signing::default();
    for member in workspace.members() {
        match regulation.signed.get(&member.id).filter(|signature| signature.edition == edition) {
            Some(signature) => signing.signed.push((member.id, signature.at)),
            None => {
                let asked = asked_since(member.id, wording.since, now);
                let days = schedule.day(now).signed_duration_since(schedule.day(asked)).num_days();
                signing.waits.push((member.id, days.max(0)));
            }
        }
    }
    signing.signed.sort_by_key(|&(member, at)| (at, member));
    signing.waits.sort_by_key(|&(member, days)| (std::cmp::Reverse(days), member));
    signing
}

/// Since when somebody is asked to read what holds since a moment.
fn asked_since(member: MemberId, since: Moment, now: Moment) -> Moment {
    let came = i64::try_from(member.0 >> 80).map_or(since, Moment);
    // An identity that was made elsewhere may say anything.
    if came <= now { since.max(came) } else { since }
}

/// The names under which a funnel and its stages have their regulations.
pub fn with_stages(funnel: &Pipeline) -> impl Iterator<Item = Slug> + '_ {
    std::iter::once(funnel.id).chain(funnel.stages.iter().map(|stage| stage.id))
}

/// How deals left a stage onward. Each leaving counts; a deal that went back and on again left twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// With every required proof.
    pub proved: Proportion,
    /// Within the norm of working days.
    pub in_time: Proportion,
    /// With both.
    pub both: Proportion,
}

/// How far deals went by the regulations of a funnel since the wordings in force hold. Counted deal by deal, so that a
/// page can breathe in between (I4). A deal goes on to a later stage, to a purchase or to another funnel; where a buyer
/// stopped, where a deal went back or was put by a change of the funnel, there was no step to prove.
#[derive(Clone, Debug, Default)]
pub struct Compliance {
    /// The funnel and stages that have a regulation, and since when its wording holds.
    since: BTreeMap<Slug, Moment>,
    /// The funnel through time; none before there is one.
    books: Option<Books>,
    kept: BTreeMap<Slug, Kept>,
}

impl Compliance {
    /// Nothing counted yet. `funnel` is the one in force.
    pub fn new(workspace: &Workspace, funnel: &Arc<Pipeline>) -> Self {
        let wording = |id| Some((id, workspace.regulation(id)?.current()?.1.since));
        Self {
            since: with_stages(funnel).filter_map(wording).collect(),
            books: Some(Books::of(workspace, funnel)),
            kept: BTreeMap::new(),
        }
    }

    /// Counts one more deal; days are those of the company's working time.
    pub fn count(&mut self, workspace: &Workspace, deal: &Deal, schedule: &Schedule) {
        let Some(books) = &self.books else { return };
        let funnel = books.live();
        for (at, (entry, next)) in deal.history.iter().zip(deal.history.iter().skip(1)).enumerate() {
            let stage = entry.to;
            let held = |of: &Slug| self.since.get(of).is_some_and(|since| *since <= next.at);
            let asked: Vec<Slug> = [funnel.id, stage].into_iter().filter(held).collect();
            if asked.is_empty() || next.cause == Cause::Funnel || !went_on(workspace, funnel, deal, at) {
                continue;
            }
            let Some(book) = books.stage_at(stage, next.at) else { continue };
            let proved = proved(book, deal, next.at);
            let days = calendar::working_days(entry.at, next.at, schedule);
            let in_time = book.norm_days == 0 || days <= i64::from(book.norm_days);
            for of in asked {
                let kept = self.kept.entry(of).or_default();
                kept.proved.count(proved);
                kept.in_time.count(in_time);
                kept.both.count(proved && in_time);
            }
        }
    }

    /// What was counted for the regulation of a funnel or stage; of a funnel, over all its stages.
    pub fn of(&self, id: Slug) -> Kept {
        self.kept.get(&id).copied().unwrap_or_default()
    }
}

/// A line of a wording and what stands in its place in another; none where there is nothing.
pub type Line = (Option<Text>, Option<Text>);

/// What a wording changed in the one before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reworded {
    /// Points that came, went or are said otherwise.
    pub points: Vec<Line>,
    /// The same of what is not done.
    pub forbidden: Vec<Line>,
    /// How to tell that it is done, where that changed.
    pub done: Option<Line>,
    /// How many lines are as they were.
    pub same: usize,
}

/// What `new` changed in `old`.
pub fn reworded(old: &Wording, new: &Wording) -> Reworded {
    let (points, kept) = aligned(&old.points, &new.points);
    let (forbidden, also_kept) = aligned(&old.forbidden, &new.forbidden);
    let said = |text: &Text| (*text != Text::default()).then(|| text.clone());
    let same_done = old.done == new.done;
    let done = (!same_done).then(|| (said(&old.done), said(&new.done)));
    let same = kept + also_kept + usize::from(same_done && said(&new.done).is_some());
    Reworded { points, forbidden, done, same }
}

/// Lines that differ, in order, and how many do not. What went and what came at one place stand side by side.
fn aligned(old: &[Text], new: &[Text]) -> (Vec<Line>, usize) {
    // The longest row of lines that both have in one order; `longest[i][j]` is its length in `old[i..]` and `new[j..]`.
    let mut longest = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i][j] =
                if old[i] == new[j] { longest[i + 1][j + 1] + 1 } else { longest[i + 1][j].max(longest[i][j + 1]) };
        }
    }
    let (mut i, mut j) = (0, 0);
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    let mut lines = Vec::new();
    while i < old.len() || j < new.len() {
        let same = i < old.len() && j < new.len() && old[i] == new[j];
        if same {
            settle(&mut lines, &mut gone, &mut come);
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && longest[i + 1][j] >= longest[i][j + 1]) {
            gone.push(old[i].clone());
            i += 1;
        } else {
            come.push(new[j].clone());
            j += 1;
        }
    }
    settle(&mut lines, &mut gone, &mut come);
    (lines, longest[0][0])
}

/// Puts what went and what came between two lines that stayed side by side.
fn settle(lines: &mut Vec<Line>, gone: &mut Vec<Text>, come: &mut Vec<Text>) {
    let (mut gone, mut come) = (gone.drain(..), come.drain(..));
    loop {
        match (gone.next(), come.next()) {
            (None, None) => return,
            line => lines.push(line),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wording(points: &[&str], done: &str) -> Wording {
        let points = points.iter().map(|&point| Text::from(point)).collect();
        Wording { since: Moment(0), by: None, points, forbidden: Vec::new(), done: done.into() }
    }

    fn line(was: &str, is: &str) -> Line {
        let said = |text: &str| (!text.is_empty()).then(|| Text::from(text));
        (said(was), said(is))
    }

    #[test]
    fn what_one_wording_changed_in_another() {
        let (old, new) = (wording(&["а", "б", "в"], "готово"), wording(&["а", "г", "в", "д"], "готово"));
        let changed = reworded(&old, &new);
        assert_eq!(changed.points, [line("б", "г"), line("", "д")]);
        assert_eq!((changed.forbidden, changed.done, changed.same), (Vec::new(), None, 3));
        assert_eq!(reworded(&old, &wording(&["б", "в"], "")).done, Some(line("готово", "")));
    }

    #[test]
    fn who_came_later_is_asked_since_then() {
        let came = |at: u128| MemberId(at << 80 | 5);
        assert_eq!(asked_since(came(30), Moment(20), Moment(50)), Moment(30));
        assert_eq!(asked_since(came(10), Moment(20), Moment(50)), Moment(20));
        assert_eq!(asked_since(came(60), Moment(20), Moment(50)), Moment(20), "from a clock that is ahead");
        assert_eq!(asked_since(MemberId(1), Moment(20), Moment(50)), Moment(20));
    }

    fn texts() -> impl Strategy<Value = Vec<Text>> {
        proptest::collection::vec("[а-е]".prop_map(|text| Text::from(text.as_str())), 0..9)
    }

    proptest! {
        /// Nothing is lost between two wordings: the lines of the one without those that went are the lines of the other
        /// without those that came.
        #[test]
        fn what_went_and_came_makes_the_one_of_the_other(old in texts(), new in texts()) {
            let (lines, same) = aligned(&old, &new);
            let without = |all: &[Text], some: Vec<&Text>| {
                let mut rest = all.to_vec();
                for text in some {
                    let at = rest.iter().position(|line| line == text);
                    prop_assert!(at.is_some(), "{text:?} was not there");
                    rest.remove(at.unwrap());
                }
                Ok(rest)
            };
            let mut stayed = without(&old, lines.iter().filter_map(|(was, _)| was.as_ref()).collect())?;
            let mut kept = without(&new, lines.iter().filter_map(|(_, is)| is.as_ref()).collect())?;
            stayed.sort();
            kept.sort();
            prop_assert_eq!(&stayed, &kept);
            prop_assert_eq!(stayed.len(), same);
            prop_assert_eq!(lines.is_empty(), old == new);
            prop_assert!(lines.iter().all(|line| *line != (None, None)));
        }

        #[test]
        fn seen_from_the_other_side(old in texts(), new in texts()) {
            prop_assert_eq!(aligned(&old, &new).1, aligned(&new, &old).1);
        }
    }
}
