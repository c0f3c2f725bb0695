//! What leads become when they are taken in.

use std::collections::BTreeMap;

use voronka::data::lead::{Lead, Taking, from_query, read};
use voronka::domain::{
    ActivityId, Command, Context, Currency, CustomerId, CustomerKind, DealId, EntryId, Moment, PersonId, Rejection,
    Slug, Workspace,
};

const NOW: Moment = Moment(1_788_220_800_000);

const LETTER: &str = "Добрый день! Завод «Гидропривод-Мостовск». Нужны 3 частотника на насосы 45 кВт, запуск в марте. Пришлите \
цены.\nОлег Тихонов, гл. механик\n+7 912 555-27-18, o.tihonov@gidroprivod.example";

fn desk() -> Workspace {
    let mut desk = Workspace::default();
    let funnels = voronka::data::template::four_r().unwrap();
    desk.apply(Command::TakeIn(funnels.into_iter().map(Into::into).collect()), &context()).unwrap();
    desk
}

fn context() -> Context {
    Context { now: NOW, by: None, robot: None, entry: EntryId(1) }
}

fn taking(first: u128, known: Option<CustomerId>, text: &str) -> Taking<'_> {
    let ids = [first, first + 1, first + 2, first + 3];
    Taking { stage: Slug::new("leads-4r.new").unwrap(), ids, known, from: "link", text, now: NOW, by: None }
}

fn take(desk: &mut Workspace, lead: &Lead, taking: &Taking<'_>) -> Result<(), Rejection> {
    let request = lead.request(desk, taking);
    desk.apply(Command::TakeRequest(request.into()), &context()).map(drop)
}

#[test]
fn a_letter_becomes_a_lead_with_everything_it_says() {
    let mut desk = desk();
    let lead = read(LETTER, Currency::RUB).lead();
    assert_eq!(lead.person.as_deref(), Some("Олег Тихонов"), "{lead:?}");
    take(&mut desk, &lead, &taking(10, None, LETTER)).unwrap();
    let deal = desk.deal(DealId(10)).unwrap();
    assert!(deal.title.contains("частотник"), "{}", deal.title);
    assert_eq!(deal.fields["phone"], "+7 912 555-27-18");
    let customer = desk.customer(CustomerId(11)).unwrap();
    assert_eq!((customer.kind, deal.customer), (CustomerKind::Company, Some(customer.id)));
    assert!(customer.name.contains("Гидропривод-Мостовск"), "{}", customer.name);
    assert!(!customer.fields.contains_key("phone"), "the telephone is the person's");
    let person = desk.person(PersonId(12)).unwrap();
    assert_eq!(person.name, "Олег Тихонов");
    assert_eq!(person.fields["email"], "o.tihonov@gidroprivod.example");
    assert_eq!(desk.activity(ActivityId(13)).unwrap().text, LETTER);
}

#[test]
fn who_is_known_is_not_made_anew() {
    let mut desk = desk();
    let lead = read(LETTER, Currency::RUB).lead();
    take(&mut desk, &lead, &taking(10, None, LETTER)).unwrap();
    let again =
        Lead { phones: vec!["8 912 555 27 18".into()], person: Some("Тихонов О.".into()), ..lead.clone() };
    take(&mut desk, &again, &taking(20, Some(CustomerId(11)), "")).unwrap();
    assert_eq!(desk.deal(DealId(20)).unwrap().customer, Some(CustomerId(11)));
    assert_eq!((desk.customers().len(), desk.people().len()), (1, 1), "the same telephone");
    let colleague = Lead { person: Some("Нина Дёмина".into()), phones: vec![], emails: vec![], ..lead };
    take(&mut desk, &colleague, &taking(30, Some(CustomerId(11)), "")).unwrap();
    assert_eq!((desk.customers().len(), desk.people().len()), (1, 2));
}

#[test]
fn who_buys_for_themselves_is_the_customer() {
    let mut desk = desk();
    let lead = Lead {
        person: Some("Олег Тихонов".into()), phones: vec!["+7 912 555-27-18".into()], ..Lead::default()
    };
    take(&mut desk, &lead, &taking(10, None, "")).unwrap();
    let customer = desk.customer(CustomerId(11)).unwrap();
    assert_eq!((customer.kind, customer.name.as_str()), (CustomerKind::Person, "Олег Тихонов"));
    assert_eq!(customer.fields, BTreeMap::from([("phone".into(), "+7 912 555-27-18".into())]));
    assert_eq!(desk.people().len(), 0);
    assert_eq!(desk.deal(DealId(10)).unwrap().title, "Олег Тихонов");
}

#[test]
fn what_a_link_carries_is_taken_once_and_waits_since_it_came() {
    let mut desk = desk();
    let query =
        "id=118&at=2026-08-31T09%3A00%3A00Z&company=%D0%92%D0%B8%D1%85%D1%80%D1%8C&phone=%2B79125552718&utm=july";
    let lead = from_query(query, Currency::RUB).unwrap();
    take(&mut desk, &lead, &taking(10, None, "")).unwrap();
    let deal = desk.deal(DealId(10)).unwrap();
    assert_eq!(deal.history[0].at, Moment(1_788_166_800_000), "31 August, 9:00");
    assert_eq!(deal.fields["utm"], "july");
    assert_eq!(deal.title, "Вихрь");
    let again = take(&mut desk, &lead, &taking(20, None, ""));
    assert_eq!(again, Err(Rejection::AlreadyExists(DealId(10).into())));
}
