//! The page of a funnel in «Устройство»: what is edited, its tabs, the way to put it in force.
//! Deliberately not here: what is on the tabs.

use leptos::prelude::*;

use super::adviser::AdviserPanel;
use super::crumbs::Crumbs;
use super::editing::Editing;
use super::publish::PublishBar;
use super::questions::QuestionsTab;
use super::reasons::ReasonsTab;
use super::regulation::RegulationTab;
use super::robots::RobotsTab;
use super::roles::RolesTab;
use super::stages::StagesTab;
use crate::app::address::{href, use_query};
use crate::app::route::Route;
use crate::domain::Slug;
use crate::ui::icon::Icon;
use crate::ui::tabs::{arrows, stop};

/// The tabs besides the stages, by their name in the address.
const TABS: [&str; 5] = ["robots", "reasons", "questions", "regulation", "roles"];

/// The tab that an address names; the stages where it names none.
fn shown(tab: &str) -> &'static str {
    TABS.into_iter().find(|known| *known == tab).unwrap_or_default()
}

/// How a funnel works, and what is to change in it. The tab stands in the address: `?tab=robots`.
#[component]
pub fn FunnelPage(id: Slug) -> impl IntoView {
    let editing = Editing::new(id);
    provide_context(editing);
    let words = editing.words;
    let (tab, set_tab) = use_query("tab");
    let name = move || editing.read(|funnel| editing.language.of(&funnel.name));
    let tabs = move || {
        let here = move || shown(&tab.get());
        let (stages, reasons, questions) = editing.read(|funnel| {
            let reasons = funnel.stages.iter().map(|stage| stage.loss_reasons.len()).sum::<usize>();
            (funnel.stages.len(), reasons, funnel.questions.len())
        });
        let robots = editing.store.all("robot", |workspace| {
            workspace.robots().filter(|robot| robot.funnel.is_none_or(|funnel| funnel == id)).count()
        });
        [
            ("", words.setup.stages, Some(stages)),
            ("robots", words.robots.title, Some(robots)),
            ("reasons", words.setup.reasons, Some(reasons)),
            ("questions", words.setup.questions, Some(questions)),
            ("regulation", words.regulations.title, None),
            ("roles", words.setup.roles, None),
        ]
        .map(|(key, name, count)| {
            view! {
                <button class="tab" type="button" role="tab" id=format!("tab-{key}") aria-controls="tab-body" aria-selected=move || (here() == key).to_string() tabindex=move || stop(here() == key) on:click=move |_| set_tab(key)>
                    {name}{count.map(|count| view! { " "<span class="cnt">{count}</span> })}
                </button>
            }
        })
        .collect_view()
    };
    let body = move || match tab.get().as_str() {
        "robots" => view! { <RobotsTab /> }.into_any(),
        "reasons" => view! { <ReasonsTab /> }.into_any(),
        "questions" => view! { <QuestionsTab /> }.into_any(),
        "regulation" => view! { <RegulationTab /> }.into_any(),
        "roles" => view! { <RolesTab /> }.into_any(),
        _ => view! { <div class="editor"><StagesTab /><AdviserPanel /></div> }.into_any(),
    };
    let there = Memo::new(move |_| editing.funnel.with(Option::is_some));
    let bar = move || there.get().then(|| view! { <PublishBar /> });
    let page = move || {
        if there.get() {
            view! { <div class="page">{body}</div> }.into_any()
        } else {
            view! {
                <div class="empty">
                    <span class="pic"><Icon name=Icon::SEARCH class="i i20" /></span>
                    <h3>{words.setup.gone}</h3>
                    <p>{words.setup.gone_why}</p>
                    <div class="bar"><a class="btn" href=href(Route::Setup)>{words.setup.to_list}</a></div>
                </div>
            }
            .into_any()
        }
    };
    view! {
        <main class="main page-setup" id="main">
            <header class="top"><Crumbs name=Signal::derive(name) />{bar}</header>
            <div class="tabs" role="tablist" aria-label=name on:keydown=arrows>{tabs}</div>
            <div class="scroll" id="tab-body" role="tabpanel" aria-labelledby=move || format!("tab-{}", shown(&tab.get()))>{page}</div>
        </main>
    }
}
