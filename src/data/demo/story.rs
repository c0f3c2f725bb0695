//! Telling one deal: from the stages it visited and when, to its proofs, data and plans.
//! Deliberately not here: which stages and when (`timing`, `leads`), what was said on them (`talk`).

use std::collections::BTreeMap;

use super::DemoProblem;
use super::about::About;
use super::chance::Chance;
use super::content::{Content, Line, Seller};
use super::diary::DAY;
use super::draft::{Draft, Visit, Worker};
use super::funnels::{DEALS, Funnels};
use super::people::{Clients, Staff};
use super::phrase::Several;
use super::wording::Wording;
use crate::domain::{ActivityKind, Evidence, Loss};

/// Everything that the telling draws from.
pub(super) struct Story<'a> {
    pub(super) content: &'a Content,
    pub(super) funnels: &'a Funnels,
    pub(super) staff: Staff<'a>,
    pub(super) clients: Clients<'a>,
    pub(super) wording: Wording<'a>,
    pub(super) chance: Chance,
}

/// A stay of a deal on a stage.
pub(super) struct Stay<'v, 'a> {
    pub(super) visit: &'v Visit<'a>,
    /// When it was left, in working minutes ago; 0 when it stands there.
    pub(super) left: i64,
    /// Whether the deal went on to another stage.
    done: bool,
    /// Whether the stage was passed for form's sake.
    pub(super) formal: bool,
    /// Whether the buyer never picked up.
    pub(super) silent: bool,
    /// Who worked it.
    pub(super) by: Worker<'a>,
}

impl<'a> Story<'a> {
    /// Tells a deal from its visits, oldest first.
    pub(super) fn tell(&mut self, mut about: About<'a>, mut visits: Vec<Visit<'a>>) -> Result<Draft<'a>, DemoProblem> {
        if about.formal {
            self.in_one_sitting(&mut visits);
        }
        let (Some(first), Some(last)) = (visits.first(), visits.last()) else {
            return Err(DemoProblem::unknown("stage", "first"));
        };
        let (created, stage) = (first.ago, last.to.map_or_else(|end| end, |stage| stage.id));
        let met = visits.iter().find(|visit| visit.words == DEALS[0]).unwrap_or(first).ago;
        let until = if about.urgent { self.chance.between(6, 15) } else { self.chance.between(45, 110) };
        about.start = met - until * DAY;
        self.wait(&mut about, &visits)?;
        let mut notes = Vec::new();
        if first.words == "leads.new" {
            notes.push(self.request(&about, created));
        }
        let (mut proofs, mut fields) = (BTreeMap::new(), BTreeMap::new());
        for (at, visit) in visits.iter().enumerate() {
            let Ok(stage) = visit.to else { continue };
            let next = visits.get(at + 1);
            let stay = Stay {
                visit,
                left: next.map_or(0, |next| next.ago),
                done: next.is_some_and(|next| next.to.is_ok()),
                formal: about.formal && visit.words == DEALS[1],
                silent: next.is_some_and(|next| next.loss.as_ref().is_some_and(unreachable)),
                by: if DEALS.contains(&visit.words) { about.owner.unwrap_or(visit.by) } else { visit.by },
            };
            for field in stage.required_fields.iter().filter(|field| field.id.as_str() != "amount") {
                if !fields.contains_key(field.id.as_str()) {
                    fields.insert(field.id.to_string(), self.answer(field.id.as_str(), &about, &stay)?);
                }
            }
            for (place, evidence) in stage.evidence.iter().enumerate() {
                let there = match (visit.words, place) {
                    _ if stay.formal => false,
                    ("quote", 0) => about.payback,
                    _ if stay.silent => false,
                    _ => self.chance.percent(likely(evidence, stay.by.0, stay.done)),
                };
                if there {
                    let ago = self.during(&stay);
                    proofs.entry(evidence.id).or_insert(ago);
                }
            }
            notes.extend(self.talk(&about, &stay)?);
        }
        if let Some(client) = about.client.and_then(|client| self.clients.all.get_mut(client)) {
            client.seen(created);
            client.owner = client.owner.or(about.owner.map(|(_, id)| id));
        }
        // A deal without «Лиды» has a source too.
        fields.insert("source".into(), self.wording.say(&about.source.name));
        Ok(Draft { about, created, stage, visits, proofs, fields, notes })
    }

    /// Some time of a stay.
    pub(super) fn during(&mut self, stay: &Stay<'_, '_>) -> i64 {
        self.chance.between(stay.left + 1, stay.visit.ago - 1).clamp(1, stay.visit.ago)
    }

    /// A stage that is passed for form's sake is passed on one day: everything up to the quote happens half an hour
    /// earlier if the night would come between.
    fn in_one_sitting(&self, visits: &mut [Visit<'_>]) {
        let Some(at) = visits.iter().position(|visit| visit.words == "terms") else { return };
        let Some(quote) = visits.get(at + 1).map(|next| next.ago) else { return };
        if self.wording.diary.morning(quote) < visits[at].ago - quote {
            visits.iter_mut().take(at + 2).for_each(|visit| visit.ago += 30);
        }
    }

    /// Why it waited in a basket and until when, if it did and the content does not say.
    fn wait(&mut self, about: &mut About<'_>, visits: &[Visit<'_>]) -> Result<(), DemoProblem> {
        let Some(at) = visits.iter().position(|visit| visit.words == "basket") else { return Ok(()) };
        let returns = match (about.returns, visits.get(at + 1)) {
            (Some(returns), _) => returns,
            (None, Some(next)) => next.ago,
            (None, None) => self.wording.diary.ahead(self.chance.between(15, 240), 0),
        };
        about.returns = Some(returns);
        if let (true, Ok(basket)) = (about.why.is_empty(), visits[at].to) {
            let name = basket.id.as_str().rsplit('.').next().unwrap_or_default();
            let why = self.chance.pick(self.content.basket_whys(name)?);
            about.why = self.wording.fill(why, &[("date", &self.wording.day(returns))]);
        }
        Ok(())
    }

    /// The next contact in so many days (less than 0 overdue), and what for.
    pub(super) fn next(&mut self, days: i64, goals: &'a Several<Line>) -> (i64, ActivityKind, String) {
        let goal = self.chance.pick(goals);
        let part = self.chance.between(0, 999);
        let diary = self.wording.diary;
        let ago = if days < 0 { diary.days_ago(-days, part) } else { diary.ahead(days, part) };
        (ago, goal.kind, self.wording.say(&goal.text))
    }
}

/// Whether the buyer stopped by never picking up.
fn unreachable(loss: &Loss) -> bool {
    loss.reason.is_some_and(|reason| reason.as_str().ends_with(".unreachable"))
}

/// In how many cases of a hundred a proof is there: as the seller is, fewer when the stage is not done.
fn likely(evidence: &Evidence, seller: &Seller, done: bool) -> u32 {
    let usual = if evidence.required { seller.proofs } else { seller.proofs / 2 };
    if done { usual } else { usual / 2 }
}
