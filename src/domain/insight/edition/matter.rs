//! One thing that differs between two editions, as facts.

use std::collections::BTreeSet;

use crate::domain::{Aida, Evidence, Field, FourR, Freedom, LossReason, Outcome, Question, Role, Text};

/// One thing of a funnel, a stage or an end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// What it is called.
    Name(Text),
    /// What the buyer does.
    BuyerStep(Text),
    /// What the manager does.
    Task(Text),
    /// How the manager helps.
    Help(Text),
    /// A line of the talk.
    Script(Text),
    /// A proof of the buyer's action.
    Proof(Evidence),
    /// Data needed to enter.
    Enter(Field),
    /// Data needed to leave.
    Leave(Field),
    /// Why buyers stop here.
    Reason(LossReason),
    /// The phase of AIDA.
    Phase(Aida),
    /// It is the key stage.
    Key,
    /// Days that a deal normally stays; 0 is no norm.
    Norm(u16),
    /// Whether a planned contact excuses a long stay.
    ContactExcuses(bool),
    /// How likely a sale is, in percent; none is by history.
    Probability(Option<u8>),
    /// Who moves deals away; empty is everybody.
    Movers(BTreeSet<Role>),
    /// Things stand in another order.
    Order(Listed),
    /// What an end means for the figures.
    Outcome(Outcome),
    /// The end asks for the reason.
    AsksReason,
    /// The end asks for the date of return.
    AsksReturn,
    /// A question of qualification.
    Question(Question),
    /// What the funnel is for.
    Purpose(Text),
    /// Whose way it is.
    Segment(Text),
    /// Its place in the 4R model.
    FourR(Option<FourR>),
    /// Who works it.
    Worker(Role),
    /// Whether its stages follow one another.
    Ordered(bool),
    /// Whether conditional refusals wait in it.
    Refusals(bool),
    /// Whether it is out of use.
    Archived(bool),
    /// Passing over stages; for a role, or usually.
    Skip(Option<Role>, Freedom),
    /// Going back.
    Back(Option<Role>, Freedom),
    /// Going on without proofs.
    Unproved(Option<Role>, Freedom),
}

/// Things of which there are several, in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// Lines of the talk.
    Script,
    /// Proofs.
    Proofs,
    /// Data needed to enter.
    Enter,
    /// Data needed to leave.
    Leave,
    /// Loss reasons.
    Reasons,
    /// Questions of qualification.
    Questions,
}

/// A difference: what was and what is; none where there was or is nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// In the earlier edition.
    pub before: Option<Matter>,
    /// In the later one.
    pub after: Option<Matter>,
}

/// Differences as they are found.
#[derive(Default)]
pub(super) struct Lines(pub(super) Vec<Line>);

impl Lines {
    /// One value on both sides.
    pub(super) fn value<T: PartialEq>(&mut self, old: T, new: T, matter: impl Fn(T) -> Matter) {
        if old != new {
            self.0.push(Line { before: Some(matter(old)), after: Some(matter(new)) });
        }
    }

    /// Something that is there or not.
    pub(super) fn mark(&mut self, old: bool, new: bool, matter: Matter) {
        if old != new {
            let side = |there: bool| there.then(|| matter.clone());
            self.0.push(Line { before: side(old), after: side(new) });
        }
    }

    /// Things known by `key`: gone, changed, new, and in another order.
    pub(super) fn list<T: Clone + PartialEq, Key: PartialEq>(
        &mut self,
        (old, new): (&[T], &[T]),
        key: impl Fn(&T) -> Key,
        matter: impl Fn(T) -> Matter,
        listed: Listed,
    ) {
        let same = |a: &T, b: &T| key(a) == key(b);
        for was in old {
            let is = new.iter().find(|is| same(was, is));
            if is != Some(was) {
                self.0.push(Line { before: Some(matter(was.clone())), after: is.cloned().map(&matter) });
            }
        }
        let fresh = new.iter().filter(|is| !old.iter().any(|was| same(was, is)));
        self.0.extend(fresh.map(|is| Line { before: None, after: Some(matter(is.clone())) }));
        let kept: Vec<Key> = old.iter().filter(|was| new.iter().any(|is| same(was, is))).map(&key).collect();
        let stays = new.iter().filter(|is| old.iter().any(|was| same(was, is))).map(&key);
        if !stays.eq(kept) {
            self.0.push(Line { before: None, after: Some(Matter::Order(listed)) });
        }
    }

    /// Lines of the talk have no names: what is gone stands beside what came in its place.
    pub(super) fn script(&mut self, old: &[Text], new: &[Text]) {
        let gone: Vec<&Text> = old.iter().filter(|line| !new.contains(line)).collect();
        let fresh: Vec<&Text> = new.iter().filter(|line| !old.contains(line)).collect();
        for at in 0..gone.len().max(fresh.len()) {
            let side = |lines: &[&Text]| lines.get(at).map(|&line| Matter::Script(line.clone()));
            self.0.push(Line { before: side(&gone), after: side(&fresh) });
        }
        let kept = old.iter().filter(|line| new.contains(line));
        if !kept.eq(new.iter().filter(|line| old.contains(line))) {
            self.0.push(Line { before: None, after: Some(Matter::Order(Listed::Script)) });
        }
    }
}
