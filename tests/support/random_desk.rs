//! Random views, templates, mergers, customers that are two, and rates.

use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use voronka::domain::{
    Apart, ApartId, CURRENCIES, Currency, CustomerId, DealId, Intake, IntakeId, LetterId, Merger, MergerId, PurchaseId,
    Quote, Rate, Record, RecordId, Template, View, ViewId,
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
    (ids, customer(), customer(), people, btree_set(moved, 0..4), moment(), owner())
        .prop_map(|((id, kept), before, gone, people, moved, at, by)| Merger {
            id,
            kept,
            before,
            gone,
            people,
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
