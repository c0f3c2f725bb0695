//! A workspace that was stored before funnels had editions and proofs had words: the whole example company as version 1
//! wrote it, by hand, opens without loss, is stored again as it was, and goes on from there.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};
use voronka::data::codec::{Fields, decode, difference, encode};
use voronka::data::demo::{Language, records};
use voronka::domain::{
    Command, Context, Deal, EntryId, Freedom, Moment, Person, Pipeline, Record, RecordId, Slug, StageEntry, Text,
    Workspace,
};

/// 26 November 2026, 11:42 in Moscow.
const NOW: Moment = Moment(1_795_682_520_000);

fn company() -> Vec<Record> {
    let all = records(include_str!("../public/content/demo.json"), Language::Ru, NOW, 180, 4).unwrap();
    // Version 1 knew no plans of months.
    all.into_iter().filter(|record| !matches!(record, Record::Target(_))).collect()
}

fn value(of: &impl Serialize) -> Value {
    serde_json::to_value(of).unwrap()
}

/// The fields of version 1; what is null was not written.
fn fields(named: Value, more: impl IntoIterator<Item = (String, Value)>) -> Fields {
    let Value::Object(named) = named else { return Fields::new() };
    named.into_iter().chain(more).filter(|(_, value)| !value.is_null()).collect()
}

fn own(fields: &BTreeMap<String, String>) -> impl Iterator<Item = (String, Value)> {
    fields.iter().map(|(name, text)| (format!("f.{name}"), json!(text)))
}

fn tags(tags: &BTreeSet<String>) -> impl Iterator<Item = (String, Value)> {
    tags.iter().map(|tag| (format!("tag.{tag}"), json!(true)))
}

/// A record as version 1 wrote it.
fn version_1(record: &Record) -> Fields {
    match record {
        Record::Company(it) => fields(json!({ "name": it.name, "currency": it.currency, "demo": it.demo }), []),
        Record::Pipeline(it) => pipeline(it),
        Record::Member(it) => fields(json!({ "name": it.name, "role": it.role }), []),
        Record::Deal(it) => deal(it),
        Record::Customer(it) => {
            let named = json!({
                "kind": it.kind, "name": it.name, "owner": it.owner, "created": it.created, "foreign": it.foreign,
            });
            fields(named, own(&it.fields).chain(tags(&it.tags)))
        }
        Record::Person(it) => fields(json!({ "customer": it.customer, "name": it.name }), own(&it.fields)),
        Record::Activity(it) => {
            fields(json!({ "deal": it.deal, "kind": it.kind, "text": it.text, "at": it.at, "by": it.by }), [])
        }
        Record::Purchase(it) => {
            let named = json!({
                "customer": it.customer, "kind": it.kind, "at": it.at, "amount": it.amount, "foreign": it.foreign,
            });
            fields(named, [])
        }
        other => unreachable!("version 1 had no {}", other.id()),
    }
}

/// A proof was its moment; an entry had no cause.
fn deal(it: &Deal) -> Fields {
    let named = json!({
        "title": it.title, "customer": it.customer, "amount": it.amount, "stage": it.stage, "owner": it.owner,
        "created": it.created, "next": it.next, "foreign": it.foreign,
    });
    let proofs = it.proofs.iter().map(|(id, proof)| (format!("proof.{id}"), json!(proof.at)));
    let entry = |entry: &StageEntry| {
        let StageEntry { id, from, to, at, by, why, loss, .. } = entry;
        let mut told = json!({ "id": id, "from": from, "to": to, "at": at, "by": by });
        for (name, more) in [("why", value(why)), ("loss", value(loss))] {
            if !more.is_null() {
                told[name] = more;
            }
        }
        (format!("h.{id}"), told)
    };
    fields(named, proofs.chain(own(&it.fields)).chain(tags(&it.tags)).chain(it.history.iter().map(entry)))
}

/// A funnel had two rules and no segment, a stage nothing to leave it by, a question neither a name nor a place.
fn pipeline(it: &Pipeline) -> Fields {
    let named = json!({
        "name": it.name, "purpose": it.purpose, "four_r": it.four_r, "role": it.role, "ordered": it.ordered,
        "policy": { "skip": it.policy.usual.skip, "back": it.policy.usual.back },
    });
    let place = |at: usize| format!("{at:04}");
    let stages = it.stages.iter().enumerate().map(|(at, stage)| {
        let told = json!({
            "order": place(at), "id": stage.id, "name": stage.name, "buyer_action": stage.buyer_action,
            "manager_action": stage.manager_action, "help": stage.help, "script": stage.script,
            "evidence": stage.evidence, "aida": stage.aida, "key_stage": stage.key_stage,
            "norm_days": stage.norm_days, "required_fields": stage.required_fields,
            "loss_reasons": stage.loss_reasons,
        });
        (format!("stage.{}", stage.id), told)
    });
    let ends = it.ends.iter().enumerate().map(|(at, end)| {
        let told = json!({
            "order": place(at), "id": end.id, "name": end.name, "outcome": end.outcome,
            "asks_reason": end.asks_reason, "asks_return": end.asks_return,
        });
        (format!("end.{}", end.id), told)
    });
    let questions = it.questions.iter().enumerate().map(|(at, question)| {
        (format!("question.{}", place(at)), json!({ "text": question.text, "why": question.why }))
    });
    fields(named, stages.chain(ends).chain(questions))
}

/// What version 1 could know of a record.
fn as_it_was(record: Record) -> Record {
    match record {
        Record::Pipeline(it) => {
            let mut it = Pipeline::clone(&it);
            it.segment = Text::default();
            it.policy.usual.unproved = Freedom::Free;
            it.into()
        }
        Record::Person(it) => Person { part: None, ..Person::clone(&it) }.into(),
        other => other,
    }
}

#[test]
fn every_row_of_version_1_is_read_and_written_as_it_was() {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for record in company() {
        let stored = version_1(&record);
        let id = record.id();
        let read = decode(id, &stored).unwrap_or_else(|why| panic!("{id}: {why}"));
        assert_eq!(encode(&read), stored, "{id}");
        assert_eq!(read, as_it_was(record), "{id}: something was lost");
        *kinds.entry(id.kind()).or_default() += 1;
    }
    let known: Vec<&str> = kinds.keys().copied().collect();
    assert_eq!(known, ["activity", "company", "customer", "deal", "member", "person", "pipeline", "purchase"]);
}

/// Opened, the company is at work by the new rules: a deal goes on, and what is written is what changed.
#[test]
fn work_goes_on_from_there() {
    let rows =
        company().into_iter().map(|record| (record.id(), Some(decode(record.id(), &version_1(&record)).unwrap())));
    let rows: Vec<(RecordId, Option<Record>)> = rows.collect();
    let count = rows.len();
    let mut desk = Workspace::default();
    let context = Context { now: NOW, by: None, robot: None, entry: EntryId(1) };
    desk.apply(Command::Adopt(rows), &context).unwrap();
    assert_eq!(desk.records().count(), count);
    assert_eq!((desk.drafts().len(), desk.regulations().len(), desk.robots().len()), (0, 0, 0));

    let stage = Slug::new("deals-4r.quote").unwrap();
    let deal = desk.column(stage).unwrap().deals().next().unwrap();
    let mut answers = voronka::domain::Answers::default();
    answers.fields.extend(["approvers", "payment_terms"].map(|name| (name.to_owned(), "есть".to_owned())));
    let to = Slug::new("deals-4r.agree").unwrap();
    let proof = desk.pipeline_of(stage).unwrap().stage(stage).unwrap().evidence[0].id;
    let tick = Command::TickProof { deal, proof, words: Some("получил, письмо от 24.11".into()) };
    let changes = [tick, Command::MoveDeal { deal, to, answers }].map(|command| desk.apply(command, &context).unwrap());
    let written: Vec<String> =
        changes.iter().flat_map(|c| &c.edits).flat_map(|e| difference(e, false)).map(|(name, _)| name).collect();
    let entry = format!("h.{}", EntryId(1));
    assert_eq!(written.iter().filter(|name| name.starts_with("proof.")).count(), 1, "{written:?}");
    assert!(written.contains(&entry) && written.contains(&"stage".to_owned()), "{written:?}");

    // A funnel of version 1 may be changed: the questions and stages that nobody touched are stored as they were.
    let before = desk.pipeline(Slug::new("leads-4r").unwrap()).unwrap();
    let mut after = Pipeline::clone(before);
    after.stages[0].norm_days = 3;
    let edit = voronka::domain::Edit {
        id: after.id.into(),
        before: Some(Record::Pipeline(before.clone())),
        after: Some(after.into()),
    };
    assert_eq!(difference(&edit, false).into_keys().collect::<Vec<_>>(), ["stage.leads-4r.new"]);
}
