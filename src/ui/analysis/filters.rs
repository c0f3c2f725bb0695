//! The bar of filters: funnel, period, who and what, and what it is compared with. All of it stands in the address.

use leptos::prelude::*;

use super::asking::{NAMES, NONE, use_analysis};
use super::period::{Came, Versus};
use crate::app::address::{use_queries, use_query};
use crate::app::clock;
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::words::ANALYSIS;
use crate::domain::insight::funnel::{Codes, EDITION, NOBODY, OWNER, PRODUCT, Reading, SEGMENT, SOURCE};
use crate::ui::icon::Icon;

/// More values than this in one dimension are not offered: nobody chooses from a list of thousands.
const OFFERED: usize = 200;

/// Takes every filter but the funnel and the period away.
pub(super) fn use_clear() -> impl Fn() + Copy + 'static {
    let set = use_queries();
    move || set(&NAMES.map(|name| (name, "")))
}

/// The bar.
#[component]
pub(super) fn Filters() -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let analysis = use_analysis();
    let dimensions = [(SEGMENT, own.segment), (OWNER, own.owner), (SOURCE, own.source), (PRODUCT, own.product)];
    let picks = dimensions.map(|(dimension, name)| view! { <Pick dimension name /> });
    let filtered = move || analysis.values.iter().any(|value| !value.with(String::is_empty));
    let clear = use_clear();
    view! {
        <div class="filters bar" role="toolbar" aria-label=use_words().shell.filters>
            <FunnelPick />
            <CamePick />
            <VersusPick />
            {picks}
            <EditionPick />
            {move || filtered().then(|| view! {
                <button class="btn ghost icon sm" type="button" title=own.any aria-label=own.any on:click=move |_| clear()>
                    <Icon name=Icon::X />
                </button>
            })}
            <span class="grow"></span>
            <span class="filter lo1" tabindex="0" title=own.counted_why>{own.counted}" "<b>{own.reached_once}</b><Icon name=Icon::INFO /></span>
        </div>
    }
}

/// A list to choose one from, in the browser's own way; the first is any.
#[component]
fn Choice(
    name: &'static str,
    #[prop(into)] value: Signal<String>,
    set: Callback<String>,
    /// Values and what they are called.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// Whether it lets less through than the first does.
    #[prop(default = true)]
    filters: bool,
) -> impl IntoView {
    let on = move || filters && options.with(|options| options.first().is_some_and(|first| first.0 != value.get()));
    let options = move || {
        let chosen = value.get();
        let option = |(value, name): (String, String)| {
            let chosen = value == chosen;
            view! { <option value=value selected=chosen>{name}</option> }
        };
        options.get().into_iter().map(option).collect_view()
    };
    let clear = move |event: leptos::ev::KeyboardEvent| {
        if event.code() == "Backspace" {
            event.prevent_default();
            set.run(String::new());
        }
    };
    view! {
        <label class="filter pick" class:on=on>
            <span>{name}":"</span>
            <select prop:value=move || value.get() on:change:target=move |event| set.run(event.target().value()) on:keydown=clear>
                {options}
            </select>
            <Icon name=Icon::CHEV_D />
        </label>
    }
}

#[component]
fn FunnelPick() -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let analysis = use_analysis();
    let language = use_language();
    let (_, set) = use_query("funnel");
    let clear = use_clear();
    let options = Signal::derive(move || {
        let mut funnels: Vec<_> = analysis.store.all("pipeline", |workspace| {
            workspace.pipelines().filter(|funnel| funnel.ordered && !funnel.stages.is_empty()).cloned().collect()
        });
        funnels.sort_by_key(|funnel| (funnel.archived, funnel.four_r.is_none(), language.of(&funnel.name)));
        funnels.into_iter().map(|funnel| (funnel.id.to_string(), language.of(&funnel.name))).collect()
    });
    let value = Signal::derive(move || analysis.funnel.get().map(|funnel| funnel.id.to_string()).unwrap_or_default());
    // Another funnel has other people and segments.
    let set = Callback::new(move |id: String| {
        clear();
        set(&id);
    });
    view! { <Choice name=own.funnel value set options filters=false /> }
}

#[component]
fn CamePick() -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let format = use_format();
    let analysis = use_analysis();
    let (_, set) = use_query("came");
    let custom = Memo::new(move |_| matches!(analysis.came.get(), Came::Days(..)));
    let today = || {
        let now = clock::now();
        now.day(clock::offset(now))
    };
    let called = move |came: Came| match (came, came.days(today())) {
        (Came::Ever, _) | (_, None) => own.ever.to_owned(),
        (_, Some((from, to))) => format.span(from, to),
    };
    let options = Signal::derive(move || {
        let named = Came::NAMED.into_iter().map(|came| (came.to_string(), called(came)));
        let now = analysis.came.get();
        let other = (now.to_string(), own.days.to_owned());
        let other = if custom.get() { other } else { (DAYS.to_owned(), own.days.to_owned()) };
        let mut all: Vec<_> = named.chain([other]).collect();
        // The first is what is shown without a filter.
        all.sort_by_key(|(value, _)| *value != Came::default().to_string());
        all
    });
    let value = Signal::derive(move || analysis.came.get().to_string());
    let set = Callback::new(move |value: String| match value.as_str() {
        DAYS => {
            let (from, to) = analysis.came.get_untracked().days(today()).unwrap_or((today(), today()));
            set(&Came::Days(from, to).to_string());
        }
        value => set(value),
    });
    view! { <Choice name=own.came value set options />{move || custom.get().then(|| view! { <Between /> })} }
}

/// What the list calls days of one's own choice.
const DAYS: &str = "days";

/// The first and the last day.
#[component]
fn Between() -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let analysis = use_analysis();
    let (_, set) = use_query("came");
    let days = move || match analysis.came.get() {
        Came::Days(from, to) => Some((from, to)),
        _ => None,
    };
    let put = move |first: bool, text: String| {
        let (Some((from, to)), Ok(day)) = (untrack(days), text.parse()) else { return };
        let (from, to) = if first { (day, to.max(day)) } else { (from.min(day), day) };
        set(&Came::Days(from, to).to_string());
    };
    let field = move |first: bool, label: &'static str| {
        let shown = move || days().map(|(from, to)| if first { from } else { to }.to_string()).unwrap_or_default();
        view! {
            <input class="input" type="date" aria-label=label prop:value=shown on:change:target=move |event| put(first, event.target().value()) />
        }
    };
    view! { {field(true, own.from)}{field(false, own.to)} }
}

#[component]
fn VersusPick() -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let format = use_format();
    let analysis = use_analysis();
    let (_, set) = use_query("vs");
    let options = Signal::derive(move || {
        let now = clock::now();
        let today = now.day(clock::offset(now));
        let called = |versus: Versus| match analysis.came.get().before(versus, today) {
            Some((from, to)) if versus == Versus::Before => format.span(from, to),
            Some(_) => own.year_ago.to_owned(),
            None => own.with_nothing.to_owned(),
        };
        let shown =
            |versus: &Versus| *versus == Versus::Nothing || analysis.came.get().before(*versus, today).is_some();
        let all = Versus::ALL.into_iter().filter(shown);
        all.map(|versus| (versus.name().to_owned(), called(versus))).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || analysis.versus.get().name().to_owned());
    let set = Callback::new(move |value: String| set(&value));
    view! { <Choice name=own.versus value set options /> }
}

/// The values of a dimension that deals of the funnel have.
fn values(reading: &Reading, dimension: usize) -> Option<&Codes<String>> {
    match dimension {
        SEGMENT => Some(&reading.segments),
        SOURCE => Some(&reading.sources),
        PRODUCT => Some(&reading.products),
        _ => None,
    }
}

/// Deals with one value of a dimension; not there when no deal of the funnel has any.
#[component]
fn Pick(dimension: usize, name: &'static str) -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let analysis = use_analysis();
    let (value, set) = use_query(NAMES[dimension]);
    let known = Memo::new(move |_| {
        let Some(answer) = analysis.answer() else { return Vec::new() };
        let reading = &answer.reading;
        let mut known: Vec<(String, String)> = match values(reading, dimension) {
            Some(codes) => codes.all().map(|(text, _)| (text.clone(), text.clone())).take(OFFERED).collect(),
            None => {
                let led = |id: &_| {
                    (0..reading.journeys.len())
                        .any(|deal| Some(reading.journeys.label(deal, OWNER)) == reading.members.find(id))
                };
                let name = |id| analysis.store.member(id).map(|member| member.name.clone());
                let members = reading.members.all().filter(|(id, _)| led(id));
                members.filter_map(|(&id, _)| Some((id.to_string(), name(id)?))).collect()
            }
        };
        known.sort_by(|a, b| a.1.cmp(&b.1));
        let without = (0..reading.journeys.len()).any(|deal| reading.journeys.label(deal, dimension) == NOBODY);
        if without && !known.is_empty() {
            known.push((NONE.to_owned(), own.none.to_owned()));
        }
        known
    });
    let options = Signal::derive(move || {
        [(String::new(), own.all.to_owned())].into_iter().chain(known.get()).collect::<Vec<_>>()
    });
    let set = Callback::new(move |value: String| set(&value));
    let there = Memo::new(move |_| !value.with(String::is_empty) || known.with(|known| !known.is_empty()));
    move || there.get().then(|| view! { <Choice name value set options /> })
}

/// Deals that came under one edition of the funnel; not there while there is but one.
#[component]
fn EditionPick() -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let analysis = use_analysis();
    let (value, set) = use_query(NAMES[EDITION]);
    let past = Memo::new(move |_| {
        let funnel = analysis.funnel.get().map(|funnel| funnel.id);
        analysis.store.all("edition", |workspace| funnel.map_or(0, |funnel| workspace.editions(funnel).len()))
    });
    let options = Signal::derive(move || {
        let edition = |at: usize| (at.to_string(), own.edition_number.fill([&(at + 1).to_string()]));
        [(String::new(), own.all.to_owned())].into_iter().chain((0..=past.get()).map(edition)).collect::<Vec<_>>()
    });
    let set = Callback::new(move |value: String| set(&value));
    move || (past.get() > 0).then(|| view! { <Choice name=own.edition value set options /> })
}
