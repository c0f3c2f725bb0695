//! What «Анализ» and «Сегодня» write down, as stored fields: hypotheses, plans of months, working time.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Broken, Reader, Writer, keyed};
use crate::domain::{Hypothesis, HypothesisId, PATIENCE, Slug, Target, Timetable};

pub(super) fn write_hypothesis(to: &mut Writer, hypothesis: &Hypothesis) {
    to.set("name", &hypothesis.name);
    to.set("because", &hypothesis.because);
    to.set("stage", &hypothesis.stage);
    to.set("aim", &hypothesis.aim);
    to.set("trial", &hypothesis.trial);
    to.set("hoped", &hypothesis.hoped);
    to.set("began", &hypothesis.began);
    to.set_some("ended", &hypothesis.ended);
    to.set_some("by", &hypothesis.by);
    to.each("deal.", &hypothesis.deals);
}

pub(super) fn read_hypothesis(from: &Reader<'_>, id: HypothesisId) -> Result<Hypothesis, Broken> {
    let deals = from.each("deal.")?.map(|pair| keyed(pair, "deal."));
    Ok(Hypothesis {
        id,
        name: from.get("name")?,
        because: from.get_or_default("because")?,
        stage: from.get("stage")?,
        aim: from.get("aim")?,
        trial: from.get("trial")?,
        hoped: from.get("hoped")?,
        began: from.get("began")?,
        ended: from.get_or_default("ended")?,
        by: from.get_or_default("by")?,
        deals: deals.collect::<Result<_, _>>()?,
    })
}

pub(super) fn write_target(to: &mut Writer, target: &Target) {
    to.set("month", &target.month);
    to.set_some("member", &target.member);
    to.set("amount", &target.amount);
}

pub(super) fn read_target(from: &Reader<'_>, id: Slug) -> Result<Target, Broken> {
    Ok(Target { id, month: from.get("month")?, member: from.get_or_default("member")?, amount: from.get("amount")? })
}

/// A weekday is one field, so that two people who change two days keep both; so is a holiday.
pub(super) fn write_timetable(to: &mut Writer, timetable: &Timetable) {
    to.set_some("zone", &timetable.zone);
    let days = timetable.week.iter().zip(1..).map(|(hours, day): (_, usize)| (day.to_string(), hours));
    to.each("day.", &days.collect());
    to.each("holiday.", &timetable.holidays.iter().map(|day| (day.to_string(), true)).collect());
    to.set_some("patience", &Some(timetable.patience).filter(|hours| *hours != PATIENCE));
}

pub(super) fn read_timetable(from: &Reader<'_>, id: Slug) -> Result<Timetable, Broken> {
    let days = from.each("day.")?.map(|pair| keyed(pair, "day."));
    let mut days: BTreeMap<u8, _> = days.collect::<Result<_, _>>()?;
    let holidays = from.each("holiday.")?.map(|pair| keyed::<NaiveDate, bool>(pair, "holiday.").map(|(day, _)| day));
    Ok(Timetable {
        id,
        zone: from.get_or_default("zone")?,
        week: [1, 2, 3, 4, 5, 6, 7].map(|day| days.remove(&day).unwrap_or_default()),
        holidays: holidays.collect::<Result<_, _>>()?,
        patience: from.get_or_default::<Option<u16>>("patience")?.unwrap_or(PATIENCE),
    })
}
