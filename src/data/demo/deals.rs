//! The 214 deals of «Сделки»: when each stage was entered and left, and what they are about.
//! Deliberately not here: how many end how (`plan`), words and proofs on the way (`story`).

use super::DemoProblem;
use super::content::{Phrase, Seller, Source};
use super::diary::days;
use super::funnels::{DEALS, end, stage};
use super::orders::Order;
use super::plan::{Draw, Fate, Period, Road, Row, SKIPPER};
use super::story::{Draft, Goods, Note, Story, Visit, Worker};
use crate::domain::{ActivityKind, Loss, Role, Slug, Stage};

/// How long a stage usually takes, in calendar days; the quote in summer, and since the template changed.
const USUAL: [i64; 7] = [2, 5, 7, 8, 6, 24, 4];
const QUOTE_SINCE: i64 = 9;
/// The same for an urgent replacement, in working minutes.
const URGENT: [i64; 7] = [120, 300, 800, 800, 900, 1500, 700];
/// The part of money that urgent replacements bring, in percent.
const URGENT_MONEY: i64 = 41;
/// From this sum on the head of sales takes a deal to herself, in whole units.
const LARGE: i64 = 3_500_000;

/// A stay on a stage or at an end.
struct Leg<'a> {
    to: Result<&'a Stage, Slug>,
    words: &'static str,
    /// Working minutes until it is left.
    stay: i64,
    by: Worker<'a>,
    why: Option<String>,
}

/// A deal with its dates and without its subject.
struct Timed<'a> {
    row: Row,
    source: &'a Source,
    visits: Vec<Visit<'a>>,
    owner: Worker<'a>,
}

/// The visits of legs, the first of which was entered so long ago.
fn visits(legs: Vec<Leg<'_>>, mut ago: i64) -> Vec<Visit<'_>> {
    let entered = legs.into_iter().map(|leg| {
        let visit = Visit { to: leg.to, words: leg.words, ago, by: leg.by, why: leg.why, loss: None };
        ago -= leg.stay;
        visit
    });
    entered.collect()
}

fn length(legs: &[Leg<'_>]) -> i64 {
    legs.iter().map(|leg| leg.stay).sum()
}

/// Shortens stays so that together they take no longer than this.
fn fit(legs: &mut [Leg<'_>], longest: i64) {
    let length = length(legs);
    if length > longest {
        for leg in legs {
            leg.stay = (leg.stay * longest / length).max(1);
        }
    }
}

impl<'a> Story<'a> {
    /// The way through «Лиды» up to the door of «Сделки»; with a stay in a basket if `basket` names one.
    fn lead_legs(
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

    /// Working minutes until a lead is answered: as the qualifier is, now and then three times as long.
    pub(super) fn answer_in(&mut self, qualifier: &Seller, slow: bool) -> i64 {
        let usual = qualifier.answers_in * self.chance.between(40, 160) / 100;
        match slow {
            true => self.chance.between(620, 1500),
            false if self.chance.percent(12) => usual * 3 + 4,
            false => usual + 4,
        }
    }

    fn source_of(&mut self, road: Road, urgent: bool) -> Result<&'a Source, DemoProblem> {
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
    fn deal_legs(
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

    /// The dates of a closed deal.
    fn timed(&mut self, row: Row) -> Result<Timed<'a>, DemoProblem> {
        let owner = self.staff.of(Role::Hunter, row.hunter)?;
        let owner = if row.silent { self.staff.get(&self.content.silent_best.farmer)? } else { owner };
        let turn = self.chance.below(2);
        let qualifier = self.staff.of(Role::Qualifier, turn)?;
        let deals = &self.funnels.deals;
        let (last, end) = match row.fate {
            Fate::Won => (6, end(deals, "won")?),
            Fate::Stopped(at) => (at, end(deals, if row.paused { "paused" } else { "lost" })?),
        };
        let mut legs = self.deal_legs(last, owner, row.period == Period::Since, row.urgent, row.formal)?;
        if let (Fate::Stopped(_), Some(leg)) = (row.fate, legs.last_mut()) {
            leg.stay += leg.stay / 2; // hope dies slowly
        }
        if row.silent
            && let Some(leg) = legs.get_mut(5)
        {
            leg.stay = days(self.content.silent_best.took);
        }
        if row.sent_back {
            let why = self.wording.say(self.chance.pick(&self.content.sent_back));
            let (stay, more) = (self.chance.about(days(2)), self.chance.about(days(3)));
            let again = Leg { to: legs[1].to, words: DEALS[1], stay, by: owner, why: Some(why) };
            let quote = Leg { to: legs[2].to, words: DEALS[2], stay: more, by: owner, why: None };
            legs.splice(3..3, [again, quote]);
        }
        if row.reopened {
            let at = self.chance.between(2, 3) as usize;
            let why = self.wording.say(self.chance.pick(&self.content.reopened));
            let (pause, more) = (self.chance.between(days(15), days(40)), self.chance.about(days(3)));
            let paused = super::funnels::end(deals, "paused")?;
            let pause = Leg { to: Err(paused), words: DEALS[at], stay: pause, by: owner, why: None };
            let again = Leg { to: legs[at].to, words: DEALS[at], stay: more, by: owner, why: Some(why) };
            legs.splice(at + 1..at + 1, [pause, again]);
        }
        legs.push(Leg { to: Err(end), words: DEALS[last], stay: 0, by: owner, why: None });

        if row.period == Period::Since {
            fit(&mut legs, days(74));
        }
        let basket = match row.road {
            Road::Warmed => Some(("needs", self.chance.between(days(25), days(120)))),
            Road::Exhibition => Some(("timing", 0)),
            _ => None,
        };
        let mut before = match row.road {
            Road::Direct => Vec::new(),
            _ => self.lead_legs(qualifier, row.road == Road::Slow, basket)?,
        };
        let (took, led) = (length(&legs), length(&before));
        let (low, high) = match (row.period, row.road) {
            (Period::Since, Road::Warmed) => (took + 60, days(84)),
            (Period::Since, _) => (took + 60, days(84) - led),
            // The quote went out before September.
            (Period::Summer, _) => (days(89) + legs[0].stay + legs.get(1).map_or(0, |leg| leg.stay), days(175)),
            (Period::Earlier, _) => (days(181), days(660)),
        };
        let mut start = self.chance.between(low.max(took + 60), high.max(low));
        start += not_in_august(start + led);
        match row.road {
            // From October to a close seven months later; the basket takes what is left.
            Road::Exhibition => {
                let created = self.chance.between(days(394), days(418));
                start = created - days(self.chance.between(200, 220)) + took;
                if let Some(leg) = before.iter_mut().find(|leg| leg.words == "basket") {
                    leg.stay = created - start - led;
                }
            }
            Road::Slow => start = self.chance.between(days(455), days(479)) - led,
            _ if row.silent => start = self.wording.diary.days_ago(self.content.silent_best.last, 900) + took,
            _ => {}
        }
        if let (false, Some(leg)) = (before.is_empty(), legs.first_mut()) {
            leg.by = qualifier;
        }
        let created = start + length(&before);
        before.extend(legs);
        let mut visits = visits(before, created);
        self.losses(&row, last, &mut visits)?;
        Ok(Timed { source: self.source_of(row.road, row.urgent)?, row, visits, owner })
    }

    /// Writes down why the buyer stopped, at the end and at a pause.
    fn losses(&mut self, row: &Row, last: usize, visits: &mut [Visit<'a>]) -> Result<(), DemoProblem> {
        let content = self.content;
        for at in 1..visits.len() {
            let Err(end) = visits[at].to else { continue };
            let words = visits[at].words;
            let ends = at + 1 == visits.len();
            if ends && row.fate == Fate::Won {
                continue;
            }
            if end.as_str().ends_with("paused") {
                let pauses: Vec<_> = content.pauses.iter().filter(|pause| pause.stage == words).collect();
                let pause = self.chance.weighted(&pauses, |_| 1);
                let pause = pause.ok_or_else(|| DemoProblem::unknown("pauses", words))?;
                let back = match visits.get(at + 1) {
                    Some(opened) => opened.ago,
                    None => self.wording.diary.ahead(self.chance.between(12, 110), 0),
                };
                let words = self.wording.fill(&pause.words, &[("date", &self.wording.day(back))]);
                let return_on = Some(self.wording.diary.moment(back));
                visits[at].loss = Some(Loss { reason: Some(pause.reason), words, return_on });
                continue;
            }
            let mut reasons: Vec<_> = content.losses.iter().filter(|loss| loss.stage == DEALS[last]).collect();
            if row.hunter == SKIPPER && last == 2 && self.chance.percent(65) {
                reasons.truncate(1); // «Дорого» seven times in ten
            }
            let loss = self.chance.weighted(&reasons, |loss| loss.weight);
            let loss = loss.ok_or_else(|| DemoProblem::unknown("losses", DEALS[last]))?;
            let words = self.wording.say(self.chance.pick(&loss.words));
            visits[at].loss = Some(Loss { reason: Some(loss.reason), words, return_on: None });
        }
        Ok(())
    }

    /// Tells the closed deals. Won ones take the place of an order of that time, so that nothing is bought twice.
    pub(super) fn closed(&mut self, rows: Vec<Row>, orders: &mut Vec<Order>) -> Result<Vec<Draft<'a>>, DemoProblem> {
        let mut sold: Vec<(Timed<'a>, usize, Goods<'a>)> = Vec::new();
        let mut drafts = Vec::with_capacity(rows.len());
        let (buyers, mut strangers) = (self.clients.buyers(), self.clients.strangers());
        self.chance.shuffle(&mut strangers);
        let mut stranger = strangers.into_iter().cycle();
        let mut taken = vec![0_u8; self.clients.all.len()];
        for row in rows {
            let timed = self.timed(row)?;
            if timed.row.silent {
                drafts.push(self.tell_silent(timed)?);
                continue;
            }
            if timed.row.fate != Fate::Won {
                let direct = buyers.get(self.chance.below(buyers.len())).copied();
                let client = if timed.row.road == Road::Direct { direct } else { stranger.next() };
                let client = client.ok_or_else(|| DemoProblem::unknown("customer", "any"))?;
                let target = self.chance.between(180, 1300) + self.chance.between(0, 1000);
                let goods = self.goods(self.clients.all[client].trade, target * 1000)?;
                drafts.push(self.tell_closed(timed, client, &goods)?);
                continue;
            }
            let ago = timed.visits.last().map_or(0, |end| end.ago);
            let order = nearest(orders, ago * 7 / (5 * super::diary::DAY), &taken);
            let order = order.ok_or_else(|| DemoProblem::unknown("order", "any"))?;
            let Order { client, amount, .. } = orders.swap_remove(order);
            taken[client] += 1;
            let goods = self.goods(self.clients.all[client].trade, amount)?;
            sold.push((timed, client, goods));
        }
        weigh(&mut sold, self.content.silent_best.subject.amount);
        for (timed, client, goods) in sold {
            drafts.push(self.tell_closed(timed, client, &goods)?);
        }
        Ok(drafts)
    }

    fn tell_closed(&mut self, timed: Timed<'a>, client: usize, goods: &Goods<'_>) -> Result<Draft<'a>, DemoProblem> {
        let Timed { row, source, mut visits, owner } = timed;
        let head = self.staff.of(Role::Head, 0)?;
        let mut about = self.about_goods(Some(client), goods, row.urgent, source)?;
        about.owner = Some(if goods.amount() >= LARGE && row.hunter != SKIPPER { head } else { owner });
        for visit in visits.iter_mut().filter(|visit| visit.by.1 == owner.1) {
            visit.by = about.owner.unwrap_or(owner);
        }
        about.tag = Some(self.segment(row.urgent)?);
        (about.payback, about.formal) = (row.payback, row.formal);
        self.tell(about, visits)
    }

    /// The last order of the best customer that went silent, and what they said of it.
    fn tell_silent(&mut self, timed: Timed<'a>) -> Result<Draft<'a>, DemoProblem> {
        let Timed { row, source, visits, owner } = timed;
        let silent = &self.content.silent_best;
        let mut about = self.about(&silent.subject, source)?;
        (about.payback, about.owner, about.tag) = (row.payback, Some(owner), Some(self.content.segment("supply")?));
        let promised = visits.iter().find(|visit| visit.words == "production").map_or(0, |visit| visit.ago);
        let ago = visits.last().map_or(1, |end| end.ago + 30);
        let mut draft = self.tell(about, visits)?;
        draft.field("ship_date", self.wording.field_day(promised - days(silent.promised)));
        let text = self.wording.say(&silent.words);
        draft.notes.push(Note { ago, kind: ActivityKind::Call, text, by: Some(owner.1) });
        Ok(draft)
    }

    fn segment(&mut self, urgent: bool) -> Result<&'a Phrase, DemoProblem> {
        let other = ["planned", "planned", "project", "project", "supply"][self.chance.below(5)];
        self.content.segment(if urgent { "urgent" } else { other })
    }

    /// Tells the open deals, those of the board.
    pub(super) fn open(&mut self, draws: &[Draw]) -> Result<Vec<Draft<'a>>, DemoProblem> {
        let content = self.content;
        let mut drafts = Vec::with_capacity(content.board.len());
        for (open, draw) in content.board.iter().zip(draws) {
            let urgent = open.segment == "urgent";
            let road = if draw.lead { Road::Lead } else { Road::Direct };
            let (owner, turn) = (self.staff.get(&open.owner)?, self.chance.below(2));
            let qualifier = self.staff.of(Role::Qualifier, turn)?;
            let at = DEALS.iter().position(|&name| name == open.stage);
            let at = at.ok_or_else(|| DemoProblem::unknown("stage", &open.stage))?;
            let mut legs = self.deal_legs(at, owner, true, urgent, draw.formal)?;
            let entered = self.wording.diary.days_ago(open.days, self.chance.between(0, 999));
            if let Some(leg) = legs.last_mut() {
                leg.stay = 0;
            }
            fit(&mut legs, days(70) - entered);
            let mut all = if draw.lead { self.lead_legs(qualifier, false, None)? } else { Vec::new() };
            if let (true, Some(leg)) = (draw.lead, legs.first_mut()) {
                leg.by = qualifier;
            }
            all.extend(legs);
            let created = entered + length(&all[..all.len() - 1]);
            let source = self.source_of(road, urgent)?;
            let mut about = self.about(&open.subject, source)?;
            (about.owner, about.urgent, about.tag) = (Some(owner), urgent, Some(content.segment(&open.segment)?));
            (about.payback, about.formal) = (draw.payback, draw.formal);
            let goals = content.goals(DEALS[at])?;
            about.next = open.contact.map(|days| self.next(days, goals));
            drafts.push(self.tell(about, visits(all, created))?);
        }
        Ok(drafts)
    }
}

/// How much earlier something has to be that fell into the bad August, whose leads are told apart.
pub(super) fn not_in_august(ago: i64) -> i64 {
    if (days(445)..days(490)).contains(&ago) { days(45) } else { 0 }
}

/// The largest order within a few days of a day, of a customer that has not given away two already.
fn nearest(orders: &[Order], day: i64, taken: &[u8]) -> Option<usize> {
    let free = |order: &Order| order.amount > 0 && !order.fixed && taken[order.client] < 2;
    let near = |far: i64| {
        let these = orders.iter().enumerate().filter(|(_, order)| free(order) && (order.days - day).abs() <= far);
        these.max_by_key(|(_, order)| order.amount).map(|(at, _)| at)
    };
    [3, 10, 30, 800].into_iter().find_map(near)
}

/// Adds pieces until urgent replacements bring their part of the money, `more` of which is sold besides.
fn weigh(sold: &mut [(Timed<'_>, usize, Goods<'_>)], more: i64) {
    let money = |sold: &[(Timed<'_>, usize, Goods<'_>)], urgent: Option<bool>| -> i64 {
        let these = sold.iter().filter(|(timed, ..)| urgent.is_none_or(|urgent| timed.row.urgent == urgent));
        these.map(|(.., goods)| goods.amount()).sum()
    };
    for _ in 0..2000 {
        let part = money(sold, Some(true)) * 1000 / (money(sold, None) + more).max(1);
        let urgent = part < URGENT_MONEY * 10;
        if (part - URGENT_MONEY * 10).abs() <= 10 {
            return;
        }
        let smaller =
            sold.iter_mut().filter(|(timed, _, goods)| timed.row.urgent == urgent && goods.n < goods.need.many);
        match smaller.min_by_key(|(.., goods)| goods.amount()) {
            Some((.., goods)) => goods.n += 1,
            None => return,
        }
    }
}
