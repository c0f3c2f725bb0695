//! «Гипотезы»: what is tried at the stages of this funnel and what came of it.
//! Deliberately not here: who is handled how (`domain::hypothesis`), the figures (`insight::trial`).

mod dialog;
mod ending;
mod one;
mod wording;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

pub(super) use self::dialog::ProposalDialog;
use self::one::{One, OneDialog};
use self::wording::mark;
use super::asking::{Answer, use_analysis};
use crate::app::address::use_query;
use crate::app::clock;
use crate::app::locale::{use_words, use_words_of};
use crate::app::store::Store;
use crate::app::words::HYPOTHESES;
use crate::domain::insight::trial::{Finding, finding};
use crate::domain::{Hypothesis, HypothesisId, Pipeline, Slug};
use crate::ui::icon::Icon;

/// How many ended ones are shown at first, and how many a press adds.
const SHOWN: (usize, usize) = (5, 20);

/// What a new hypothesis says until somebody writes otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Proposal {
    /// The stage; none for whichever is chosen.
    pub(super) stage: Option<Slug>,
    /// Why something should be changed there.
    pub(super) because: String,
}

/// The hypothesis that is being put forward, if any is. To be provided by the page that has [`ProposalDialog`] on it.
#[derive(Clone, Copy, Default)]
pub(super) struct Proposals(RwSignal<Option<Proposal>>);

impl Proposals {
    /// Opens the dialog with this in it.
    pub(super) fn propose(self, proposal: Proposal) {
        self.0.set(Some(proposal));
    }
}

/// The hypotheses at stages that a funnel has or had: those that run first, then the others, the latest first.
fn of_funnel(store: Store, funnel: &Pipeline) -> (Vec<Arc<Hypothesis>>, usize) {
    let (mut ours, others): (Vec<_>, Vec<_>) = store.all("hypothesis", |workspace| {
        workspace.hypotheses().cloned().partition(|idea| {
            let there = workspace.funnel_that_had(idea.stage);
            there.is_none_or(|there| there.id == funnel.id)
        })
    });
    ours.sort_by_key(|idea| (idea.ended.is_some(), Reverse(idea.ended.as_ref().map_or(idea.began, |ended| ended.at))));
    (ours, others.len())
}

/// What came of each, counted one after another so that the page may breathe; those that are not yet are missing.
type Findings = RwSignal<BTreeMap<HypothesisId, Finding>>;

fn keep_counting(answer: Arc<Answer>, ideas: Memo<Arc<Vec<Arc<Hypothesis>>>>) -> Findings {
    let findings = Findings::default();
    let turn = StoredValue::new(0_u32);
    Effect::new(move || {
        let ideas = ideas.get();
        let answer = answer.clone();
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = turn.get_value();
        spawn_local(async move {
            let mut counted = BTreeMap::new();
            for idea in ideas.iter() {
                let Some(stage) = answer.funnel.position(idea.stage) else { continue };
                clock::pause().await;
                // Counted anew, or the person has left the page meanwhile.
                if turn.try_get_value() != Some(mine) {
                    return;
                }
                let reading = &answer.reading;
                counted.insert(idea.id, finding(idea, stage, &reading.journeys, &reading.deals, clock::now().0));
            }
            if turn.try_get_value() == Some(mine) {
                findings.set(counted);
            }
        });
    });
    findings
}

/// The panel.
#[component]
pub(super) fn HypothesesPanel() -> impl IntoView {
    let analysis = use_analysis();
    move || analysis.answer().map(|answer| view! { <List answer /> })
}

#[component]
fn List(answer: Arc<Answer>) -> impl IntoView {
    let all = use_words();
    let own = use_words_of(&HYPOTHESES);
    let store = use_analysis().store;
    let proposals: Proposals = expect_context();
    let funnel = answer.funnel.clone();
    let known = Memo::new(move |_| of_funnel(store, &funnel));
    let ideas = Memo::new(move |_| Arc::new(known.with(|(ideas, _)| ideas.clone())));
    let findings = keep_counting(answer.clone(), ideas);
    let shown = RwSignal::new(SHOWN.0);
    let (open, set_open) = use_query("hypothesis");
    let funnel = answer.funnel.clone();
    let opened = Memo::new(move |_| {
        let id: HypothesisId = open.with(|open| open.parse().ok())?;
        ideas.with(|ideas| ideas.iter().find(|idea| idea.id == id).cloned())
    });
    let list = {
        let funnel = funnel.clone();
        move || {
            let ideas = ideas.get();
            let running = ideas.iter().filter(|idea| idea.ended.is_none()).cloned();
            let running = running.map(|idea| view! { <One idea funnel=funnel.clone() findings /> }).collect_view();
            let ended: Vec<_> = ideas.iter().filter(|idea| idea.ended.is_some()).cloned().collect();
            let rest = ended.len().saturating_sub(shown.get());
            let row = |idea: Arc<Hypothesis>| {
                let id = idea.id;
                let label = own.opened.fill([&idea.name]);
                let name = idea.name.clone();
                view! {
                    <li class="row btw" data-id=id.to_string()>
                        <button class="link" type="button" aria-label=label aria-haspopup="dialog" on:click=move |_| set_open(&id.to_string())>{name}</button>
                        {move || findings.with(|findings| findings.get(&id).map(|finding| mark(own, all, &idea, finding)))}
                    </li>
                }
            };
            let ended = (!ended.is_empty()).then(|| {
                view! {
                    <ul class="col g1" aria-label=own.ended_list>{ended.into_iter().take(shown.get()).map(row).collect_view()}</ul>
                    {(rest > 0).then(|| view! {
                        <button class="btn sm" type="button" on:click=move |_| shown.update(|shown| *shown += SHOWN.1)>
                            {all.ret.more.fill([&all.grammar.number(rest)])}
                        </button>
                    })}
                }
            });
            let none = ideas.is_empty().then(|| view! { <p class="c2">{own.none_why}</p> });
            view! { {none}{running}{ended} }
        }
    };
    let elsewhere = move || known.with(|(_, others)| *others);
    let title = move || if ideas.with(|ideas| ideas.is_empty()) { own.none } else { own.title };
    view! {
        <section class="panel" id="hypotheses" aria-labelledby="hypotheses-title">
            <div class="panel-h"><span class="ca"><Icon name=Icon::FLASK /></span><h2 id="hypotheses-title">{title}</h2></div>
            <div class="panel-b hyp">
                {list}
                {move || (elsewhere() > 0).then(|| view! { <p class="c3 t12">{own.elsewhere.fill([&all.grammar.number(elsewhere())])}</p> })}
                <button class="btn wide" type="button" aria-haspopup="dialog" on:click=move |_| proposals.propose(Proposal::default())>
                    <Icon name=Icon::PLUS />{own.new}
                </button>
            </div>
        </section>
        {move || opened.get().map(|idea| view! { <OneDialog idea funnel=funnel.clone() findings on_close=Callback::new(move |()| set_open("")) /> })}
    }
}
