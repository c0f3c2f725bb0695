//! The talk with a customer who has fallen silent: what was wrong, in their own words; and the way back into «Сделки».

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::last::found;
use crate::app::address::use_query;
use crate::app::clock;
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::store::use_store;
use crate::app::words::CAMPAIGNS;
use crate::data::reach::tel;
use crate::domain::insight::reach::contact;
use crate::domain::{
    Command, CustomerId, DealDraft, DealId, DraftCustomer, FourR, Grievance, Interview, InterviewId, Record, RecordId,
    Rejection, Slug,
};
use crate::ui::back::campaigns::day;
use crate::ui::back::today;
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;

/// The drawing of each of [`Grievance::ALL`].
const ICONS: [Icon; 4] = [Icon::BOX, Icon::USER, Icon::TRUCK, Icon::MORE];

/// The form; `asked` hears that it was filled in.
#[component]
pub(super) fn Talk(customer: CustomerId, asked: Callback<()>) -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CAMPAIGNS);
    let language = use_language();
    let store = use_store();
    let (as_of, _) = use_query("asof");
    let cause = RwSignal::new(None::<Grievance>);
    let said = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    // Where the new deal goes: the first stage of the funnel of deals.
    let stage = Memo::new(move |_| {
        let funnel = store.four_r(FourR::Deals).filter(|funnel| !funnel.archived)?;
        funnel.stages.first().map(|stage| stage.id)
    });
    let record = move |stage: Option<Slug>| {
        let Some(why) = cause.get_untracked() else { return wrong.set(Some(words.need_cause.to_owned())) };
        let last = as_of.with_untracked(|as_of| found(store, customer, as_of));
        let name = store.peek(|workspace| workspace.customer(customer).map(|customer| customer.name.clone()));
        let name = name.unwrap_or_default();
        let deal = last.and_then(|last| last.bought.deal);
        let subject = deal.as_ref().map_or_else(|| name.clone(), |(_, title)| title.clone());
        let interview = Interview {
            id: InterviewId(clock::new_id()),
            customer,
            deal: deal.map(|(id, _)| id),
            cause: why,
            words: said.with_untracked(|said| said.trim().to_owned()),
            at: clock::now(),
            by: store.acting(),
        };
        let draft = stage.map(|stage| DealDraft {
            id: DealId(clock::new_id()),
            title: words.deal_title.fill([&subject]),
            customer: Some(DraftCustomer::Known(customer)),
            amount: None,
            stage,
            fields: BTreeMap::from([("source".to_owned(), words.from_return.to_owned())]),
        });
        let line = if draft.is_some() { &words.returned_told } else { &words.recorded_told };
        let told = line.fill([&name, word(words.cause_words, why)]);
        match store.dispatch(Command::RecordInterview(interview, draft), told) {
            Ok(()) => asked.run(()),
            Err(Rejection::ReasonTooShort) => wrong.set(Some(words.need_words.to_owned())),
            Err(why) => {
                let (what, why) = store.peek(|workspace| refusal(all, language, workspace, &why));
                wrong.set(Some(all.units.comma.fill([what, &why])));
            }
        }
    };
    let choice = move |(at, this): (usize, Grievance)| {
        let choose = move |_| {
            wrong.set(None);
            cause.set(Some(this));
        };
        view! {
            <label class="radio">
                <input type="radio" name="cause" prop:checked=move || cause.get() == Some(this) on:change=choose />
                <Icon name=ICONS[at] class="i i20" />
                {words.causes[at]}
            </label>
        }
    };
    let phone = store.peek(|workspace| contact(workspace, customer).phone);
    let call = phone.and_then(|phone| {
        let to = tel(&phone)?;
        let label = all.units.comma.fill([words.call, &phone]);
        Some(view! { <a class="btn ghost icon" href=to aria-label=label.clone() title=label><Icon name=Icon::PHONE /></a> })
    });
    view! {
        <fieldset>
            <legend class="m">{words.question}</legend>
            <div class="four-causes">{Grievance::ALL.into_iter().enumerate().map(choice).collect_view()}</div>
        </fieldset>
        <div class="field">
            <label for="talk-words">{words.words_label}</label>
            <textarea
                class="input"
                id="talk-words"
                rows="2"
                placeholder=words.words_hint
                aria-invalid=move || wrong.get().is_some().then_some("true")
                aria-describedby="talk-wrong"
                prop:value=move || said.get()
                on:input=move |event| {
                    wrong.set(None);
                    said.set(event_target_value(&event));
                }
            ></textarea>
            <span class="err" id="talk-wrong" role="alert">{move || wrong.get().map(|wrong| view! { <Icon name=Icon::ALERT_C class="i i14" />{wrong} })}</span>
        </div>
        {move || stage.get().is_none().then(|| view! { <p class="c3 t12">{words.no_deals}</p> })}
        <div class="row wraps">
            {move || stage.get().map(|stage| view! {
                <button class="btn primary" type="button" on:click=move |_| record(Some(stage))>{words.record_and_return}</button>
            })}
            <button class="btn" class:primary=move || stage.get().is_none() type="button" on:click=move |_| record(None)>{words.record}</button>
            {call}
        </div>
    }
}

/// The word for a cause, of one for each.
pub(super) fn word(words: [&'static str; 4], cause: Grievance) -> &'static str {
    let at = Grievance::ALL.iter().position(|&one| one == cause);
    at.map_or("", |at| words[at])
}

/// What was said, for who has been asked already; and the way to ask once more.
#[component]
pub(super) fn Asked(talk: InterviewId, customer: CustomerId) -> impl IntoView {
    let words = use_words_of(&CAMPAIGNS);
    let all = use_words();
    let format = use_format();
    let store = use_store();
    let again = RwSignal::new(false);
    let said = store.peek(|workspace| match workspace.get(RecordId::Interview(talk)) {
        Some(Record::Interview(talk)) => Some(talk),
        _ => None,
    });
    move || {
        let talk = said.clone()?;
        if again.get() {
            return Some(view! { <Talk customer asked=Callback::new(move |()| again.set(false)) /> }.into_any());
        }
        let on = format.day_short(day(talk.at), today());
        let head = all.units.comma.fill([word(words.causes, talk.cause), &on]);
        let spoken = (!talk.words.is_empty()).then(|| view! { <blockquote>{talk.words.clone()}</blockquote> });
        Some(
            view! {
                <div class="callout"><Icon name=Icon::CHECK /><span><b>{words.recorded}</b>": "{head}</span></div>
                {spoken}
                <div class="row"><button class="btn sm" type="button" on:click=move |_| again.set(true)>{words.ask_again}</button></div>
            }
            .into_any(),
        )
    }
}
