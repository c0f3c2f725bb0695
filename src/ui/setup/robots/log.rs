//! What robots did, newest first, with the reason of every act and a way to take it back.

use leptos::prelude::*;

use crate::app::address::href;
use crate::app::clock;
use crate::app::robots::Report;
use crate::app::route::Route;
use crate::domain::{Command, RunId, Slug};
use crate::ui::icon::Icon;
use crate::ui::setup::editing::use_editing;

/// So many acts are listed.
const SHOWN: usize = 50;

/// The acts of a robot; of all of them, when none is named.
#[component]
pub(super) fn Log(robot: Option<Slug>) -> impl IntoView {
    let editing = use_editing();
    let (store, words) = (editing.store, editing.words.robots);
    let runs = Memo::new(move |_| {
        store.all("run", |workspace| {
            let theirs = workspace.runs().filter(|run| robot.is_none_or(|robot| run.robot == robot));
            let mut runs: Vec<_> = theirs.map(|run| (run.at, run.id)).collect();
            runs.sort_unstable_by(|a, b| b.cmp(a));
            runs.truncate(SHOWN);
            runs.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
        })
    });
    move || {
        let runs = runs.get();
        if runs.is_empty() {
            return view! { <p class="nothing c3">{words.log_empty}</p> }.into_any();
        }
        let rows = runs.into_iter().map(|id| view! { <Act id named=robot.is_none() /> }).collect_view();
        view! { <ul class="acts">{rows}</ul> }.into_any()
    }
}

#[component]
fn Act(
    id: RunId,
    /// Whether it says which robot it was.
    named: bool,
) -> impl IntoView {
    let editing = use_editing();
    let (store, words) = (editing.store, editing.words.robots);
    let take_back = move |robot: String| {
        let taken = store.dispatch(Command::TakeBack(id), words.undone_told.fill([&robot]));
        if taken.is_err() {
            store.tell(editing.words.gate.changed_why);
        }
    };
    move || {
        store.all("run", |workspace| {
            let run = workspace.run(id)?;
            let report = Report::new(workspace, editing.language, editing.format);
            let now = clock::now().0;
            let robot = report.name(run.robot);
            let called = workspace.deal(run.deal).map(|deal| deal.called(workspace).to_owned())?;
            let undone = run.undone.map(|at| words.undone_on.fill([&editing.format.moment(at.0, now)]));
            let can = undone.is_none() && workspace.can_take_back(id);
            Some(view! {
                <li>
                    <div>
                        <p><a class="m" href=href(Route::Deal(run.deal))>{called}</a>": "{report.did(run)}</p>
                        <p class="c3 t12">
                            {named.then(|| format!("{}. ", robot.clone()))}{report.why(run)}
                        </p>
                    </div>
                    <time class="c3 t12">{editing.format.moment(run.at.0, now)}</time>
                    {undone.map(|undone| view! { <span class="chip">{undone}</span> })}
                    {can.then(|| view! {
                        <button class="btn sm" type="button" on:click=move |_| take_back(robot.clone())>
                            <Icon name=Icon::UNDO />{editing.words.shell.undo}
                        </button>
                    })}
                </li>
            })
        })
    }
}
