//! Random views, templates, mergers, customers that are two, rates, files and notes.

use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use voronka::domain::{
    Apart, ApartId, Attachment, AttachmentId, AttachmentKind, CURRENCIES, Checksum, Currency, CustomerId, DealId,
    Holder, Intake, IntakeId, LARGEST, LetterId, Merger, MergerId, Note, NoteId, PersonId, PurchaseId, Quote, Rate,
    Record, RecordId, Template, View, ViewId,
};

use super::{ACTIVITIES, customer, moment, owner, person, quote, slug, text, words};

/// A record of any of these kinds.
pub(crate) fn record() -> BoxedStrategy<Record> {
    prop_oneof![
        view().prop_map(Record::from),
        template().prop_map(Record::from),
        merger().prop_map(Record::from),
        apart().prop_map(Record::from),
        rate().prop_map(Record::from),
        intake().prop_map(Record::from),
        attachment().prop_map(Record::from),
        note().prop_map(Record::from),
    ]
    .boxed()
}

/// Two records of one kind and one identity.
pub(crate) fn two_of_one() -> BoxedStrategy<(Record, Record)> {
    prop_oneof![
        (view(), view()).prop_map(|(a, b)| (a.clone().into(), View { id: a.id, ..b }.into())),
        (template(), template()).prop_map(|(a, b)| (a.clone().into(), Template { id: a.id, ..b }.into())),
        (merger(), merger()).prop_map(|(a, b)| (a.clone().into(), Merger { id: a.id, ..b }.into())),
        (apart(), apart()).prop_map(|(a, b)| (a.clone().into(), Apart { id: a.id, ..b }.into())),
        (rate(), rate()).prop_map(|(a, b)| {
            let Quote { units, value, .. } = b.quote;
            (a.into(), Rate { quote: Quote { units, value, ..a.quote }, ..a }.into())
        }),
        (intake(), intake()).prop_map(|(a, b)| (a.clone().into(), Intake { id: a.id, ..b }.into())),
        (attachment(), attachment()).prop_map(|(a, b)| (a.clone().into(), Attachment { id: a.id, ..b }.into())),
        (note(), note()).prop_map(|(a, b)| (a.clone().into(), Note { id: a.id, ..b }.into())),
    ]
    .boxed()
}

fn view() -> BoxedStrategy<View> {
    (any::<u128>().prop_map(ViewId), words(), words(), words())
        .prop_map(|(id, page, name, query)| View { id, page, name, query })
        .boxed()
}

fn template() -> BoxedStrategy<Template> {
    (slug(), text(), select(&ACTIVITIES[..]), text(), text())
        .prop_map(|(id, name, way, subject, text)| Template { id, name, way, subject, text })
        .boxed()
}

fn rate() -> BoxedStrategy<Rate> {
    (quote(), moment()).prop_map(|(quote, since)| Rate::new(quote, since).expect("two currencies")).boxed()
}

fn merger() -> BoxedStrategy<Merger> {
    let moved = prop_oneof![
        any::<u128>().prop_map(|id| RecordId::Deal(DealId(id))),
        any::<u128>().prop_map(|id| RecordId::Purchase(PurchaseId(id))),
        any::<u128>().prop_map(|id| RecordId::Letter(LetterId(id))),
    ];
    let people = vec(person(), 0..3).prop_map(|mut people| {
        people.sort_by_key(|person| person.id);
        people.dedup_by_key(|person| person.id);
        people
    });
    let ids = (any::<u128>().prop_map(MergerId), any::<u128>().prop_map(CustomerId));
    let person_id = || any::<u128>().prop_map(PersonId);
    let people = (people, option::of(btree_map(person_id(), person_id(), 0..3)));
    (ids, customer(), customer(), people, btree_set(moved, 0..4), moment(), owner())
        .prop_map(|((id, kept), before, gone, (people, joined), moved, at, by)| Merger {
            id,
            kept,
            before,
            gone,
            people,
            joined,
            moved,
            at,
            by,
        })
        .boxed()
}

fn apart() -> BoxedStrategy<Apart> {
    let customers = [any::<u128>().prop_map(CustomerId), any::<u128>().prop_map(CustomerId)];
    (any::<u128>().prop_map(ApartId), customers, moment(), owner())
        .prop_map(|(id, customers, at, by)| Apart { id, customers, at, by })
        .boxed()
}

fn intake() -> BoxedStrategy<Intake> {
    let choices = || btree_map(words(), words(), 0..4);
    let asked = (option::of(select(&CURRENCIES[..])), option::of(words()));
    (any::<u128>().prop_map(IntakeId), words(), words(), choices(), choices(), choices(), asked)
        .prop_map(|(id, system, kind, columns, stages, staff, (currency, dates))| Intake {
            id,
            system,
            kind,
            columns,
            stages,
            staff,
            currency: currency.and_then(Currency::new),
            dates,
        })
        .boxed()
}
/// A file with a customer or a deal.
pub(crate) fn attachment() -> BoxedStrategy<Attachment> {
    let of = prop_oneof![
        any::<u128>().prop_map(|id| Holder::Customer(CustomerId(id))),
        any::<u128>().prop_map(|id| Holder::Deal(DealId(id))),
    ];
    let kind = proptest::option::of(any::<u32>()).prop_map(|length| match length {
        Some(seconds) => AttachmentKind::Recording { seconds },
        None => AttachmentKind::File,
    });
    let ids = (any::<u128>().prop_map(AttachmentId), of);
    let contents = (1..=LARGEST, any::<[u8; 32]>().prop_map(Checksum));
    (ids, words(), words(), contents, moment(), owner(), proptest::option::of(words()), kind)
        .prop_map(|((id, of), name, media, (size, sha256), at, by, caption, kind)| {
            let name = format!("{name}.pdf");
            Attachment { id, of, name, media, size, sha256, at, by, caption, kind }
        })
        .boxed()
}

/// A note on a customer.
pub(crate) fn note() -> BoxedStrategy<Note> {
    (any::<u128>().prop_map(NoteId), any::<u128>().prop_map(CustomerId), words(), moment(), owner())
        .prop_map(|(id, customer, text, at, by)| Note { id, customer, text: format!("Сказал: {text}"), at, by })
        .boxed()
}
