//! The dialog before loading: what the file is, what its columns and stages mean, what will be there afterwards.

use leptos::prelude::*;

use super::columns::ColumnTable;
use super::counts::Counts;
use super::draft::Draft;
use super::staff::StaffTable;
use super::stages::StageTable;
use super::{Flow, Step, load, wording};
use crate::app::locale::{use_words, use_words_of};
use crate::app::store::use_store;
use crate::app::words::SHEETS;
use crate::data::import::{Kind, Reason, Rejected as RejectedRow, Sheet, Target};
use crate::data::table::{CellProblem, DateStyle};
use crate::domain::{CURRENCIES, Currency};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;

/// What the dialog shows of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tab {
    Stages,
    Columns,
    Staff,
}

#[component]
pub(super) fn MappingDialog(flow: Flow, draft: Draft) -> impl IntoView {
    let (words, own) = (use_words(), use_words_of(&SHEETS));
    let (title, files) = draft.sheets.with_untracked(|sheets| {
        let title = match sheets.as_slice() {
            [only] => wording::looks_like(words, own, only),
            _ => words.import.looks_like_table.to_owned(),
        };
        (title, sheets.len())
    });
    let about = draft.sheets.with_untracked(|sheets| {
        let of = |sheet: &crate::data::import::Sheet| {
            let rows = words.units.rows.of(sheet.seen.rows as usize);
            let columns = words.units.columns.of(sheet.plan.columns.len());
            words.import.file.fill([&sheet.source.name, &rows, &columns])
        };
        sheets.iter().map(of).collect::<Vec<_>>()
    });
    let close = move |()| flow.step.set(Step::Idle);
    view! {
        <Dialog title=title about=if files == 1 { about.concat() } else { String::new() } width="wide" on_close=close>
            <div class="body">
                {about.into_iter().enumerate().map(|(at, name)| {
                    view! { <FileMapping draft at name=(files > 1).then_some(name) /> }
                }).collect_view()}
                <Counts draft />
            </div>
            <Footer flow draft />
        </Dialog>
    }
}

#[component]
fn FileMapping(draft: Draft, at: usize, name: Option<String>) -> impl IntoView {
    let (words, own) = (use_words(), use_words_of(&SHEETS));
    let kind = move || draft.sheets.with(|sheets| sheets.get(at).map_or(Kind::Deals, |sheet| sheet.plan.kind));
    let has_stages = Memo::new(move |_| {
        draft.sheets.with(|sheets| sheets.get(at).is_some_and(|sheet| !sheet.seen.stages.is_empty()))
    });
    let has_staff = Memo::new(move |_| {
        draft.sheets.with(|sheets| sheets.get(at).is_some_and(|sheet| !sheet.seen.owners.is_empty()))
    });
    let chosen = RwSignal::new(None::<Tab>);
    let tab = move || chosen.get().unwrap_or(if has_stages.get() { Tab::Stages } else { Tab::Columns });
    let tab_button = move |this: Tab, name: &'static str| {
        view! {
            <button type="button" role="tab" aria-selected=move || (tab() == this).to_string() on:click=move |_| chosen.set(Some(this))>
                {name}
            </button>
        }
    };
    let kinds = Kind::ALL.map(|other| {
        view! { <option value=other.code() selected=move || kind() == other>{wording::kind(words, own, other)}</option> }
    });
    let choose_kind = move |event| {
        let value = event_target_value(&event);
        if let Some(kind) = Kind::of_code(&value) {
            chosen.set(None);
            draft.rekind(at, kind);
        }
    };
    view! {
        <section class="col">
            {name.map(|name| view! { <h3 class="m">{name}</h3> })}
            <div class="row what">
                <div class="tabs grow" role="tablist">
                    {move || has_stages.get().then(|| tab_button(Tab::Stages, words.import.stages))}
                    {tab_button(Tab::Columns, words.import.columns)}
                    {move || has_staff.get().then(|| tab_button(Tab::Staff, own.colleagues))}
                </div>
                <label class="row"><span class="c3">{words.import.what}</span>
                    <span class="picks">
                        <select class="input" on:change=choose_kind>{kinds}</select><Icon name=Icon::CHEV_D />
                    </span>
                </label>
            </div>
            <AsLast draft at />
            <Reading draft at />
            {move || match tab() {
                Tab::Stages => view! { <StageTable draft at /> }.into_any(),
                Tab::Columns => view! { <ColumnTable draft at /> }.into_any(),
                Tab::Staff => view! { <StaffTable draft at /> }.into_any(),
            }}
        </section>
    }
}

/// That the file is read as the last one of its make, and a way to forget it.
#[component]
fn AsLast(draft: Draft, at: usize) -> impl IntoView {
    let own = use_words_of(&SHEETS);
    let store = use_store();
    let recalled = Memo::new(move |_| {
        draft.sheets.with(|sheets| sheets.get(at).is_some_and(|sheet| sheet.plan.recalled.is_some()))
    });
    move || {
        recalled.get().then(|| {
            view! {
                <div class="callout" role="status">
                    <Icon name=Icon::CLOCK />
                    <span><b>{own.as_last}</b>" "{own.as_last_why}</span>
                    <button class="btn sm" type="button" on:click=move |_| draft.forget(at, store, own.forgotten)>{own.forget}</button>
                </div>
            }
        })
    }
}

/// What a person may have to say about the file's amounts and dates.
#[component]
fn Reading(draft: Draft, at: usize) -> impl IntoView {
    let words = use_words();
    let base = draft.workspace.with_value(|workspace| workspace.company().map(|company| company.currency));
    let sheet = move |read: &dyn Fn(&Sheet) -> bool| draft.sheets.with(|sheets| sheets.get(at).is_some_and(read));
    // A column of currencies says it row by row.
    let asks_currency =
        Memo::new(move |_| sheet(&|sheet| sheet.plan.has(&Target::Amount) && !sheet.plan.has(&Target::Currency)));
    let currency = move || {
        draft
            .sheets
            .with(|sheets| sheets.get(at).and_then(|sheet| sheet.plan.currency))
            .or(base)
            .unwrap_or(Currency::RUB)
    };
    let choose_currency = move |event| {
        let chosen = Currency::new(&event_target_value(&event));
        draft.replan(at, |plan| plan.currency = chosen);
    };
    let choose_dates = move |event| {
        let style = match event_target_value(&event).as_str() {
            "day" => Some(DateStyle::DayFirst),
            "month" => Some(DateStyle::MonthFirst),
            _ => None,
        };
        draft.replan(at, |plan| plan.dates = style);
    };
    // Asked only when rows were left out because their day and month can be read either way.
    let asks_dates = Memo::new(move |_| {
        let unclear = |rejected: &RejectedRow| {
            matches!(rejected.reason, Reason::Date { problem: CellProblem::AmbiguousDate, .. })
        };
        sheet(&|sheet| sheet.plan.dates.is_some())
            || draft.taken.with(|taken| {
                taken.as_ref().is_some_and(|taken| taken.files.iter().any(|file| file.rejected.iter().any(unclear)))
            })
    });
    view! {
        <div class="row">
            {move || asks_currency.get().then(|| view! {
                <label class="row"><span class="c3">{words.import.currency}</span>
                    <span class="picks">
                        <select class="input" on:change=choose_currency>
                            {CURRENCIES.map(|code| view! { <option selected=move || currency().code() == code>{code}</option> }).collect_view()}
                        </select><Icon name=Icon::CHEV_D />
                    </span>
                </label>
            })}
            {move || asks_dates.get().then(|| view! {
                <label class="row"><span class="c3">{words.import.dates}</span>
                    <span class="picks">
                        <select class="input" on:change=choose_dates>
                            <option value="">{words.units.none}</option>
                            <option value="day">{words.import.day_first}</option>
                            <option value="month">{words.import.month_first}</option>
                        </select><Icon name=Icon::CHEV_D />
                    </span>
                </label>
            })}
        </div>
    }
}

#[component]
fn Footer(flow: Flow, draft: Draft) -> impl IntoView {
    let (words, own) = (use_words(), use_words_of(&SHEETS));
    let button = move || {
        let waiting = draft.undecided();
        let taken = draft.taken.get();
        let count = taken.as_ref().map_or(0, |taken| taken.records.len());
        let (text, ready) = match &taken {
            _ if waiting > 0 => (words.import.load_blocked.of(waiting), false),
            None => (words.import.counting.to_owned(), false),
            Some(_) if count == 0 => (words.import.nothing_to_load.to_owned(), false),
            Some(taken) => (wording::load(words, own, draft.main_kind(), taken), true),
        };
        let told =
            taken.as_ref().map(|taken| wording::loaded(words, own, draft.main_kind(), taken)).unwrap_or_default();
        let load = load(flow, draft, told);
        let press = move |_| {
            if ready {
                load();
            }
        };
        view! {
            <button class="btn primary" type="button" aria-disabled=(!ready).to_string() on:click=press>{text}</button>
        }
    };
    view! {
        <div class="df">
            <span class="c3 t12">{words.import.undoable}</span>
            <span class="grow"></span>
            <button class="btn" type="button" on:click=move |_| flow.step.set(Step::Idle)>{words.shell.cancel}</button>
            {button}
        </div>
    }
}
