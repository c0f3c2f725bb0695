//! One more rate.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::{Keeping, day_of};
use crate::app::clock;
use crate::app::locale::use_words_of;
use crate::app::words::RATES;
use crate::data::rates::decimal;
use crate::domain::{CURRENCIES, Currency, Quote};
use crate::ui::icon::Icon;
use crate::ui::setup::order::focus_later;

/// What was left out, and in which field.
#[derive(Clone, Copy, PartialEq)]
struct Wrong {
    field: &'static str,
    why: &'static str,
}

/// One more rate.
#[component]
pub(super) fn Add(keeping: Keeping) -> impl IntoView {
    let words = use_words_of(&RATES);
    let now = clock::now();
    let [code, units, value] = ["", "1", ""].map(|text| RwSignal::new(text.to_owned()));
    let day = RwSignal::new(now.day(clock::offset(now)).to_string());
    let wrong = RwSignal::new(None::<Wrong>);
    let read = move || -> Result<Quote, Wrong> {
        let wrong = |field, why| Wrong { field, why };
        let of = code.with_untracked(|code| Currency::new(&code.trim().to_ascii_uppercase()));
        let of = of.ok_or(wrong("code", words.need_currency))?;
        let to = keeping.base.get_untracked();
        if of == to {
            return Err(wrong("code", words.own_currency));
        }
        let day = day.with_untracked(|day| day_of(day)).ok_or(wrong("day", words.need_day))?;
        let units = units.with_untracked(|units| decimal(units)).ok_or(wrong("units", words.need_units))?;
        let value = value.with_untracked(|value| decimal(value)).ok_or(wrong("value", words.need_value))?;
        Ok(Quote { of, to, day, units, value })
    };
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        match read() {
            Err(why) => {
                wrong.set(Some(why));
                focus_later(&format!("#rate-{}", why.field));
            }
            Ok(quote) => {
                let telling = keeping.telling;
                keeping.put([quote], words.told_put.fill([&telling.price(quote), &telling.day(quote)]));
                code.set(String::new());
                units.set("1".to_owned());
                value.set(String::new());
                focus_later("#rate-code");
            }
        }
    };
    let field = move |field: &'static str, label: Signal<String>, of: RwSignal<String>, kind: &'static str| {
        let bad = move || wrong.get().is_some_and(|wrong| wrong.field == field);
        view! {
            <div class="field">
                <label for=format!("rate-{field}")>{move || label.get()}</label>
                <input
                    class="input"
                    id=format!("rate-{field}")
                    type=kind
                    autocomplete="off"
                    inputmode=match field { "units" | "value" => Some("decimal"), _ => None }
                    list=(field == "code").then_some("rate-codes")
                    aria-invalid=move || bad().then_some("true")
                    aria-describedby="rate-error"
                    prop:value=move || of.get()
                    on:input=move |event| { wrong.set(None); of.set(event_target_value(&event)); }
                />
            </div>
        }
    };
    let fixed = |text: &'static str| Signal::stored(text.to_owned());
    let price = Signal::derive(move || words.in_base.fill([keeping.base.get().code()]));
    view! {
        <section class="panel">
            <div class="panel-h"><h2>{words.add_title}</h2></div>
            <form class="panel-b rate-form" novalidate=true on:submit=add>
                {field("code", fixed(words.code), code, "text")}
                {field("day", fixed(words.since), day, "date")}
                {field("units", fixed(words.units), units, "text")}
                {field("value", price, value, "text")}
                <button class="btn" type="submit"><Icon name=Icon::PLUS />{words.add}</button>
                <span class="err" id="rate-error" role="alert">{move || wrong.get().map(|wrong| wrong.why)}</span>
                <datalist id="rate-codes">{CURRENCIES.map(|code| view! { <option value=code></option> }).collect_view()}</datalist>
            </form>
        </section>
    }
}
