//! A customer's own way through the cells: the code at the end of each of the past months, with what was bought between.
//! Deliberately not here: how it is worked out (`domain::insight::path`).

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::clock;
use crate::app::locale::{use_format, use_words_of};
use crate::app::store::use_store;
use crate::app::words::SEGMENTS;
use crate::domain::CustomerId;
use crate::domain::insight::path::{Step, path};
use crate::domain::insight::purchases::of_customer;
use crate::domain::insight::rfm::{BoundarySet, Measure, Scores};
use crate::ui::back::{CodeMark, today, use_bought};

/// The strip; nothing for who has bought nothing.
#[component]
pub(super) fn Path(id: CustomerId) -> impl IntoView {
    let words = use_words_of(&SEGMENTS);
    let format = use_format();
    let store = use_store();
    let bought = use_bought();
    let steps = Memo::new(move |_| {
        // Heard of whenever something that refers to the customer changes.
        store.of(id);
        let (purchases, ledger) = (bought.purchases().get(), bought.ledger());
        let lines = store.peek(|workspace| of_customer(workspace, id, purchases.currency, clock::offset));
        let now = today();
        store.all("pin", |workspace| {
            let held = |day| workspace.pinned_on(day, Measure::AverageCheque).map(|pin| pin.set);
            // Months before the first pinned set go by the one that holds now.
            let own = || ledger.with(|ledger| BoundarySet::of(&ledger.summarise(now), Measure::AverageCheque));
            let present = held(now).unwrap_or_else(own);
            Arc::new(path(&lines, now, |day| held(day).unwrap_or(present)))
        })
    });
    let step = move |step: &Step| {
        let day = format.day_short(step.day, step.day);
        let bought = (step.bought > 0).then(|| words.purchases.of(step.bought));
        let title = bought.clone();
        let short = (step.bought > 0).then(|| format!("+{}", step.bought));
        view! {
            <li>
                <span class="c3 t11 nw">{day}</span>
                <CodeMark code=step.scores.and_then(Scores::code) />
                <span class="t11 c2" title=title><span aria-hidden="true">{short}</span><span class="vh">{bought}</span></span>
            </li>
        }
    };
    move || {
        let steps = steps.get();
        (!steps.is_empty()).then(|| {
            view! {
                <section aria-label=words.path>
                    <div class="hd"><h3>{words.path}</h3></div>
                    <p class="c3 t12">{words.path_why}". "{words.direction}</p>
                    <ol class="path">{steps.iter().map(step).collect_view()}</ol>
                </section>
            }
        })
    }
}
