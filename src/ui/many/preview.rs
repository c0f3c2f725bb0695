//! What a wish about many records would do, worked out slice by slice while it is being made.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Telling;
use crate::app::clock;
use crate::app::locale::{use_language, use_words, use_words_of};
use crate::app::store::{Store, use_store};
use crate::app::words::{Count, LISTS, Lists, Words};
use crate::domain::bulk::{Preview, Wish};
use crate::domain::{Rejection, Workspace};
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;

/// So many are looked at before the page breathes.
const SLICE: usize = 500;
/// So many of the refused are named.
const NAMED: usize = 20;

/// What would come of a wish: none while it is not whole, or is being worked out.
pub(super) fn previewed<W>(
    store: Store,
    kind: &'static str,
    chosen: StoredValue<Vec<W::Id>>,
    wish: Memo<Option<W>>,
) -> RwSignal<Option<Preview<W::Id>>>
where
    W: Wish + Clone + PartialEq + Send + Sync + 'static,
    W::Id: Send + Sync,
{
    let found = RwSignal::new(None);
    let turn = StoredValue::new(0_u32);
    Effect::new(move || {
        store.all(kind, |_| ());
        let wish = wish.get();
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = turn.get_value();
        let Some(wish) = wish else { return found.set(None) };
        spawn_local(async move {
            let all = chosen.try_get_value().unwrap_or_default();
            let context = clock::context(store.acting());
            let mut preview = Preview::default();
            for (at, slice) in all.chunks(SLICE).enumerate() {
                if at > 0 {
                    clock::pause().await;
                }
                // Another wish has been made meanwhile, or none is wanted any more.
                if turn.try_get_value() != Some(mine) {
                    return;
                }
                store.peek(|workspace| preview.look(workspace, &wish, slice.iter().copied(), &context));
            }
            found.set(Some(preview));
        });
    });
    found
}

/// How many would change, and which would not and why.
#[component]
pub(super) fn Outcome<Id>(
    preview: RwSignal<Option<Preview<Id>>>,
    telling: Telling,
    will: &'static Count,
    name: fn(&Workspace, Id) -> String,
) -> impl IntoView
where
    Id: Copy + Send + Sync + 'static,
{
    let (words, own) = (use_words(), use_words_of(&LISTS));
    let told = move || {
        let preview = preview.get()?;
        let head = if preview.will.is_empty() { telling.none.to_owned() } else { will.of(preview.will.len()) };
        let with = goes_with(words, own, &preview.gone);
        let with = (!with.is_empty()).then(|| view! { <p class="c2">{own.also_go.fill([&with.join(", ")])}</p> });
        let same =
            (!preview.same.is_empty()).then(|| view! { <p class="c2">{telling.same.of(preview.same.len())}</p> });
        let refused = (preview.refused() > 0).then(|| {
            view! {
                <p class="m cwarn"><Icon name=Icon::ALERT class="i i14 inline" />" "{telling.refused.of(preview.refused())}</p>
                {preview.wont.iter().map(|(why, refused)| view! { <Refused why=why.clone() refused=refused.clone() name /> }).collect_view()}
            }
        });
        Some(view! { <p class="m">{head}</p>{with}{same}{refused} })
    };
    view! { <section class="outcome col g1" role="status">{told}</section> }
}

/// What goes with those that go, as far as people speak of it: by kind of record, how many.
fn goes_with(words: &Words, own: &Lists, gone: &BTreeMap<&'static str, usize>) -> Vec<String> {
    let kinds: [(&[&str], &Count); 5] = [
        (&["person"], &words.units.people),
        (&["activity", "note"], &words.units.records),
        (&["attachment"], &own.some_files),
        (&["letter"], &own.some_letters),
        (&["interview"], &own.some_talks),
    ];
    let counts = kinds.map(|(kinds, name)| (kinds.iter().filter_map(|kind| gone.get(kind)).sum::<usize>(), name));
    counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, name)| name.of(count)).collect()
}

/// Those whom one reason keeps from changing.
#[component]
fn Refused<Id>(why: Rejection, refused: Vec<Id>, name: fn(&Workspace, Id) -> String) -> impl IntoView
where
    Id: Copy + 'static,
{
    let (words, own, language) = (use_words(), use_words_of(&LISTS), use_language());
    let (what, more, names) = use_store().peek(|workspace| {
        let (what, more) = refusal(words, language, workspace, &why);
        let names: Vec<String> = refused.iter().take(NAMED).map(|id| name(workspace, *id)).collect();
        (what, more, names)
    });
    let rest = refused.len().saturating_sub(names.len());
    let rest = (rest > 0).then(|| {
        view! { <li class="c3">{own.and_more.fill([&words.grammar.number(rest)])}</li> }
    });
    view! {
        <details>
            <summary>
                {what}" "<span class="c3">{words.grammar.number(refused.len())}</span>
                {(!more.is_empty()).then(|| view! { <small class="c2 t12">{more}</small> })}
            </summary>
            <ul class="t12">{names.into_iter().map(|name| view! { <li>{name}</li> }).collect_view()}{rest}</ul>
        </details>
    }
}
