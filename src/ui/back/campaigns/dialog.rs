//! The dialog that begins a campaign with a list of customers: what is offered, until when, who is left without it, and
//! whom a letter reaches.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use leptos::prelude::*;

use super::{Suggestion, use_offers};
use crate::app::clock;
use crate::app::format::Format;
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::store::{Store, use_store};
use crate::app::words::{self, CAMPAIGNS};
use crate::domain::insight::offering::{Counts, GAPS, Offering, gaps_of, letters};
use crate::domain::{Campaign, CampaignId, Command, CustomerId, ONE_OF};
use crate::ui::back::{today, use_bought};
use crate::ui::dialog::Dialog;
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::moving::{Blank, Line, iso_day, show_wrong};

/// How many days a campaign lasts unless somebody says otherwise.
const WEEK: u64 = 7;

/// The dialog, while somebody is being offered something.
#[component]
pub fn OfferDialog() -> impl IntoView {
    let offers = use_offers();
    move || offers.0.get().map(|(customers, suggestion)| view! { <Begin customers suggestion /> })
}

/// A gap as a text has it.
fn gap(name: &str) -> String {
    format!("{{{{{name}}}}}")
}

/// What the gaps that all letters have in common are filled with.
fn common(store: Store, format: Format, until: Option<NaiveDate>) -> BTreeMap<String, String> {
    let me = store.acting().and_then(|me| store.peek(|workspace| Some(workspace.member(me)?.name.clone())));
    let until = until.map(|until| format.day_short(until, today()));
    let values = [("me", me), ("valid_until", until)];
    values.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

#[component]
fn Begin(customers: Arc<Vec<CustomerId>>, suggestion: Suggestion) -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CAMPAIGNS);
    let language = use_language();
    let format = use_format();
    let store = use_store();
    let offers = use_offers();
    let purchases = use_bought().purchases();
    let close = move |()| offers.close();
    let id = CampaignId(clock::new_id());
    let list = purchases.with_untracked(|purchases| {
        store.peek(|workspace| Offering::of(workspace, &customers, &purchases.lines, today()))
    });
    let (count, held_back) = (list.len(), list.held_back);
    let list = StoredValue::new(list);
    let enough = count >= ONE_OF;
    let name = Blank::new(suggestion.name);
    let goal = Blank::new(suggestion.goal);
    let subject = Blank::new(words.subject_default);
    let usual = words.offer_text.fill([&gap("company"), &gap("valid_until")]);
    let text = Blank::new(if suggestion.offer.is_empty() { usual } else { suggestion.offer });
    let soon = today().checked_add_days(Days::new(WEEK)).unwrap_or_else(today);
    let until = Blank::new(suggestion.until.unwrap_or(soon).to_string());
    let control = RwSignal::new(enough);
    let refused = RwSignal::new(None::<String>);
    // Counted anew only when the gaps change, not at each letter that is typed.
    let gaps = Memo::new(move |_| subject.value.with(|subject| text.value.with(|text| gaps_of(&[subject, text]))));
    let arms = Memo::new(move |_| list.with_value(|list| Arc::new(list.arms(id, control.get()))));
    let counts =
        Memo::new(move |_| list.with_value(|list| arms.with(|arms| gaps.with(|gaps| list.counts(arms, gaps)))));
    let wrong_gaps = move |until: Option<NaiveDate>| {
        let known = common(store, format, until);
        let unknown = gaps.with_untracked(|gaps| gaps.iter().find(|gap| !GAPS.contains(&gap.as_str())).cloned());
        let needs_me = gaps.with_untracked(|gaps| gaps.contains("me")) && !known.contains_key("me");
        (unknown.map(|unknown| words.unknown.fill([&gap(&unknown)]))).or(needs_me.then(|| words.unknown_me.to_owned()))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let last = iso_day(&until.text());
        let mut well = name.check(name.text().is_empty().then_some(words.need_name));
        well &= subject.check(subject.text().is_empty().then_some(words.need_subject));
        well &= text.check(text.text().is_empty().then_some(words.need_text));
        well &= until.check(match last {
            None => Some(words.need_day),
            Some(last) => (last < today()).then_some(words.past),
        });
        let (Some(last), true) = (last, well) else { return show_wrong() };
        if let Some(wrong) = wrong_gaps(Some(last)) {
            return refused.set(Some(wrong));
        }
        let campaign = Campaign {
            id,
            name: name.text(),
            goal: goal.text(),
            offer: text.text(),
            began: clock::now(),
            until: last,
            by: store.acting(),
            customers: arms.with_untracked(|arms| BTreeMap::clone(arms)),
        };
        let known = common(store, format, Some(last));
        let letters = store.peek(|workspace| letters(workspace, &campaign, &subject.text(), &known));
        let told = words.begun.fill([&campaign.name, &all.grammar.number(letters.len())]);
        match store.dispatch(Command::BeginCampaign(campaign, letters), told) {
            Ok(()) => close(()),
            Err(why) => {
                let (what, why) = store.peek(|workspace| refusal(all, language, workspace, &why));
                refused.set(Some(all.units.comma.fill([what, &why])));
            }
        }
    };
    let known_gaps = GAPS.map(gap).join(" ");
    let text_wrong = move || {
        text.error
            .get()
            .map(|wrong| view! { <span class="err"><Icon name=Icon::ALERT_C class="i i14" />{wrong}</span> })
    };
    let switch = view! {
        <label class="switch">
            <input type="checkbox" role="switch" disabled=!enough prop:checked=move || control.get() on:change=move |event| control.set(event_target_checked(&event)) />
            <span>
                <b class="m">{words.control}</b>
                <span class="c2">
                    ". "
                    {move || match (enough, control.get()) {
                        (false, _) => words.few.to_owned(),
                        (true, false) => words.control_off.to_owned(),
                        (true, true) => words.control_on.fill([&all.units.clients.of(counts.with(|counts| counts.control))]),
                    }}
                </span>
            </span>
        </label>
    };
    let body = view! {
        <form class="body offering" id="offer" novalidate=true on:submit=submit>
            {move || refused.get().map(|why| view! { <div class="callout bad" role="alert"><Icon name=Icon::BAN /><span>{why}</span></div> })}
            {(count == 0).then(|| view! { <div class="callout" role="status"><Icon name=Icon::INFO /><span>{words.nobody}</span></div> })}
            <Line blank=name id="offer-name" label=words.name first=true />
            <Line blank=goal id="offer-goal" label=words.goal placeholder=words.goal_hint />
            <Line blank=subject id="offer-subject" label=words.subject />
            <div class="field">
                <label for="offer-text">{words.text}</label>
                <textarea
                    class="input"
                    id="offer-text"
                    rows="4"
                    placeholder=words.text_hint
                    aria-invalid=move || text.error.get().is_some().then_some("true")
                    aria-describedby="offer-gaps"
                    prop:value=move || text.value.get()
                    on:input=move |event| {
                        text.error.set(None);
                        text.value.set(event_target_value(&event));
                    }
                ></textarea>
                <span class="hint" id="offer-gaps">{words.gaps_are.fill([&known_gaps])}</span>
                {text_wrong}
            </div>
            <Line blank=until id="offer-until" label=words.until kind="date" />
            <p class="c3 t12">{words.until_hint}</p>
            {switch}
            <Sums counts />
            {(held_back > 0).then(|| view! { <p class="c3 t12">{words.held_back.fill([&all.units.clients.of(held_back)])}</p> })}
        </form>
    };
    view! {
        <Dialog title=words.offer_title about=all.units.clients.of(count) on_close=close>
            {body}
            <div class="df">
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close(())>{all.shell.cancel}</button>
                {(count > 0).then(|| view! {
                    <button class="btn primary" type="submit" form="offer">{move || words.begin_with.of(counts.with(|counts| counts.offered))}</button>
                })}
            </div>
        </Dialog>
    }
}

/// How many get the offer, whom a letter reaches, and why it does not reach the others.
#[component]
fn Sums(counts: Memo<Counts>) -> impl IntoView {
    let all = use_words();
    let words: &'static words::Campaigns = use_words_of(&CAMPAIGNS);
    move || {
        let counts = counts.get();
        let line = |name: &'static str, count: usize, always: bool| {
            (always || count > 0).then(|| view! { <dt>{name}</dt><dd>{all.grammar.number(count)}</dd> })
        };
        view! {
            <dl class="sums" aria-live="polite">
                {line(words.gets, counts.offered, true)}
                {line(words.letters, counts.letters, true)}
                {line(words.nowhere, counts.nowhere, false)}
                {line(words.unwanted, counts.unwanted, false)}
                {line(words.unfilled, counts.unfilled, false)}
                {line(words.control_group, counts.control, true)}
            </dl>
        }
    }
}
