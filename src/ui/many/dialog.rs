//! The dialog: what is wished, what would come of it, and the button that does it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Telling;
use super::preview::{Outcome, previewed};
use crate::app::locale::{use_words, use_words_of};
use crate::app::store::use_store;
use crate::app::words::{Count, LISTS};
use crate::domain::Workspace;
use crate::domain::bulk::Wish;
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;

/// What is to be done with the chosen?
#[component]
pub fn WishDialog<W>(
    /// The question.
    title: &'static str,
    /// How the list speaks.
    telling: Telling,
    /// What their records are called (`deal`, `customer`): what would come of it is looked at anew when one of them changes.
    kind: &'static str,
    /// The chosen, in their order.
    chosen: StoredValue<Vec<W::Id>>,
    /// What is wished, as soon as it is whole.
    wish: Memo<Option<W>>,
    /// What the toast says was done.
    told: Callback<W, String>,
    /// What one of them is called.
    name: fn(&Workspace, W::Id) -> String,
    /// So many go, where they do: then the button warns.
    #[prop(optional_no_strip)]
    gone: Option<&'static Count>,
    /// Who alone is meant, where the one needs a name; else it is said how many are chosen.
    #[prop(optional_no_strip)]
    alone: Option<String>,
    /// The dialog goes: whether it was done.
    on_close: Callback<bool>,
    /// What is asked.
    children: Children,
) -> impl IntoView
where
    W: Wish + Clone + PartialEq + Send + Sync + 'static,
    W::Id: Send + Sync,
{
    let (words, own, store) = (use_words(), use_words_of(&LISTS), use_store());
    let about = alone.clone().unwrap_or_else(|| telling.chosen.of(chosen.with_value(Vec::len)));
    let named = StoredValue::new(alone);
    let preview = previewed(store, kind, chosen, wish);
    let doing = RwSignal::new(false);
    let wrong = RwSignal::new(None::<&'static str>);
    let close = move |()| {
        // What is being done is done to its end.
        if !doing.get_untracked() {
            on_close.run(false);
        }
    };
    let will = Memo::new(move |_| preview.with(|preview| preview.as_ref().map_or(0, |preview| preview.will.len())));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let about = preview.with_untracked(|preview| preview.as_ref().map(|preview| preview.will.clone()));
        let (Some(wish), Some(about)) = (wish.get_untracked(), about.filter(|about| !about.is_empty())) else { return };
        if doing.get_untracked() {
            return;
        }
        doing.set(true);
        wrong.set(None);
        let who = named.get_value().unwrap_or_else(|| telling.count.of(about.len()));
        let told = own.did.fill([&who, &told.run(wish.clone())]);
        spawn_local(async move {
            let done = store.carry_out(wish, about, told).await;
            doing.set(false);
            match done {
                Ok(()) => on_close.run(true),
                Err(_) => wrong.set(Some(telling.changed)),
            }
        });
    };
    let label = move || match (doing.get(), gone) {
        (true, _) => own.doing,
        (false, Some(_)) => own.delete,
        _ => own.do_it,
    };
    let counting = move || (wish.with(Option::is_some) && preview.with(Option::is_none)).then_some(own.counting);
    view! {
        <Dialog title=title about=about width="narrow" on_close=close>
            <form class="body" id="bulk" novalidate=true on:submit=submit>
                {move || wrong.get().map(|wrong| view! {
                    <p class="field"><span class="err" role="alert"><Icon name=Icon::ALERT_C class="i i14" />{wrong}</span></p>
                })}
                {children()}
                <Outcome preview telling will=gone.unwrap_or(telling.will) name />
            </form>
            <div class="df">
                <span class="c3 t12">{counting}</span>
                <span class="grow"></span>
                <button class="btn" type="button" disabled=move || doing.get() on:click=move |_| close(())>{words.shell.cancel}</button>
                <button class=if gone.is_some() { "btn danger" } else { "btn primary" } type="submit" form="bulk" disabled=move || will.get() == 0 || doing.get()>{label}</button>
            </div>
        </Dialog>
    }
}
