//! Those who are not in «Сделки»: 23 open leads, 96 who wait in four baskets, 55 who never were buyers.
//! Deliberately not here: leads that became deals (`deals`), words and proofs on the way (`story`).

use super::DemoProblem;
use super::about::About;
use super::content::{Lead, Source};
use super::diary::days;
use super::draft::{Draft, Visit, Worker};
use super::funnels::{end, stage};
use super::story::Story;
use super::timing::not_in_august;
use crate::domain::{ActivityKind, Loss, Slug, Stage};

/// How many wait in each basket, as in the design.
const BASKETS: [(&str, usize); 4] = [("no-money", 31), ("account", 22), ("needs", 25), ("timing", 18)];
/// Of those in baskets: who came in the bad August, and then who came from the last exhibition.
const SLOW: usize = 9;
const EXHIBITION: usize = 14;
/// Letters that go out today.
const TODAY: usize = 14;
/// Off-target and spam: in the last month, in the bad August, and in the rest of two years.
const EXCLUDED: [usize; 3] = [17, 6, 32];

/// A stage or end, the name of its words, and when it was entered.
type Stop<'a> = (Result<&'a Stage, Slug>, &'static str, i64);

impl<'a> Story<'a> {
    fn tell_stops(
        &mut self,
        about: About<'a>,
        stops: Vec<Stop<'a>>,
        by: Worker<'a>,
        loss: Option<Loss>,
    ) -> Result<Draft<'a>, DemoProblem> {
        let visit = |(to, words, ago)| Visit { to, words, ago, by, why: None, loss: None };
        let mut visits: Vec<_> = stops.into_iter().map(visit).collect();
        if let Some(last) = visits.last_mut() {
            last.loss = loss;
        }
        self.tell(about, visits)
    }

    /// Tells the open leads.
    pub(super) fn leads(&mut self) -> Result<Vec<Draft<'a>>, DemoProblem> {
        let content = self.content;
        let mut drafts = Vec::with_capacity(content.leads.len());
        for lead in &content.leads {
            let anybody = self.qualifier()?;
            let by = lead.owner.as_ref().map_or(Ok(anybody), |owner| self.staff.get(owner))?;
            let stops = self.lead_stops(lead, by)?;
            let goals = content.goals(stops.last().map_or("", |last| last.1))?;
            let mut about = self.about(&lead.subject, content.source(&lead.source)?)?;
            (about.urgent, about.tag) = (lead.segment == "urgent", Some(content.segment(&lead.segment)?));
            // One that has just come belongs to nobody until it is taken.
            about.owner = (lead.owner.is_some() || lead.waits.is_none()).then_some(by);
            about.next = lead.contact.map(|days| self.next(days, goals));
            drafts.push(self.tell_stops(about, stops, by, None)?);
        }
        Ok(drafts)
    }

    /// Where an open lead has been, oldest first, reckoned back from where it stands.
    fn lead_stops(&mut self, lead: &Lead, by: Worker<'a>) -> Result<Vec<Stop<'a>>, DemoProblem> {
        let leads = &self.funnels.leads;
        let (new, mql, sql) = (stage(leads, "new")?, stage(leads, "mql")?, stage(leads, "sql")?);
        let part = self.chance.between(0, 600);
        let mut ago = lead.waits.unwrap_or_else(|| self.wording.diary.days_ago(lead.days, part));
        let mut stops: Vec<Stop<'a>> = Vec::new();
        match lead.stage.as_str() {
            "new" => {}
            "mql" => stops.push((Ok(mql), "leads.mql", ago)),
            "sql" => {
                stops.push((Ok(sql), "leads.sql", ago));
                ago += self.chance.between(200, 1200);
                stops.push((Ok(mql), "leads.mql", ago));
            }
            unknown => return Err(DemoProblem::unknown("stage", unknown)),
        }
        if lead.source == "return" {
            // Was asked before, waited in a basket and answered a letter.
            ago += self.chance.between(days(40), days(130));
            stops.push((Ok(stage(&self.funnels.refresh, "no-money")?), "basket", ago));
            ago += self.chance.between(400, 2000);
            stops.push((Ok(mql), "leads.mql", ago));
        }
        if !stops.is_empty() {
            ago += self.answer_in(by.0, false);
        }
        stops.push((Ok(new), "leads.new", ago));
        stops.reverse();
        Ok(stops)
    }

    /// Tells those in the baskets: first the ones that the content describes.
    pub(super) fn baskets(&mut self) -> Result<Vec<Draft<'a>>, DemoProblem> {
        let content = self.content;
        let mut free: Vec<&'static str> = BASKETS.iter().flat_map(|&(name, count)| vec![name; count]).collect();
        let mut drafts = Vec::with_capacity(free.len());
        for waiting in &content.baskets {
            let at = free.iter().position(|&basket| basket == waiting.stage);
            let basket = free.remove(at.ok_or_else(|| DemoProblem::unknown("basket", &waiting.stage))?);
            let source = self.any_source()?;
            let mut about = self.about(&waiting.subject, source)?;
            about.why = self.wording.say(&waiting.why);
            let ago = self.chance.between(days(12), days(330));
            drafts.push(self.tell_waiting(about, basket, ago, false, true)?);
        }
        self.chance.shuffle(&mut free);
        let buyers = self.clients.buyers();
        let mut strangers = self.clients.strangers();
        self.chance.shuffle(&mut strangers);
        let mut strangers = strangers.into_iter().cycle();
        for (turn, basket) in free.into_iter().enumerate() {
            let (slow, exhibition) = (turn < SLOW, (SLOW..SLOW + EXHIBITION).contains(&turn));
            let source = if exhibition { content.source("expo")? } else { self.any_source()? };
            let buyer = buyers.get(self.chance.below(buyers.len())).copied();
            let client = if self.chance.percent(35) { buyer } else { strangers.next() };
            let target = self.chance.between(250, 1100) + self.chance.between(0, 700);
            let about = self.about_need(client, target * 1000, false, source)?;
            let ago = match (slow, exhibition) {
                (true, _) => self.chance.between(days(455), days(479)),
                (_, true) => self.chance.between(days(30), days(54)),
                _ => self.chance.between(days(12), days(330)),
            };
            let today = drafts.len() < TODAY;
            drafts.push(self.tell_waiting(about, basket, ago, slow, today)?);
        }
        Ok(drafts)
    }

    fn tell_waiting(
        &mut self,
        mut about: About<'a>,
        basket: &str,
        ago: i64,
        slow: bool,
        today: bool,
    ) -> Result<Draft<'a>, DemoProblem> {
        let (content, leads, by) = (self.content, &self.funnels.leads, self.qualifier()?);
        let met = ago - self.answer_in(by.0, slow);
        let put = met - self.chance.between(300, 2200);
        let stops = vec![
            (Ok(stage(leads, "new")?), "leads.new", ago),
            (Ok(stage(leads, "mql")?), "leads.mql", met),
            (Ok(stage(&self.funnels.refresh, basket)?), "basket", put),
        ];
        let purpose = self.wording.say(self.chance.pick(content.basket_letters(basket)?));
        let in_days = if today { 0 } else { self.chance.between(1, 40) };
        let at = self.wording.diary.ahead(in_days, self.chance.between(0, 999));
        // Some have asked to be left alone.
        about.next = (today || self.chance.percent(94)).then_some((at, ActivityKind::Letter, purpose));
        about.owner = Some(by);
        about.tag = Some(content.segment(["planned", "project"][self.chance.below(2)])?);
        self.tell_stops(about, stops, by, None)
    }

    /// Any source but the two that have a story of their own.
    fn any_source(&mut self) -> Result<&'a Source, DemoProblem> {
        let sources: Vec<_> = self.content.sources.iter().collect();
        let share = |source: &&Source| if matches!(source.id.as_str(), "expo" | "return") { 0 } else { source.share };
        self.chance.weighted(&sources, share).copied().ok_or_else(|| DemoProblem::unknown("source", "any"))
    }

    /// Tells those who never were buyers.
    pub(super) fn excluded(&mut self) -> Result<Vec<Draft<'a>>, DemoProblem> {
        let [month, slow, rest] = EXCLUDED;
        let from = self.chance.below(self.content.junk.len());
        let mut drafts = Vec::with_capacity(month + slow + rest);
        for turn in 0..month + slow + rest {
            let late = (month..month + slow).contains(&turn);
            let ago = match turn {
                _ if late => self.chance.between(days(455), days(479)),
                _ if turn < month => self.chance.between(days(3), days(29)),
                _ => self.chance.between(days(31), days(670)),
            };
            let ago = if late { ago } else { ago + not_in_august(ago) };
            // Two of five had a need and fell silent.
            let draft = match late || turn % 5 < 2 {
                true => self.tell_lost(ago, late, turn % 3 == 0)?,
                false => self.tell_junk(from + turn, ago)?,
            };
            drafts.push(draft);
        }
        Ok(drafts)
    }

    /// One who had a need and never picked up, or was answered too late.
    fn tell_lost(&mut self, ago: i64, late: bool, urgent: bool) -> Result<Draft<'a>, DemoProblem> {
        let (content, leads, by, source) = (self.content, &self.funnels.leads, self.qualifier()?, self.any_source()?);
        let strangers = self.clients.strangers();
        let client = strangers.get(self.chance.below(strangers.len())).copied();
        let mut about = self.about_need(client, 400_000, urgent, source)?;
        let (reason, words);
        (about.talk, reason, words) = match late {
            true => ("late", None, &content.too_late),
            false => ("silent", Some(content.unreachable.reason), &content.unreachable.words),
        };
        let loss = Loss { reason, words: self.wording.say(self.chance.pick(words)), return_on: None };
        about.owner = Some(by);
        about.tag = urgent.then_some(content.segment("urgent")?);
        let met = ago - self.answer_in(by.0, late);
        let stops = vec![
            (Ok(stage(leads, "new")?), "leads.new", ago),
            (Ok(stage(leads, "mql")?), "leads.mql", met),
            (Err(end(leads, "off_target")?), "end", met - self.chance.between(20, 700)),
        ];
        self.tell_stops(about, stops, by, Some(loss))
    }

    /// A request that is not for us.
    fn tell_junk(&mut self, which: usize, ago: i64) -> Result<Draft<'a>, DemoProblem> {
        let (content, leads, by) = (self.content, &self.funnels.leads, self.qualifier()?);
        let junk = content.junk.at(which % content.junk.len());
        let (new, mql) = (stage(leads, "new")?, stage(leads, "mql")?);
        let met = ago - self.answer_in(by.0, false);
        let mut stops: Vec<Stop<'a>> = vec![(Ok(new), "leads.new", ago)];
        if junk.reason.is_some_and(|reason| mql.loss_reasons.iter().any(|known| known.id == reason)) {
            stops.push((Ok(mql), "leads.mql", met));
        }
        let end = end(leads, if junk.reason.is_some() { "off_target" } else { "spam" })?;
        stops.push((Err(end), "end", met - self.chance.between(20, 700)));
        let mut about = self.about_junk(junk)?;
        about.owner = Some(by);
        let loss = junk.reason.map(|reason| Loss { reason: Some(reason), words: String::new(), return_on: None });
        self.tell_stops(about, stops, by, loss)
    }
}
