//! What restoring does about what is here: what is newer where, what stays and why, of one desk that can be seen through.

use voronka::data::copy::{Comparison, Kept, OfKind, Rule, Way, compare, restore};
use voronka::domain::{Command, Customer, Deal, DealId, Moment, Record, RecordId, Workspace};

use crate::support::{self, context, customer, deal, slug};
use crate::{copied, kept, now, read, restored, stands};

fn desk() -> Workspace {
    let mut desk = support::desk(support::four_r());
    let deals = [1, 2].map(|id| Record::from(deal(id, &[slug("deals-4r.new")])));
    desk.apply(Command::TakeIn(deals.to_vec()), &context(1, 0)).unwrap();
    desk
}

fn take(desk: &mut Workspace, record: impl Into<Record>) {
    desk.apply(Command::TakeIn(vec![record.into()]), &context(2, 0)).unwrap();
}

fn of(comparison: &Comparison, kind: &str) -> OfKind {
    comparison.kinds.iter().find(|of| of.kind == kind).cloned().unwrap()
}

#[test]
fn copy_and_desk_are_compared_by_kind() {
    let there = desk();
    let mut here = there.clone();
    take(&mut here, Customer { name: "Элеватор".into(), ..customer(1, "") });
    take(&mut here, customer(2, "Верфь"));
    here.apply(Command::RemoveDeal(DealId(2)), &context(3, 0)).unwrap();
    let mut copy = read(&copied(&there));
    let same = now(compare(&copy, &there, |_| None, async || ()));
    assert!(same.is_same());

    let factory = RecordId::from(support::FACTORY);
    for (there, newer_here, newer_there, unlike) in
        [(None, 0, 0, 1), (Some(5), 1, 0, 0), (Some(15), 0, 1, 0), (Some(10), 0, 0, 1)]
    {
        copy.at.clear();
        copy.at.extend(there.map(|there| (factory, Moment(there))));
        let told = now(compare(&copy, &here, |_| Some(Moment(10)), async || ()));
        let customers = of(&told, "customer");
        assert_eq!((customers.newer_here, customers.newer_there, customers.unlike), (newer_here, newer_there, unlike));
        assert_eq!((customers.only_here, customers.new, customers.same), (1, 0, 0));
        assert_eq!(customers.examples, ["Завод «Импульс»", "Верфь"]);
        assert_eq!((of(&told, "deal").new, of(&told, "deal").same, of(&told, "pipeline").same), (1, 1, 4));
    }
}

#[test]
fn everything_is_replaced_but_a_history_that_went_on() {
    let there = desk();
    let mut here = there.clone();
    let moved = deal(1, &[slug("deals-4r.new"), slug("deals-4r.terms")]);
    take(&mut here, moved.clone());
    take(&mut here, customer(2, "Верфь"));
    take(&mut here, Deal { customer: Some(voronka::domain::CustomerId(2)), ..deal(3, &[slug("deals-4r.new")]) });
    let (after, plan) = restored(&here, &read(&copied(&there)), Way::Replace);
    assert_eq!(kept(&plan, Kept::History), [RecordId::Deal(DealId(1))]);
    assert_eq!(after.deal(DealId(1)).unwrap().stage, slug("deals-4r.terms"));
    assert_eq!((after.deals().len(), after.customers().len()), (2, 1));
    assert_eq!(plan.counts(&here), [0, 0, 2]);
}

#[test]
fn what_a_deal_that_stays_names_stays_too() {
    let there = desk();
    let mut here = there.clone();
    take(&mut here, customer(2, "Верфь"));
    let moved = deal(1, &[slug("deals-4r.new"), slug("deals-4r.terms")]);
    take(&mut here, Deal { customer: Some(voronka::domain::CustomerId(2)), ..moved });
    let (after, _) = restored(&here, &read(&copied(&there)), Way::Replace);
    assert_eq!(after.customers().len(), 2);
    assert_eq!(stands(&after), Ok(()));
}

#[test]
fn a_funnel_with_a_stage_that_is_needed_stays() {
    let there = desk();
    let mut here = there.clone();
    let mut funnel = support::four_r().into_iter().find(|funnel| funnel.id == slug("deals-4r")).unwrap();
    let mut stage = funnel.stages[0].clone();
    stage.id = slug("deals-4r.tasting");
    funnel.stages.push(stage);
    take(&mut here, funnel);
    take(&mut here, deal(1, &[slug("deals-4r.new"), slug("deals-4r.tasting")]));
    let (after, plan) = restored(&here, &read(&copied(&there)), Way::Replace);
    assert_eq!(kept(&plan, Kept::Funnel), [RecordId::Pipeline(slug("deals-4r"))]);
    assert_eq!(stands(&after), Ok(()));
}

#[test]
fn of_what_differs_the_rule_says_which_stays() {
    let there = desk();
    let mut here = there.clone();
    take(&mut here, Customer { name: "Элеватор".into(), ..customer(1, "") });
    let mut copy = read(&copied(&there));
    let name = |copy: &_, rule| {
        let plan = now(restore(copy, &here, |_| Some(Moment(10)), Way::Add(rule), async || ()));
        let mut after = here.clone();
        after.apply(Command::Adopt(plan.edits), &context(4, 0)).unwrap();
        after.customer(support::FACTORY).unwrap().name.clone()
    };
    let (ours, theirs) = ("Элеватор", "Завод «Импульс»");
    assert_eq!([Rule::Newer, Rule::There, Rule::Here].map(|rule| name(&copy, rule)), [ours, theirs, ours]);
    for (written, stays) in [(9, ours), (10, ours), (11, theirs)] {
        copy.at.insert(support::FACTORY.into(), Moment(written));
        assert_eq!(name(&copy, Rule::Newer), stays, "{written}");
    }
}
