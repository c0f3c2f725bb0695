//! The 214 deals of «Сделки»: who bought what, and who wanted to.
//! Deliberately not here: how many end how (`plan`), when (`timing`), words and proofs on the way (`story`).

use super::DemoProblem;
use super::about::Goods;
use super::diary::{DAY, days};
use super::draft::{Draft, Note};
use super::funnels::DEALS;
use super::orders::Order;
use super::phrase::Phrase;
use super::plan::{Draw, Fate, Road, Row, SKIPPER};
use super::story::Story;
use super::timing::{Timed, fit, length, visits};
use crate::domain::{ActivityKind, Role};

/// The part of money that urgent replacements bring, in percent.
const URGENT_MONEY: i64 = 41;
/// From this sum on the head of sales takes a deal to herself, in whole units.
const LARGE: i64 = 3_500_000;

impl<'a> Story<'a> {
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
            let order = nearest(orders, ago * 7 / (5 * DAY), &taken);
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
        let mut about = self.about_goods(client, goods, row.urgent, source)?;
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
        draft.fields.insert("ship_date".into(), self.wording.field_day(promised - days(silent.promised)));
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
            let (owner, qualifier) = (self.staff.get(&open.owner)?, self.qualifier()?);
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
