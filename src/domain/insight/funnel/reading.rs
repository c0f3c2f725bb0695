//! The ways of the deals of a workspace through one funnel, read from their history (I4).
//!
//! Going on to another funnel with order is a result, going to a basket is a loss, going to a funnel of refusals is waiting,
//! as over a board (`insight::conversion`). Whoever was excluded (off-target, spam) never was a buyer. A stage that the funnel
//! no longer has counts as the one before it that it has; where a new edition put a deal, the buyer took no step.
//! Deliberately not here: counting (`flow`).

use std::collections::BTreeMap;

use super::cut::Label;
use super::journeys::{Header, Journeys, NOBODY, Place, Step, UNKNOWN};
use crate::domain::insight::in_base::InBase;
use crate::domain::{Cause, Deal, DealId, MemberId, Moment, Outcome, Pipeline, Slug, StageEntry, Workspace};

/// Things and the codes that stand for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codes<T> {
    codes: BTreeMap<T, Label>,
    all: Vec<T>,
}

impl<T> Default for Codes<T> {
    fn default() -> Self {
        Self { codes: BTreeMap::new(), all: Vec::new() }
    }
}

impl<T: Ord + Clone> Codes<T> {
    /// The code of a thing; a new one for what is new.
    fn of(&mut self, thing: T) -> Label {
        if let Some(&code) = self.codes.get(&thing) {
            return code;
        }
        #[expect(clippy::cast_possible_truncation, reason = "fewer than a browser has room for")]
        let code = self.all.len() as Label;
        self.codes.insert(thing.clone(), code);
        self.all.push(thing);
        code
    }

    /// What a code stands for.
    pub fn get(&self, code: Label) -> Option<&T> {
        self.all.get(code as usize)
    }

    /// The code of a thing that has one.
    pub fn find(&self, thing: &T) -> Option<Label> {
        self.codes.get(thing).copied()
    }

    /// Everything, in its own order.
    pub fn all(&self) -> impl Iterator<Item = (&T, Label)> {
        self.codes.iter().map(|(thing, &code)| (thing, code))
    }
}

/// Why a deal was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A reason of the list of its stage.
    Listed(Slug),
    /// Told in words alone.
    InWords,
    /// It went to a basket.
    Basket(Slug),
}

/// The ways of deals through a funnel, and what their codes stand for. Deals are read one by one, so that a page may breathe
/// in between.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The ways.
    pub journeys: Journeys,
    /// Whose ways they are.
    pub deals: Vec<DealId>,
    /// Who leads, and who moved.
    pub members: Codes<MemberId>,
    /// Segments: the field `segment`, or else the first tag.
    pub segments: Codes<String>,
    /// Sources: the field `source`.
    pub sources: Codes<String>,
    /// What it is about: the field `products`.
    pub products: Codes<String>,
    /// Why deals were lost.
    pub reasons: Codes<Reason>,
    /// What the deals are worth is told in this, and by which rates.
    pub base: InBase,
    now: Moment,
    funnel: Slug,
    places: BTreeMap<Slug, Place>,
    /// Until when each past edition was in force.
    editions: Vec<i64>,
}

/// The dimensions by their number.
pub const OWNER: usize = 0;
/// See [`OWNER`].
pub const SEGMENT: usize = 1;
/// See [`OWNER`].
pub const SOURCE: usize = 2;
/// See [`OWNER`].
pub const PRODUCT: usize = 3;
/// See [`OWNER`]: how many editions had gone out of force when the deal came.
pub const EDITION: usize = 4;

impl Reading {
    /// Of a funnel as it is now, without deals yet, in which open deals count by the rates of this moment; none for one without order, or with more stages than can be counted.
    pub fn of(workspace: &Workspace, funnel: &Pipeline, now: Moment) -> Option<Self> {
        let journeys = Journeys::new(funnel.stages.len()).filter(|_| funnel.ordered)?;
        let editions = workspace.editions(funnel.id);
        let mut places = BTreeMap::new();
        // Of older editions first: what the funnel has now stands above what it had.
        for past in editions.iter().map(|edition| &edition.funnel) {
            let mut before = Place::Stage(0);
            for stage in &past.stages {
                if let Some(at) = funnel.position(stage.id).and_then(|at| u8::try_from(at).ok()) {
                    before = Place::Stage(at);
                }
                places.insert(stage.id, before);
            }
        }
        let live = funnel.stages.iter().zip(0..).map(|(stage, at)| (stage.id, Place::Stage(at)));
        places.extend(live);
        Some(Self {
            journeys,
            deals: Vec::new(),
            members: Codes::default(),
            segments: Codes::default(),
            sources: Codes::default(),
            products: Codes::default(),
            reasons: Codes::default(),
            base: InBase::of(workspace),
            now,
            funnel: funnel.id,
            places,
            editions: editions.iter().map(|edition| edition.until.0).collect(),
        })
    }

    /// Reads one more deal, if it was in the funnel.
    pub fn read(&mut self, workspace: &Workspace, deal: &Deal) {
        let mut steps: Vec<Step> = Vec::with_capacity(deal.history.len());
        let mut stood = false;
        for entry in &deal.history {
            let Some(to) = self.place(workspace, entry, stood) else {
                if self.excludes(workspace, entry) {
                    return;
                }
                continue;
            };
            stood = match to {
                Place::Stage(_) => true,
                Place::Waits => stood,
                Place::Won | Place::Lost => false,
            };
            let about = match to {
                Place::Lost => self.why(entry),
                _ => entry.by.map_or(NOBODY, |by| self.members.of(by)),
            };
            steps.push(Step { to, at: entry.at.0, about });
        }
        let Some(first) = steps.first() else { return };
        let came = first.at;
        let amount = self.base.deal(workspace, deal, self.now);
        let mut field = |name: &str, codes: fn(&mut Self) -> &mut Codes<String>| {
            let value = deal.fields.get(name).map(|value| value.trim()).filter(|value| !value.is_empty());
            value.map_or(NOBODY, |value| codes(self).of(value.to_owned()))
        };
        let (source, product) = (field("source", |of| &mut of.sources), field("products", |of| &mut of.products));
        let mut segment = field("segment", |of| &mut of.segments);
        if let Some(tag) = deal.tags.first().filter(|_| segment == NOBODY) {
            segment = self.segments.of(tag.clone());
        }
        let owner = deal.owner.map_or(NOBODY, |owner| self.members.of(owner));
        #[expect(clippy::cast_possible_truncation, reason = "editions of a funnel")]
        let edition = self.editions.partition_point(|&until| until <= came) as Label;
        let labels = [owner, segment, source, product, edition];
        self.journeys.add(Header { amount: amount.unwrap_or(UNKNOWN), labels }, steps);
        self.deals.push(deal.id);
    }

    /// Where an entry leads, as seen from this funnel; none when it is no step in it. `stood`: whether the deal is in it.
    fn place(&self, workspace: &Workspace, entry: &StageEntry, stood: bool) -> Option<Place> {
        // A deal has to stand somewhere: where it came from a file or was put first, it came.
        let put = entry.cause == Cause::Funnel && stood;
        if let Some(&place) = self.places.get(&entry.to) {
            return (!put).then_some(place);
        }
        let there = workspace.funnel_that_had(entry.to)?;
        match there.end(entry.to).map(|end| end.outcome) {
            Some(outcome) if there.id == self.funnel || (stood && there.refusals) => match outcome {
                Outcome::Won => Some(Place::Won),
                Outcome::Lost | Outcome::Moved => Some(Place::Lost),
                Outcome::Excluded => (there.id != self.funnel).then_some(Place::Lost),
                Outcome::Paused => Some(Place::Waits),
            },
            _ if there.id == self.funnel || !stood || put => None,
            _ if there.refusals => Some(Place::Waits),
            _ if there.ordered => Some(Place::Won),
            _ => Some(Place::Lost),
        }
    }

    fn excludes(&self, workspace: &Workspace, entry: &StageEntry) -> bool {
        let there = workspace.funnel_that_had(entry.to).filter(|there| there.id == self.funnel);
        there.and_then(|there| there.end(entry.to)).is_some_and(|end| end.outcome == Outcome::Excluded)
    }

    fn why(&mut self, entry: &StageEntry) -> Label {
        let reason = match &entry.loss {
            Some(loss) => loss.reason.map_or(Reason::InWords, Reason::Listed),
            None => Reason::Basket(entry.to),
        };
        self.reasons.of(reason)
    }
}
