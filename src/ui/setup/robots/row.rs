//! One robot: what it does in words, how often it did, its switch, a dry run, its log.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::log::Log;
use super::{name, sign};
use crate::app::address::href;
use crate::app::clock;
use crate::app::robots::{Report, Sentence, clock_of, tongue};
use crate::app::route::Route;
use crate::domain::robots::{begins, targets, would};
use crate::domain::{Command, DealId, Robot, Slug};
use crate::ui::icon::Icon;
use crate::ui::setup::editing::use_editing;

/// So many deals of a dry run are listed.
const SHOWN: usize = 50;

/// What a robot would do with one deal.
#[derive(Clone)]
struct Tried {
    deal: DealId,
    called: String,
    did: String,
    since: String,
}

/// What is open below a robot.
#[derive(Clone, Copy, PartialEq)]
enum Below {
    Nothing,
    Trial,
    Log,
}

/// A robot in the list.
#[component]
pub(super) fn RobotRow(id: Slug, acts: Memo<BTreeMap<Slug, usize>>, edited: RwSignal<Option<Robot>>) -> impl IntoView {
    let editing = use_editing();
    let (store, words, language) = (editing.store, editing.words.robots, editing.language);
    let robot =
        Memo::new(move |_| store.all("robot", |workspace| workspace.robot(id).map(|robot| Robot::clone(robot))));
    let read = move |read: fn(&Robot) -> bool| robot.with(|robot| robot.as_ref().is_some_and(read));
    let called = move || robot.with(|robot| robot.as_ref().map(|robot| name(robot, language)).unwrap_or_default());
    let below = RwSignal::new(Below::Nothing);
    let tried = RwSignal::new((0, Vec::<Tried>::new()));
    let sentence = move || {
        // Stages change their names.
        store.all("pipeline", |workspace| {
            let sentence = Sentence { words: editing.words, tongue: tongue(language), workspace };
            robot.with(|robot| robot.as_ref().map(|robot| sentence.of(robot)))
        })
    };
    // Shipped robots know funnels that nobody has taken into use yet.
    let leads_nowhere = move || {
        store.all("pipeline", |workspace| {
            let there = |place| workspace.pipeline_of(place).is_some();
            robot.with(|robot| {
                let leads = robot.iter().flat_map(|robot| targets(robot).into_iter().chain(begins(robot)));
                leads.into_iter().any(|place| !there(place))
            })
        })
    };
    let why = move || robot.with(|robot| robot.as_ref().map(|robot| robot.why.in_tongue(tongue(language)).to_owned()));
    let dry_run = move |_| {
        if below.get_untracked() == Below::Trial {
            return below.set(Below::Nothing);
        }
        let Some(robot) = robot.get_untracked() else { return };
        let schedule = store.schedule();
        tried.set(store.peek(|workspace| {
            let report = Report::new(workspace, language, editing.format);
            let runs = would(workspace, &robot, clock_of(language, &schedule));
            let now = clock::now().0;
            let shown = runs.iter().take(SHOWN).map(|run| Tried {
                deal: run.deal,
                called: workspace.deal(run.deal).map(|deal| deal.called(workspace).to_owned()).unwrap_or_default(),
                did: report.did(run),
                since: editing.format.moment(run.since.0, now),
            });
            (runs.len(), shown.collect())
        }));
        below.set(Below::Trial);
    };
    let switch = move |_| {
        let Some(robot) = robot.get_untracked() else { return };
        let told = if robot.on.is_some() { &words.switched_off } else { &words.switched_on };
        let told = told.fill([&name(&robot, language)]);
        let on = robot.on.is_none().then(clock::now);
        // Robots name no record that could be missing.
        let _ = store.dispatch(Command::TakeIn(vec![Robot { on, ..robot }.into()]), told);
    };
    let remove = move |_| {
        let told = words.removed.fill([&called()]);
        let _ = store.dispatch(Command::RemoveRobot(id), told);
    };
    let open = move |this| if below.get() == this { "true" } else { "false" };
    let count = move || acts.with(|acts| acts.get(&id).copied()).map(|count| words.of_days.fill([&count.to_string()]));
    let shown = move || match below.get() {
        Below::Nothing => None,
        Below::Log => Some(view! { <div class="below"><Log robot=Some(id) /></div> }.into_any()),
        Below::Trial => Some(tried.with(|(count, rows)| {
            let sum = match count {
                0 => words.no_deals.to_owned(),
                count => format!("{} {}", words.would.of(*count), words.nothing_changed),
            };
            let rows = rows.iter().cloned().map(|row| {
                view! {
                    <li>
                        <a class="m" href=href(Route::Deal(row.deal))>{row.called}</a>
                        <span>{row.did}</span>
                        <span class="c3">{row.since}</span>
                    </li>
                }
            });
            let more = count.saturating_sub(SHOWN);
            view! {
                <div class="below dry" role="status">
                    <p class="c2">{sum}</p>
                    <ul>{rows.collect_view()}</ul>
                    {(more > 0).then(|| view! { <p class="c3">{words.and_more.of(more)}</p> })}
                </div>
            }
            .into_any()
        })),
    };
    view! {
        <li class:open=move || below.get() != Below::Nothing>
            <span class="ic">{move || robot.with(|robot| robot.as_ref().map(|robot| view! { <Icon name=sign(&robot.when) /> }))}</span>
            <div title=why>
                <span class="m">{called}</span>
                {move || match leads_nowhere() {
                    false => view! { <p class="c2">{sentence}</p> }.into_any(),
                    true => view! {
                        <p class="c2">{why}</p>
                        <p class="c3">{words.leads_nowhere}" "<a href=href(Route::NewFunnel)>{words.take_ready}</a></p>
                    }
                    .into_any(),
                }}
            </div>
            <span class="c3 t12">{count}</span>
            <span class="row g1 does">
                <button class="btn sm" type="button" aria-expanded=move || open(Below::Trial) on:click=dry_run>
                    <Icon name=Icon::EYE />{words.dry_run}
                </button>
                <button class="btn ghost icon sm" type="button" title=words.log aria-label=words.log aria-expanded=move || open(Below::Log)
                    on:click=move |_| below.update(|below| *below = if *below == Below::Log { Below::Nothing } else { Below::Log })>
                    <Icon name=Icon::LIST />
                </button>
                <button class="btn ghost icon sm" type="button" title=words.edit aria-label=words.edit on:click=move |_| edited.set(robot.get_untracked())>
                    <Icon name=Icon::PEN />
                </button>
                <button class="btn ghost icon sm" type="button" title=words.remove aria-label=words.remove on:click=remove><Icon name=Icon::TRASH /></button>
            </span>
            <label class="switch">
                <input type="checkbox" role="switch" aria-label=called prop:checked=move || read(|robot| robot.on.is_some()) on:change=switch />
            </label>
            {shown}
        </li>
    }
}
