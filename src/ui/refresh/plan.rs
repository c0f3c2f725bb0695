//! The editor of a content plan: its messages in the order of their days, what is asked on the way into the basket, and
//! whom advertising shows what. What is edited is a draft; kept, it is one step that can be undone.
//! Deliberately not here: one message (`plan_message`).

use leptos::prelude::*;

use super::cards::by_day;
use super::mail::Mail;
use super::plan_message::MessagePart;
use crate::app::clock;
use crate::app::content::content;
use crate::data::warming::plans;
use crate::domain::{Anchor, Command, Message, Plan, Slug, Stop, Text};
use crate::ui::dialog::Dialog;
use crate::ui::gate::place;
use crate::ui::icon::Icon;

/// The ready plan of a basket, as it comes; none when there is none for it.
///
/// # Errors
/// The file can't be had, as without a network on a first visit.
pub(super) async fn ready(basket: Slug) -> Result<Option<Plan>, ()> {
    let text = content("baskets.json").await.ok_or(())?;
    // A basket is a child of its funnel: «refresh-4r.no-money».
    let funnel = basket.as_str().rsplit_once('.').and_then(|(funnel, _)| Slug::new(funnel).ok());
    let all = funnel.map(|funnel| plans(&text, funnel)).transpose().map_err(drop)?;
    Ok(all.into_iter().flatten().find(|plan| plan.id == basket))
}

/// Keeps a ready plan, as one step.
pub(super) fn take_ready(mail: Mail, plan: Plan) {
    let told = mail.words.plan_taken.fill([&name(mail, plan.id)]);
    mail.dispatch(vec![Command::TakeIn(vec![plan.into()])], told);
}

fn name(mail: Mail, basket: Slug) -> String {
    mail.store.peek(|workspace| place(mail.language, workspace, basket))
}

/// A message that nobody has written yet, a week after the last.
fn blank(plan: &Plan) -> Option<Message> {
    // The end of an identity is chance: short enough for a name, and no other message has it.
    let tail = format!("{:026x}", clock::new_id());
    let id = Slug::new(&format!("letter-{}", &tail[tail.len() - 16..])).ok()?;
    let last = plan.messages.iter().filter(|message| message.anchor == Anchor::Entry).map(|message| message.day).max();
    let stop_when = [Stop::Reply, Stop::Purchase, Stop::Unsubscribed].into();
    let day = last.map_or(0, |day| day.saturating_add(7));
    let (subject, purpose, body) = (Text::default(), Text::default(), Text::default());
    Some(Message { id, day, anchor: Anchor::Entry, subject, purpose, body, stop_when })
}

/// The editor.
#[component]
pub(super) fn PlanDialog(mail: Mail, basket: Slug, close: Callback<()>) -> impl IntoView {
    let (words, language) = (mail.words, mail.language);
    let known = mail.store.peek(|workspace| workspace.plan(basket).map(|plan| Plan::clone(plan)));
    let plan = known.unwrap_or_else(|| {
        let (entry_question, audience) = (Text::default(), Text::default());
        let mut plan = Plan { id: basket, messages: Vec::new(), entry_question, audience };
        plan.messages = blank(&plan).into_iter().collect();
        plan
    });
    let draft = RwSignal::new(Plan { messages: by_day(&plan), ..plan });
    // Counts how often the whole draft was replaced, so that the fields are drawn anew.
    let round = RwSignal::new(0_u32);
    let opened = RwSignal::new(None::<Slug>);
    let wrong = RwSignal::new(String::new());
    let keys = move || {
        let round = round.get();
        draft.with(|plan| plan.messages.iter().map(|message| (round, message.id)).collect::<Vec<_>>())
    };
    let sort = Callback::new(move |()| draft.update(|plan| plan.messages = by_day(plan)));
    let add = move |_| {
        if let Some(message) = draft.with_untracked(blank) {
            opened.set(Some(message.id));
            draft.update(|plan| {
                plan.messages.push(message);
                plan.messages = by_day(plan);
            });
        }
    };
    let reset = move |_| {
        leptos::task::spawn_local(async move {
            match ready(basket).await {
                Ok(Some(plan)) => {
                    draft.set(plan);
                    round.update(|round| *round += 1);
                }
                Ok(None) => wrong.set(words.no_ready.to_owned()),
                Err(()) => wrong.set(words.no_network.to_owned()),
            }
        });
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let plan = draft.get_untracked();
        let blank = |text: &Text| language.of(text).trim().is_empty();
        if let Some(message) = plan.messages.iter().find(|message| blank(&message.subject) || blank(&message.body)) {
            opened.set(Some(message.id));
            return wrong.set(words.needs_words.to_owned());
        }
        let told = words.plan_kept.fill([&name(mail, basket)]);
        if mail.dispatch(vec![Command::TakeIn(vec![plan.into()])], told) {
            close.run(());
        }
    };
    let written = move |how: fn(&mut Plan) -> &mut Text| {
        move |event| draft.update(|plan| language.write(how(plan), event_target_value(&event).trim()))
    };
    let title = words.plan_of.fill([&name(mail, basket)]);
    let texts = move || {
        round.get();
        let (question, audience) =
            draft.with_untracked(|plan| (language.of(&plan.entry_question), language.of(&plan.audience)));
        view! {
            <div class="two">
                <label class="field"><span class="label">{words.entry_question}</span>
                    <textarea class="input" rows="3" on:input=written(|plan| &mut plan.entry_question)>{question}</textarea>
                </label>
                <label class="field"><span class="label">{words.audience_text}</span>
                    <textarea class="input" rows="3" on:input=written(|plan| &mut plan.audience)>{audience}</textarea>
                </label>
            </div>
        }
    };
    view! {
        <Dialog title about=words.plan_about width="wide" on_close=close>
            <form class="body planned" id="plan-form" novalidate on:submit=save>
                <ol class="msgs">
                    <For each=keys key=|key| *key children=move |(_, id)| view! { <MessagePart mail draft id opened sort /> } />
                </ol>
                <button class="btn" type="button" on:click=add><Icon name=Icon::PLUS />{words.add_message}</button>
                {texts}
            </form>
            <div class="df">
                <button class="btn ghost" type="button" on:click=reset><Icon name=Icon::REFRESH />{words.reset}</button>
                <span class="grow cbad" role="alert">{move || wrong.get()}</span>
                <button class="btn" type="button" on:click=move |_| close.run(())>{mail.all.shell.cancel}</button>
                <button class="btn primary" type="submit" form="plan-form">{words.keep}</button>
            </div>
        </Dialog>
    }
}
