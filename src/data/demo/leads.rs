//! Those who are not in «Сделки»: 23 open leads, 96 who wait in four baskets, 55 who never were buyers.
//! Deliberately not here: leads that became deals (`deals`), words and proofs on the way (`story`).

use super::DemoProblem;
use super::content::Source;
use super::deals::not_in_august;
use super::diary::days;
use super::funnels::{end, stage};
use super::story::{About, Draft, Story, Visit, Worker};
use crate::domain::{ActivityKind, Loss, Role, Slug, Stage};

/// How many wait in each basket, as in the design.
const BASKETS: [(&str, usize); 4] = [("no-money", 31), ("account", 22), ("needs", 25), ("timing", 18)];
/// Off-target and spam: in the last month, in the bad August, and in the rest of two years.
const EXCLUDED: [usize; 3] = [17, 6, 32];
/// Of those in baskets: since the bad August, and from the last exhibition.
const SLOW: usize = 9;
const EXHIBITION: usize = 14;
/// Letters that go out today.
const TODAY: usize = 14;

type Stop<'a> = (Result<&'a Stage, Slug>, &'static str, i64);

impl<'a> Story<'a> {
    /// Tells the open leads.
    pub(super) fn leads(&mut self) -> Result<Vec<Draft<'a>>, DemoProblem> {
        let content = self.content;
        let mut drafts = Vec::with_capacity(content.leads.len());
        for lead in &content.leads {
            let turn = self.chance.below(2);
            let by = match &lead.owner {
                Some(owner) => self.staff.get(owner)?,
                None => self.staff.of(Role::Qualifier, turn)?,
            };
            let entered = match lead.waits {
                Some(minutes) => minutes,
                None => self.wording.diary.days_ago(lead.days, self.chance.between(0, 600)),
            };
            let leads = &self.funnels.leads;
            let (new, mql, sql) = (stage(leads, "new")?, stage(leads, "mql")?, stage(leads, "sql")?);
            let mut stops: Vec<Stop<'a>> = Vec::new();
            let mut ago = entered;
            if lead.stage == "sql" {
                stops.push((Ok(sql), "leads.sql", ago));
                ago += self.chance.between(200, 1200);
            }
            if lead.stage != "new" {
                stops.push((Ok(mql), "leads.mql", ago));
            }
            if lead.source == "return" {
                // Was asked before, waited in a basket and answered a letter.
                ago += self.chance.between(days(40), days(130));
                stops.push((Ok(stage(&self.funnels.refresh, "no-money")?), "basket", ago));
                ago += self.chance.between(400, 2000);
                stops.push((Ok(mql), "leads.mql", ago));
            }
            if lead.stage != "new" {
                ago += self.answer_in(by.0, false);
            }
            stops.push((Ok(new), "leads.new", ago));
            stops.reverse();
            let (goals, words) = match lead.stage.as_str() {
                "new" => (content.goals("leads.new")?, "leads.new"),
                "mql" => (content.goals("leads.mql")?, "leads.mql"),
                "sql" => (content.goals("leads.sql")?, "leads.sql"),
                unknown => return Err(DemoProblem::unknown("stage", unknown)),
            };
            let mut about = self.about(&lead.subject, content.source(&lead.source)?)?;
            (about.urgent, about.tag) = (lead.segment == "urgent", Some(content.segment(&lead.segment)?));
            about.owner = (lead.owner.is_some() || words != "leads.new").then_some(by);
            about.next = lead.contact.map(|days| self.next(days, goals));
            drafts.push(self.tell_stops(about, stops, by)?);
        }
        Ok(drafts)
    }

    fn tell_stops(&mut self, about: About<'a>, stops: Vec<Stop<'a>>, by: Worker<'a>) -> Result<Draft<'a>, DemoProblem> {
        let visit = |(to, words, ago)| Visit { to, words, ago, by, why: None, loss: None };
        self.tell(about, stops.into_iter().map(visit).collect())
    }

    /// Tells those in the baskets.
    pub(super) fn baskets(&mut self) -> Result<Vec<Draft<'a>>, DemoProblem> {
        let content = self.content;
        let (mut strangers, buyers) = (self.clients.strangers(), self.clients.buyers());
        self.chance.shuffle(&mut strangers);
        let mut strangers = strangers.into_iter().cycle();
        let mut places: Vec<&'static str> = BASKETS.iter().flat_map(|&(name, count)| vec![name; count]).collect();
        let mut drafts = Vec::with_capacity(places.len());
        let mut known = content.baskets.iter();
        // The described ones first; the places that they leave are shuffled for the others.
        for waiting in content.baskets.iter() {
            let at = places.iter().position(|&place| place == waiting.stage);
            places.remove(at.ok_or_else(|| DemoProblem::unknown("basket", &waiting.stage))?);
        }
        self.chance.shuffle(&mut places);
        let first = content.baskets.len();
        let names = BASKETS.map(|(name, _)| name);
        for turn in 0..first + places.len() {
            let described = known.next();
            let basket = match described {
                Some(waiting) => names.into_iter().find(|&name| name == waiting.stage).unwrap_or(names[0]),
                None => places[turn - first],
            };
            let (slow, exhibition) =
                (turn >= first && turn < first + SLOW, turn >= first + SLOW && turn < first + SLOW + EXHIBITION);
            let source = match exhibition {
                true => content.source("expo")?,
                false => self.source()?,
            };
            let mut about = match described {
                Some(waiting) => {
                    let mut about = self.about(&waiting.subject, source)?;
                    about.why = self.wording.say(&waiting.why);
                    about
                }
                None => {
                    let old = buyers.get(self.chance.below(buyers.len())).copied();
                    let client = if self.chance.percent(35) { old } else { strangers.next() };
                    let client = client.ok_or_else(|| DemoProblem::unknown("customer", "any"))?;
                    let target = self.chance.between(250, 1100) + self.chance.between(0, 700);
                    let goods = self.goods(self.clients.all[client].trade, target * 1000)?;
                    self.about_goods(Some(client), &goods, false, source)?
                }
            };
            let worker = self.chance.below(2);
            let by = self.staff.of(Role::Qualifier, worker)?;
            about.owner = Some(by);
            about.tag = Some(content.segment(["planned", "project"][self.chance.below(2)])?);
            let ago = match (slow, exhibition) {
                (true, _) => self.chance.between(days(455), days(479)),
                (_, true) => self.chance.between(days(30), days(54)),
                (false, false) => self.chance.between(days(12), days(330)),
            };
            let met = ago - self.answer_in(by.0, slow);
            let put = met - self.chance.between(300, 2200);
            let leads = &self.funnels.leads;
            let stops = vec![
                (Ok(stage(leads, "new")?), "leads.new", ago),
                (Ok(stage(leads, "mql")?), "leads.mql", met),
                (Ok(stage(&self.funnels.refresh, basket)?), "basket", put),
            ];
            let purpose = self.wording.say(self.chance.pick(content.basket_letters(basket)?));
            let days = if turn < TODAY { 0 } else { self.chance.between(1, 40) };
            let at = self.wording.diary.ahead(days, self.chance.between(0, 999));
            // Some have asked to be left alone until their date.
            about.next = (turn < TODAY || !self.chance.percent(6)).then_some((at, ActivityKind::Letter, purpose));
            drafts.push(self.tell_stops(about, stops, by)?);
        }
        Ok(drafts)
    }

    /// Any source but the two that have a story of their own.
    fn source(&mut self) -> Result<&'a Source, DemoProblem> {
        let share = |source: &&Source| if ["expo", "return"].contains(&source.id.as_str()) { 0 } else { source.share };
        let sources: Vec<_> = self.content.sources.iter().collect();
        self.chance.weighted(&sources, share).copied().ok_or_else(|| DemoProblem::unknown("source", "any"))
    }

    /// Tells those who never were buyers.
    pub(super) fn excluded(&mut self) -> Result<Vec<Draft<'a>>, DemoProblem> {
        let content = self.content;
        let leads = &self.funnels.leads;
        let (off_target, spam) = (end(leads, "off_target")?, end(leads, "spam")?);
        let (new, mql) = (stage(leads, "new")?, stage(leads, "mql")?);
        let strangers = self.clients.strangers();
        let mut drafts = Vec::new();
        let [month, slow, rest] = EXCLUDED;
        let from = self.chance.below(content.junk.len());
        for turn in 0..month + slow + rest {
            let worker = self.chance.below(2);
            let by = self.staff.of(Role::Qualifier, worker)?;
            let late = turn >= month && turn < month + slow;
            let ago = match turn {
                _ if late => self.chance.between(days(455), days(479)),
                _ if turn < month => self.chance.between(days(3), days(29)),
                _ => self.chance.between(days(31), days(670)),
            };
            let ago = if late { ago } else { ago + not_in_august(ago) };
            let met = ago - self.answer_in(by.0, late);
            let closed = met - self.chance.between(20, 700);
            let mut stops: Vec<Stop<'a>> = vec![(Ok(new), "leads.new", ago)];
            // Two of five were needs of a real company that fell silent.
            let real = late || turn % 5 < 2;
            let loss;
            let mut about;
            if real {
                let client = strangers.get(self.chance.below(strangers.len())).copied();
                let client = client.ok_or_else(|| DemoProblem::unknown("customer", "any"))?;
                let goods = self.goods(self.clients.all[client].trade, 400_000)?;
                let source = self.source()?;
                about = self.about_goods(Some(client), &goods, turn % 3 == 0, source)?;
                stops.push((Ok(mql), "leads.mql", met));
                let (reason, words) = match late {
                    true => (None, &content.too_late),
                    false => (Some(content.unreachable.reason), &content.unreachable.words),
                };
                loss = Some(Loss { reason, words: self.wording.say(self.chance.pick(words)), return_on: None });
            } else {
                let junk = content.junk.at((from + turn) % content.junk.len());
                about = self.about_junk(junk)?;
                if junk.reason.is_some_and(|reason| reason.as_str().starts_with(mql.id.as_str())) {
                    stops.push((Ok(mql), "leads.mql", met));
                }
                loss = junk.reason.map(|reason| Loss { reason: Some(reason), words: String::new(), return_on: None });
            }
            about.owner = Some(by);
            about.tag = about.urgent.then_some(content.segment("urgent")?);
            let end = if loss.is_some() { off_target } else { spam };
            stops.push((Err(end), "leads.end", closed));
            drafts.push(self.tell_stops(about, stops, by)?.ended(loss));
        }
        Ok(drafts)
    }
}
