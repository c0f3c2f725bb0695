//! A copy without personal data: nobody's name, telephone or address is in it, and every figure stays.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use voronka::data::copy::invent;
use voronka::domain::{Activity, ActivityId, Person, PersonId, Record, Workspace};

use crate::support::{self, activity, deal, person, random, slug};
use crate::{copied, world};

fn without(world: &Workspace) -> Workspace {
    crate::world(world.records().filter_map(|record| invent(world, &record)).collect())
}

#[test]
fn nobody_is_named_any_more() {
    let fields = [("phone", "+7 495 123-45-67"), ("email", "m.orlova@zavod.ru"), ("job_title", "главный инженер")];
    let fields: BTreeMap<_, _> = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let orlova = Person { fields, ..person(9, 1, "Марина Орлова") };
    let call = Activity {
        text: "Орловой отправили КП на m.orlova@zavod.ru, звонить 8 (495) 123-45-67".into(),
        ..activity(1, 1)
    };
    let mut desk = support::desk(support::four_r());
    let records: Vec<Record> = vec![orlova.into(), deal(1, &[slug("deals-4r.new")]).into(), call.into()];
    desk.apply(voronka::domain::Command::TakeIn(records), &support::context(1, 0)).unwrap();
    let hidden = without(&desk);
    let text = copied(&hidden);
    for secret in ["Орлов", "Марина", "zavod.ru", "123-45-67"] {
        assert!(!text.contains(secret), "{secret}");
    }
    assert!(text.contains("главный инженер") && text.contains("Завод «Импульс»"));
    let person = hidden.person(PersonId(9)).unwrap();
    assert_eq!(person.name.split(' ').count(), 2);
    assert!(hidden.activity(ActivityId(1)).unwrap().text.contains("отправили КП"));
    assert_eq!(
        hidden.deal(voronka::domain::DealId(1)).unwrap().history,
        desk.deal(voronka::domain::DealId(1)).unwrap().history
    );
    // The same names every time.
    assert!(without(&desk) == hidden);
}

proptest! {
    #![proptest_config(support::cases(64))]

    #[test]
    fn every_record_but_lists_of_addresses_stays_with_its_place_and_figures(records in vec(random::record(), 0..16)) {
        let world = world(records);
        let hidden = without(&world);
        for record in world.records() {
            match (&record, hidden.get(record.id())) {
                (Record::OptOut(_) | Record::Merger(_) | Record::Attachment(_) | Record::Intake(_), after) => prop_assert_eq!(after, None),
                (Record::Deal(deal), Some(Record::Deal(after))) => {
                    prop_assert_eq!((deal.stage, deal.amount, deal.owner), (after.stage, after.amount, after.owner));
                    let way = |deal: &voronka::domain::Deal| -> Vec<_> {
                        deal.history.iter().map(|entry| (entry.id, entry.from, entry.to, entry.at, entry.by)).collect()
                    };
                    prop_assert_eq!(way(deal), way(&after));
                }
                (_, after) => prop_assert_eq!(after.map(|after| after.refers_to()), Some(record.refers_to())),
            }
        }
    }
}
