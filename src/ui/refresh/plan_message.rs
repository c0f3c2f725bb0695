//! One message in the editor of a plan: its day, subject, purpose, text with gaps, and what stops it.
//! Deliberately not here: the plan around it (`plan`).

use leptos::html;
use leptos::prelude::*;

use super::cards::{day, stop_name};
use super::mail::Mail;
use crate::domain::insight::writing::{GAPS, gaps, is_known};
use crate::domain::{Anchor, Message, Plan, Slug, Stop, Text};
use crate::ui::icon::Icon;

/// What a message may be stopped by; that nothing comes after it needs no choice.
const STOPS: [Stop; 4] = [Stop::Reply, Stop::Purchase, Stop::Unsubscribed, Stop::DealOpened];

/// The message.
#[component]
pub(super) fn MessagePart(
    mail: Mail,
    draft: RwSignal<Plan>,
    id: Slug,
    /// The message that was opened last by something other than its own head.
    opened: RwSignal<Option<Slug>>,
    /// The days have changed.
    sort: Callback<()>,
) -> impl IntoView {
    let (words, language) = (mail.words, mail.language);
    let body = NodeRef::<html::Textarea>::new();
    let message = move || draft.with(|plan| plan.messages.iter().find(|message| message.id == id).cloned());
    let first = draft.with_untracked(|plan| plan.messages.iter().find(|message| message.id == id).cloned())?;
    let edit = move |how: &dyn Fn(&mut Message)| {
        draft.update(|plan| plan.messages.iter_mut().filter(|message| message.id == id).for_each(how));
    };
    let write = move |which: fn(&mut Message) -> &mut Text| {
        move |event| {
            let text = event_target_value(&event);
            edit(&|message| language.write(which(message), &text));
        }
    };
    let insert = move |gap: &str| {
        let Some(field) = body.get_untracked() else { return };
        // In the place of what is selected; refused only for a place outside the text.
        let _ = field.set_range_text(&format!("{{{{{gap}}}}}"));
        let text = field.value();
        edit(&|message| language.write(&mut message.body, &text));
        let _ = field.focus();
    };
    let unknown = Memo::new(move |_| {
        let message = message()?;
        let text = format!("{} {}", language.of(&message.subject), language.of(&message.body));
        let strange = |gap: &String| !mail.store.peek(|workspace| is_known(workspace, gap));
        let strange: Vec<String> = gaps(&text).into_iter().filter(strange).collect();
        (!strange.is_empty()).then(|| strange.join(", "))
    });
    let summary = move || {
        let message = message()?;
        let subject = language.of(&message.subject);
        let subject = if subject.trim().is_empty() { words.no_subject.to_owned() } else { subject };
        Some(view! { <span class="tm">{day(mail, &message)}</span><span class="el">{subject}</span> })
    };
    let on_day = move |event| {
        if let Ok(day) = event_target_value(&event).trim().replace('−', "-").parse() {
            edit(&|message| message.day = day);
            sort.run(());
        }
    };
    let on_anchor = move |event| {
        let anchor = if event_target_value(&event) == "entry" { Anchor::Entry } else { Anchor::PurchaseDate };
        edit(&|message| message.anchor = anchor);
        sort.run(());
    };
    let stop = move |stop: Stop| {
        let checked = first.stop_when.contains(&stop);
        let on = move |event| {
            let wanted = event_target_checked(&event);
            edit(&|message| {
                if wanted {
                    message.stop_when.insert(stop);
                } else {
                    message.stop_when.remove(&stop);
                }
            });
        };
        view! { <label class="check"><input type="checkbox" checked=checked on:change=on /><span>{stop_name(mail, stop)}</span></label> }
    };
    let gap = move |gap: &'static str| {
        view! { <button type="button" title=format!("{{{{{gap}}}}}") on:click=move |_| insert(gap)>{mail.gap(gap)}</button> }
    };
    let remove = move |_| draft.update(|plan| plan.messages.retain(|message| message.id != id));
    let entry = first.anchor == Anchor::Entry;
    Some(view! {
        <li>
            <details prop:open=move || opened.get() == Some(id)>
                <summary>{summary}</summary>
                <div class="col g3">
                    <div class="days">
                        <label class="field"><span class="label">{words.day}</span>
                            <input class="input" type="number" step="1" min="-999" max="999" value=first.day.to_string() on:change=on_day />
                        </label>
                        <label class="field"><span class="label">{words.counted_from}</span>
                            <span class="picks">
                                <select class="input" on:change=on_anchor>
                                    <option value="entry" selected=entry>{words.from_entry}</option>
                                    <option value="purchase" selected=!entry>{words.from_purchase}</option>
                                </select>
                                <Icon name=Icon::CHEV_D class="i i12" />
                            </span>
                        </label>
                        <label class="field"><span class="label">{words.purpose}</span>
                            <input class="input" type="text" value=language.of(&first.purpose) on:input=write(|message| &mut message.purpose) />
                        </label>
                    </div>
                    <label class="field"><span class="label">{words.subject}</span>
                        <input class="input" type="text" value=language.of(&first.subject) on:input=write(|message| &mut message.subject) />
                    </label>
                    <label class="field"><span class="label">{words.body}</span>
                        <textarea class="input" rows="8" node_ref=body on:input=write(|message| &mut message.body)>{language.of(&first.body)}</textarea>
                    </label>
                    {move || unknown.get().map(|gaps| view! {
                        <p class="callout warn" role="status"><Icon name=Icon::ALERT /><span>{words.unknown_gap.fill([&gaps])}</span></p>
                    })}
                    <details class="inner">
                        <summary>{words.insert_gap}</summary>
                        <div class="gapped">{GAPS.map(gap).into_iter().collect_view()}</div>
                    </details>
                    <fieldset class="row wrap">
                        <legend class="c2 t12">{words.stopped_by}</legend>
                        {STOPS.map(stop).into_iter().collect_view()}
                    </fieldset>
                    <div><button class="btn ghost sm" type="button" on:click=remove><Icon name=Icon::TRASH />{words.remove_message}</button></div>
                </div>
            </details>
        </li>
    })
}
