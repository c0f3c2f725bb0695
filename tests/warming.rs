//! Who is due which letter of a basket (0.13 to 0.17), and what becomes of letters (rules 59 to 61).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use support::{FACTORY, context, day, desk, slug};
use voronka::domain::insight::warming::{Next, next, waiting};
use voronka::domain::{
    Anchor, CampaignId, Command, CustomerId, Fate, Letter, LetterId, MergerId, Merging, Message, Moment, OptOut, Plan,
    Post, Purchase, PurchaseId, PurchaseKind, Record, Rejection, Source, Stop, TRIES, Text, Way, Workspace,
};

const BASKET: &str = "refresh-4r.no-money";

fn message(name: &str, days: i16, anchor: Anchor) -> Message {
    Message {
        id: slug(name),
        day: days,
        anchor,
        subject: name.into(),
        purpose: Text::default(),
        body: "{{company}}".into(),
        stop_when: [Stop::Reply, Stop::Purchase, Stop::Unsubscribed].into(),
    }
}

/// A desk with one deal that came into the basket on day 10, and a plan of letters on the days 0, 7 and 21.
fn warmed(fields: &[(&str, &str)]) -> Workspace {
    let messages = [("first", 0), ("second", 7), ("third", 21)].map(|(name, days)| message(name, days, Anchor::Entry));
    with(messages.to_vec(), fields)
}

fn with(messages: Vec<Message>, fields: &[(&str, &str)]) -> Workspace {
    let mut desk = desk(support::four_r());
    let plan = Plan { id: slug(BASKET), messages, entry_question: Text::default(), audience: Text::default() };
    let mut deal = support::deal(1, &[slug("leads-4r.new"), slug(BASKET)]);
    for (at, entry) in (9..).zip(&mut deal.history) {
        entry.at = day(at);
    }
    deal.customer = Some(FACTORY);
    deal.fields.remove("email");
    deal.fields.extend(fields.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())));
    desk.apply(Command::TakeIn(vec![plan.into(), deal.into()]), &context(1, 10)).unwrap();
    desk
}

fn date(at: i64) -> NaiveDate {
    day(at).day(0)
}

fn due(desk: &Workspace, today: i64) -> Option<Next> {
    let mut all = next(desk, date(today), 0);
    assert!(all.len() <= 1, "{all:?}");
    all.pop()
}

/// The message that is due next, and the day on which it is.
fn told(desk: &Workspace, today: i64) -> Option<(String, NaiveDate)> {
    due(desk, today).map(|next| (next.message.to_string(), next.on))
}

fn letter(next: &Next) -> Letter {
    Letter {
        id: next.letter,
        customer: next.customer,
        deal: Some(next.deal),
        source: next.source,
        to: "glavbuh@zavod.ru".into(),
        subject: "Счёт".into(),
        body: "Заводу".into(),
        made: day(10),
        by: None,
        fate: Fate::Ready,
        answered: None,
    }
}

/// Prepares the letter that is due and sends it.
fn send(desk: &mut Workspace, today: i64) -> LetterId {
    let next = due(desk, today).unwrap();
    desk.apply(Command::PrepareLetters(vec![letter(&next)]), &context(20, today)).unwrap();
    desk.apply(Command::Post(next.letter, Post::Sent(Way::Mail)), &context(21, today)).unwrap();
    next.letter
}

#[test]
fn a_message_is_due_on_its_day_and_the_next_one_after_it() {
    let mut desk = warmed(&[]);
    assert_eq!(told(&desk, 9), Some(("first".into(), date(10))));
    assert_eq!(told(&desk, 10), Some(("first".into(), date(10))));
    send(&mut desk, 10);
    assert_eq!(told(&desk, 10), Some(("second".into(), date(17))));
    let all = next(&desk, date(12), 0);
    assert_eq!(waiting(&all, slug(BASKET), slug("second"), date(12)), (1, 0));
    assert_eq!(waiting(&all, slug(BASKET), slug("second"), date(17)), (1, 1));
    assert_eq!(waiting(&all, slug(BASKET), slug("first"), date(12)), (0, 0));
    send(&mut desk, 17);
    send(&mut desk, 31);
    assert_eq!(told(&desk, 60), None, "the plan is at its end");
}

#[test]
fn what_was_missed_is_not_made_up_for() {
    let mut desk = warmed(&[]);
    assert_eq!(told(&desk, 20), Some(("second".into(), date(17))), "the first one was due ten days ago");
    send(&mut desk, 20);
    assert_eq!(told(&desk, 20), Some(("third".into(), date(31))), "and does not come after the second");
}

#[test]
fn days_before_the_purchase_are_counted_from_its_date() {
    let messages = vec![message("offer", -30, Anchor::PurchaseDate), message("hello", 0, Anchor::Entry)];
    let desk = with(messages.clone(), &[("purchase_date", "")]);
    assert_eq!(told(&desk, 10).unwrap().0, "hello");
    let when = date(60).to_string();
    let mut desk = with(messages, &[("purchase_date", &when)]);
    send(&mut desk, 10);
    assert_eq!(told(&desk, 10), Some(("offer".into(), date(30))));
}

#[test]
fn an_answer_a_purchase_and_a_refusal_of_letters_end_the_sequence() {
    let ended = |desk: &Workspace| due(desk, 17).unwrap().ended;
    let mut answered = warmed(&[]);
    let first = send(&mut answered, 10);
    assert_eq!(ended(&answered), None);
    answered.apply(Command::Post(first, Post::Answered), &context(30, 12)).unwrap();
    assert_eq!(ended(&answered), Some(Stop::Reply));

    let mut bought = warmed(&[]);
    let order = |id: u128, at: i64, kind| {
        Record::from(Purchase {
            id: PurchaseId(id),
            customer: FACTORY,
            kind,
            at: day(at),
            amount: None,
            foreign: None,
            rate: None,
            other_rates: Default::default(),
        })
    };
    let before = vec![order(1, 5, PurchaseKind::Sale), order(2, 12, PurchaseKind::Refund)];
    bought.apply(Command::TakeIn(before), &context(30, 12)).unwrap();
    assert_eq!(ended(&bought), None, "bought before, and gave back since");
    bought.apply(Command::TakeIn(vec![order(3, 12, PurchaseKind::Sale)]), &context(31, 12)).unwrap();
    assert_eq!(ended(&bought), Some(Stop::Purchase));

    let mut refused = warmed(&[("email", "Glavbuh@zavod.ru")]);
    let address = "glavbuh@zavod.ru".to_owned();
    let opt_out = OptOut { id: OptOut::of(&address), address, at: day(11), why: "Отпишите".into(), by: None };
    refused.apply(Command::TakeIn(vec![opt_out.into()]), &context(30, 12)).unwrap();
    assert_eq!(ended(&refused), Some(Stop::Unsubscribed));
    // A message that the reason does not stop goes out.
    let heedless = Message { stop_when: BTreeSet::new(), ..message("first", 0, Anchor::Entry) };
    let mut desk = with(vec![heedless], &[]);
    desk.apply(Command::TakeIn(vec![order(3, 12, PurchaseKind::Sale)]), &context(31, 12)).unwrap();
    assert_eq!(due(&desk, 17).unwrap().ended, None);
}

#[test]
fn what_was_sent_before_two_were_made_one_is_not_due_again() {
    let merge = |desk: &mut Workspace| {
        let into = support::customer(2, "Завод");
        desk.apply(Command::TakeIn(vec![into.clone().into()]), &context(22, 11)).unwrap();
        let wish = Merging { id: MergerId(1), into, gone: FACTORY, people: BTreeMap::new() };
        desk.apply(Command::Merge(wish.into()), &context(23, 11)).unwrap();
    };
    let mut desk = warmed(&[]);
    let again = letter(&due(&desk, 10).unwrap());
    let first = send(&mut desk, 10);
    merge(&mut desk);
    assert_eq!(told(&desk, 12), Some(("second".to_owned(), date(17))));
    // Neither is it prepared again, whoever asks for it.
    let again = Letter { customer: CustomerId(2), ..again };
    desk.apply(Command::PrepareLetters(vec![again]), &context(24, 12)).unwrap();
    assert_eq!(desk.letters().len(), 1);
    desk.apply(Command::Post(first, Post::Answered), &context(30, 13)).unwrap();
    assert_eq!(due(&desk, 17).unwrap().ended, Some(Stop::Reply));
}

#[test]
fn a_letter_is_prepared_once_and_sent_once() {
    let mut desk = warmed(&[]);
    let next = due(&desk, 10).unwrap();
    let prepare = |subject: &str| Command::PrepareLetters(vec![Letter { subject: subject.into(), ..letter(&next) }]);
    assert_eq!(desk.apply(prepare("Счёт"), &context(20, 10)).unwrap().edits.len(), 1);
    assert!(desk.apply(prepare("Другой"), &context(21, 10)).unwrap().is_empty());
    assert_eq!(desk.letter(next.letter).unwrap().subject, "Счёт");
    let post = |desk: &mut Workspace, post| desk.apply(Command::Post(next.letter, post), &context(22, 11)).map(drop);
    assert_eq!(post(&mut desk, Post::Answered), Err(Rejection::LetterClosed(next.letter)), "not sent yet");
    post(&mut desk, Post::Sent(Way::Webhook)).unwrap();
    for again in [Post::Sent(Way::Mail), Post::Queue, Post::Dropped, Post::Refused("нет".into())] {
        assert_eq!(post(&mut desk, again), Err(Rejection::LetterClosed(next.letter)));
    }
    assert_eq!(desk.letter(next.letter).unwrap().fate, Fate::Sent { at: day(11), way: Way::Webhook });
}

#[test]
fn the_network_is_tried_again_until_it_has_been_too_often() {
    let mut desk = warmed(&[]);
    let next = due(&desk, 10).unwrap();
    desk.apply(Command::PrepareLetters(vec![letter(&next)]), &context(20, 10)).unwrap();
    let mut post = |post| desk.apply(Command::Post(next.letter, post), &context(22, 11)).map(drop);
    let missed = |wait| Post::Missed { why: "503".into(), wait };
    post(Post::Queue).unwrap();
    post(missed(None)).unwrap();
    post(missed(Some(600_000))).unwrap();
    let fate = |desk: &Workspace| desk.letter(next.letter).unwrap().fate.clone();
    let from = Moment(day(11).0 + 600_000);
    assert_eq!(fate(&desk), Fate::Queued { tries: 2, from, why: "503".into() });
    let mut post = |post| desk.apply(Command::Post(next.letter, post), &context(22, 11)).map(drop);
    for _ in 3..=TRIES {
        post(missed(None)).unwrap();
    }
    assert_eq!(post(missed(None)), Err(Rejection::LetterClosed(next.letter)));
    assert_eq!(fate(&desk), Fate::Failed { at: day(11), why: "503".into() });
    // A person may try anew.
    desk.apply(Command::Post(next.letter, Post::Queue), &context(23, 12)).unwrap();
    assert_eq!(fate(&desk), Fate::Queued { tries: 0, from: day(12), why: String::new() });
}

#[test]
fn who_wants_no_letters_gets_none_even_when_they_wait_already() {
    let mut desk = warmed(&[]);
    let next = due(&desk, 10).unwrap();
    desk.apply(Command::PrepareLetters(vec![letter(&next)]), &context(20, 10)).unwrap();
    let address = "GLAVBUH@zavod.ru".to_owned();
    let opt_out = OptOut { id: OptOut::of(&address), address, at: day(11), why: String::new(), by: None };
    desk.apply(Command::TakeIn(vec![opt_out.into()]), &context(21, 11)).unwrap();
    for post in [Post::Queue, Post::Sent(Way::Mail)] {
        let refused = desk.apply(Command::Post(next.letter, post), &context(22, 11)).map(drop);
        assert_eq!(refused, Err(Rejection::OptedOut(next.letter)));
    }
    desk.apply(Command::Post(next.letter, Post::Dropped), &context(23, 11)).unwrap();
    let source = Source::Campaign(CampaignId(9));
    let another = Letter { id: source.letter(FACTORY), source, ..letter(&next) };
    let refused = desk.apply(Command::PrepareLetters(vec![another]), &context(24, 11)).map(drop);
    assert_eq!(refused, Err(Rejection::OptedOut(source.letter(FACTORY))));
}
