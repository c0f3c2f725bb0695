//! How far deals go by the regulation on the page: counted once the tab is open and when a wording or the funnel changes,
//! in slices, so that nobody waits for it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::shown::{Shown, use_shown};
use crate::app::clock;
use crate::domain::Deal;
use crate::domain::insight::conversion::ENOUGH;
use crate::domain::insight::proportion::Proportion;
use crate::domain::insight::regulation::{Compliance, Kept as Counts};

/// So many deals are counted before the page breathes.
const SLICE: usize = 500;

/// From so many on a share is told besides its range.
const SURE: usize = 30;

fn counted(shown: Shown) -> RwSignal<Option<Compliance>> {
    let editing = shown.editing;
    let done = RwSignal::new(None);
    let turn = StoredValue::new(0_u32);
    Effect::new(move || {
        let Some(live) = editing.live.get() else { return };
        editing.store.all("regulation", |_| ());
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        // Not when the person has left the page, nor when it is being counted anew.
        let wanted = move || turn.try_get_value() == Some(mine);
        spawn_local(async move {
            let schedule = editing.store.schedule();
            let deals: Vec<Arc<Deal>> = editing.store.peek(|workspace| workspace.deals().cloned().collect());
            let mut compliance = editing.store.peek(|workspace| Compliance::new(workspace, &live));
            for slice in deals.chunks(SLICE) {
                clock::pause().await;
                if !wanted() {
                    return;
                }
                editing.store.peek(|workspace| {
                    slice.iter().for_each(|deal| compliance.count(workspace, deal, &schedule));
                });
            }
            if wanted() {
                done.set(Some(compliance));
            }
        });
    });
    done
}

/// The panel.
#[component]
pub(super) fn Kept() -> impl IntoView {
    let shown = use_shown();
    let words = shown.editing.words.regulations;
    let counted = counted(shown);
    let kept: Memo<Option<Counts>> = Memo::new(move |_| {
        let of = shown.of.get();
        counted.with(|counted| counted.as_ref().map(|counted| counted.of(of)))
    });
    let since = move || {
        let since = shown.regulation.with(|known| known.as_ref()?.current().map(|(_, wording)| wording.since))?;
        Some(words.kept_since.fill([&shown.day(since)]))
    };
    let row = move |name: &'static str, share: Proportion| {
        let of = shown.editing.words.units.of.fill([&share.k.to_string(), &share.n.to_string()]);
        let likely = likely(shown, share);
        view! { <dt>{name}</dt><dd><b>{of}</b>{likely.map(|text| view! { <span class="by">{text}</span> })}</dd> }
    };
    let figures = move || {
        let kept = kept.get()?;
        Some(match kept.both.n {
            0 => view! { <p class="c2">{words.nobody_yet}</p> }.into_any(),
            n => view! {
                <p class="c2">{words.went_on.of(n)}</p>
                <dl class="kept-t">{row(words.proved, kept.proved)}{row(words.in_time, kept.in_time)}{row(words.both, kept.both)}</dl>
                {(n < ENOUGH).then(|| view! { <p class="c3 t12">{words.few}</p> })}
            }
            .into_any(),
        })
    };
    view! {
        <section class="panel" aria-label=words.kept>
            <div class="panel-h"><h2>{words.kept}</h2></div>
            <div class="panel-b col" aria-live="polite">{figures}<p class="c3 t12">{since}</p></div>
        </section>
    }
}

/// The share of many, the range of some, nothing of few.
fn likely(shown: Shown, share: Proportion) -> Option<String> {
    if share.n < ENOUGH {
        return None;
    }
    let (words, format) = (shown.editing.words, shown.editing.format);
    let (low, high) = share.range();
    let range = words.units.range.fill([&format.number((low * 100.0).round()), &format.percent_whole(high)]);
    let range = words.regulations.range.fill([&range]);
    Some(match share.n < SURE {
        true => range,
        false => words.units.comma.fill([&format.percent_whole(share.share()), &range]),
    })
}
