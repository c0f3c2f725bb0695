//! Rates from a table that somebody pastes, drops or chooses as a file: what comes of it is seen before it is taken.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, File, HtmlInputElement};

use super::{Keeping, day_of};
use crate::app::locale::use_words_of;
use crate::app::words::{RATES, Rates};
use crate::app::{clock, files};
use crate::data::rates::{MOST_LINES, Reading, Reason, Wrong, read};
use crate::data::table::decode;
use crate::domain::{Quote, Rate};
use crate::ui::icon::Icon;
use crate::ui::setup::order::focus_later;

/// So many rows are drawn of what comes and of what does not; the rest are counted.
const DRAWN: usize = 50;
/// The largest file that is read, in bytes: rates of all currencies for years.
const LARGEST: u64 = 4_000_000;
/// What is read is looked at so long after the last key, in milliseconds.
const LATER: std::time::Duration = std::time::Duration::from_millis(200);

/// How a rate of the text stands to what is kept.
#[derive(Clone, Copy, PartialEq)]
enum Fresh {
    New,
    Changed,
    Same,
}

/// Rates from a table.
#[component]
pub(super) fn Import(keeping: Keeping) -> impl IntoView {
    let words = use_words_of(&RATES);
    let now = clock::now();
    let text = RwSignal::new(String::new());
    let settled = RwSignal::new(String::new());
    let day = RwSignal::new(now.day(clock::offset(now)).to_string());
    let unread = RwSignal::new(false);
    let over = RwSignal::new(false);
    Effect::new(move |waiting: Option<Option<TimeoutHandle>>| {
        let text = text.get();
        if let Some(waiting) = waiting.flatten() {
            waiting.clear();
        }
        set_timeout_with_handle(move || _ = settled.try_set(text), LATER).ok()
    });
    let reading = Memo::new(move |_| {
        settled.with(|text| {
            let usual = day.with(|day| day_of(day));
            (!text.trim().is_empty()).then(|| read(text, keeping.base.get(), usual))
        })
    });
    let take_file = move |file: File| {
        unread.set(false);
        spawn_local(async move {
            let small = files::size(&file) <= LARGEST;
            let bytes = if small { files::bytes(&file, |_| true).await } else { None };
            match bytes.and_then(|bytes| decode(&bytes).ok()) {
                Some(decoded) => _ = text.try_set(decoded.text),
                None => _ = unread.try_set(true),
            }
        });
    };
    let picked = move |event: leptos::ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            take_file(file);
        }
        // The same file can be chosen again.
        input.set_value("");
    };
    let dropped = move |event: DragEvent| {
        over.set(false);
        if let Some(file) = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0)) {
            // Elsewhere on the page a file goes to the import of deals.
            event.prevent_default();
            take_file(file);
        }
    };
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let clear = Callback::new(move |()| {
        text.set(String::new());
        settled.set(String::new());
    });
    view! {
        <section class="panel" tabindex="-1" id="from-table" data-takes-files="" class:over=move || over.get()
            on:dragover=move |event: DragEvent| { event.prevent_default(); over.set(true); }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <div class="panel-h"><h2>{words.import}</h2><span class="grow"></span>
                <button class="btn sm" type="button" on:click=choose><Icon name=Icon::UPLOAD />{words.choose_file}</button>
                <input class="vh" type="file" tabindex="-1" aria-hidden="true" accept=".csv,.txt,.tsv,.xml" node_ref=input on:change=picked />
            </div>
            <p class="about c2">{words.import_why}</p>
            <div class="panel-b col g3">
                <textarea class="input" rows="5" aria-label=words.paste placeholder=words.paste
                    prop:value=move || text.get()
                    on:input=move |event| { unread.set(false); text.set(event_target_value(&event)); }></textarea>
                {move || unread.get().then(|| view! { <p class="err" role="alert">{words.unread}</p> })}
                {move || reading.get().map(|reading| view! { <Preview keeping reading day clear /> })}
            </div>
        </section>
    }
}

/// What comes of the text.
#[component]
fn Preview(keeping: Keeping, reading: Reading, day: RwSignal<String>, clear: Callback<()>) -> impl IntoView {
    let words = use_words_of(&RATES);
    let telling = keeping.telling;
    let Reading { found, wrong, day: told_day, cut } = reading;
    let quotes: Vec<(Quote, Fresh)> = keeping.store.all("rate", |workspace| {
        let fresh = |quote: Quote| match Rate::named(quote).and_then(|id| workspace.rate(id)) {
            None => Fresh::New,
            Some(known) if known.quote == quote => Fresh::Same,
            Some(_) => Fresh::Changed,
        };
        found.iter().map(|found| (found.quote, fresh(found.quote))).collect()
    });
    let (same, coming): (Vec<_>, Vec<_>) = quotes.into_iter().partition(|(_, fresh)| *fresh == Fresh::Same);
    let dateless = wrong.iter().any(|wrong| wrong.why == Reason::NoDay) || (told_day.is_none() && !found.is_empty());
    let nothing = (found.is_empty() && wrong.is_empty()).then(|| view! { <p role="status">{words.nothing_read}</p> });
    let which = dateless.then(|| {
        view! {
            <label class="bar"><span>{words.day_of_text}</span>
                <input class="input" type="date" prop:value=move || day.get() on:change=move |event| day.set(event_target_value(&event)) />
            </label>
        }
    });
    let line = move |(quote, fresh): &(Quote, Fresh)| {
        let how = if *fresh == Fresh::New { words.new } else { words.changed };
        view! { <tr><th scope="row">{quote.of.code().to_owned()}</th><td>{telling.day(*quote)}</td><td class="r">{telling.price(*quote)}</td><td class="c2">{how}</td></tr> }
    };
    let rest = |count: usize| (count > DRAWN).then(|| words.more.fill([&(count - DRAWN).to_string()]));
    let table = (!coming.is_empty()).then(|| {
        view! {
            <h3>{words.what_comes}</h3>
            <table class="table" id="coming"><tbody>{coming.iter().take(DRAWN).map(line).collect_view()}</tbody></table>
            {rest(coming.len()).map(|rest| view! { <p class="c3">{rest}</p> })}
        }
    });
    let known = (!same.is_empty()).then(|| view! { <p class="c3">{words.known.of(same.len())}</p> });
    let refused = (!wrong.is_empty()).then(|| {
        let line = |wrong: &Wrong| view! { <li>{words.line_of_text.fill([&wrong.line.to_string(), &why(words, &wrong.why)])}<small class="c3">{wrong.text.clone()}</small></li> };
        view! {
            <h3>{words.not_taken}</h3>
            <ul class="refused" id="refused">{wrong.iter().take(DRAWN).map(line).collect_view()}</ul>
            {rest(wrong.len()).map(|rest| view! { <p class="c3">{rest}</p> })}
        }
    });
    let count = coming.len();
    let take = move |_| {
        keeping.put(coming.iter().map(|(quote, _)| *quote), words.told_taken.of(count));
        clear.run(());
        focus_later("#rates");
    };
    view! {
        {nothing}
        {which}
        {cut.then(|| view! { <p class="cwarn">{words.cut.of(MOST_LINES)}</p> })}
        {table}
        {known}
        {refused}
        <div class="bar">
            {(count > 0).then(|| view! { <button class="btn primary" type="button" on:click=take>{words.take.of(count)}</button> })}
            <button class="btn" type="button" on:click=move |_| clear.run(())>{words.discard}</button>
        </div>
    }
}

fn why(words: &Rates, why: &Reason) -> String {
    match why {
        Reason::NoCurrency => words.why_no_currency.to_owned(),
        Reason::OwnCurrency => words.why_own.to_owned(),
        Reason::NotARate(text) => words.why_value.fill([text]),
        Reason::NotUnits(text) => words.why_units.fill([text]),
        Reason::NotADay(text) => words.why_day.fill([text]),
        Reason::NoDay => words.why_no_day.to_owned(),
        Reason::Twice => words.why_twice.to_owned(),
    }
}
