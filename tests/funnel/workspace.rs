//! The ways of the deals of a workspace, as the sales desk means them.

use std::collections::{BTreeMap, BTreeSet};

use voronka::data::template;
use voronka::domain::insight::funnel::{Fate, OWNER, Reading, Reason, SEGMENT, SOURCE, Way};
use voronka::domain::{
    Cause, Command, Company, Context, Currency, Deal, DealId, EntryId, Loss, MemberId, Moment, Money, Record, Slug,
    StageEntry, Workspace,
};

fn slug(name: &str) -> Slug {
    Slug::new(name).unwrap()
}

/// A deal that has gone this way, an entry a day; a place after «!» is one where the funnel put it.
fn deal(id: u128, way: &[&str]) -> Deal {
    let entry = |(at, place): (usize, &&str)| StageEntry {
        id: EntryId(id * 100 + at as u128),
        from: at.checked_sub(1).map(|before| slug(way[before].trim_start_matches('!'))),
        to: slug(place.trim_start_matches('!')),
        at: Moment(at as i64),
        by: None,
        why: None,
        loss: None,
        cause: if place.starts_with('!') { Cause::Funnel } else { Cause::Hand },
    };
    let history: Vec<StageEntry> = way.iter().enumerate().map(entry).collect();
    Deal {
        id: DealId(id),
        title: "Привод".into(),
        customer: None,
        amount: None,
        stage: history.last().unwrap().to,
        owner: None,
        created: Moment(0),
        next: None,
        proofs: BTreeMap::new(),
        fields: BTreeMap::new(),
        tags: BTreeSet::new(),
        history,
        foreign: None,
        rate: None,
        other_rates: BTreeMap::new(),
    }
}

fn desk(deals: &[Deal]) -> Workspace {
    let mut desk = Workspace::default();
    let company = Company { name: "Вектор".into(), currency: Currency::RUB, demo: false };
    let funnels = template::four_r().unwrap().into_iter().map(Record::from);
    let records = funnels.chain([company.into()]).chain(deals.iter().cloned().map(Record::from));
    let context = Context { now: Moment(9), by: None, robot: None, entry: EntryId(1) };
    desk.apply(Command::TakeIn(records.collect()), &context).unwrap();
    desk
}

fn read(desk: &Workspace, funnel: &str) -> Reading {
    let mut reading = Reading::of(desk, desk.pipeline(slug(funnel)).unwrap(), Moment(0)).unwrap();
    desk.deals().for_each(|deal| reading.read(desk, deal));
    reading
}

/// How each deal that was in the funnel stands there: level, how it came out.
fn ways(reading: &Reading) -> Vec<(u128, usize, Fate)> {
    let way = |(at, id): (usize, &DealId)| {
        let way = Way::of(&reading.journeys, at, i64::MAX);
        (id.0, way.level, way.fate)
    };
    reading.deals.iter().enumerate().map(way).collect()
}

#[test]
fn other_funnels_as_the_desk_means_them() {
    let deals = [
        deal(1, &["leads-4r.new", "leads-4r.mql", "leads-4r.sql", "deals-4r.new", "deals-4r.lost"]),
        deal(2, &["leads-4r.new", "leads-4r.mql", "refresh-4r.timing"]),
        deal(3, &["leads-4r.new", "leads-4r.mql", "refresh-4r.timing", "leads-4r.mql"]),
        deal(4, &["leads-4r.new", "leads-4r.spam"]),
        deal(5, &["deals-4r.new", "deals-4r.paused"]),
        deal(6, &["deals-4r.new", "deals-4r.won"]),
    ];
    let desk = desk(&deals);
    // A lead that became a deal is a result, a basket is a loss until it is left, spam never was there.
    let leads = read(&desk, "leads-4r");
    assert_eq!(ways(&leads), [(1, 4, Fate::Won), (2, 2, Fate::Lost), (3, 2, Fate::Open)]);
    let reasons: Vec<_> = leads.reasons.all().map(|(reason, _)| *reason).collect();
    assert_eq!(reasons, [Reason::Basket(slug("refresh-4r.timing"))]);
    // In «Сделки» a deal begins where it came in, and who is to come back is open.
    let in_deals = read(&desk, "deals-4r");
    assert_eq!(ways(&in_deals), [(1, 1, Fate::Lost), (5, 1, Fate::Open), (6, 8, Fate::Won)]);
    assert_eq!(in_deals.journeys.came(0), 3, "not when the lead came");
    assert!(
        Reading::of(&desk, desk.pipeline(slug("refresh-4r")).unwrap(), Moment(0)).is_none(),
        "baskets have no order"
    );
}

#[test]
fn where_the_funnel_put_a_deal_the_buyer_took_no_step() {
    let desk = desk(&[
        deal(1, &["deals-4r.new", "!deals-4r.agree"]),
        deal(2, &["deals-4r.new", "!deals-4r.agree", "deals-4r.lost"]),
        deal(3, &["!deals-4r.terms"]),
    ]);
    let expected = [(1, 1, Fate::Open), (2, 1, Fate::Lost), (3, 2, Fate::Open)];
    assert_eq!(ways(&read(&desk, "deals-4r")), expected, "who came with the change stands where it put them");
}

#[test]
fn a_stage_that_is_gone_counts_as_the_one_before() {
    let mut desk = desk(&[
        deal(1, &["deals-4r.new", "deals-4r.terms"]),
        deal(2, &["deals-4r.new", "deals-4r.terms", "deals-4r.quote"]),
    ]);
    let live = desk.pipeline(slug("deals-4r")).unwrap();
    let mut changed = voronka::domain::Pipeline::clone(live);
    changed.stages.retain(|stage| stage.id != slug("deals-4r.terms"));
    let publish = Command::Publish {
        funnel: changed.into(),
        edition: voronka::domain::EditionId(1),
        adoption: voronka::domain::Adoption::AtOnce,
        moves: BTreeMap::from([(DealId(1), slug("deals-4r.quote"))]),
    };
    let context = Context { now: Moment(10), by: None, robot: None, entry: EntryId(7_000) };
    desk.apply(publish, &context).unwrap();
    let reading = read(&desk, "deals-4r");
    // The first was put on the quote by the change and has taken no step to it; the second had reached it.
    assert_eq!(ways(&reading), [(1, 1, Fate::Open), (2, 2, Fate::Open)]);
    assert_eq!(reading.journeys.label(0, voronka::domain::insight::funnel::EDITION), 0, "came under the first edition");
}

#[test]
fn what_deals_are_told_apart_by() {
    let mut rich = deal(1, &["deals-4r.new", "deals-4r.lost"]);
    rich.amount = Some(Money::new(500, Currency::RUB));
    rich.fields = BTreeMap::from([("source".into(), " Сайт ".into())]);
    rich.tags = BTreeSet::from(["срочно".into(), "авария".into()]);
    rich.history[1].loss = Some(Loss { reason: None, words: "Дорого для нас".into(), return_on: None });
    rich.history[1].by = Some(MemberId(7));
    let mut foreign = deal(2, &["deals-4r.new"]);
    foreign.amount = Some(Money::new(900, Currency::USD));
    foreign.fields = BTreeMap::from([("segment".into(), "Проекты".into()), ("source".into(), "Сайт".into())]);
    let reading = read(&desk(&[rich, foreign]), "deals-4r");
    let journeys = &reading.journeys;
    assert_eq!((journeys.amount(0), journeys.amount(1), reading.base.used.unknown()), (Some(500), None, 1));
    assert_eq!(journeys.label(0, SOURCE), journeys.label(1, SOURCE), "blanks are no other source");
    let segment = |deal| reading.segments.get(journeys.label(deal, SEGMENT)).map(String::as_str);
    assert_eq!([segment(0), segment(1)], [Some("авария"), Some("Проекты")]);
    assert_eq!(reading.members.get(journeys.label(0, OWNER)), None);
    let why = Way::of(journeys, 0, i64::MAX).reason;
    assert_eq!(reading.reasons.get(why), Some(&Reason::InWords));
}
