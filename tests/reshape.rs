//! The laws of reshaping a funnel, tried on random funnels and changes: names stay unique, nothing of a stage is lost by
//! splitting and merging, and deals are told where to go exactly when their place goes. Then a few hand-checked ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use support::{cases, context, deal, desk, four_r, random, slug};
use voronka::domain::insight::edition::{self, Matter, Wanted};
use voronka::domain::reshape::{Names, Relocation, reorder};
use voronka::domain::{
    Adoption, Cause, Command, DealId, EditionId, Evidence, EvidenceKind, Field, Freedom, Pipeline, Record, Rejection,
    Slug, Text, Workspace,
};

/// A change of the shape of a funnel.
#[derive(Clone, Debug)]
enum Reshape {
    Add(Index),
    Copy(Index),
    Move(Index, Index),
    Remove(Index),
    Split(Index),
    Merge(Index),
    Key(Index, bool),
    AddEnd(Index),
    RemoveEnd(Index),
}

fn reshapes() -> impl Strategy<Value = Vec<Reshape>> {
    let at = any::<Index>;
    vec(
        prop_oneof![
            at().prop_map(Reshape::Add),
            at().prop_map(Reshape::Copy),
            (at(), at()).prop_map(|(from, to)| Reshape::Move(from, to)),
            at().prop_map(Reshape::Remove),
            at().prop_map(Reshape::Split),
            at().prop_map(Reshape::Merge),
            (at(), any::<bool>()).prop_map(|(at, key)| Reshape::Key(at, key)),
            at().prop_map(Reshape::AddEnd),
            at().prop_map(Reshape::RemoveEnd),
        ],
        1..8,
    )
}

fn reshape(funnel: &mut Pipeline, how: &Reshape, names: &mut Names) {
    let stage = |funnel: &Pipeline, at: &Index| (!funnel.stages.is_empty()).then(|| at.get(&funnel.stages).id);
    match how {
        Reshape::Add(at) => {
            funnel.add_stage(at.index(funnel.stages.len() + 1), "Новый шаг".into(), names);
        }
        Reshape::AddEnd(at) => {
            funnel.add_end("Итог".into(), *at.get(&random::OUTCOMES), names);
        }
        Reshape::RemoveEnd(at) => {
            if !funnel.ends.is_empty() {
                funnel.ends.remove(at.index(funnel.ends.len()));
            }
        }
        Reshape::Copy(at) => drop(stage(funnel, at).and_then(|stage| funnel.copy_stage(stage, names))),
        Reshape::Move(at, to) => {
            let to = to.index(funnel.stages.len().max(1));
            stage(funnel, at).into_iter().for_each(|stage| funnel.move_stage(stage, to));
        }
        Reshape::Remove(at) => stage(funnel, at).into_iter().for_each(|stage| funnel.remove_stage(stage)),
        Reshape::Split(at) => {
            let parting = stage(funnel, at).and_then(|stage| Some((stage, funnel.stage(stage)?.parting())));
            parting.and_then(|(stage, parting)| funnel.split_stage(stage, parting, names));
        }
        Reshape::Merge(at) => stage(funnel, at).into_iter().for_each(|stage| funnel.merge_with_next(stage)),
        Reshape::Key(at, key) => stage(funnel, at).into_iter().for_each(|stage| funnel.mark_key(stage, *key)),
    }
}

/// Every name that a funnel has given to something of its own.
fn names_of(funnel: &Pipeline) -> Vec<Slug> {
    let stages = funnel.stages.iter().flat_map(|stage| {
        let proofs = stage.evidence.iter().map(|proof| proof.id);
        proofs.chain(stage.loss_reasons.iter().map(|reason| reason.id)).collect::<Vec<_>>()
    });
    funnel.places().chain(stages).collect()
}

fn all_differ(names: &[Slug]) -> bool {
    names.iter().collect::<BTreeSet<_>>().len() == names.len()
}

/// A funnel whose names differ, as every funnel that people make.
fn funnel() -> impl Strategy<Value = Pipeline> {
    let sound = |funnel: &Pipeline| {
        let fields = |fields: &[Field]| all_differ(&fields.iter().map(|field| field.id).collect::<Vec<_>>());
        let each = funnel.stages.iter().all(|stage| {
            let words: BTreeSet<_> = stage.loss_reasons.iter().map(|reason| &reason.text).collect();
            let script: BTreeSet<_> = stage.script.iter().collect();
            fields(&stage.required_fields)
                && fields(&stage.exit_fields)
                && stage.required_fields.iter().all(|field| stage.exit_fields.iter().all(|other| other.id != field.id))
                && words.len() == stage.loss_reasons.len()
                && script.len() == stage.script.len()
        });
        each && all_differ(&names_of(funnel))
    };
    random::pipeline().prop_filter("names differ", sound).prop_map(|funnel| Pipeline { archived: false, ..funnel })
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn fresh_names_are_nobodys(
        before in funnel(), now in funnel(), draft in funnel(), how in reshapes(), seed in select(vec![0, 7, u128::MAX]),
    ) {
        let before = Pipeline { id: now.id, ..before };
        let draft = Pipeline { id: now.id, ..draft };
        let mut desk = desk(Vec::new());
        let past = desk.apply(Command::TakeIn(vec![before.clone().into()]), &context(1, 1));
        prop_assume!(past.is_ok());
        let publish = Command::Publish {
            funnel: Box::new(now.clone()),
            edition: EditionId(1),
            adoption: Adoption::AtOnce,
            moves: BTreeMap::new(),
        };
        prop_assume!(desk.apply(publish, &context(2, 2)).is_ok());
        desk.apply(Command::DraftFunnel(Box::new(draft.clone())), &context(3, 3)).unwrap();
        let mut known: Vec<Slug> = [&before, &now, &draft].into_iter().flat_map(names_of).collect();
        known.sort();
        let mut reshaped = draft.clone();
        // The same number twice, as two people who begin at once: names of one page differ all the same.
        let mut names = Names::new(&desk, seed);
        for how in &how {
            let had = names_of(&reshaped);
            reshape(&mut reshaped, how, &mut names);
            let has = names_of(&reshaped);
            prop_assert!(all_differ(&has), "{:?}: {:?}", how, has);
            let new: Vec<_> = has.iter().filter(|name| !had.contains(name)).collect();
            prop_assert!(new.iter().all(|name| known.binary_search(name).is_err()), "{:?}: {:?}", how, new);
        }
        let copy = reshaped.copied("Другая".into(), &mut names);
        let both: Vec<Slug> = names_of(&reshaped).into_iter().chain(names_of(&copy)).collect();
        prop_assert!(all_differ(&both));
        prop_assert_eq!(copy.stages.len(), reshaped.stages.len());
        let before = |funnel: &Pipeline| -> Vec<_> {
            funnel.questions.iter().map(|question| question.before.and_then(|stage| funnel.position(stage))).collect()
        };
        prop_assert_eq!(before(&copy), before(&reshaped));
    }

    #[test]
    fn split_and_merged_again_a_stage_has_all_it_had(was in funnel(), at in any::<Index>()) {
        prop_assume!(!was.stages.is_empty());
        let stage = at.get(&was.stages).clone();
        let mut names = Names::new(&Workspace::default(), 5);
        let mut funnel = was.clone();
        let second = funnel.split_stage(stage.id, stage.parting(), &mut names).unwrap();
        let (first, second) = (funnel.stage(stage.id).unwrap().clone(), funnel.stage(second).unwrap().clone());
        prop_assert_eq!(first.evidence.len() + second.evidence.len(), stage.evidence.len());
        prop_assert_eq!(first.loss_reasons.len() + second.loss_reasons.len(), stage.loss_reasons.len());
        prop_assert!(!(first.key_stage && second.key_stage));
        let whole = if stage.norm_days == 1 { 2 } else { stage.norm_days };
        prop_assert_eq!(first.norm_days + second.norm_days, whole);
        funnel.merge_with_next(stage.id);
        let merged = funnel.stage(stage.id).unwrap().clone();
        prop_assert_eq!(&merged.evidence, &stage.evidence);
        prop_assert_eq!(&merged.loss_reasons, &stage.loss_reasons);
        prop_assert_eq!(&merged.required_fields, &stage.required_fields);
        prop_assert_eq!(&merged.exit_fields, &stage.exit_fields);
        prop_assert_eq!(&merged.script, &stage.script);
        prop_assert_eq!(&merged.movers, &stage.movers);
        prop_assert_eq!(merged.key_stage, stage.key_stage);
        prop_assert_eq!(merged.probability, stage.probability);
        prop_assert_eq!(funnel.stages.len(), was.stages.len());
        prop_assert_eq!(funnel.questions, was.questions);
    }

    #[test]
    fn merged_stages_have_what_both_had(was in funnel(), at in any::<Index>()) {
        prop_assume!(was.stages.len() > 1);
        let at = at.index(was.stages.len() - 1);
        let (first, second) = (&was.stages[at], &was.stages[at + 1]);
        let mut funnel = was.clone();
        funnel.merge_with_next(first.id);
        let merged = &funnel.stages[at];
        let proofs: BTreeSet<_> = first.evidence.iter().chain(&second.evidence).map(|proof| proof.id).collect();
        prop_assert_eq!(merged.evidence.iter().map(|proof| proof.id).collect::<BTreeSet<_>>(), proofs);
        let reasons: BTreeSet<_> = first.loss_reasons.iter().chain(&second.loss_reasons).map(|why| &why.text).collect();
        prop_assert_eq!(merged.loss_reasons.iter().map(|why| &why.text).collect::<BTreeSet<_>>(), reasons);
        let fields = |stage: &voronka::domain::Stage| -> BTreeSet<Slug> {
            stage.required_fields.iter().chain(&stage.exit_fields).map(|field| field.id).collect()
        };
        prop_assert_eq!(fields(merged), fields(first).union(&fields(second)).copied().collect());
        let asked = merged.required_fields.len() + merged.exit_fields.len();
        prop_assert_eq!(asked, fields(merged).len(), "a piece of data is asked for once");
    }

    #[test]
    fn what_was_moved_is_there_once(list in vec(any::<u8>(), 0..8), from in any::<Index>(), to in any::<Index>()) {
        let (from, to) = (from.index(list.len().max(1)), to.index(list.len().max(1)));
        let mut moved = list.clone();
        reorder(&mut moved, from, to);
        if let Some(what) = list.get(from) {
            prop_assert_eq!(&moved[to], what);
        }
        reorder(&mut moved, to, from);
        prop_assert_eq!(moved, list);
    }

    #[test]
    fn every_deal_whose_place_goes_is_moved_and_no_other(how in reshapes(), at in vec(any::<Index>(), 1..12)) {
        let live = four_r().into_iter().find(|funnel| funnel.id == slug("deals-4r")).unwrap();
        let places: Vec<Slug> = live.places().collect();
        let mut desk = desk(four_r());
        let deals = (1..).zip(&at).map(|(id, at)| deal(id, &[live.stages[0].id, *at.get(&places)]).into());
        let deals: Vec<Record> = deals.collect();
        desk.apply(Command::TakeIn(deals), &context(1, 9)).unwrap();
        let mut draft = live.clone();
        let mut names = Names::new(&desk, 77);
        how.iter().for_each(|how| reshape(&mut draft, how, &mut names));
        draft.stages.iter_mut().filter(|stage| stage.name == Text::default()).for_each(|s| s.name = "Часть".into());
        let relocation = Relocation::of(&desk, &live, &draft);
        let moves = relocation.moves(&BTreeMap::new(), &BTreeSet::new());
        let kept: BTreeSet<Slug> = draft.places().collect();
        let gone: BTreeSet<DealId> =
            desk.deals().filter(|deal| !kept.contains(&deal.stage)).map(|deal| deal.id).collect();
        let told = relocation.leaving.iter().flat_map(|leaving| leaving.deals.iter().copied());
        prop_assert_eq!(told.collect::<BTreeSet<_>>(), gone.clone());
        if relocation.undecided(&BTreeMap::new()).is_some() {
            return Ok(());
        }
        prop_assert_eq!(moves.keys().copied().collect::<BTreeSet<_>>(), gone);
        let effects = edition::effects(&desk, &live, &draft, &moves);
        let before: BTreeMap<_, _> = desk.deals().map(|deal| (deal.id, deal.clone())).collect();
        let open = desk.deals().filter(|deal| live.position(deal.stage).is_some()).count();
        prop_assert_eq!(effects.open, open);
        prop_assert!(effects.touched <= open && effects.asked.iter().all(|asked| asked.missing <= asked.of));
        let same = draft == live;
        let publish = Command::Publish {
            funnel: Box::new(draft),
            edition: EditionId(1),
            adoption: Adoption::NextStage,
            moves: moves.clone(),
        };
        let published = desk.apply(publish, &context(2, 20));
        prop_assert!(published.is_ok(), "{:?}", published);
        for deal in desk.deals() {
            let was = &before[&deal.id];
            match moves.get(&deal.id).filter(|_| !same) {
                Some(&to) => {
                    prop_assert_eq!(deal.stage, to);
                    prop_assert_eq!(deal.history.len(), was.history.len() + 1);
                    prop_assert_eq!(deal.history.last().unwrap().cause, Cause::Funnel);
                    prop_assert!(deal.history.starts_with(&was.history));
                }
                None => prop_assert_eq!(deal, was),
            }
        }
        prop_assert_eq!(desk.deals().len(), before.len());
    }

    #[test]
    fn editions_that_differ_show_where(old in funnel(), new in funnel(), how in reshapes()) {
        prop_assert!(edition::compare(&old, &old).is_same());
        let new = Pipeline { id: old.id, ..new };
        prop_assert_eq!(edition::compare(&old, &new).is_same(), old == new);
        let mut names = Names::new(&Workspace::default(), 3);
        let mut reshaped = old.clone();
        how.iter().for_each(|how| reshape(&mut reshaped, how, &mut names));
        let comparison = edition::compare(&old, &reshaped);
        prop_assert_eq!(comparison.is_same(), old == reshaped);
        let shown: Vec<_> = comparison.stages.iter().filter_map(|row| row.after).collect();
        prop_assert_eq!(shown, (0..reshaped.stages.len()).collect::<Vec<_>>());
        let gone = comparison.stages.iter().filter(|row| row.after.is_none()).count();
        let stays = comparison.stages.iter().filter(|row| row.before.is_some() && row.after.is_some()).count();
        prop_assert_eq!(gone + stays, old.stages.len());
    }
}

fn deals_funnel() -> Pipeline {
    four_r().into_iter().find(|funnel| funnel.id == slug("deals-4r")).unwrap()
}

#[test]
fn a_split_keeps_its_deals_on_the_first_part_and_offers_the_second_to_those_who_are_ready() {
    let live = deals_funnel();
    let quote = slug("deals-4r.quote");
    let mut draft = live.clone();
    let mut desk = desk(four_r());
    let mut names = Names::new(&desk, 1);
    let mut parting = live.stage(quote).unwrap().parting();
    (parting.step, parting.second) = ("Клиент получил расчёт".into(), "Изучить расчёт".into());
    let second = draft.split_stage(quote, parting, &mut names).unwrap();
    let way = [slug("deals-4r.new"), slug("deals-4r.terms"), quote];
    let mut proved = deal(2, &way);
    let required = draft.stage(quote).unwrap().evidence.iter().filter(|proof| proof.required);
    proved.proofs = required.map(|proof| (proof.id, Default::default())).collect();
    let mut unproved = deal(1, &way);
    unproved.proofs.clear();
    desk.apply(Command::TakeIn(vec![unproved.into(), proved.into()]), &context(1, 9)).unwrap();
    let comparison = edition::compare(&live, &draft);
    // What one part gave up the other has: nobody is asked for more.
    assert_eq!((comparison.harder, comparison.easier), (vec![], vec![]));
    let new = comparison.stages.iter().find(|row| row.id == second).unwrap();
    let proofs = new.lines.iter().filter(|line| matches!(line.after, Some(Matter::Proof(_))));
    assert_eq!(proofs.count(), draft.stage(second).unwrap().evidence.len());
    let relocation = Relocation::of(&desk, &live, &draft);
    assert_eq!(relocation.leaving, []);
    assert_eq!(relocation.parted.len(), 1);
    assert_eq!((relocation.parted[0].first, relocation.parted[0].second), (quote, second));
    assert_eq!(relocation.parted[0].ready, [DealId(2)]);
    let none = BTreeMap::new();
    assert!(relocation.moves(&none, &BTreeSet::new()).is_empty());
    assert_eq!(relocation.moves(&none, &BTreeSet::from([quote])), BTreeMap::from([(DealId(2), second)]));
}

#[test]
fn deals_of_a_stage_that_goes_follow_its_proofs_or_go_back_a_stage() {
    let live = deals_funnel();
    let mut desk = desk(four_r());
    let places = ["new", "terms", "quote", "agree"].map(|stage| slug(&format!("deals-4r.{stage}")));
    let lost = slug("deals-4r.lost");
    let deals: Vec<Record> =
        vec![deal(1, &places[..3]).into(), deal(2, &places[..1]).into(), deal(3, &[places[0], lost]).into()];
    desk.apply(Command::TakeIn(deals), &context(1, 9)).unwrap();
    let proposed = |draft: &Pipeline| -> Vec<_> {
        let leaving = Relocation::of(&desk, &live, draft).leaving;
        leaving.into_iter().map(|leaving| (leaving.place, leaving.proposed)).collect()
    };
    let mut merged = live.clone();
    merged.merge_with_next(places[1]);
    assert_eq!(proposed(&merged), [(places[2], Some(places[1]))]);
    let mut removed = live.clone();
    removed.remove_stage(places[2]);
    removed.remove_stage(places[1]);
    assert_eq!(proposed(&removed), [(places[2], Some(places[0]))]);
    let mut first = live.clone();
    first.remove_stage(places[0]);
    assert_eq!(proposed(&first), [(places[0], Some(places[1]))]);
    let mut end = live.clone();
    end.ends.retain(|end| end.id != lost);
    assert_eq!(proposed(&end), [(lost, None)]);
    let archived = Pipeline { archived: true, ..live.clone() };
    assert_eq!(proposed(&archived), [(places[0], None), (places[2], None)]);
    let elsewhere = slug("leads-4r.new");
    let relocation = Relocation::of(&desk, &live, &archived);
    assert_eq!(relocation.undecided(&BTreeMap::new()).map(|leaving| leaving.place), Some(places[0]));
    let chosen = BTreeMap::from([(places[0], elsewhere), (places[2], elsewhere)]);
    assert!(relocation.undecided(&chosen).is_none());
    let publish = |moves| Command::Publish {
        funnel: Box::new(archived.clone()),
        edition: EditionId(1),
        adoption: Adoption::AtOnce,
        moves,
    };
    let mut desk = desk.clone();
    let left = desk.apply(publish(BTreeMap::new()), &context(2, 10));
    assert_eq!(left, Err(Rejection::DealsLeft(live.id, 2)));
    desk.apply(publish(relocation.moves(&chosen, &BTreeSet::new())), &context(2, 10)).unwrap();
    assert_eq!(desk.column(elsewhere).map(|column| column.len()), Some(2));
}

#[test]
fn a_draft_says_how_many_deals_it_will_ask() {
    let live = deals_funnel();
    let mut desk = desk(four_r());
    let (terms, quote) = (slug("deals-4r.terms"), slug("deals-4r.quote"));
    let way = [slug("deals-4r.new"), terms, quote];
    let mut knows = deal(2, &way[..2]);
    knows.fields.insert("decides".into(), "Главный инженер".into());
    let deals: Vec<Record> = vec![deal(1, &way[..2]).into(), knows.into(), deal(3, &way).into()];
    desk.apply(Command::TakeIn(deals), &context(1, 9)).unwrap();
    let mut draft = live.clone();
    let field = Field { id: slug("decides"), name: "Кто согласует".into() };
    let proof = Evidence {
        id: slug("deals-4r.quote.lawyer"),
        text: "Юрист принял договор".into(),
        kind: EvidenceKind::Letter,
        required: true,
    };
    let stage = draft.stages.iter_mut().find(|stage| stage.id == quote).unwrap();
    stage.required_fields.push(field.clone());
    stage.evidence.push(proof.clone());
    draft.policy.usual.unproved = Freedom::Forbidden;
    let mut strict = live.clone();
    strict.policy.usual.unproved = Freedom::Forbidden;
    let effects = edition::effects(&desk, &strict, &draft, &BTreeMap::new());
    assert_eq!((effects.open, effects.moved, effects.touched), (3, 0, 2));
    let asked: Vec<_> =
        effects.asked.into_iter().map(|asked| (asked.stage, asked.what, asked.missing, asked.of)).collect();
    assert_eq!(
        asked,
        [
            (quote, Wanted::ToEnter(field.clone()), 1, 2),
            (quote, Wanted::Proof(proof.clone(), Freedom::Forbidden), 1, 1)
        ]
    );
    let comparison = edition::compare(&strict, &draft);
    assert_eq!((comparison.changed(), comparison.keeps_order()), (1, true));
    assert_eq!((&comparison.harder, &comparison.easier), (&vec![3], &vec![]));
    let row = comparison.stages.iter().find(|row| row.id == quote).unwrap();
    let after: Vec<_> = row.lines.iter().map(|line| line.after.clone().unwrap()).collect();
    assert_eq!(after, [Matter::Proof(proof), Matter::Enter(field)]);
}

#[test]
fn one_stage_that_was_moved_is_all_that_moved() {
    let live = deals_funnel();
    let mut draft = live.clone();
    let paid = slug("deals-4r.paid");
    draft.move_stage(live.stages[4].id, 1);
    let moved: Vec<_> =
        edition::compare(&live, &draft).stages.into_iter().filter(|row| row.moved).map(|row| row.id).collect();
    assert_eq!(moved, [live.stages[4].id]);
    assert!(draft.position(paid).is_some() || live.position(paid).is_none());
}

#[test]
fn deals_are_counted_under_the_edition_in_which_they_came() {
    let live = deals_funnel();
    let mut desk = desk(four_r());
    let first = live.stages[0].id;
    desk.apply(Command::TakeIn(vec![deal(1, &[first]).into()]), &context(1, 9)).unwrap();
    let mut draft = live.clone();
    draft.remove_stage(first);
    let moves = Relocation::of(&desk, &live, &draft).moves(&BTreeMap::new(), &BTreeSet::new());
    let publish =
        Command::Publish { funnel: Box::new(draft), edition: EditionId(1), adoption: Adoption::AtOnce, moves };
    desk.apply(publish, &context(2, 10)).unwrap();
    let until = desk.editions(live.id)[0].until;
    assert_eq!(edition::entered(&desk, live.id, None, Some(until)), 1);
    assert_eq!(edition::entered(&desk, live.id, Some(until), None), 0, "moved by the funnel, not come into it");
}
