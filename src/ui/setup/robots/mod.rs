//! The robots of a funnel: what they wait for and do, what they would do today, what they did, what waits for a person.
//! Deliberately not here: when they work (`app::robots`), what an act is (`domain::robots`).

mod form;
mod grades;
mod log;
mod many;
mod notes;
mod parts;
mod pick;
mod row;

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::editing::use_editing;
use crate::app::clock;
use crate::app::robots::tongue;
use crate::data::robots::shipped;
use crate::domain::{ActivityKind, Command, Record, Robot, Slug, When};
use crate::ui::icon::Icon;
use form::RobotForm;
use log::Log;
pub(super) use notes::RobotNotes;
use row::RobotRow;

/// The robots that stand in the editor of this funnel, and those of all funnels.
#[component]
pub(super) fn RobotsTab() -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.robots;
    let store = editing.store;
    let robots = Memo::new(move |_| {
        store.all("robot", |workspace| {
            let here = workspace.robots().filter(|robot| robot.funnel.is_none_or(|funnel| funnel == editing.id));
            here.map(|robot| robot.id).collect::<Vec<_>>()
        })
    });
    // How often each acted within thirty days.
    let acts = Memo::new(move |_| {
        let since = clock::now().plus_days(-30);
        store.all("run", |workspace| {
            let mut acts: BTreeMap<Slug, usize> = BTreeMap::new();
            for run in workspace.runs().filter(|run| run.at >= since && run.undone.is_none()) {
                *acts.entry(run.robot).or_default() += 1;
            }
            acts
        })
    });
    let edited = RwSignal::new(None::<Robot>);
    let missing = Memo::new(move |_| {
        store.all("robot", |workspace| {
            // A test reads them, so that they are never broken here.
            let shipped = shipped(clock::now()).unwrap_or_default();
            shipped
                .into_iter()
                .filter(|robot| workspace.robot(robot.id).is_none())
                .map(|robot| robot.id)
                .collect::<Vec<_>>()
        })
    });
    let take_from_shelf = move |_| {
        let wanted = missing.get_untracked();
        let robots = shipped(clock::now()).unwrap_or_default().into_iter().filter(|robot| wanted.contains(&robot.id));
        let records: Vec<Record> = robots.map(Record::from).collect();
        let told = words.shelved.of(records.len());
        // Robots name no record that could be missing.
        let _ = store.dispatch(Command::TakeIn(records), told);
    };
    let list = move || {
        let robots = robots.get();
        if robots.is_empty() {
            return view! {
                <div class="empty">
                    <span class="pic"><Icon name=Icon::ROBOT class="i i20" /></span>
                    <h3>{words.none}</h3>
                    <p>{words.none_why}</p>
                </div>
            }
            .into_any();
        }
        let rows = robots.into_iter().map(|id| view! { <RobotRow id acts edited /> }).collect_view();
        view! { <ul class="rb">{rows}</ul> }.into_any()
    };
    view! {
        <div class="col g4">
            <section class="panel" aria-labelledby="robots-title">
                <div class="panel-h">
                    <h2 id="robots-title">{words.title}</h2>
                    <span class="c3">{words.shows_first}</span>
                    <span class="ml row">
                        {move || (!missing.get().is_empty()).then(|| view! {
                            <button class="btn sm ghost" type="button" on:click=take_from_shelf>{words.shelf}</button>
                        })}
                        <button class="btn sm" type="button" on:click=move |_| edited.set(Some(blank(editing.id)))>
                            <Icon name=Icon::PLUS />{words.add}
                        </button>
                    </span>
                </div>
                {list}
            </section>
            <section class="panel" aria-labelledby="robots-log">
                <div class="panel-h"><h2 id="robots-log">{words.log_here}</h2></div>
                <Log robot=None />
            </section>
        </div>
        {move || edited.get().map(|robot| view! { <RobotForm robot close=Callback::new(move |()| edited.set(None)) /> })}
    }
}

/// A robot that waits for nothing yet and does nothing.
fn blank(funnel: Slug) -> Robot {
    let id = Slug::new(&format!("r-{}", crate::domain::RunId(clock::new_id()))).unwrap_or(funnel);
    Robot {
        id,
        name: Default::default(),
        why: Default::default(),
        funnel: Some(funnel),
        when: When::OverNorm(Some(funnel)),
        only_if: Vec::new(),
        then: Vec::new(),
        on: None,
    }
}

/// What it waits for, as a picture.
fn sign(when: &When) -> Icon {
    match when {
        When::Entered(_) => Icon::DEAL,
        When::Stands(..) | When::Returns(_) => Icon::CLOCK,
        When::OverNorm(_) => Icon::HOURGLASS,
        When::FieldSet(_) => Icon::NOTE,
        When::Won(_) => Icon::CHECK,
        When::Lost(_) => Icon::FLAG,
        When::DateNear(..) => Icon::CALENDAR,
        When::Scored(_) => Icon::BUYER,
        When::LeavesBest(_) => Icon::TREND_D,
    }
}

/// Ways of contact that a robot plans.
const WAYS: [ActivityKind; 4] =
    [ActivityKind::Call, ActivityKind::Letter, ActivityKind::Meeting, ActivityKind::Message];

/// How a robot is called on this screen.
fn name(robot: &Robot, language: crate::app::locale::Language) -> String {
    robot.name.in_tongue(tongue(language)).to_owned()
}
