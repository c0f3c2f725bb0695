//! «Без предложения успевают купить»: the list of earlier days, and what became of it without an offer.
//! Worked out a day at a time, so that the page stays alive with a large ledger; what it is: `domain::insight::leaving`.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::campaigns::day;
use super::super::{today, use_bought};
use crate::app::clock;
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::store::use_store;
use crate::app::words::CAMPAIGNS;
use crate::domain::insight::leaving::{Anyway as Found, anyway, earlier_days, had_offer};
use crate::domain::insight::proportion::Proportion;
use crate::domain::insight::rfm::FEWEST_MEANINGFUL;
use crate::domain::insight::scores::Scoring;

/// The sentence; nothing while there is no history to say it from.
#[component]
pub(super) fn Anyway(scoring: Memo<Arc<Scoring>>, horizon: Memo<u32>, only_best: Memo<bool>) -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CAMPAIGNS);
    let format = use_format();
    let store = use_store();
    let bought = use_bought();
    let found = RwSignal::new(None::<Found>);
    // What is asked for may change while an answer is being worked out: then that answer is not wanted any more.
    let asked = StoredValue::new(0_u32);
    Effect::new(move || {
        store.all("campaign", |_| ());
        store.all("merger", |_| ());
        let boundaries = scoring.with(|scoring| scoring.boundaries);
        let wants = (horizon.get(), only_best.get());
        let ledger = bought.ledger.get();
        let first = bought.purchases.with(|purchases| purchases.lines.iter().map(|line| line.date).min());
        let ask = asked.get_value() + 1;
        asked.set_value(ask);
        spawn_local(async move {
            let Some(first) = first else { return };
            let mut sum = Found::default();
            for then in earlier_days(first, today(), wants.0) {
                clock::pause().await;
                // The person may have gone elsewhere meanwhile.
                if asked.try_get_value() != Some(ask) {
                    return;
                }
                let end = then + chrono::Days::new(wants.0.into());
                sum += store.peek(|workspace| {
                    anyway(&ledger, &boundaries, then, wants, |id| had_offer(workspace, id, (then, end), day))
                });
            }
            let _ = found.try_set(Some(sum).filter(|sum| sum.within.n > 0));
        });
    });
    let share = move |of: Proportion| match of.n < FEWEST_MEANINGFUL {
        true => all.grammar.number(of.k),
        false => format.percent_whole(of.share()),
    };
    move || {
        let found = found.get()?;
        let line = if found.within.n < FEWEST_MEANINGFUL { words.anyway_few } else { words.anyway };
        let listed = all.units.clients.of(found.within.n);
        Some(view! { <span>{line.fill([&listed, &share(found.within), &share(found.in_time)])}</span> })
    }
}
