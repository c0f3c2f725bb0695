//! The dialog before loading: what the file is, what its columns and stages mean, what will be there afterwards.

use leptos::prelude::*;

use super::columns::ColumnTable;
use super::draft::Draft;
use super::stages::StageTable;
use super::{Flow, Step, load, wording};
use crate::app::download::download;
use crate::app::locale::Language;
use crate::app::locale::{use_language, use_words};
use crate::data::import::{Kind, REASON_HEADERS, Reason, Rejected as RejectedRow, Sheet, Tally, Target};
use crate::data::table::{CellProblem, DateStyle};
use crate::domain::{CURRENCIES, Currency};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;

/// What the dialog shows of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tab {
    Stages,
    Columns,
}

#[component]
pub(super) fn MappingDialog(flow: Flow, draft: Draft) -> impl IntoView {
    let words = use_words();
    let (title, files) = draft.sheets.with_untracked(|sheets| {
        let title = match sheets.as_slice() {
            [only] => wording::looks_like(words, only),
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
        sheets.iter().map(of).collect::<Vec<_>>().join("; ")
    });
    let close = move |()| flow.step.set(Step::Idle);
    view! {
        <Dialog title=title about=about width="wide" on_close=close>
            <div class="body">
                {(0..files).map(|at| view! { <FileMapping draft at /> }).collect_view()}
                <Counts draft />
            </div>
            <Footer flow draft />
        </Dialog>
    }
}

#[component]
fn FileMapping(draft: Draft, at: usize) -> impl IntoView {
    let words = use_words();
    let kind = move || draft.sheets.with(|sheets| sheets.get(at).map_or(Kind::Deals, |sheet| sheet.plan.kind));
    let has_stages = Memo::new(move |_| {
        draft.sheets.with(|sheets| sheets.get(at).is_some_and(|sheet| !sheet.seen.stages.is_empty()))
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
        view! { <option value=wording::kind_code(other) selected=move || kind() == other>{wording::kind(words, other)}</option> }
    });
    let choose_kind = move |event| {
        let value = event_target_value(&event);
        if let Some(kind) = Kind::ALL.into_iter().find(|&kind| wording::kind_code(kind) == value) {
            chosen.set(None);
            draft.rekind(at, kind);
        }
    };
    view! {
        <section class="col">
            <div class="row">
                <div class="tabs grow" role="tablist">
                    {move || has_stages.get().then(|| tab_button(Tab::Stages, words.import.stages))}
                    {tab_button(Tab::Columns, words.import.columns)}
                </div>
                <label class="picks">
                    <select class="input" aria-label=words.import.what on:change=choose_kind>{kinds}</select><Icon name=Icon::CHEV_D />
                </label>
            </div>
            <Reading draft at />
            {move || match tab() {
                Tab::Stages => view! { <StageTable draft at /> }.into_any(),
                Tab::Columns => view! { <ColumnTable draft at /> }.into_any(),
            }}
        </section>
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

/// What will be there after loading.
#[component]
fn Counts(draft: Draft) -> impl IntoView {
    let words = use_words();
    let line = |name: &'static str, count: u32| {
        (count > 0).then(|| view! { <dt>{name}</dt><dd>{words.grammar.number(count as usize)}</dd> })
    };
    let counts = move || {
        let taken = draft.taken.get()?;
        let tallies = taken.tallies;
        let known = |tally: Tally| tally.updated + tally.unchanged;
        let there = known(tallies.deals) + known(tallies.purchases) + known(tallies.customers);
        let rejected: usize = taken.files.iter().map(|file| file.rejected.len()).sum();
        Some(view! {
            <dl class="counts">
                {line(words.import.add_deals, tallies.deals.new)}
                {line(words.import.add_purchases, tallies.purchases.new)}
                {line(words.import.add_companies, tallies.customers.new)}
                {line(words.import.add_people, tallies.people.new)}
                {line(words.import.add_staff, tallies.members.new)}
                {line(words.import.already_here, there)}
                {(rejected > 0).then(|| view! {
                    <dt class="bad">{words.import.rejected}</dt>
                    <dd class="bad">{words.grammar.number(rejected)}" "<Rejected draft /></dd>
                })}
            </dl>
        })
    };
    view! {
        <section class="well" aria-live="polite">
            <h3 class="m">{words.import.plan}</h3>
            {move || counts().map(IntoAny::into_any).unwrap_or_else(|| view! { <p class="c3">{words.import.counting}</p> }.into_any())}
        </section>
    }
}

/// The rows that did not fit, as files with the reason in each row.
#[component]
fn Rejected(draft: Draft) -> impl IntoView {
    let words = use_words();
    let language = use_language();
    let save = move |_| {
        let Some(taken) = draft.taken.get_untracked() else { return };
        let header = REASON_HEADERS[usize::from(language == Language::En)];
        for file in taken.files.iter().filter(|file| !file.rejected.is_empty()) {
            let text = file.rejected_csv(header, |rejected| wording::reason(words, rejected));
            let stem = file.file.rsplit_once('.').map_or(file.file.as_str(), |(stem, _)| stem);
            download(&format!("{stem}, {}.csv", words.import.rejected_file), "text/csv", &[text]);
        }
    };
    view! {
        <button class="btn sm" type="button" on:click=save><Icon name=Icon::DOWNLOAD />{words.import.download_rejected}</button>
    }
}

#[component]
fn Footer(flow: Flow, draft: Draft) -> impl IntoView {
    let words = use_words();
    let button = move || {
        let waiting = draft.undecided();
        let taken = draft.taken.get();
        let count = taken.as_ref().map_or(0, |taken| taken.records.len());
        let (text, ready) = match &taken {
            _ if waiting > 0 => (words.import.load_blocked.of(waiting), false),
            None => (words.import.counting.to_owned(), false),
            Some(_) if count == 0 => (words.import.nothing_to_load.to_owned(), false),
            Some(taken) => (wording::load(words, draft.main_kind(), taken), true),
        };
        let told = taken.as_ref().map(|taken| wording::loaded(words, draft.main_kind(), taken)).unwrap_or_default();
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
