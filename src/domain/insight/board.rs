//! What a board shows of the deals on a stage: which of them need somebody, which the person looks for, what those are
//! worth together.
//!
//! Deliberately not here: conversion, which is history (`conversion`); the order of a column (`Column`).

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::calendar::working_days;
use crate::domain::{Deal, DealId, MemberId, Moment, Pipeline, Schedule, Stage, Sums, Workspace};

/// Whether the planned contact should have taken place by now.
pub fn is_overdue(deal: &Deal, now: Moment) -> bool {
    deal.next.as_ref().is_some_and(|next| next.at < now)
}

/// Whether nobody has planned to speak with the buyer.
pub fn is_silent(deal: &Deal) -> bool {
    deal.next.is_none()
}

/// How many working days the deal has stood where it stands, by the company's working time.
pub fn stood(deal: &Deal, now: Moment, schedule: &Schedule) -> i64 {
    working_days(deal.entered(), now, schedule)
}

/// Whether the deal stands on its stage longer than the norm of working days (U19). A contact that is planned for the
/// future excuses it where the stage says so; a stage without a norm (0 days) has nothing stale.
pub fn is_stale(deal: &Deal, stage: &Stage, now: Moment, schedule: &Schedule) -> bool {
    let excused = || stage.contact_excuses && !is_silent(deal) && !is_overdue(deal, now);
    stage.norm_days > 0 && stood(deal, now, schedule) > i64::from(stage.norm_days) && !excused()
}

/// What deals need, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Deals whose contact is overdue.
    pub overdue: usize,
    /// Deals that stand longer than the norm.
    pub stale: usize,
    /// Deals without a planned contact.
    pub silent: usize,
    /// Deals by who leads them.
    pub led: BTreeMap<MemberId, usize>,
}

impl Tally {
    /// Counts one more deal, if it stands on a stage of the funnel.
    pub fn count(&mut self, pipeline: &Pipeline, deal: &Deal, now: Moment, schedule: &Schedule) {
        let Some(stage) = pipeline.stage(deal.stage) else { return };
        self.overdue += usize::from(is_overdue(deal, now));
        self.stale += usize::from(is_stale(deal, stage, now, schedule));
        self.silent += usize::from(is_silent(deal));
        if let Some(owner) = deal.owner {
            *self.led.entry(owner).or_default() += 1;
        }
    }
}

/// A need by which deals can be picked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The planned contact is overdue.
    Overdue,
    /// Longer on the stage than the norm.
    Stale,
    /// No contact is planned.
    Silent,
}

/// Who leads the deals that are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Owner {
    /// Whoever.
    #[default]
    Anybody,
    /// Nobody yet.
    Nobody,
    /// This one.
    Member(MemberId),
}

impl Owner {
    /// Whether what somebody leads, or nobody, is looked for.
    pub fn is(self, owner: Option<MemberId>) -> bool {
        match self {
            Self::Anybody => true,
            Self::Nobody => owner.is_none(),
            Self::Member(member) => owner == Some(member),
        }
    }
}

/// Which deals the person looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words of the company or the subject.
    pub text: Needle,
    /// Who leads them.
    pub owner: Owner,
    /// What they need.
    pub need: Option<Need>,
}

impl Filter {
    /// Whether it lets every deal through.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.owner == Owner::Anybody && self.need.is_none()
    }

    /// Whether it lets a deal through that stands on `stage`; none when it stands on an end, where nothing gets stale.
    pub(super) fn takes(
        &self,
        workspace: &Workspace,
        deal: &Deal,
        stage: Option<&Stage>,
        now: Moment,
        schedule: &Schedule,
    ) -> bool {
        let needs = match self.need {
            None => true,
            Some(Need::Overdue) => is_overdue(deal, now),
            Some(Need::Stale) => stage.is_some_and(|stage| is_stale(deal, stage, now, schedule)),
            Some(Need::Silent) => is_silent(deal),
        };
        let company = || deal.customer.and_then(|id| workspace.customer(id)).map_or("", |customer| &customer.name);
        self.owner.is(deal.owner) && needs && (self.text.is_empty() || self.text.is_in([company(), &deal.title]))
    }
}

/// The deals of a stage that are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Them, newest entry first. Shared, because a column has thousands.
    pub deals: Arc<Vec<DealId>>,
    /// What they are worth.
    pub sums: Sums,
    /// How many stand on the stage, shown or not.
    pub all: usize,
}

impl Shown {
    /// The deals on `stage` that `filter` lets through, by the company's working time.
    pub fn of(workspace: &Workspace, stage: &Stage, filter: &Filter, now: Moment, schedule: &Schedule) -> Self {
        let Some(column) = workspace.column(stage.id) else { return Self::default() };
        if filter.is_empty() {
            return Self { deals: Arc::new(column.deals().collect()), sums: column.sums().clone(), all: column.len() };
        }
        let (mut deals, mut sums) = (Vec::new(), Sums::default());
        for deal in deals_on(workspace, stage) {
            if filter.takes(workspace, deal, Some(stage), now, schedule) {
                deals.push(deal.id);
                sums.add_deal(deal);
            }
        }
        Self { deals: Arc::new(deals), sums, all: column.len() }
    }
}

fn deals_on<'a>(workspace: &'a Workspace, stage: &Stage) -> impl Iterator<Item = &'a Deal> {
    let deals = workspace.column(stage.id).into_iter().flat_map(|column| column.deals());
    deals.filter_map(|id| workspace.deal(id)).map(AsRef::as_ref)
}

/// Words to look for. Case does not matter, nor does «ё» or «е»; all the words have to be found, in any order and place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needle(Vec<Vec<char>>);

impl Needle {
    /// The words of a text as a person types it.
    pub fn new(text: &str) -> Self {
        Self(text.split_whitespace().map(|word| word.chars().map(plain).collect()).collect())
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether each word stands in one of the texts.
    pub fn is_in<const N: usize>(&self, texts: [&str; N]) -> bool {
        self.0.iter().all(|word| texts.iter().any(|text| contains(text, word)))
    }
}

fn contains(text: &str, word: &[char]) -> bool {
    let mut rest = text.chars();
    loop {
        let mut ahead = rest.clone();
        if word.iter().all(|&sign| ahead.next().map(plain) == Some(sign)) {
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
}

/// A letter without its case, one for one.
fn plain(sign: char) -> char {
    match sign {
        'ё' | 'Ё' => 'е',
        // By far the most of what is typed: no table is asked.
        'а'..='я' | '\0'..='@' | '['..='\u{7f}' => sign,
        'A'..='Z' => sign.to_ascii_lowercase(),
        _ => sign.to_lowercase().next().unwrap_or(sign),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ActivityKind, Cause, Command, Currency, Money, NextContact, Record, Slug};
    use crate::domain::{Company, Context, EntryId, StageEntry};
    use std::collections::{BTreeMap, BTreeSet};

    const DAY: i64 = 86_400_000;
    const NOW: Moment = Moment(1_000 * DAY);

    fn deal(id: u128, days_ago: i64, next: Option<i64>) -> Deal {
        let stage = stage().id;
        let at = Moment(NOW.0 - days_ago * DAY);
        let entry = StageEntry {
            id: EntryId(id),
            from: None,
            to: stage,
            at,
            by: None,
            why: None,
            loss: None,
            cause: Cause::Hand,
        };
        Deal {
            id: DealId(id),
            title: format!("Шкаф управления № {id}"),
            customer: None,
            amount: Some(Money::new(1_000, Currency::RUB)),
            stage,
            owner: None,
            created: at,
            next: next.map(|hours| NextContact {
                at: Moment(NOW.0 + hours * 3_600_000),
                kind: ActivityKind::Call,
                purpose: String::new(),
            }),
            proofs: BTreeMap::new(),
            fields: BTreeMap::new(),
            tags: BTreeSet::new(),
            history: vec![entry],
            foreign: None,
            rate: None,
            other_rates: BTreeMap::new(),
        }
    }

    fn stage() -> Stage {
        let deals = crate::data::template::four_r().unwrap().remove(1);
        deals.stages[1].clone()
    }

    fn workspace(deals: Vec<Deal>) -> Workspace {
        let mut workspace = Workspace::default();
        let company = Company { name: "Вектор".into(), currency: Currency::RUB, demo: false };
        let pipelines = crate::data::template::four_r().unwrap().into_iter().map(Record::from);
        let records = pipelines.chain([company.into()]).chain(deals.into_iter().map(Record::from)).collect();
        let context = Context { now: NOW, by: None, robot: None, entry: EntryId(99) };
        workspace.apply(Command::TakeIn(records), &context).unwrap();
        workspace
    }

    #[test]
    fn stale_is_longer_than_the_norm_without_a_contact_ahead() {
        assert_eq!(stage().norm_days, 5);
        // Now is a Wednesday: a week ago is five working days, a week and a day is six.
        let cases = [(7, None, false), (8, None, true), (8, Some(1), false), (8, Some(-1), true), (7, Some(-1), false)];
        for (days, next, stale) in cases {
            assert_eq!(
                is_stale(&deal(1, days, next), &stage(), NOW, &Schedule::default()),
                stale,
                "{days} days, contact in {next:?} hours"
            );
        }
        let strict = Stage { contact_excuses: false, ..stage() };
        assert!(
            is_stale(&deal(1, 8, Some(1)), &strict, NOW, &Schedule::default()),
            "a stage where a contact excuses nothing"
        );
        let endless = Stage { norm_days: 0, ..stage() };
        assert!(!is_stale(&deal(1, 999, None), &endless, NOW, &Schedule::default()), "a stage without a norm");
        assert_eq!(stood(&deal(1, 8, None), NOW, &Schedule::default()), 6);
    }

    #[test]
    fn needs_are_counted_each_for_itself() {
        let mut elsewhere = deal(5, 9, None);
        elsewhere.stage = Slug::new("refresh-4r.timing").unwrap();
        let mut led = deal(3, 9, Some(2));
        led.owner = Some(MemberId(7));
        let deals = [deal(1, 9, None), deal(2, 9, Some(-30)), led, deal(4, 1, None), elsewhere];
        let pipeline = crate::data::template::four_r().unwrap().remove(1);
        let mut tally = Tally::default();
        deals.iter().for_each(|deal| tally.count(&pipeline, deal, NOW, &Schedule::default()));
        assert_eq!(tally, Tally { overdue: 1, stale: 2, silent: 2, led: BTreeMap::from([(MemberId(7), 1)]) });
    }

    #[test]
    fn a_filter_shows_its_deals_and_what_they_are_worth() {
        let workspace = workspace((1..=12).map(|id| deal(id, 20 - id as i64, None)).collect());
        let all = Shown::of(&workspace, &stage(), &Filter::default(), NOW, &Schedule::default());
        assert_eq!((all.deals.len(), all.all, all.deals[0]), (12, 12, DealId(12)));
        let filter = Filter { text: Needle::new("ШКАФ 1"), ..Filter::default() };
        let some = Shown::of(&workspace, &stage(), &filter, NOW, &Schedule::default());
        assert_eq!(*some.deals, [DealId(12), DealId(11), DealId(10), DealId(1)]);
        assert_eq!(some.sums.iter().map(|sum| sum.minor).sum::<i64>(), 4_000);
        assert_eq!(some.all, 12);
        let filter = Filter { need: Some(Need::Stale), ..Filter::default() };
        assert_eq!(Shown::of(&workspace, &stage(), &filter, NOW, &Schedule::default()).deals.len(), 12);
        let filter = Filter { owner: Owner::Member(MemberId(1)), ..Filter::default() };
        assert!(Shown::of(&workspace, &stage(), &filter, NOW, &Schedule::default()).deals.is_empty());
        let filter = Filter { owner: Owner::Nobody, ..Filter::default() };
        assert_eq!(Shown::of(&workspace, &stage(), &filter, NOW, &Schedule::default()).deals.len(), 12);
    }

    #[test]
    fn words_are_found_in_any_case_order_and_place() {
        let found = |needle: &str, text: &str| Needle::new(needle).is_in([text]);
        assert!(found("", "что угодно"));
        assert!(found("ЕЛКА", "Ёлка и сосна"));
        assert!(found("сосна ёл", "Ёлка и сосна"));
        assert!(found("acme", "ACME Ltd"));
        assert!(found("№ 7", "Хлебозавод № 7"));
        assert!(!found("ель", "Ёлка и сосна"));
        assert!(!found("сосна дуб", "Ёлка и сосна"));
        assert!(Needle::new("вектор шкаф").is_in(["Вектор", "Шкаф управления"]));
    }
}
