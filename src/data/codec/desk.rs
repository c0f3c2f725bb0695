//! The records of the working day as stored fields: customers and their people, views with names, templates, mergers,
//! rates of currencies, files, notes.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Broken, Fields, Reader, Writer, keyed};
use crate::domain::{
    Apart, ApartId, Attachment, AttachmentId, AttachmentKind, Customer, CustomerId, Holder, Intake, IntakeId, Merger,
    MergerId, Note, NoteId, Person, PersonId, Quote, Rate, RecordId, Slug, Template, View, ViewId,
};

pub(super) fn write_customer(to: &mut Writer, customer: &Customer) {
    to.set("kind", &customer.kind);
    to.set("name", &customer.name);
    to.set_some("owner", &customer.owner);
    to.set("created", &customer.created);
    to.each("f.", &customer.fields);
    to.tags(&customer.tags);
    to.set_some("foreign", &customer.foreign);
    to.set_some("currency", &customer.currency);
}

pub(super) fn read_customer(from: &Reader<'_>, id: CustomerId) -> Result<Customer, Broken> {
    Ok(Customer {
        id,
        kind: from.get("kind")?,
        name: from.get("name")?,
        owner: from.get_or_default("owner")?,
        created: from.get("created")?,
        fields: from.each("f.")?.map(|(name, value)| (name.to_owned(), value)).collect(),
        tags: from.tags()?,
        foreign: from.get_or_default("foreign")?,
        currency: from.get_or_default("currency")?,
    })
}

/// Another customer where somebody works is a field of its own, so that two people who name two keep both.
pub(super) fn write_person(to: &mut Writer, person: &Person) {
    to.set("customer", &person.customer);
    to.each("at.", &person.also.iter().map(|other| (*other, true)).collect());
    to.set("name", &person.name);
    to.set_some("part", &person.part);
    to.set_some("stance", &person.stance);
    to.each("f.", &person.fields);
    to.set_some("foreign", &person.foreign);
}

pub(super) fn read_person(from: &Reader<'_>, id: PersonId) -> Result<Person, Broken> {
    let also = from.each::<bool>("at.")?.filter(|&(_, there)| there).map(|pair| keyed(pair, "at.").map(|(id, _)| id));
    Ok(Person {
        id,
        customer: from.get("customer")?,
        also: also.collect::<Result<_, _>>()?,
        name: from.get("name")?,
        part: from.get_or_default("part")?,
        stance: from.get_or_default("stance")?,
        fields: from.each("f.")?.map(|(name, value)| (name.to_owned(), value)).collect(),
        foreign: from.get_or_default("foreign")?,
    })
}

pub(super) fn write_view(to: &mut Writer, view: &View) {
    to.set("page", &view.page);
    to.set("name", &view.name);
    to.set("query", &view.query);
}

pub(super) fn read_view(from: &Reader<'_>, id: ViewId) -> Result<View, Broken> {
    Ok(View { id, page: from.get("page")?, name: from.get("name")?, query: from.get_or_default("query")? })
}

pub(super) fn write_template(to: &mut Writer, template: &Template) {
    to.set("name", &template.name);
    to.set("way", &template.way);
    to.set("subject", &template.subject);
    to.set("text", &template.text);
}

pub(super) fn read_template(from: &Reader<'_>, id: Slug) -> Result<Template, Broken> {
    Ok(Template {
        id,
        name: from.get("name")?,
        way: from.get("way")?,
        subject: from.get_or_default("subject")?,
        text: from.get("text")?,
    })
}

/// What the customers and people were is written as their own fields, one record inside another.
pub(super) fn write_merger(to: &mut Writer, merger: &Merger) {
    to.set("kept", &merger.kept);
    // Another one when the one that stayed has become part of a third since.
    to.set("stayed", &merger.before.id);
    to.set("gone", &merger.gone.id);
    to.set("was.kept", &inner(|to| write_customer(to, &merger.before)));
    to.set("was.gone", &inner(|to| write_customer(to, &merger.gone)));
    let people = merger.people.iter().map(|person| (person.id, inner(|to| write_person(to, person))));
    to.each("person.", &people.collect());
    to.set_some("joined", &merger.joined);
    to.each("moved.", &merger.moved.iter().map(|id| (*id, true)).collect());
    to.set("at", &merger.at);
    to.set_some("by", &merger.by);
}

pub(super) fn read_merger(from: &Reader<'_>, id: MergerId) -> Result<Merger, Broken> {
    let was = |name: &str, id| {
        let fields: Fields = from.get(name)?;
        read_customer(&Reader(&fields), id).map_err(|broken| within(name, broken))
    };
    let people = from.each::<Fields>("person.")?.map(|(name, fields)| {
        let (id, fields) = keyed((name, fields), "person.")?;
        read_person(&Reader(&fields), id).map_err(|broken| within(&format!("person.{name}"), broken))
    });
    let moved = from.each::<bool>("moved.")?.map(|pair| keyed::<RecordId, bool>(pair, "moved.").map(|(id, _)| id));
    Ok(Merger {
        id,
        kept: from.get("kept")?,
        before: was("was.kept", from.get("stayed")?)?,
        gone: was("was.gone", from.get("gone")?)?,
        people: people.collect::<Result<_, _>>()?,
        joined: from.get_or_default("joined")?,
        moved: moved.collect::<Result<_, _>>()?,
        at: from.get("at")?,
        by: from.get_or_default("by")?,
    })
}

pub(super) fn write_apart(to: &mut Writer, apart: &Apart) {
    to.set("customers", &apart.customers);
    to.set("at", &apart.at);
    to.set_some("by", &apart.by);
}

pub(super) fn read_apart(from: &Reader<'_>, id: ApartId) -> Result<Apart, Broken> {
    Ok(Apart { id, customers: from.get("customers")?, at: from.get("at")?, by: from.get_or_default("by")? })
}

pub(super) fn write_attachment(to: &mut Writer, file: &Attachment) {
    match file.of {
        Holder::Customer(id) => to.set("customer", &id),
        Holder::Deal(id) => to.set("deal", &id),
    }
    to.set("name", &file.name);
    to.set("media", &file.media);
    to.set("size", &file.size);
    to.set("sha256", &file.sha256);
    to.set("at", &file.at);
    to.set_some("by", &file.by);
    to.set_some("caption", &file.caption);
    if let AttachmentKind::Recording { seconds } = file.kind {
        to.set("seconds", &seconds);
    }
}

pub(super) fn read_attachment(from: &Reader<'_>, id: AttachmentId) -> Result<Attachment, Broken> {
    let seconds: Option<u32> = from.get_or_default("seconds")?;
    Ok(Attachment {
        id,
        of: match from.get_or_default("deal")? {
            Some(deal) => Holder::Deal(deal),
            None => Holder::Customer(from.get("customer")?),
        },
        name: from.get("name")?,
        media: from.get_or_default("media")?,
        size: from.get("size")?,
        sha256: from.get("sha256")?,
        at: from.get("at")?,
        by: from.get_or_default("by")?,
        caption: from.get_or_default("caption")?,
        kind: seconds.map_or(AttachmentKind::File, |seconds| AttachmentKind::Recording { seconds }),
    })
}

pub(super) fn write_note(to: &mut Writer, note: &Note) {
    to.set("customer", &note.customer);
    to.set("text", &note.text);
    to.set("at", &note.at);
    to.set_some("by", &note.by);
}

pub(super) fn read_note(from: &Reader<'_>, id: NoteId) -> Result<Note, Broken> {
    Ok(Note {
        id,
        customer: from.get("customer")?,
        text: from.get("text")?,
        at: from.get("at")?,
        by: from.get_or_default("by")?,
    })
}

/// A record inside another.
fn inner(write: impl FnOnce(&mut Writer)) -> Value {
    let mut to = Writer(BTreeMap::new());
    write(&mut to);
    Value::Object(to.0.into_iter().collect::<Map<_, _>>())
}

fn within(place: &str, broken: Broken) -> Broken {
    Broken { field: place.to_owned(), why: format!("{}: {}", broken.field, broken.why) }
}

/// What it says is fields of its own, so that two people who put a rate right put right one.
pub(super) fn write_rate(to: &mut Writer, Rate { quote, since, .. }: &Rate) {
    to.set("of", &quote.of);
    to.set("to", &quote.to);
    to.set("day", &quote.day);
    to.set("units", &quote.units);
    to.set("value", &quote.value);
    to.set("since", since);
}

pub(super) fn read_rate(from: &Reader<'_>, id: Slug) -> Result<Rate, Broken> {
    let (of, to, day) = (from.get("of")?, from.get("to")?, from.get("day")?);
    let quote = Quote { of, to, day, units: from.get("units")?, value: from.get("value")? };
    let named = Rate::new(quote, from.get("since")?).filter(|rate| rate.id == id);
    named.ok_or_else(|| Broken { field: "day".into(), why: format!("not the day or the currencies of {id}") })
}

pub(super) fn write_intake(to: &mut Writer, intake: &Intake) {
    to.set("system", &intake.system);
    to.set("kind", &intake.kind);
    to.each("column.", &intake.columns);
    to.each("stage.", &intake.stages);
    to.each("staff.", &intake.staff);
    to.set_some("currency", &intake.currency);
    to.set_some("dates", &intake.dates);
}

pub(super) fn read_intake(from: &Reader<'_>, id: IntakeId) -> Result<Intake, Broken> {
    let words = |prefix| Ok(from.each(prefix)?.map(|(name, word)| (name.to_owned(), word)).collect());
    Ok(Intake {
        id,
        system: from.get("system")?,
        kind: from.get("kind")?,
        columns: words("column.")?,
        stages: words("stage.")?,
        staff: words("staff.")?,
        currency: from.get_or_default("currency")?,
        dates: from.get_or_default("dates")?,
    })
}
