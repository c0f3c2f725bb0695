//! What a person is about to load: the files with how they are read, and what would come of them now.
//! Building runs in slices and is begun anew whenever something is mapped otherwise.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::opened::{Failed, Found, Opened};
use crate::app::beginning::{self, Ready};
use crate::app::clock;
use crate::app::locale::Language;
use crate::app::store::Store;
use crate::data::import::{
    Build, Kind, Plan, Sheet, Source, Surveying, Taken, recall, recognise, recognise_as, remember_all,
};
use crate::data::table::TableProblem;
use crate::domain::{Change, Command, Currency, Intake, Moment, Record, Workspace};

/// Rows that are read at a stretch, so that the page stays alive.
const SLICE: usize = 250;

/// The files of one import.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    /// The files and how each is read.
    pub(super) sheets: RwSignal<Vec<Sheet>, LocalStorage>,
    /// What would come of them; none while it is being counted.
    pub(super) taken: RwSignal<Option<Arc<Taken>>, LocalStorage>,
    /// The workspace that they would come into, with funnels even when it is new.
    pub(super) workspace: StoredValue<Workspace, LocalStorage>,
    /// What a new workspace begins with, before the files; empty in one that is there.
    before: StoredValue<Vec<Record>, LocalStorage>,
    round: StoredValue<u32>,
}

/// Recognises tables and looks through them; none when the person stopped it. `kind` is what rows are where the tables were
/// put, if that says anything.
pub(super) async fn read(
    opened: Vec<Opened>,
    store: Store,
    language: Language,
    kind: Option<Kind>,
    going: impl Fn(&str, f64) -> bool,
) -> Result<Option<Draft>, Vec<Failed>> {
    let mut workspace = store.peek(Workspace::clone);
    let before = match workspace.company() {
        None => beginning::blank(language, &Ready::fetch().await),
        Some(_) => Vec::new(),
    };
    if !before.is_empty() {
        // The template of the funnels is sound, so it is taken.
        let _: Result<Change, _> = workspace.apply(Command::TakeIn(before.clone()), &clock::context(None));
    }
    let mut sheets = Vec::new();
    let mut failed = Vec::new();
    for Opened { file, tables } in opened {
        for Found { source, .. } in tables {
            let plan = recall(&source, &workspace).unwrap_or_else(|| match kind {
                Some(kind) => recognise_as(&source, kind),
                None => recognise(&source).unwrap_or_else(|| Plan::of(&source, Kind::Deals)),
            });
            match survey(source, plan, &workspace, |share| going(&file, 0.5 + share / 2.0)).await {
                Ok(Some(sheet)) => sheets.push(sheet),
                Ok(None) => return Ok(None),
                Err(problem) => failed.push(Failed { file: file.clone(), why: problem.into() }),
            }
        }
    }
    if !failed.is_empty() {
        return Err(failed);
    }
    sheets.sort_by_key(|sheet| sheet.plan.kind);
    let draft = Draft {
        sheets: RwSignal::new_local(sheets),
        taken: RwSignal::new_local(None),
        workspace: StoredValue::new_local(workspace),
        before: StoredValue::new_local(before),
        round: StoredValue::new(0),
    };
    draft.count();
    Ok(Some(draft))
}

/// Looks through a file under a plan; none when it was stopped.
pub(super) async fn survey(
    source: Source,
    mut plan: Plan,
    workspace: &Workspace,
    going: impl Fn(f64) -> bool,
) -> Result<Option<Sheet>, TableProblem> {
    let mut surveying = Surveying::new(&source, &plan);
    loop {
        let progress = surveying.step(SLICE)?;
        if progress.finished {
            break;
        }
        #[expect(clippy::cast_precision_loss, reason = "a share of a bar")]
        if progress.rows % 4_000 < SLICE as u32 {
            if !going(progress.done as f64 / progress.of.max(1) as f64) {
                return Ok(None);
            }
            clock::pause().await;
        }
    }
    let seen = surveying.finish();
    plan.stages.suggest(&seen.stages, workspace, plan.kind);
    Ok(Some(Sheet { source, plan, seen }))
}

impl Draft {
    /// Counts anew what would come of the files.
    pub(super) fn count(&self) {
        let draft = *self;
        let round = self.round.get_value() + 1;
        self.round.set_value(round);
        self.taken.set(None);
        spawn_local(async move {
            let sheets = draft.sheets.get_untracked();
            let now = clock::now();
            let mut build = draft.workspace.with_value(|workspace| {
                let base = workspace.company().map_or(Currency::RUB, |company| company.currency);
                Build::new(workspace, sheets, base, now)
            });
            // Between pauses the person may have mapped something otherwise; then another count is under way.
            while draft.round.try_get_value() == Some(round) {
                let local = |local| Moment::at(local, clock::offset(Moment::at(local, clock::offset(now))));
                match build.step(SLICE, &mut clock::new_id, &local) {
                    Ok(progress) if progress.finished => {
                        draft.taken.set(Some(Arc::new(build.finish())));
                        return;
                    }
                    Ok(_) => clock::pause().await,
                    Err(_) => return, // the survey has found every broken table before
                }
            }
        });
    }

    /// Changes how a file is read, looks through it again and counts.
    pub(super) fn replan(&self, at: usize, how: impl FnOnce(&mut Plan)) {
        let draft = *self;
        let Some((source, mut plan)) =
            self.sheets.with_untracked(|sheets| sheets.get(at).map(|sheet| (sheet.source.clone(), sheet.plan.clone())))
        else {
            return;
        };
        how(&mut plan);
        spawn_local(async move {
            let workspace = draft.workspace.with_value(Workspace::clone);
            if let Ok(Some(sheet)) = survey(source, plan, &workspace, |_| true).await {
                draft.sheets.update(|sheets| sheets[at] = sheet);
                draft.count();
            }
        });
    }

    /// The records to take in, with what a new workspace begins with and how the files were read; none while they are being
    /// counted.
    pub(super) fn records(&self) -> Option<Vec<Record>> {
        let taken = self.taken.get_untracked()?;
        let mut records = self.before.with_value(Clone::clone);
        records.extend(taken.records.iter().cloned());
        let made = self.sheets.with_untracked(|sheets| remember_all(sheets));
        let known = |intake: &Intake| {
            self.workspace.with_value(|workspace| workspace.intake(intake.id).is_some_and(|known| **known == *intake))
        };
        records.extend(made.into_iter().filter(|intake| !known(intake)).map(Record::from));
        Some(records)
    }

    /// Reads a file anew as if none of its make had come before, and forgets how the last one was read.
    pub(super) fn forget(&self, at: usize, store: Store, told: &str) {
        let known =
            self.sheets.with_untracked(|sheets| Some((sheets.get(at)?.plan.recalled?, sheets.get(at)?.source.clone())));
        let Some((intake, source)) = known else { return };
        // Another tab may have forgotten it first.
        let _ = store.dispatch(Command::Remove(intake.into()), told);
        self.workspace.set_value(store.peek(Workspace::clone));
        self.replan(at, |plan| *plan = recognise(&source).unwrap_or_else(|| Plan::of(&source, plan.kind)));
    }

    /// What the files are mostly about: the last kind in the order of taking in.
    pub(super) fn main_kind(&self) -> Kind {
        self.sheets.with_untracked(|sheets| sheets.iter().map(|sheet| sheet.plan.kind).max()).unwrap_or(Kind::Deals)
    }

    /// Stages of the files that wait for the person.
    pub(super) fn undecided(&self) -> usize {
        self.sheets.with(|sheets| sheets.iter().map(|s| s.plan.stages.undecided(&s.seen.stages).len()).sum())
    }
}
