//! When a deal entered and left each stage, and why it ended.
//! Deliberately not here: how many end how (`plan`), what they are about (`deals`).

use super::DemoProblem;
use super::content::{Seller, Source};
use super::diary::days;
use super::draft::{Visit, Worker};
use super::funnels::{DEALS, end, stage};
use super::plan::{Fate, Period, Road, Row, SKIPPER};
use super::story::Story;
use crate::domain::{Loss, Role, Slug, Stage};

/// How long a stage usually takes, in calendar days; the quote in summer, and since the template changed.
const USUAL: [i64; 7] = [2, 5, 7, 8, 6, 24, 4];
const QUOTE_SINCE: i64 = 9;
/// The same for an urgent replacement, in working minutes.
const URGENT: [i64; 7] = [120, 300, 800, 800, 900, 1500, 700];

/// A stay on a stage or at an end.
pub(super) struct Leg<'a> {
    to: Result<&'a Stage, Slug>,
    words: &'static str,
    /// Working minutes until it is left.
    pub(super) stay: i64,
    pub(super) by: Worker<'a>,
    why: Option<String>,
}

/// A deal with its dates and without its subject.
pub(super) struct Timed<'a> {
    pub(super) row: Row,
    pub(super) source: &'a Source,
    pub(super) visits: Vec<Visit<'a>>,
    pub(super) owner: Worker<'a>,
}

/// The visits of legs, the first of which was entered so long ago.
pub(super) fn visits(legs: Vec<Leg<'_>>, mut ago: i64) -> Vec<Visit<'_>> {
    let entered = legs.into_iter().map(|leg| {
        let visit = Visit { to: leg.to, words: leg.words, ago, by: leg.by, why: leg.why, loss: None };
        ago -= leg.stay;
        visit
    });
    entered.collect()
}

/// How long stays take together.
pub(super) fn length(legs: &[Leg<'_>]) -> i64 {
    legs.iter().map(|leg| leg.stay).sum()
}

/// Shortens stays so that together they take no longer than this.
pub(super) fn fit(legs: &mut [Leg<'_>], longest: i64) {
    let length = length(legs);
    if length > longest {
        for leg in legs {
            leg.stay = (leg.stay * longest / length).max(1);
        }
    }
}

/// How much earlier something has to be that fell into the bad August, whose leads are told apart.
pub(super) fn not_in_august(ago: i64) -> i64 {
    if (days(445)..days(490)).contains(&ago) { days(45) } else { 0 }
}

impl<'a> Story<'a> {
    /// The way through «Лиды» up to the door of «Сделки»; with a stay in a basket if `basket` names one.
    pub(super) fn lead_legs(
        &mut self,
        qualifier: Worker<'a>,
        slow: bool,
        basket: Option<(&str, i64)>,
    ) -> Result<Vec<Leg<'a>>, DemoProblem> {
        let leads = &self.funnels.leads;
        let leg = |to, words, stay| Leg { to: Ok(to), words, stay, by: qualifier, why: None };
        let mut legs = vec![leg(stage(leads, "new")?, "leads.new", self.answer_in(qualifier.0, slow))];
        if let Some((basket, stay)) = basket {
            legs.push(leg(stage(leads, "mql")?, "leads.mql", self.chance.between(400, 2000)));
            legs.push(leg(stage(&self.funnels.refresh, basket)?, "basket", stay));
        }
        legs.push(leg(stage(leads, "mql")?, "leads.mql", self.chance.between(150, 1300)));
        legs.push(leg(stage(leads, "sql")?, "leads.sql", self.chance.between(60, 600)));
        Ok(legs)
    }

    /// Who takes a lead: three of five go to the first.
    pub(super) fn qualifier(&mut self) -> Result<Worker<'a>, DemoProblem> {
        let turn = usize::from(!self.chance.percent(60));
        self.staff.of(Role::Qualifier, turn)
    }

    /// Working minutes until a lead is answered: as the qualifier is, now and then three times as long.
    pub(super) fn answer_in(&mut self, qualifier: &Seller, slow: bool) -> i64 {
        let usual = qualifier.answers_in * self.chance.between(40, 160) / 100;
        match slow {
            true => self.chance.between(620, 1500),
            false if self.chance.percent(12) => (usual * 3).max(4),
            false => usual.max(4),
        }
    }

    /// Where a deal came from, by its road.
    pub(super) fn source_of(&mut self, road: Road, urgent: bool) -> Result<&'a Source, DemoProblem> {
        let among: &[&str] = match road {
            Road::Exhibition => &["expo"],
            Road::Warmed => &["return"],
            Road::Direct => &["call", "mail"],
            Road::Lead | Road::Slow if urgent => &["call", "mail", "site"],
            Road::Lead | Road::Slow => &["site", "call", "mail", "refer", "cold", "tender", "ads", "integr"],
        };
        let sources: Vec<_> =
            self.content.sources.iter().filter(|source| among.contains(&source.id.as_str())).collect();
        let drawn = self.chance.weighted(&sources, |source| source.share).copied();
        drawn.ok_or_else(|| DemoProblem::unknown("source", &among.join(", ")))
    }

    /// The stays on the stages of «Сделки» up to `last`, without the detours.
    pub(super) fn deal_legs(
        &mut self,
        last: usize,
        by: Worker<'a>,
        since: bool,
        urgent: bool,
        formal: bool,
    ) -> Result<Vec<Leg<'a>>, DemoProblem> {
        let mut legs = Vec::new();
        for (at, &words) in DEALS.iter().enumerate().take(last + 1) {
            let usual = match (urgent, at) {
                (true, _) => URGENT[at],
                (false, 2) if since => days(QUOTE_SINCE),
                (false, _) => days(USUAL[at]),
            };
            let stay = match formal && at == 1 {
                true => self.chance.between(5, 25),
                false => self.chance.about(usual),
            };
            legs.push(Leg { to: Ok(stage(&self.funnels.deals, words)?), words, stay, by, why: None });
        }
        Ok(legs)
    }

    /// The way of a closed deal through «Сделки», with its detours and its end.
    fn way(&mut self, row: &Row, owner: Worker<'a>) -> Result<Vec<Leg<'a>>, DemoProblem> {
        let deals = &self.funnels.deals;
        let (won, lost, paused) = (end(deals, "won")?, end(deals, "lost")?, end(deals, "paused")?);
        let (last, ending) = match row.fate {
            Fate::Won => (6, won),
            Fate::Paused(at) => (at, paused),
            Fate::Stopped(at) => (at, lost),
        };
        let mut legs = self.deal_legs(last, owner, row.period == Period::Since, row.urgent, row.formal)?;
        if let (true, Some(leg)) = (row.fate != Fate::Won, legs.last_mut()) {
            leg.stay += leg.stay / 2; // hope dies slowly
        }
        if let (true, Some(production)) = (row.silent, legs.get_mut(5)) {
            production.stay = days(self.content.silent_best.took);
        }
        let leg = |to, at: usize, stay, why| Leg { to, words: DEALS[at], stay, by: owner, why };
        if row.sent_back {
            let why = self.wording.say(self.chance.pick(&self.content.sent_back));
            let terms = leg(legs[1].to, 1, self.chance.about(days(2)), Some(why));
            let quote = leg(legs[2].to, 2, self.chance.about(days(3)), None);
            legs.splice(3..3, [terms, quote]);
        }
        if row.reopened {
            let at = 2 + self.chance.below(2);
            let why = self.wording.say(self.chance.pick(&self.content.reopened));
            let pause = leg(Err(paused), at, self.chance.between(days(15), days(40)), None);
            let again = leg(legs[at].to, at, self.chance.about(days(3)), Some(why));
            legs.splice(at + 1..at + 1, [pause, again]);
        }
        legs.push(leg(Err(ending), last, 0, None));
        if row.period == Period::Since {
            fit(&mut legs, days(74));
        }
        Ok(legs)
    }

    /// When a closed deal entered «Сделки», given how long it took there and how long it was a lead before.
    fn entered(&mut self, row: &Row, legs: &[Leg<'_>], led: i64) -> i64 {
        let took = length(legs);
        let (low, high) = match (row.period, row.road) {
            (Period::Since, Road::Warmed) => (0, days(84)),
            (Period::Since, _) => (0, days(84) - led),
            // The quote went out before September.
            (Period::Summer, _) => (days(89) + legs.iter().take(2).map(|leg| leg.stay).sum::<i64>(), days(175)),
            (Period::Earlier, _) => (days(181), days(660)),
        };
        let low = low.max(took + 60);
        let drawn = self.chance.between(low, high.max(low));
        match row.road {
            _ if row.silent => self.wording.diary.days_ago(self.content.silent_best.last, 900) + took,
            Road::Slow => self.chance.between(days(455), days(479)) - led,
            // Closed in May, seven months after the October in which it came.
            Road::Exhibition => self.chance.between(days(187), days(201)) + took,
            _ => drawn + not_in_august(drawn + led),
        }
    }

    /// The dates of a closed deal.
    pub(super) fn timed(&mut self, row: Row) -> Result<Timed<'a>, DemoProblem> {
        let hunter = self.staff.of(Role::Hunter, row.hunter)?;
        let owner = if row.silent { self.staff.get(&self.content.silent_best.farmer)? } else { hunter };
        let qualifier = self.qualifier()?;
        let mut legs = self.way(&row, owner)?;
        let basket = match row.road {
            Road::Warmed => Some(("needs", self.chance.between(days(25), days(120)))),
            Road::Exhibition => Some(("timing", 0)),
            _ => None,
        };
        let mut all = match row.road {
            Road::Direct => Vec::new(),
            _ => self.lead_legs(qualifier, row.road == Road::Slow, basket)?,
        };
        let entered = self.entered(&row, &legs, length(&all));
        if let (Road::Exhibition, Some(basket)) = (row.road, all.iter().position(|leg| leg.words == "basket")) {
            // It waited from October until then.
            let closed = entered - length(&legs);
            all[basket].stay = closed + days(self.chance.between(207, 215)) - entered - length(&all);
        }
        if let (false, Some(first)) = (all.is_empty(), legs.first_mut()) {
            first.by = qualifier;
        }
        let created = entered + length(&all);
        all.extend(legs);
        let mut visits = visits(all, created);
        self.losses(&row, &mut visits)?;
        Ok(Timed { source: self.source_of(row.road, row.urgent)?, row, visits, owner })
    }

    /// Writes down why the buyer stopped, at the end and at a pause.
    fn losses(&mut self, row: &Row, visits: &mut [Visit<'a>]) -> Result<(), DemoProblem> {
        let content = self.content;
        let (won, paused) = (end(&self.funnels.deals, "won")?, end(&self.funnels.deals, "paused")?);
        for at in 0..visits.len() {
            let Err(end) = visits[at].to else { continue };
            let stage = visits[at].words;
            visits[at].loss = if end == won {
                None
            } else if end == paused {
                let pauses: Vec<_> = content.pauses.iter().filter(|pause| pause.stage == stage).collect();
                let pause = self.chance.weighted(&pauses, |_| 1);
                let pause = pause.ok_or_else(|| DemoProblem::unknown("pauses", stage))?;
                let in_days = self.chance.between(12, 110);
                let back = visits.get(at + 1).map_or(self.wording.diary.ahead(in_days, 0), |opened| opened.ago);
                let words = self.wording.fill(&pause.words, &[("date", &self.wording.day(back))]);
                Some(Loss { reason: Some(pause.reason), words, return_on: Some(self.wording.diary.moment(back)) })
            } else {
                let mut reasons: Vec<_> = content.losses.iter().filter(|loss| loss.stage == stage).collect();
                if row.hunter == SKIPPER && stage == DEALS[2] && self.chance.percent(65) {
                    reasons.truncate(1); // «Дорого» seven times in ten
                }
                let loss = self.chance.weighted(&reasons, |loss| loss.weight);
                let loss = loss.ok_or_else(|| DemoProblem::unknown("losses", stage))?;
                let words = self.wording.say(self.chance.pick(&loss.words));
                Some(Loss { reason: Some(loss.reason), words, return_on: None })
            };
        }
        Ok(())
    }
}
