//! What due letters say, who is in an audience file, and the list of those to whom nothing is written.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod support;

use std::collections::BTreeMap;

use support::{ANNA, DAY_0, FACTORY, context, customer, day, desk, slug};
use voronka::data::audience::{Audience, Contact};
use voronka::data::warming::plans;
use voronka::domain::contact::phone;
use voronka::domain::insight::warming::next;
use voronka::domain::insight::writing::{Pen, is_known, letter};
use voronka::domain::{Command, CustomerId, OptOut, Person, Record, Tongue, Workspace};

const BASKETS: &str = include_str!("../public/content/baskets.json");

fn values(all: &[(&str, &str)]) -> BTreeMap<String, String> {
    all.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// A desk with the ready plans and one deal that came into «Нет денег» on day 10.
fn warmed() -> Workspace {
    let mut desk = desk(support::four_r());
    let mut records: Vec<Record> = plans(BASKETS, slug("refresh-4r")).unwrap().into_iter().map(Record::from).collect();
    let mut deal = support::deal(1, &[slug("leads-4r.new"), slug("refresh-4r.no-money")]);
    for (at, entry) in (9..).zip(&mut deal.history) {
        entry.at = day(at);
    }
    deal.customer = Some(FACTORY);
    deal.fields.remove("email");
    let person =
        |id, name: &str, email| Person { fields: values(&[("email", email)]), ..support::person(id, FACTORY.0, name) };
    records.extend([
        deal.into(),
        person(1, "Пётр Снабженец", "").into(),
        person(2, "Анна Главбух", "a@zavod.ru").into(),
    ]);
    desk.apply(Command::TakeIn(records), &context(1, 10)).unwrap();
    desk
}

fn pen(common: &[(&str, &str)]) -> Pen {
    Pen { tongue: Tongue::Ru, by: None, common: values(common) }
}

#[test]
fn a_due_letter_says_what_records_and_people_say_and_names_what_is_missing() {
    let desk = warmed();
    let due = next(&desk, day(10).day(0), 0).pop().unwrap();
    assert_eq!(due.to.as_deref(), Some("a@zavod.ru"));
    let written = pen(&[]).draw(&desk, &due, &BTreeMap::new()).unwrap();
    assert!(written.body.starts_with("Анна Главбух, здравствуйте"), "{}", written.body);
    let seller = desk.member(ANNA).unwrap().name.clone();
    assert!(written.body.ends_with(&seller), "who leads the deal signs: {}", written.body);
    assert_eq!(written.missing, ["case_link"]);
    assert_eq!(letter(&due, written, day(10), None), None, "a letter with a gap does not go out");

    let kept = pen(&[("case_link", "https://zavod.example/case"), ("contact", "никто")]);
    let written = kept.draw(&desk, &due, &BTreeMap::new()).unwrap();
    assert!(written.body.contains("https://zavod.example/case"));
    assert!(
        written.body.starts_with("Анна Главбух"),
        "what is known of the customer says more than what is said to all"
    );
    let own = kept.draw(&desk, &due, &values(&[("case_link", "в приложении")])).unwrap();
    assert!(own.body.contains("в приложении"), "what is written for this letter alone says most");
    let english = Pen { tongue: Tongue::En, ..kept.clone() }.draw(&desk, &due, &BTreeMap::new()).unwrap();
    assert!(english.body.starts_with("Hello"));

    let drawn = letter(&due, written.clone(), day(10), Some(ANNA)).unwrap();
    assert_eq!((drawn.id, drawn.to.as_str(), &drawn.body), (due.letter, "a@zavod.ru", &written.body));
    let nowhere = voronka::domain::insight::warming::Next { to: None, ..due };
    assert_eq!(letter(&nowhere, written, day(10), None), None, "a letter without an address does not go out");
}

#[test]
fn a_gap_is_known_when_a_plan_or_a_funnel_has_it() {
    let desk = warmed();
    assert!(is_known(&desk, "company") && is_known(&desk, "case_link") && is_known(&desk, "task"));
    assert!(!is_known(&desk, "compny"));
}

#[test]
fn an_audience_leaves_out_who_wants_no_letters() {
    let mut desk = warmed();
    let mut other = customer(2, "Заря");
    other.fields = values(&[("phone", "8 900 555-12-34"), ("email", "Zarya@Zarya.ru")]);
    let twin = voronka::domain::Customer { id: CustomerId(3), ..other.clone() };
    desk.apply(Command::TakeIn(vec![other.into(), twin.into(), customer(4, "Молчун").into()]), &context(2, 10))
        .unwrap();
    let all = [1, 2, 3, 4, 2].map(CustomerId);
    let audience = Audience::of(&desk, all);
    assert_eq!((audience.customers, audience.suppressed, audience.unreachable), (4, 0, 1));
    let zarya = Contact { phone: phone("79005551234"), email: Some("zarya@zarya.ru".into()) };
    assert_eq!(audience.contacts.iter().filter(|contact| **contact == zarya).count(), 1, "twins are one row");
    assert_eq!(audience.with_email(), 2);

    let address = "A@ZAVOD.RU".to_owned();
    let id = OptOut::of(&address);
    let opt_out = OptOut { id, address, at: DAY_0, why: "просил не писать".into(), by: None };
    desk.apply(Command::TakeIn(vec![opt_out.into()]), &context(3, 10)).unwrap();
    let audience = Audience::of(&desk, all);
    assert_eq!((audience.suppressed, audience.contacts.len()), (1, 1));

    let change = desk.apply(Command::WriteAgain(id), &context(4, 11)).unwrap();
    assert!(desk.opt_out("a@zavod.ru").is_none());
    assert_eq!(Audience::of(&desk, all).suppressed, 0);
    desk.apply(Command::Replay(change.reversed()), &context(5, 11)).unwrap();
    assert!(desk.opt_out("a@zavod.ru").is_some(), "the list is as it was");
    assert_eq!(desk.apply(Command::WriteAgain(OptOut::of("x@y.ru")), &context(6, 11)).unwrap().edits.len(), 0);
}
