//! What waits for a person: what robots told them, and messages that robots have put ready.

use leptos::prelude::*;

use crate::app::address::href;
use crate::app::clipboard::to_clipboard;
use crate::app::clock;
use crate::app::locale::{use_format, use_language, use_words};
use crate::app::robots::{Report, tongue};
use crate::app::route::Route;
use crate::app::store::{Store, use_store};
use crate::domain::{Activity, ActivityId, ActivityKind, Command, Run, RunId, Workspace};
use crate::ui::icon::Icon;

/// So many notes are listed.
const SHOWN: usize = 20;

fn newest(workspace: &Workspace, wanted: impl Fn(&Run) -> bool) -> Vec<RunId> {
    let theirs = workspace.runs().filter(|run| wanted(run) && workspace.deal(run.deal).is_some());
    let mut runs: Vec<_> = theirs.map(|run| (run.at, run.id)).collect();
    runs.sort_unstable_by(|a, b| b.cmp(a));
    runs.into_iter().map(|(_, id)| id).collect()
}

/// What robots told whoever sits here, and what they have put ready to be sent; nothing when nothing waits.
#[component]
pub(in crate::ui::setup) fn RobotNotes() -> impl IntoView {
    let store = use_store();
    let words = use_words().robots;
    let notes = Memo::new(move |_| {
        let me = store.me();
        store.all("run", |workspace| newest(workspace, |run| run.tells(me)))
    });
    let messages = Memo::new(move |_| store.all("run", |workspace| newest(workspace, |run| run.message().is_some())));
    let panel = move |title: &'static str, all: Memo<Vec<RunId>>, row: fn(RunId) -> AnyView| {
        move || {
            let ids = all.get();
            let more = ids.len().saturating_sub(SHOWN);
            (!ids.is_empty()).then(|| {
                view! {
                    <section class="panel" aria-label=title>
                        <div class="panel-h"><h2>{title}</h2><span class="c3">{ids.len()}</span></div>
                        <ul class="acts">{ids.into_iter().take(SHOWN).map(row).collect_view()}</ul>
                        {(more > 0).then(|| view! { <p class="nothing c3">{words.and_more.of(more)}</p> })}
                    </section>
                }
            })
        }
    };
    view! {
        {panel(words.to_you, notes, |id| view! { <Note id /> }.into_any())}
        {panel(words.to_send, messages, |id| view! { <Letter id /> }.into_any())}
    }
}

#[component]
fn Note(id: RunId) -> impl IntoView {
    let store = use_store();
    let (words, language, format) = (use_words(), use_language(), use_format());
    let note = move |_| {
        let Some(run) = store.peek(|workspace| workspace.run(id).map(|run| Run::clone(run))) else { return };
        let run = run.noted(store.acting(), clock::now());
        let told = store.peek(|workspace| workspace.deal(run.deal).map(|deal| deal.called(workspace).to_owned()));
        let told = words.robots.noted_told.fill([&told.unwrap_or_default()]);
        // The deal is there, or the note would not be.
        let _ = store.dispatch(Command::TakeIn(vec![run.into()]), told);
    };
    view! {
        <li>
            {move || about(store, id, language, format)}
            <button class="btn sm" type="button" on:click=note><Icon name=Icon::CHECK />{words.robots.note_taken}</button>
        </li>
    }
}

/// Which deal, what and why.
fn about(
    store: Store,
    id: RunId,
    language: crate::app::locale::Language,
    format: crate::app::format::Format,
) -> Option<impl IntoView> {
    store.peek(|workspace| {
        let run = workspace.run(id)?;
        let report = Report::new(workspace, language, format);
        let deal = workspace.deal(run.deal)?.called(workspace).to_owned();
        Some(view! {
            <div>
                <p><a class="m" href=href(Route::Deal(run.deal))>{deal}</a>": "{report.name(run.robot)}</p>
                <p class="c3 t12">{report.why(run)}</p>
            </div>
            <time class="c3 t12">{format.moment(run.at.0, clock::now().0)}</time>
        })
    })
}

#[component]
fn Letter(id: RunId) -> impl IntoView {
    let store = use_store();
    let (words, language, format) = (use_words(), use_language(), use_format());
    let text = store.peek(|workspace| Some(workspace.run(id)?.message()?.in_tongue(tongue(language)).to_owned()));
    let text = StoredValue::new(text.unwrap_or_default());
    let copied = RwSignal::new(false);
    let copy = move |_| copied.set(to_clipboard(&text.get_value()));
    let sent = move |_| {
        let now = clock::now();
        let Some(run) = store.peek(|workspace| workspace.run(id).map(|run| Run::clone(run))) else { return };
        let deal = run.deal;
        let (id, by) = (ActivityId(clock::new_id()), store.acting());
        let activity = Activity { id, deal, kind: ActivityKind::Letter, text: text.get_value(), at: now, by };
        let told = store.peek(|workspace| workspace.deal(deal).map(|deal| deal.called(workspace).to_owned()));
        let told = words.robots.sent_told.fill([&told.unwrap_or_default()]);
        // The deal is there, or the message would not be.
        let _ = store.dispatch(Command::TakeIn(vec![run.sent(now).into(), activity.into()]), told);
    };
    view! {
        <li>
            {move || about(store, id, language, format)}
            <span class="row g1">
                <button class="btn sm" type="button" on:click=copy>
                    <Icon name=Icon::COPY />{move || if copied.get() { words.robots.copied } else { words.robots.copy }}
                </button>
                <button class="btn sm" type="button" on:click=sent><Icon name=Icon::SEND />{words.robots.sent}</button>
            </span>
            <p class="quote">{text.get_value()}</p>
        </li>
    }
}
