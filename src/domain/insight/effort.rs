//! Effort against profit (2.12, U15): what share of the desk's touches goes to a segment, a source, a product or a manager,
//! and what share of the money comes from there.
//!
//! A touch is a call, a letter, a meeting or a message, or a move by somebody's hand; a note for oneself is none. Money is
//! that of the won deals among the same deals, so that effort and what it brought belong together: of deals that are still
//! open only the effort is known, and where they are many the money is yet to come.
//! Deliberately not here: which deals those are (`funnel`), the words.

use super::statistics::{adjusted, normal};
use crate::domain::{ActivityKind, Cause, Deal, RecordId, Workspace};

/// Fewer deals than this in a group prove nothing (DESIGN.md, 5).
pub const ENOUGH: usize = 30;
/// Fewer sales than this among all deals prove nothing.
pub const ENOUGH_SALES: usize = 10;
/// A range of 95 % is so many standard deviations wide on either side.
const Z: f64 = 1.959_963_984_540_054;
/// Shares that lie closer together than this many times are not worth a sentence.
const APART: f64 = 1.5;

/// What was done for a deal and what it brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// Touches.
    pub touches: u32,
    /// Working days that it has been open, if it is.
    pub days: i64,
    /// Whether it was won.
    pub won: bool,
    /// What it brought, in the smallest units: 0 unless it was won and is of known worth.
    pub money: i64,
}

/// How often somebody touched a deal or its buyer.
pub fn touches(workspace: &Workspace, deal: &Deal) -> u32 {
    let of_record = |id: RecordId| match id {
        RecordId::Activity(id) => workspace.activity(id).is_some_and(|activity| {
            let kind = activity.kind;
            !matches!(kind, ActivityKind::Note | ActivityKind::HandOver)
        }),
        RecordId::Letter(id) => workspace.letter(id).is_some_and(|letter| letter.sent().is_some()),
        _ => false,
    };
    let moves = deal.history.iter().filter(|entry| entry.cause == Cause::Hand && entry.by.is_some()).count();
    u32::try_from(workspace.of(deal.id).filter(|&id| of_record(id)).count() + moves).unwrap_or(u32::MAX)
}

/// What was done for the deals of one group and what they brought. Sums of squares are kept so that ranges come without
/// another look at the deals.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Group {
    /// The code that its deals have, see [`Codes`](super::funnel::Codes).
    pub label: u32,
    /// How many deals.
    pub deals: usize,
    /// Of those, the won.
    pub won: usize,
    /// Touches.
    pub touches: u64,
    /// Working days of its open deals.
    pub days: i64,
    /// What the won deals brought, in the smallest units.
    pub money: i64,
    touches_squared: f64,
    money_squared: f64,
    both: f64,
}

impl Group {
    fn add(&mut self, spent: Spent) {
        let (touches, money) = (f64::from(spent.touches), spent.money as f64);
        self.deals += 1;
        self.won += usize::from(spent.won);
        self.touches += u64::from(spent.touches);
        self.days = self.days.saturating_add(spent.days);
        self.money = self.money.saturating_add(spent.money);
        self.touches_squared += touches * touches;
        self.money_squared += money * money;
        self.both += touches * money;
    }

    fn join(&mut self, other: &Self) {
        self.deals += other.deals;
        self.won += other.won;
        self.touches += other.touches;
        self.days = self.days.saturating_add(other.days);
        self.money = self.money.saturating_add(other.money);
        self.touches_squared += other.touches_squared;
        self.money_squared += other.money_squared;
        self.both += other.both;
    }
}

/// A share and the range of 95 % in which it lies.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// The share, from 0 to 1.
    pub share: f64,
    /// Where its range begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
}

impl Share {
    /// A part of a sum. Few great amounts tell less than many small ones: they count as so many equal ones as would tell as
    /// much (L. Kish, Survey Sampling, 1965), and the range is Wilson's for a share of those.
    fn of(part: f64, whole: f64, squares: f64) -> Self {
        let (share, n) = (part / whole, whole * whole / squares);
        let middle = share + Z * Z / (2.0 * n);
        let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        let all = 1.0 + Z * Z / n;
        Self { share, low: ((middle - half) / all).max(0.0), high: ((middle + half) / all).min(1.0) }
    }
}

/// What the figures of a group say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// More effort goes there than money comes from there.
    Costly,
    /// More money comes from there than effort goes there.
    Fruitful,
    /// The difference may be a chance one, or is small.
    Even,
    /// Too few deals or sales to say.
    TooFew,
}

/// A group with its shares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told {
    /// Its counts.
    pub group: Group,
    /// Its share of all touches; none while there are none.
    pub effort: Option<Share>,
    /// Its share of all money; none while there is none.
    pub money: Option<Share>,
    /// What they say together.
    pub verdict: Verdict,
}

/// Effort and money by group, counted deal by deal so that a page can breathe in between.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effort {
    groups: std::collections::BTreeMap<u32, Group>,
}

impl Effort {
    /// Counts one more deal.
    pub fn count(&mut self, label: u32, spent: Spent) {
        self.groups.entry(label).or_insert(Group { label, ..Group::default() }).add(spent);
    }

    /// All groups together.
    pub fn whole(&self) -> Group {
        let mut whole = Group::default();
        self.groups.values().for_each(|group| whole.join(group));
        whole
    }

    /// Every group, that with the most touches first. What is said of one takes into account that all were asked (Holm).
    pub fn told(&self) -> Vec<Told> {
        let whole = self.whole();
        let asked = self.groups.values().filter(|group| is_enough(group, &whole));
        let (labels, chances): (Vec<u32>, Vec<f64>) = asked.map(|group| (group.label, chance(group, &whole))).unzip();
        let adjusted = adjusted(&chances);
        let told = |group: &Group| {
            let (effort, money) = (effort(group, &whole), money(group, &whole));
            let at = labels.binary_search(&group.label).ok();
            let verdict = match (at, effort, money) {
                (Some(at), Some(effort), Some(money)) if adjusted[at] < 0.05 => verdict(effort.share, money.share),
                (Some(_), Some(_), Some(_)) => Verdict::Even,
                _ => Verdict::TooFew,
            };
            Told { group: *group, effort, money, verdict }
        };
        let mut all: Vec<Told> = self.groups.values().map(told).collect();
        all.sort_by_key(|told| (std::cmp::Reverse(told.group.touches), told.group.label));
        all
    }
}

fn is_enough(group: &Group, whole: &Group) -> bool {
    // A group that is all there is has nothing to be compared with.
    group.deals >= ENOUGH && whole.deals - group.deals >= ENOUGH && whole.won >= ENOUGH_SALES && whole.money > 0
}

fn verdict(effort: f64, money: f64) -> Verdict {
    if effort >= money * APART {
        Verdict::Costly
    } else if money >= effort * APART {
        Verdict::Fruitful
    } else {
        Verdict::Even
    }
}

fn effort(group: &Group, whole: &Group) -> Option<Share> {
    let told = || Share::of(group.touches as f64, whole.touches as f64, whole.touches_squared);
    (whole.touches > 0).then(told)
}

fn money(group: &Group, whole: &Group) -> Option<Share> {
    (whole.money > 0).then(|| Share::of(group.money as f64, whole.money as f64, whole.money_squared))
}

/// How likely shares of effort and money differ as much by chance alone. What a deal adds to the difference is its share of
/// all touches less its share of all money; as in a test of two proportions the spread is that under no difference, with the
/// mean of both shares, so that a group that sold nothing is not thought to be sure of it. A few great sales make
/// that spread look small when they happen to lie in one group: it is never less than if the deals had been dealt out to the
/// groups by chance.
fn chance(group: &Group, whole: &Group) -> f64 {
    let (touches, money) = (whole.touches as f64, whole.money as f64);
    if whole.touches == 0 {
        return 1.0;
    }
    let squares = |of: &Group| {
        let both = 2.0 * of.both / (touches * money);
        of.touches_squared / (touches * touches) - both + of.money_squared / (money * money)
    };
    let (spent, earned) = (group.touches as f64 / touches, group.money as f64 / money);
    let pooled = f64::midpoint(spent, earned);
    let inside = (1.0 - pooled).powi(2) * squares(group).max(0.0);
    let outside = pooled * pooled * (squares(whole) - squares(group)).max(0.0);
    let shuffled = pooled * (1.0 - pooled) * squares(whole);
    let deviation = (inside + outside).max(shuffled).sqrt();
    if deviation > 0.0 { normal::beyond((spent - earned) / deviation) } else { 1.0 }
}

#[cfg(test)]
mod tests;
