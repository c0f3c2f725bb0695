//! The plan of a month: read, written where it stands, and how far away it is.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::Amounts;
use crate::app::locale::{use_language, use_words, use_words_of};
use crate::app::store::{Store, use_store};
use crate::app::words::{AHEAD, Ahead as Own};
use crate::domain::insight::months::Month;
use crate::domain::{Command, Currency, MemberId, Money, Target};
use crate::ui::gate::refusal;
use crate::ui::inline::Inline;
use crate::ui::moving::{amount, plain};

/// Of which month, and whose; none is the whole desk's.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct PlanOf {
    pub(super) month: NaiveDate,
    pub(super) whose: Option<MemberId>,
}

/// How much is planned, in the smallest units. A plan of nothing is none, and so is one in another currency.
pub(super) fn amount_of(store: Store, of: PlanOf, currency: Currency) -> Option<i64> {
    let target = store.all("target", |workspace| workspace.target(of.month, of.whose).cloned())?;
    (target.amount.currency == currency && target.amount.minor > 0).then_some(target.amount.minor)
}

/// A plan that is edited where it stands. An empty one is none.
#[component]
pub(super) fn Plan(of: Signal<PlanOf>, money: Amounts, name: String) -> impl IntoView {
    let own = use_words_of(&AHEAD);
    let (words, language) = (use_words(), use_language());
    let store = use_store();
    let planned = Memo::new(move |_| amount_of(store, of.get(), money.currency));
    let written =
        Signal::derive(move || planned.get().map(|minor| plain(Money::new(minor, money.currency))).unwrap_or_default());
    let save = Callback::new(move |text: String| {
        let none = Money::new(0, money.currency);
        let typed = match text.trim() {
            "" => Some(none),
            text => amount(text, money.currency, language),
        };
        let typed = typed.filter(|sum| sum.currency == money.currency);
        let Some(amount) = typed else { return Some(words.ask.bad_amount) };
        let PlanOf { month, whose } = of.get_untracked();
        let id = Target::named(month, whose)?;
        let target = Target { id, month, member: whose, amount };
        if let Err(why) = store.dispatch(Command::TakeIn(vec![target.into()]), own.plan_set) {
            let (what, why) = store.peek(|workspace| refusal(words, language, workspace, &why));
            store.tell(words.a11y.refused.fill([what, &why]).trim());
        }
        None
    });
    let shown = move || match planned.get() {
        Some(minor) => view! { {money.show(minor as f64)} }.into_any(),
        None => view! { <span class="c3">{own.no_plan}</span> }.into_any(),
    };
    view! { <Inline label=name value=written save>{shown}</Inline> }
}

/// How far what is expected is from the plan, and how likely the plan is reached.
pub(super) fn gap(month: &Month, plan: Option<i64>, own: &Own, money: Amounts) -> Option<impl IntoView + use<>> {
    let short = plan? as f64 - month.cases().mean;
    let text =
        if short > 0.0 { own.gap_short.fill([&money.show(short)]) } else { own.gap_over.fill([&money.show(-short)]) };
    let chance = month.reaches.map(|share| match share {
        ..0.01 => own.hardly.to_owned(),
        0.99.. => own.surely.to_owned(),
        _ => own.likely.fill([&money.format.percent_whole(share)]),
    });
    Some(view! { <span class:cwarn=short.gt(&0.0)>{text}</span>" "<small class="c3">{chance}</small> })
}
