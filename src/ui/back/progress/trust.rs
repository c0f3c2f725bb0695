//! How the forecast is worked out, by which model, and what became of it when it was made some time ago.

use leptos::prelude::*;

use super::{BG, Forecasting};
use crate::app::address::use_query;
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::words;
use crate::domain::insight::forecast::{Calibration, Class, Fit, Model};
use crate::ui::dialog::Dialog;

/// The dialog.
#[component]
pub(super) fn Trust(forecasting: Forecasting, close: Callback<()>) -> impl IntoView {
    let words = use_words();
    let own = use_words_of(&words::PROGRESS);
    let (model, set_model) = use_query("model");
    let choose = move |name: &'static str, text: &'static str, why: &'static str| {
        let checked = move || (model.get() == BG) == (name == BG);
        view! {
            <label class="radio">
                <input type="radio" name="model" prop:checked=checked on:change=move |_| set_model(name) />
                <span><span class="m">{text}</span><span class="c3 t12 hint">{why}</span></span>
            </label>
        }
    };
    let told = move || {
        let outlook = forecasting.outlook()?;
        let grounds = &outlook.grounds;
        let fitted = grounds.fit.as_ref().ok().map(|&fit| view! { <Parameters fit /> });
        let days = words.units.days.of(grounds.days as usize);
        let past = match &grounds.calibration {
            Ok(past) => view! {
                <h3>{own.then.fill([&days])}</h3>
                <Past past=past.clone() />
            }
            .into_any(),
            Err(_) => view! { <p class="c2">{own.not_checked.fill([&days])}</p> }.into_any(),
        };
        Some(view! { {fitted}{past} })
    };
    view! {
        <Dialog title=own.trust on_close=close>
            <div class="body trust">
                <p>{own.honest}</p>
                <fieldset>
                    <legend class="m">{own.model}</legend>
                    {choose("", own.any, own.any_why)}{choose(BG, own.repeats, own.repeats_why)}
                </fieldset>
                {told}
            </div>
            <div class="df">
                <span class="grow"></span>
                <button class="btn primary" type="button" on:click=move |_| close.run(())>{words.shell.close}</button>
            </div>
        </Dialog>
    }
}

/// The company in four numbers.
#[component]
fn Parameters(fit: Fit) -> impl IntoView {
    let own = use_words_of(&words::PROGRESS);
    let [r, alpha, a, b] = fit.forecast.parameters.values().map(|value| format!("{value:.4}"));
    let name = match fit.forecast.model {
        Model::AfterAnyPurchase => "MBG/NBD",
        Model::AfterRepeats => "BG/NBD",
    };
    view! {
        <p class="c2 t12" data-fit=name>
            {own.parameters}": r "<b>{r}</b>", α "<b>{alpha}</b>", a "<b>{a}</b>", b "<b>{b}</b>"; "
            {own.likelihood}" "<b>{format!("{:.2}", fit.log_likelihood)}</b>
        </p>
    }
}

/// What was said beside what happened, by tenths of probability.
#[component]
fn Past(past: Calibration) -> impl IntoView {
    let words = use_words();
    let own = use_words_of(&words::PROGRESS);
    let format = use_format();
    let row = |class: &Class| {
        let all = class.happened;
        let (low, high) = all.range();
        let range = own.range.fill([&format.percent_whole(low), &format.percent_whole(high)]);
        let holds = class.holds();
        view! {
            <tr>
                <th scope="row">{format.percent_whole(class.said)}</th>
                <td class="r">{words.grammar.number(all.n)}</td>
                <td class="r">{words.grammar.number(all.k)}</td>
                <td class="r nw">{format.percent_whole(all.share())}" "<span class="c3">{range}</span></td>
                <td class:cwarn=!holds>{if holds { own.holds } else { own.fails }}</td>
            </tr>
        }
    };
    let error = |value: f64| format.number((value * 1000.0).round() / 1000.0);
    #[expect(clippy::cast_precision_loss, reason = "a count of days")]
    let happened = past.purchases_happened as f64;
    view! {
        <table class="table">
            <thead><tr>
                <th scope="col">{own.said}</th>
                <th scope="col" class="r">{own.customers}</th>
                <th scope="col" class="r">{own.bought}</th>
                <th scope="col" class="r">{own.share}</th>
                <th scope="col"></th>
            </tr></thead>
            <tbody>{past.classes.iter().map(row).collect_view()}</tbody>
        </table>
        <p class="c2 t12">
            {own.brier.fill([&error(past.brier), &error(past.brier_of_constant)])}" "
            {own.days_bought.fill([&format.number(past.purchases_said.round()), &format.number(happened)])}
        </p>
    }
}
