//! Random records of «Возврат» and «Обновить».

use std::collections::BTreeSet;

use chrono::NaiveDate;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use voronka::domain::insight::rfm::{BoundarySet, Code, Kind, Ledger, Measure, Purchase};
use voronka::domain::{
    Anchor, Arm, Campaign, CampaignId, CustomerId, DealId, EntryId, Fate, Grievance, Interview, InterviewId, Letter,
    LetterId, Message, OptOut, OptOutId, Pin, PinId, Plan, Record, RunId, Segment, Source, Stop, Way,
};

use super::{moment, owner, slug, text, words};

pub(crate) const ARMS: [Arm; 2] = [Arm::Offered, Arm::Control];
pub(crate) const GRIEVANCES: [Grievance; 4] =
    [Grievance::Product, Grievance::Manager, Grievance::Terms, Grievance::Other];
pub(crate) const STOPS: [Stop; 5] =
    [Stop::Reply, Stop::Purchase, Stop::Unsubscribed, Stop::DealOpened, Stop::LastMessage];
pub(crate) const WAYS: [Way; 4] = [Way::Mail, Way::File, Way::Webhook, Way::Hand];

/// A record of any of these kinds.
pub(crate) fn record() -> BoxedStrategy<Record> {
    prop_oneof![
        pin().prop_map(Record::from),
        segment().prop_map(Record::from),
        plan().prop_map(Record::from),
        letter().prop_map(Record::from),
        campaign().prop_map(Record::from),
        interview().prop_map(Record::from),
        opt_out().prop_map(Record::from),
    ]
    .boxed()
}

/// Two records of one kind and one identity.
pub(crate) fn two_of_one() -> BoxedStrategy<(Record, Record)> {
    prop_oneof![
        (pin(), pin()).prop_map(|(a, b)| (a.clone().into(), Pin { id: a.id, ..b }.into())),
        (segment(), segment()).prop_map(|(a, b)| (a.clone().into(), Segment { id: a.id, ..b }.into())),
        (plan(), plan()).prop_map(|(a, b)| (a.clone().into(), Plan { id: a.id, ..b }.into())),
        (letter(), letter()).prop_map(|(a, b)| (a.clone().into(), Letter { id: a.id, ..b }.into())),
        (campaign(), campaign()).prop_map(|(a, b)| (a.clone().into(), Campaign { id: a.id, ..b }.into())),
        (interview(), interview()).prop_map(|(a, b)| (a.clone().into(), Interview { id: a.id, ..b }.into())),
        (opt_out(), opt_out()).prop_map(|(a, b)| (a.clone().into(), OptOut { id: a.id, ..b }.into())),
    ]
    .boxed()
}

pub(super) fn day() -> impl Strategy<Value = NaiveDate> {
    (-3_000_i32..30_000).prop_map(|days| NaiveDate::from_epoch_days(days).unwrap())
}

fn customer() -> impl Strategy<Value = CustomerId> {
    any::<u128>().prop_map(CustomerId)
}

/// The boundaries of some purchases: with few of them some dimensions have none.
fn boundaries() -> impl Strategy<Value = BoundarySet> {
    let purchase = (0..9_u128, day(), of(-1_000_000_i64..100_000_000)).prop_map(|(customer, date, amount)| Purchase {
        customer: CustomerId(customer),
        date,
        kind: Kind::Sale,
        amount,
    });
    (vec(purchase, 0..30), day(), select(&[Measure::AverageCheque, Measure::Total][..])).prop_map(
        |(purchases, day, measure)| {
            BoundarySet::of(&purchases.into_iter().collect::<Ledger<_>>().summarise(day), measure)
        },
    )
}

fn pin() -> BoxedStrategy<Pin> {
    (any::<u128>(), boundaries(), moment(), owner(), of(super::currency()))
        .prop_map(|(id, set, at, by, currency)| Pin { id: PinId(id), set, at, by, currency })
        .boxed()
}

fn segment() -> BoxedStrategy<Segment> {
    let cells = subsequence(Code::all().collect::<Vec<_>>(), 0..27);
    (slug(), text(), cells, text(), text(), text(), text())
        .prop_map(|(id, name, cells, meaning, what_to_do, offer, risk)| Segment {
            id,
            name,
            cells: cells.into_iter().collect(),
            meaning,
            what_to_do,
            offer,
            risk,
        })
        .boxed()
}

fn plan() -> BoxedStrategy<Plan> {
    let anchor = select(&[Anchor::Entry, Anchor::PurchaseDate][..]);
    let message = (slug(), any::<i16>(), anchor, (text(), text(), text()), btree_set(select(&STOPS[..]), 0..4));
    let message = message.prop_map(|(id, day, anchor, (subject, purpose, body), stop_when)| Message {
        id,
        day,
        anchor,
        subject,
        purpose,
        body,
        stop_when,
    });
    (slug(), vec(message, 0..12), text(), text())
        .prop_map(|(id, mut messages, entry_question, audience)| {
            let mut names = BTreeSet::new();
            messages.retain(|message| names.insert(message.id));
            Plan { id, messages, entry_question, audience }
        })
        .boxed()
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        Just(Fate::Ready),
        (any::<u16>(), moment(), words()).prop_map(|(tries, from, why)| Fate::Queued { tries, from, why }),
        (moment(), select(&WAYS[..])).prop_map(|(at, way)| Fate::Sent { at, way }),
        (moment(), words()).prop_map(|(at, why)| Fate::Failed { at, why }),
        moment().prop_map(Fate::Dropped),
    ]
}

fn letter() -> BoxedStrategy<Letter> {
    let source = prop_oneof![
        (slug(), any::<u128>()).prop_map(|(message, entry)| Source::Plan(message, EntryId(entry))),
        any::<u128>().prop_map(|id| Source::Campaign(CampaignId(id))),
        any::<u128>().prop_map(|id| Source::Robot(RunId(id))),
    ];
    let about = (any::<u128>(), customer(), of(any::<u128>().prop_map(DealId)), source);
    (about, (words(), words(), words()), moment(), owner(), fate(), of(moment()))
        .prop_map(|((id, customer, deal, source), (to, subject, body), made, by, fate, answered)| Letter {
            id: LetterId(id),
            customer,
            deal,
            source,
            to,
            subject,
            body,
            made,
            by,
            fate,
            answered,
        })
        .boxed()
}

fn campaign() -> BoxedStrategy<Campaign> {
    (
        any::<u128>(),
        (words(), words(), words()),
        moment(),
        day(),
        owner(),
        btree_map(customer(), select(&ARMS[..]), 0..9),
    )
        .prop_map(|(id, (name, goal, offer), began, until, by, customers)| Campaign {
            id: CampaignId(id),
            name,
            goal,
            offer,
            began,
            until,
            by,
            customers,
        })
        .boxed()
}

fn interview() -> BoxedStrategy<Interview> {
    let deal = of(any::<u128>().prop_map(DealId));
    (any::<u128>(), customer(), deal, select(&GRIEVANCES[..]), words(), moment(), owner())
        .prop_map(|(id, customer, deal, cause, words, at, by)| Interview {
            id: InterviewId(id),
            customer,
            deal,
            cause,
            words,
            at,
            by,
        })
        .boxed()
}

fn opt_out() -> BoxedStrategy<OptOut> {
    (any::<u128>(), words(), moment(), words(), owner())
        .prop_map(|(id, address, at, why, by)| OptOut { id: OptOutId(id), address, at, why, by })
        .boxed()
}
