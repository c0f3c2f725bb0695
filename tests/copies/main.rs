//! Copies: written, read and restored they are the workspace again; a broken one is never taken for whole.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[path = "../support/steps.rs"]
#[allow(dead_code, reason = "of the days at a desk only those are tried that commands make")]
mod steps;
#[path = "../support/mod.rs"]
mod support;

mod broken;
mod contents;
mod fixtures;
mod laws;
mod personal;
mod ways;

use std::future::Future;
use std::pin::pin;
use std::task::{Context as Polling, Poll, Waker};

use voronka::data::copy::{Copy, Entry, Header, Kept, Problem, Reading, Restoration, SHAPE, Way, Writer, restore};
use voronka::domain::{Command, Moment, Record, RecordId, Workspace};

/// Runs what waits for nothing.
pub(crate) fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Polling::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

pub(crate) fn header() -> Header {
    Header {
        application: "0.1.0".into(),
        at: Moment(1_795_293_600_456),
        made: "2026-11-22T01:00:00+03:00".into(),
        by: Some("Анна «А»\n".into()),
        company: Some("Приборы".into()),
        shape: SHAPE,
        readonly: false,
        counts: [("deal", 2), ("company", 1)].map(|(kind, count)| (kind.to_owned(), count)).into(),
    }
}

/// A copy of entries.
pub(crate) fn written(entries: impl IntoIterator<Item = Entry>) -> String {
    let (mut writer, mut text) = Writer::begin(&header());
    for entry in entries {
        writer.record(&mut text, &entry.line());
    }
    text + &writer.end()
}

/// A copy of a workspace.
pub(crate) fn copied(workspace: &Workspace) -> String {
    let mut records: Vec<Record> = workspace.records().collect();
    records.sort_by_key(|record| record.id().to_string());
    written(records.iter().map(Entry::from))
}

pub(crate) fn read_in(bytes: &[u8], piece: usize) -> Result<Copy, Problem> {
    let mut reading = Reading::new();
    for piece in bytes.chunks(piece.max(1)) {
        reading.feed(piece)?;
    }
    reading.finish()
}

pub(crate) fn read(text: &str) -> Copy {
    read_in(text.as_bytes(), 4096).expect("it is a copy")
}

/// The records that these make, whatever they name.
pub(crate) fn world(records: Vec<Record>) -> Workspace {
    let mut world = Workspace::default();
    let adopted = records.into_iter().map(|record| (record.id(), Some(record))).collect();
    world.apply(Command::Adopt(adopted), &support::context(0, 0)).expect("adopting is never refused");
    world
}

/// What restoring comes to when nobody knows which is the later.
pub(crate) fn restored(here: &Workspace, copy: &Copy, way: Way) -> (Workspace, Restoration) {
    let plan = now(restore(copy, here, |_| None, way, async || ()));
    let mut after = here.clone();
    after.apply(Command::Adopt(plan.edits.clone()), &support::context(1, 0)).expect("adopting is never refused");
    (after, plan)
}

/// Everything that is named is there, and every deal stands somewhere.
pub(crate) fn stands(workspace: &Workspace) -> Result<(), String> {
    for record in workspace.records() {
        for named in record.refers_to() {
            if workspace.get(named).is_none() {
                return Err(format!("{} names {named}", record.id()));
            }
        }
        if let Record::Deal(deal) = &record
            && workspace.pipeline_of(deal.stage).is_none()
        {
            return Err(format!("{} stands nowhere", record.id()));
        }
    }
    Ok(())
}

/// The identities that stay out for a reason.
pub(crate) fn kept(plan: &Restoration, why: Kept) -> Vec<RecordId> {
    plan.kept.iter().filter(|(_, kept)| **kept == why).map(|(id, _)| *id).collect()
}
