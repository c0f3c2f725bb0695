//! On whatever day the example is opened, the analysis shows the bottleneck that it promises.

use chrono::{Days, NaiveDate, NaiveTime};
use voronka::domain::insight::funnel::{Change, Cut, DIMENSIONS, Period, Question, Reading, Report};

use super::hypotheses::OPENED;
use super::*;

/// What the page of the analysis asks by itself: the last thirteen weeks beside the thirteen before.
const WEEKS: u64 = 13;

/// The stage of the quote.
const QUOTE: usize = 2;

/// The step that the page tells of: a proven bottleneck, else a suspicion.
fn told(today: NaiveDate, hour: u32) -> Option<Change> {
    let now = Moment::at(today.and_hms_opt(hour, 17, 0).unwrap(), ZONE);
    let company = records(CONTENT, Language::Ru, now, ZONE, OPENED).unwrap();
    let mut desk = Workspace::default();
    desk.apply(Command::TakeIn(company), &Context { now, by: None, robot: None, entry: EntryId(1) }).unwrap();
    let funnel = desk.four_r(FourR::Deals).unwrap();
    let mut reading = Reading::of(&desk, funnel, now).unwrap();
    desk.deals().for_each(|deal| reading.read(&desk, deal));
    let begins = |day: NaiveDate| Moment::at(day.and_time(NaiveTime::MIN), ZONE).0;
    let tomorrow = today + Days::new(1);
    let (from, earlier) = (tomorrow - Days::new(7 * WEEKS), tomorrow - Days::new(14 * WEEKS));
    let came = Period { from: begins(from), to: begins(tomorrow) };
    let before = Some(Period { from: begins(earlier), to: begins(from) });
    let cut = Cut { came, labels: [None; DIMENSIONS], as_of: now.0 };
    let changes = Report::of(&reading.journeys, Question { cut, before }).changes;
    let find = |which: fn(&Change) -> bool| changes.iter().copied().find(which);
    find(Change::is_bottleneck).or_else(|| find(Change::is_suspect))
}

#[test]
fn the_bottleneck_is_seen_on_every_day() {
    let first = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    // Every day of the week and every day of the month comes up, at every hour of work and before and after it.
    for (day, hour) in (0..366).step_by(5).zip((7..21).cycle()) {
        let today = first + Days::new(day);
        let stage = told(today, hour).map(|change| change.stage);
        assert_eq!(stage, Some(QUOTE), "{today} at {hour}");
    }
}
