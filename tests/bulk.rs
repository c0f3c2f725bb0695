//! A wish about many deals or customers: what the preview says is what happens, and undo takes all of it back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[allow(dead_code, reason = "only the random desks are of use here")]
#[path = "support/steps.rs"]
mod steps;
mod support;

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;
use steps::known_places;
use support::{context, day, deal, desk, four_r, next_contact, random, slug};
use voronka::domain::bulk::{Bulk, CustomerBulk, Preview, Wish};
use voronka::domain::{
    Ask, Change, Command, Customer, CustomerId, DealId, MemberId, Moment, Outcome, RecordId, Rejection, Text, Tongue,
    Workspace,
};

/// A wish as it is drawn: where it leads is found on the desk that it meets.
fn wishes() -> impl Strategy<Value = (u8, Index, bool, u128)> {
    (0..6_u8, any::<Index>(), any::<bool>(), 1..5_u128)
}

fn wish(workspace: &Workspace, (kind, at, on, who): (u8, Index, bool, u128)) -> Bulk {
    match kind {
        0 => {
            let why = if on { "клиент торопится".into() } else { String::new() };
            Bulk::Move { to: *at.get(&known_places(workspace)), why }
        }
        1 => Bulk::Assign(on.then_some(MemberId(who))),
        2 => Bulk::Plan(on.then(|| next_contact(day(200)))),
        3 => Bulk::Tag { tag: if at.index(4) == 0 { " ".into() } else { "срочно".into() }, on },
        4 => {
            let listed = workspace.pipelines().flat_map(|funnel| &funnel.stages).flat_map(|stage| &stage.loss_reasons);
            let reasons: Vec<Text> = listed.map(|reason| reason.text.clone()).collect();
            let reason = on.then(|| at.get(&reasons).clone());
            Bulk::Lose {
                reason,
                tongue: Tongue::Ru,
                words: if who > 2 { "купил у других".into() } else { String::new() },
            }
        }
        _ => Bulk::Remove,
    }
}

fn carried_out<W: Wish>(workspace: &mut Workspace, bulk: &W, about: &[W::Id]) -> Result<Change, Rejection> {
    let mut whole = Change::default();
    for &id in about {
        let command = bulk.command(workspace, id)?;
        whole.edits.extend(workspace.apply(command, &context(7, 150))?.edits);
    }
    Ok(Change::default().squash(whole))
}

proptest! {
    #![proptest_config(support::cases(128))]

    #[test]
    fn what_the_preview_says_is_what_happens_and_undo_takes_it_back(start in steps::desk(), drawn in wishes()) {
        let bulk = wish(&start, drawn);
        let all: Vec<DealId> = start.deals().map(|deal| deal.id).collect();
        let mut preview = Preview::default();
        let (first, rest) = all.split_at(all.len() / 2);
        preview.look(&start, &bulk, first.iter().copied(), &context(7, 150));
        preview.look(&start, &bulk, rest.iter().copied(), &context(7, 150));

        // Each deal has one verdict.
        let refused = preview.wont.iter().flat_map(|(_, deals)| deals);
        let told: Vec<DealId> = preview.will.iter().chain(&preview.same).chain(refused).copied().collect();
        prop_assert_eq!(told.len(), all.len());
        prop_assert_eq!(told.iter().collect::<BTreeSet<_>>(), all.iter().collect::<BTreeSet<_>>());
        prop_assert_eq!(preview.refused() + preview.will.len() + preview.same.len(), all.len());

        // What is refused would be refused alone, for the same reason.
        for (why, deals) in &preview.wont {
            for &id in deals {
                let mut alone = start.clone();
                let met = bulk.command(&start, id).and_then(|command| alone.apply(command, &context(7, 150)));
                prop_assert_eq!(met.err(), Some(why.clone()));
            }
        }

        // The others change, all of them and nothing else of the deals.
        let mut desk = start.clone();
        let change = carried_out(&mut desk, &bulk, &preview.will);
        prop_assert!(change.is_ok(), "{:?}", change);
        let change = change.unwrap();
        let changed: BTreeSet<DealId> = change.edits.iter().filter_map(|edit| match edit.id {
            RecordId::Deal(id) => Some(id),
            _ => None,
        }).collect();
        prop_assert_eq!(changed, preview.will.iter().copied().collect::<BTreeSet<_>>());
        if !change.is_empty() {
            desk.apply(Command::Replay(change.reversed()), &context(8, 151)).unwrap();
        }
        prop_assert!(desk == start);
    }

    #[test]
    fn of_the_chosen_customers_what_is_wished_changes_and_nothing_else(
        start in steps::desk(),
        known in prop::collection::vec(random::customer(), 1..8),
        chosen in prop::collection::vec(any::<bool>(), 8),
        (kind, on, who) in (0..3_u8, any::<bool>(), 1..4_u128),
    ) {
        let mut start = start;
        let known = (700..).zip(known).map(|(id, customer)| {
            let name = format!("Завод № {id} {}", customer.name);
            Customer { id: CustomerId(id), name, owner: None, ..customer }.into()
        });
        start.apply(Command::TakeIn(known.collect()), &context(6, 149)).unwrap();
        let members: Vec<MemberId> = start.members().map(|member| member.id).collect();
        let wish = match kind {
            0 => CustomerBulk::Assign(on.then(|| members.get(who as usize).copied().unwrap_or(MemberId(999_999)))),
            1 => CustomerBulk::Tag { tag: " экспорт ".into(), on },
            // One that some of them have already, where any has a tag.
            _ => {
                let tag = start.customers().flat_map(|customer| &customer.tags).next().cloned();
                CustomerBulk::Tag { tag: tag.unwrap_or_default(), on }
            }
        };
        let all: Vec<CustomerId> = start.customers().map(|customer| customer.id).collect();
        let about: Vec<CustomerId> =
            all.iter().zip(chosen.iter().cycle()).filter(|(_, chosen)| **chosen).map(|(id, _)| *id).collect();
        let mut preview = Preview::default();
        preview.look(&start, &wish, about.iter().copied(), &context(7, 150));
        prop_assert_eq!(preview.refused() + preview.will.len() + preview.same.len(), about.len());

        let mut desk = start.clone();
        let change = carried_out(&mut desk, &wish, &preview.will);
        prop_assert!(change.is_ok(), "{:?}", change);
        let change = change.unwrap();
        // Those customers and no other record.
        let changed: BTreeSet<RecordId> = change.edits.iter().map(|edit| edit.id).collect();
        prop_assert_eq!(changed, preview.will.iter().map(|id| RecordId::from(*id)).collect::<BTreeSet<_>>());
        // Of each what was wished, and no other field.
        for &id in &preview.will {
            let (before, after) = (start.customer(id).unwrap(), desk.customer(id).unwrap());
            let mut wanted = Customer::clone(before);
            match &wish {
                CustomerBulk::Assign(owner) => wanted.owner = *owner,
                CustomerBulk::Tag { tag, on: true } => drop(wanted.tags.insert(tag.trim().to_owned())),
                CustomerBulk::Tag { tag, on: false } => drop(wanted.tags.remove(tag.trim())),
                CustomerBulk::Remove => prop_assert!(false, "who goes is the matter of tests/removal.rs"),
            }
            prop_assert_eq!(&wanted, after.as_ref());
        }
        if !change.is_empty() {
            desk.apply(Command::Replay(change.reversed()), &context(8, 151)).unwrap();
        }
        prop_assert!(desk == start);
    }
}

fn filled() -> Workspace {
    let mut desk = desk(four_r());
    let ways: [&[&str]; 4] =
        [&["deals-4r.new"], &["deals-4r.new", "deals-4r.terms"], &["deals-4r.new", "deals-4r.lost"], &["leads-4r.new"]];
    let deals = ways.iter().zip(1..).map(|(way, id)| {
        let funnels = four_r();
        let known = |name: &str| funnels.iter().any(|funnel| funnel.places().any(|place| place == slug(name)));
        deal(id, &way.iter().filter(|name| known(name)).map(|name| slug(name)).collect::<Vec<_>>()).into()
    });
    desk.apply(Command::TakeIn(deals.collect()), &context(0, 0)).unwrap();
    desk
}

#[test]
fn a_loss_takes_the_reason_of_each_stage_or_its_words() {
    let mut desk = filled();
    let stage = desk.deal(DealId(1)).unwrap().stage;
    let funnel = desk.pipeline_of(stage).unwrap().clone();
    let reason = funnel.stage(stage).unwrap().loss_reasons[0].clone();
    let bulk = Bulk::Lose { reason: Some(reason.text.clone()), tongue: Tongue::Ru, words: String::new() };
    carried_out(&mut desk, &bulk, &[DealId(1)]).unwrap();
    let lost = desk.deal(DealId(1)).unwrap();
    assert_eq!(funnel.end(lost.stage).unwrap().outcome, Outcome::Lost);
    assert_eq!(lost.history.last().unwrap().loss.as_ref().unwrap().reason, Some(reason.id));

    let strange =
        Text { ru: "Уехал на другую планету".into(), en: "Left for another planet".into() };
    let bulk = Bulk::Lose { reason: Some(strange), tongue: Tongue::En, words: "said so".into() };
    carried_out(&mut desk, &bulk, &[DealId(2)]).unwrap();
    let loss = desk.deal(DealId(2)).unwrap().history.last().unwrap().loss.clone().unwrap();
    assert_eq!((loss.reason, loss.words.as_str()), (None, "Left for another planet. said so"));
    // Lost once, it is not lost again.
    assert_eq!(bulk.command(&desk, DealId(2)), Err(Rejection::DealClosed));
}

#[test]
fn one_reason_answers_for_all_who_skip() {
    let desk = filled();
    let to = desk.pipeline(slug("deals-4r")).unwrap().stages[3].id;
    let ids = [DealId(1), DealId(2)];
    let looked = |why: &str| {
        let mut preview = Preview::default();
        preview.look(&desk, &Bulk::Move { to, why: why.into() }, ids, &context(7, 150));
        preview
    };
    let bare = looked("");
    assert!(bare.will.is_empty());
    let asks_why = |why: &Rejection| {
        matches!(why, Rejection::Needs(asks) if asks.iter().any(|ask| matches!(ask, Ask::WhySkip(_))))
            || matches!(why, Rejection::StageSkipped(_))
    };
    assert!(bare.wont.iter().all(|(why, _)| asks_why(why)), "{:?}", bare.wont);
    let told = looked("Параметры уже есть");
    assert!(
        told.will.len() > bare.will.len() || told.wont.iter().all(|(why, _)| matches!(why, Rejection::StageSkipped(_)))
    );
}

#[test]
fn what_has_ended_is_not_planned_and_what_is_gone_is_not_there() {
    let desk = filled();
    let closed = desk.deals().find(|deal| desk.pipeline_of(deal.stage).unwrap().end(deal.stage).is_some()).unwrap().id;
    let plan = Bulk::Plan(Some(next_contact(Moment(support::DAY_0.0 + 1))));
    assert_eq!(plan.command(&desk, closed), Err(Rejection::DealClosed));
    assert!(Bulk::Plan(None).command(&desk, closed).is_ok());
    assert_eq!(Bulk::Remove.command(&desk, DealId(99)), Err(Rejection::NotFound(DealId(99).into())));
}

#[test]
fn a_customer_is_given_to_nobody_unknown_and_no_tag_is_blank() {
    let mut desk = filled();
    desk.apply(Command::TakeIn(vec![support::customer(9, "Завод").into()]), &context(1, 1)).unwrap();
    let looked = |wish: &CustomerBulk| {
        let mut preview = Preview::default();
        preview.look(&desk, wish, [CustomerId(9), CustomerId(99)], &context(7, 150));
        preview
    };
    let gone = Rejection::NotFound(CustomerId(99).into());
    let stranger = Rejection::BrokenReference { from: CustomerId(9).into(), to: MemberId(404).into() };
    assert_eq!(
        looked(&CustomerBulk::Assign(Some(MemberId(404)))).wont,
        [(stranger, vec![CustomerId(9)]), (gone.clone(), vec![CustomerId(99)])]
    );
    let blank = looked(&CustomerBulk::Tag { tag: " ".into(), on: true });
    assert_eq!(blank.wont, [(Rejection::NothingSaid, vec![CustomerId(9)]), (gone, vec![CustomerId(99)])]);
    let owner = desk.customer(CustomerId(9)).unwrap().owner;
    assert_eq!(looked(&CustomerBulk::Assign(owner)).same, [CustomerId(9)]);
}
