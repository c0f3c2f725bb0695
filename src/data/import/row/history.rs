//! Where a deal of a file stands and how it came there: the stage entries that the file's dates tell.

use chrono::{Days, NaiveTime};

use crate::data::import::cells::Cells;
use crate::data::import::ledger::Ledger;
use crate::data::import::rejected::Reason;
use crate::data::import::stages::{Choice, StageValue};
use crate::data::import::target::Target;
use crate::data::table::{CellDate, fold_header};
use crate::domain::{Cause, EntryId, Loss, Moment, Outcome, Pipeline, Slug, StageEntry};

use super::{File, Outside};

/// Where the file says that a deal stands.
pub(super) struct Stand {
    /// The stage or end.
    pub(super) to: Slug,
    /// How the deal ended; none while it is open.
    pub(super) end: Option<Outcome>,
    /// The stage on which it stood before its end: what the file tells, else the first of the funnel. None when it is
    /// open, and when the funnel has no stages.
    pub(super) before: Option<Slug>,
    /// Why the buyer stopped, when they did.
    pub(super) loss: Option<Loss>,
}

/// The dates that a row gives.
pub(super) struct Dates {
    pub(super) created: Option<Moment>,
    /// When it was closed; none when it is open.
    pub(super) closed: Option<Moment>,
    /// Since when it has stood on its stage; none when it is closed.
    pub(super) since: Option<Moment>,
    /// When the next contact is planned; none when it is closed.
    pub(super) next: Option<Moment>,
}

impl Ledger {
    /// Where the file says that the deal stands, as a person has mapped it.
    pub(super) fn stand(&self, cells: &Cells<'_>, file: &File<'_>) -> Result<Stand, Reason> {
        let (pipeline, stage) = cells.place();
        let unmapped =
            || Reason::StageNotChosen(StageValue { pipeline: pipeline.to_owned(), stage: stage.to_owned(), deals: 1 });
        let to = match file.plan.stages.choice(pipeline, stage) {
            Some(Choice::To(to)) => to,
            Some(Choice::LeaveOut) => return Err(Reason::LeftOut),
            None => return Err(unmapped()),
        };
        let funnel = self.funnels.funnel_of(to).ok_or_else(unmapped)?;
        let Some(end) = funnel.end(to) else { return Ok(Stand { to, end: None, before: None, loss: None }) };
        let told = cells.stage_before_status().and_then(|stage| match file.plan.stages.choice(pipeline, stage) {
            Some(Choice::To(stage)) => Some(stage),
            Some(Choice::LeaveOut) => None,
            None => self.funnels.suggestion(pipeline, stage, file.plan.kind),
        });
        let told = told.filter(|&stage| funnel.stage(stage).is_some());
        let before = told.or_else(|| funnel.stages.first().map(|stage| stage.id));
        let stopped = !matches!(end.outcome, Outcome::Won | Outcome::Moved);
        let loss = stopped.then(|| loss(cells, funnel, before));
        Ok(Stand { to, end: Some(end.outcome), before, loss })
    }
}

/// Why the buyer stopped: a reason of the funnel when the file names one, otherwise the file's words for it, and when
/// there are none its notes.
fn loss(cells: &Cells<'_>, funnel: &Pipeline, stopped_at: Option<Slug>) -> Loss {
    let words = cells.text(&Target::LossReason);
    if words.is_empty() {
        let notes: Vec<&str> = cells.each(&Target::Note).collect();
        return Loss { reason: None, words: notes.join("\n"), return_on: None };
    }
    let folded = fold_header(words);
    let here = funnel.stages.iter().filter(|stage| Some(stage.id) == stopped_at);
    let reasons = here.chain(&funnel.stages).flat_map(|stage| &stage.loss_reasons);
    let mut known =
        reasons.filter(|reason| [&reason.text.ru, &reason.text.en].iter().any(|text| fold_header(text) == folded));
    match known.next() {
        Some(reason) => Loss { reason: Some(reason.id), words: String::new(), return_on: None },
        None => Loss { reason: None, words: words.to_owned(), return_on: None },
    }
}

/// The dates of a row that matter where the deal stands; a date of closing on an open deal is only a plan.
pub(super) fn dates(cells: &Cells<'_>, file: &File<'_>, stand: &Stand, outside: &Outside<'_>) -> Result<Dates, Reason> {
    let date = |target: Target| cells.date(&target, &file.styles);
    let moment = |date: Option<CellDate>| date.map(|date| outside.moment(date));
    let created = date(Target::Created)?;
    if stand.end.is_none() {
        let (since, next) = (date(Target::StageSince)?, date(Target::NextContact)?);
        return Ok(Dates { created: moment(created), closed: None, since: moment(since), next: moment(next) });
    }
    let closed = date(Target::Closed)?;
    if let (Some(created), Some(closed)) = (created, closed) {
        // A day without a time lasts until midnight.
        let is_day = closed.at.time() == NaiveTime::MIN;
        let end = closed.at.checked_add_days(Days::new(u64::from(is_day))).unwrap_or(closed.at);
        let end = outside.moment(CellDate { at: end, ..closed });
        let begins = outside.moment(created);
        if if is_day { end <= begins } else { end < begins } {
            return Err(Reason::ClosedBeforeCreated);
        }
    }
    let created = moment(created);
    let closed = moment(closed).map(|closed| created.map_or(closed, |created| closed.max(created)));
    Ok(Dates { created, closed, since: None, next: None })
}

/// The entries of a deal that is new: a closed one stood on a stage and was closed, an open one entered its stage.
pub(super) fn entries(stand: &Stand, created: Moment, entered: Moment, outside: &mut Outside<'_>) -> Vec<StageEntry> {
    let mut history = Vec::with_capacity(2);
    if let Some(before) = stand.before {
        enter(&mut history, before, created, None, outside);
    }
    enter(&mut history, stand.to, entered, stand.loss.clone(), outside);
    history
}

/// Adds an entry after the last. Entries are kept in the order of moment and identity, so one in the same millisecond
/// with a smaller identity comes one later.
pub(super) fn enter(
    history: &mut Vec<StageEntry>,
    to: Slug,
    at: Moment,
    loss: Option<Loss>,
    outside: &mut Outside<'_>,
) {
    let id = EntryId(outside.id());
    let at = match history.last() {
        Some(last) if (at, id) <= (last.at, last.id) => Moment(last.at.0.saturating_add(1)),
        _ => at,
    };
    let from = history.last().map(|last| last.to);
    history.push(StageEntry { id, from, to, at, by: None, why: None, loss, cause: Cause::Hand });
}
