//! «Разделить»: what each of the two stages is called, what the buyer does on the first, and which proofs and reasons go
//! where.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::rules::Segments;
use crate::domain::{Slug, Text};
use crate::ui::dialog::Dialog;
use crate::ui::setup::editing::use_editing;
use crate::ui::setup::order::focus_later;

/// The dialog.
#[component]
pub(super) fn SplitDialog(stage: Slug, #[prop(into)] close: Callback<()>) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let found = editing.funnel.with_untracked(|funnel| funnel.as_ref()?.stage(stage).cloned());
    let found = StoredValue::new(found);
    let (name, whole, parting) = found.with_value(|found| {
        let found = found.as_ref();
        let text =
            |of: fn(&crate::domain::Stage) -> &Text| found.map(|found| editing.says(of(found))).unwrap_or_default();
        (text(|s| &s.name), text(|s| &s.buyer_action), found.map(|found| found.parting()).unwrap_or_default())
    });
    let first = RwSignal::new(name.clone());
    let step = RwSignal::new(String::new());
    let second = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    let proofs = RwSignal::new(parting.proofs.clone());
    let reasons = RwSignal::new(parting.reasons.clone());
    let parting = StoredValue::new(parting);
    let old = name.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let [first, step, second] = [first, step, second].map(|text| text.get_untracked().trim().to_owned());
        if first.is_empty() || second.is_empty() {
            return wrong.set(true);
        }
        let mut parting = parting.get_value();
        (parting.proofs, parting.reasons) = (proofs.get_untracked(), reasons.get_untracked());
        editing.language.write(&mut parting.first, &first);
        (parting.step, parting.second) = (editing.text(&step), editing.text(&second));
        let mut names = editing.names();
        let mut part = None;
        editing.edit(words.told_split.fill([&old, &second]), |funnel| {
            part = funnel.split_stage(stage, parting, &mut names);
        });
        editing.choose(part.unwrap_or(stage));
        close.run(());
        focus_later(".stages [aria-current] .pick");
    };
    let line = move |label: &'static str, id: &'static str, text: RwSignal<String>, needed: bool| {
        let bad = move || (needed && wrong.get() && text.with(|text| text.trim().is_empty())).then_some("true");
        view! {
            <div class="field">
                <label for=id>{label}</label>
                <input class="input" id=id autocomplete="off" aria-invalid=bad prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event)) />
            </div>
        }
    };
    let choices = vec![(false, words.goes_first, None), (true, words.goes_second, None)];
    let parts = move |title: &'static str, things: Vec<(Slug, String)>, later: RwSignal<BTreeSet<Slug>>| {
        let choices = choices.clone();
        let row = move |(id, name): (Slug, String)| {
            let chosen = Signal::derive(move || Some(later.with(|later| later.contains(&id))));
            let choose = move |second: bool| {
                later.update(|later| {
                    if second {
                        later.insert(id);
                    } else {
                        later.remove(&id);
                    }
                })
            };
            view! { <li><span>{name}</span><Segments label=words.which_part choices=choices.clone() chosen=chosen choose=choose class="seg sm" /></li> }
        };
        (!things.is_empty()).then(|| view! {
            <section class="col g1"><h3 class="c3 t12">{title}</h3><ul class="sort">{things.into_iter().map(row).collect_view()}</ul></section>
        })
    };
    let (evidence, stops) = found.with_value(|found| {
        let found = found.as_ref();
        let evidence = found.map(|s| s.evidence.iter().map(|proof| (proof.id, editing.says(&proof.text))).collect());
        let stops = found.map(|s| s.loss_reasons.iter().map(|why| (why.id, editing.says(&why.text))).collect());
        (evidence.unwrap_or_default(), stops.unwrap_or_default())
    });
    view! {
        <Dialog title=words.split_title.fill([&name]) about=words.split_why width="wide" on_close=close>
            <form class="body" id="split" novalidate=true on:submit=submit>
                <div class="two">
                    <fieldset class="col">
                        <legend class="m">{words.first_part}</legend>
                        {line(words.name, "split-first", first, true)}
                        {line(words.step, "split-step", step, false)}
                    </fieldset>
                    <fieldset class="col">
                        <legend class="m">{words.second_part}</legend>
                        {line(words.name, "split-second", second, true)}
                        <div class="field"><span class="label">{words.step}</span><p class="c2">{whole}</p></div>
                    </fieldset>
                </div>
                {move || wrong.get().then(|| view! { <p class="cbad" role="alert">{words.need_both_names}</p> })}
                {parts(words.proofs, evidence, proofs)}
                {parts(words.reasons, stops, reasons)}
            </form>
            <div class="df">
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close.run(())>{editing.words.shell.cancel}</button>
                <button class="btn primary" type="submit" form="split">{words.split_do}</button>
            </div>
        </Dialog>
    }
}
