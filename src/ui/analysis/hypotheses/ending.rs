//! The dialog that ends a hypothesis: whether the change stays, and what was learnt.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::locale::{use_language, use_words, use_words_of};
use crate::app::store::use_store;
use crate::app::words::HYPOTHESES;
use crate::domain::{Command, Hypothesis};
use crate::ui::dialog::Dialog;
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;

/// The dialog.
#[component]
pub(super) fn EndDialog(idea: Arc<Hypothesis>, on_close: Callback<()>) -> impl IntoView {
    let all = use_words();
    let own = use_words_of(&HYPOTHESES);
    let language = use_language();
    let store = use_store();
    let kept = RwSignal::new(true);
    let learnt = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<String>);
    let (id, name) = (idea.id, idea.name.clone());
    let told = own.ended_told.fill([&name]);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let end = Command::EndHypothesis { hypothesis: id, kept: kept.get_untracked(), words: learnt.get_untracked() };
        match store.dispatch(end, told.clone()) {
            Ok(()) => on_close.run(()),
            Err(why) => {
                let (what, why) = store.peek(|workspace| refusal(all, language, workspace, &why));
                refused.set(Some(all.a11y.refused.fill([what, &why]).trim().to_owned()));
            }
        }
    };
    let choice = move |keeps: bool, text: &'static str| {
        view! {
            <label class="radio">
                <input type="radio" name="hypothesis-end" prop:checked=move || kept.get() == keeps on:change=move |_| kept.set(keeps) />
                <span>{text}</span>
            </label>
        }
    };
    view! {
        <Dialog title=own.end_title about=name on_close=on_close>
            <form class="body" id="hypothesis-end" on:submit=submit>
                {move || refused.get().map(|why| view! { <div class="callout bad" role="alert"><Icon name=Icon::BAN /><span>{why}</span></div> })}
                <fieldset class="col g1"><legend class="vh">{own.end_title}</legend>{choice(true, own.keep)}{choice(false, own.drop)}</fieldset>
                <div class="field">
                    <label for="hypothesis-learnt">{own.learnt}</label>
                    <textarea class="input" id="hypothesis-learnt" rows="3" placeholder=own.learnt_hint prop:value=move || learnt.get() on:input=move |event| learnt.set(event_target_value(&event))></textarea>
                </div>
                <p class="c3 t12">{own.end_why}</p>
            </form>
            <div class="df">
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| on_close.run(())>{all.shell.cancel}</button>
                <button class="btn primary" type="submit" form="hypothesis-end">{own.finish}</button>
            </div>
        </Dialog>
    }
}
