//! The adviser's panel: what it finds in the funnel on the page, why it matters, and what can be done at a press.
//! Deliberately not here: finding (`domain::insight::adviser`), the sentences (`telling`), carrying out (`doing`).

mod doing;
mod reading;
mod telling;

use std::collections::BTreeSet;

use leptos::html;
use leptos::prelude::*;

use self::doing::Doing;
use self::telling::Telling;
use super::editing::use_editing;
use super::library::Library;
use crate::app::address::href;
use crate::app::clock;
use crate::app::route::Route;
use crate::domain::insight::adviser::{Finding, Mend, Severity, Tab, judge};
use crate::domain::{DealId, Slug};
use crate::storage::preferences::{LeftFindings, Preferences};
use crate::ui::icon::Icon;
use crate::ui::kit::called;

/// How many deals are listed under a finding.
const LISTED: usize = 6;

/// What the adviser says of the funnel on the page.
#[component]
pub(super) fn AdviserPanel(
    /// Where a stage is edited, when that is not the sheet beside the panel.
    #[prop(optional)]
    on_stage: Option<Callback<Slug>>,
    /// Where something else is edited, when that is not a tab of the page.
    #[prop(optional)]
    on_tab: Option<Callback<Tab>>,
) -> impl IntoView {
    let editing = use_editing();
    let (store, words) = (editing.store, editing.words);
    let said = words.adviser;
    let past = reading::past(editing);
    let kept = StoredValue::new_local(Preferences::default());
    let left = RwSignal::new(kept.with_value(Preferences::get::<LeftFindings>).unwrap_or_default().0);
    let head = NodeRef::<html::H2>::new();
    let library = Library::new();
    let doing = Doing::new(editing, library, head, on_stage, on_tab);
    let found = Memo::new(move |_| {
        for kind in ["robot", "regulation", "pipeline", "member"] {
            store.all(kind, |_| ());
        }
        let past = past.get();
        editing.funnel.with(|funnel| {
            let funnel = funnel.as_deref()?;
            Some(store.all("deal", |workspace| judge(workspace, funnel, past.as_deref(), clock::now())))
        })
    });
    let key = move |finding: &Finding| {
        let place = finding.place.unwrap_or(editing.id);
        format!("{} {} {place}", editing.id, finding.fault.rule())
    };
    // What is confirmed is no finding to be counted or left.
    let parted = Memo::new(move |_| {
        let all = found.get().unwrap_or_default();
        left.with(|left| {
            let aside = |finding: &Finding| finding.severity != Severity::Good && left.contains(&key(finding));
            let (aside, shown): (Vec<_>, Vec<_>) = all.into_iter().partition(aside);
            (shown, aside.len())
        })
    });
    let keep = move |how: &dyn Fn(&mut BTreeSet<String>)| {
        left.update(|left| how(left));
        kept.with_value(|kept| kept.set(&LeftFindings(left.get_untracked())));
        doing.focus();
    };
    let count = move || {
        let open = parted.with(|(shown, _)| shown.iter().filter(|finding| finding.severity != Severity::Good).count());
        match open {
            0 => view! { <span class="cok">{said.fine}</span> }.into_any(),
            open => said.findings.of(open).into_any(),
        }
    };
    let list = move || {
        let (shown, _) = parted.get();
        if shown.is_empty() {
            return view! { <p class="panel-b c2">{said.fine_why}</p> }.into_any();
        }
        let item = move |finding: Finding| {
            let name = key(&finding);
            let leave = Callback::new(move |()| {
                keep(&|left| {
                    let _ = left.insert(name.clone());
                })
            });
            view! { <Said finding doing leave /> }
        };
        view! { <ul class="find">{shown.into_iter().map(item).collect_view()}</ul> }.into_any()
    };
    let again = move || {
        let aside = parted.with(|(_, aside)| *aside);
        let back = move |_| {
            let mine = format!("{} ", editing.id);
            keep(&|left| left.retain(|name| !name.starts_with(&mine)));
        };
        (aside > 0).then(|| {
            view! {
                <p class="row panel-b c3 t12">
                    {said.left.fill([&words.grammar.number(aside)])}
                    <button class="link" type="button" on:click=back>{said.again}</button>
                </p>
            }
        })
    };
    view! {
        <section class="panel adviser" aria-labelledby="adviser">
            <div class="panel-h">
                <span class="ca"><Icon name=Icon::BULB /></span>
                <h2 id="adviser" tabindex="-1" node_ref=head>{said.title}</h2>
                <span class="c3 ml" role="status">{count}{move || past.with(Option::is_none).then(|| format!(", {}", said.counting))}</span>
            </div>
            {list}
            {again}
        </section>
    }
}

/// One finding.
#[component]
fn Said(finding: Finding, doing: Doing, leave: Callback<()>) -> impl IntoView {
    let editing = use_editing();
    let said = editing.words.adviser;
    let told = Telling::of(editing, &finding);
    let (tone, icon) = match finding.severity {
        Severity::Error => ("cbad", Icon::ALERT_C),
        Severity::Warning => ("cwarn", Icon::ALERT),
        Severity::Hint => ("c3", Icon::INFO),
        Severity::Good => ("cok", Icon::CHECK),
    };
    let listed = RwSignal::new(false);
    let (mend, place) = (StoredValue::new(finding.mend.clone()), finding.place);
    let title = told.title.clone();
    let will_be = move || mend.with_value(|mend| doing.will_be(mend.as_ref()?)).map(|step| said.will_be.fill([&step]));
    let button = move || {
        let label = mend.with_value(|mend| doing.label(mend.as_ref()?, place))?;
        let title = title.clone();
        let press = move |_| match mend.get_value() {
            Some(Mend::Deals(_)) => listed.update(|listed| *listed = !*listed),
            Some(mend) => doing.carry_out(&mend, place, &title),
            None => {}
        };
        let open = mend.with_value(|mend| matches!(mend, Some(Mend::Deals(_))));
        let expanded = move || open.then(|| listed.get().to_string());
        Some(view! { <button class="btn sm" type="button" aria-expanded=expanded on:click=press>{label}</button> })
    };
    let good = finding.severity == Severity::Good;
    let deals = move || match mend.get_value() {
        Some(Mend::Deals(deals)) if listed.get() => Some(view! { <Deals deals /> }),
        _ => None,
    };
    view! {
        <li>
            <span class=tone><Icon name=icon /></span>
            <div>
                <h3>{told.title}</h3>
                {told.facts.map(|facts| view! { <p>{facts}</p> })}
                {move || will_be().map(|text| view! { <p>{text}</p> })}
                <details class="because">
                    <summary>{said.why}</summary>
                    <p>{told.why}</p>
                    <p class="c3">{told.article}</p>
                </details>
                {deals}
                {(!good).then(|| view! {
                    <p class="row">
                        {button}
                        <button class="btn ghost sm" type="button" on:click=move |_| leave.run(())>{said.leave}</button>
                    </p>
                })}
            </div>
        </li>
    }
}

/// The deals that a finding is about, the first of them by name.
#[component]
fn Deals(deals: Vec<DealId>) -> impl IntoView {
    let editing = use_editing();
    let rest = deals.len().saturating_sub(LISTED);
    let name = move |id: DealId| {
        let name = editing.store.peek(|workspace| workspace.deal(id).map(|deal| called(workspace, deal)));
        name.map(|name| view! { <li><a class="link" href=href(Route::Deal(id))>{name}</a></li> })
    };
    let names = deals.into_iter().take(LISTED).map(name).collect_view();
    let more = (rest > 0).then(|| {
        let text = format!("{}: {rest}", editing.words.adviser.deals_more);
        view! { <li><a class="link" href=href(Route::Board(editing.id))>{text}</a></li> }
    });
    view! { <ul class="deals">{names}{more}</ul> }
}
