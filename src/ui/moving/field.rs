//! Fields of the dialogs: what is typed, what is wrong with it, and what it means.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::clock;
use crate::app::locale::Language;
use crate::data::import::currency_of;
use crate::data::table::{NumberStyle, currency_mark, parse_amount};
use crate::domain::{Currency, Moment, Money};
use crate::ui::icon::Icon;

/// What is typed into a field and what is wrong with it.
#[derive(Clone, Copy)]
pub struct Blank {
    /// What is typed.
    pub value: RwSignal<String>,
    /// What is wrong with it.
    pub error: RwSignal<Option<&'static str>>,
}

impl Blank {
    /// A field that holds this.
    pub fn new(value: impl Into<String>) -> Self {
        Self { value: RwSignal::new(value.into()), error: RwSignal::new(None) }
    }

    /// What was typed, without space around it.
    pub fn text(&self) -> String {
        self.value.with_untracked(|value| value.trim().to_owned())
    }

    /// Shows what is wrong; whether all is well.
    pub fn check(&self, wrong: Option<&'static str>) -> bool {
        self.error.set(wrong);
        wrong.is_none()
    }
}

/// A line to write on, with its label above and what is wrong below.
#[component]
pub fn Line(
    /// What is typed into it.
    blank: Blank,
    /// Unique in the dialog.
    #[prop(into)]
    id: String,
    /// What it is for.
    #[prop(into)]
    label: Signal<String>,
    /// What the browser takes it for: `date`, `time`, `tel`, `email`.
    #[prop(default = "text")]
    kind: &'static str,
    /// An example of what to write.
    #[prop(optional)]
    placeholder: &'static str,
    /// Whether it has the focus when the dialog opens.
    #[prop(optional)]
    first: bool,
    /// The list of suggestions, if it has one.
    #[prop(optional)]
    list: Option<&'static str>,
) -> impl IntoView {
    let error = format!("{id}-error");
    let described = error.clone();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                class="input"
                id=id
                type=kind
                placeholder=placeholder
                autofocus=first
                autocomplete="off"
                list=list
                aria-invalid=move || blank.error.get().is_some().then_some("true")
                aria-describedby=move || blank.error.get().is_some().then(|| described.clone())
                prop:value=move || blank.value.get()
                on:input=move |event| {
                    blank.error.set(None);
                    blank.value.set(event_target_value(&event));
                }
            />
            {move || blank.error.get().map(|wrong| view! { <span class="err" id=error.clone()><Icon name=Icon::ALERT_C class="i i14" />{wrong}</span> })}
        </div>
    }
}

/// Puts the focus on the first thing that is wrong, once it is drawn so.
pub fn show_wrong() {
    request_animation_frame(|| {
        let found =
            document().query_selector("dialog [aria-invalid=true], dialog .reasons:has(.err) input").ok().flatten();
        if let Some(field) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Refused only by an element that can't have the focus.
            let _ = field.focus();
        }
    });
}

/// The sum that a person wrote: in the currency that they named beside it, «1000 $», else in this one. None when it is no
/// sum or less than nothing, and when the currency is not known.
pub fn amount(text: &str, currency: Currency, language: Language) -> Option<Money> {
    let style = match language {
        Language::Ru => NumberStyle::DecimalComma,
        Language::En => NumberStyle::DecimalPoint,
    };
    let currency = match currency_mark(text) {
        "" => currency,
        mark => currency_of(mark)?,
    };
    let exponent = u8::try_from(currency.exponent()).ok()?;
    let minor = parse_amount(text, exponent, style).ok().flatten()?;
    (minor >= 0).then(|| Money::new(minor, currency))
}

/// An amount as a person types it: without its currency.
pub fn plain(sum: Money) -> String {
    let one = 10_u64.pow(sum.currency.exponent());
    let (whole, rest) = (sum.minor.unsigned_abs() / one, sum.minor.unsigned_abs() % one);
    let digits = usize::try_from(sum.currency.exponent()).unwrap_or_default();
    if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:0digits$}") }
}

/// The day that a field of dates holds, written as the browser does: 2027-01-18.
pub fn iso_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

/// The day of a moment where the person is.
pub fn day_of(at: Moment) -> NaiveDate {
    at.day(clock::offset(at))
}

/// What the person's clock shows at a moment, to the minute.
pub fn local(at: Moment) -> NaiveDateTime {
    let minutes = at.0.div_euclid(60_000) + i64::from(clock::offset(at));
    DateTime::from_timestamp_secs(minutes * 60).unwrap_or_default().naive_utc()
}

/// The moment at which the person's clock shows this day and time.
pub fn moment(day: NaiveDate, time: NaiveTime) -> Moment {
    let local = NaiveDateTime::new(day, time);
    // The zone's distance changes with the seasons: taken at about that moment.
    let about = Moment::at(local, 0);
    Moment::at(local, clock::offset(about))
}

/// The kind of input for a field of the workspace, by its name.
pub fn input_kind(field: &str) -> &'static str {
    match field {
        "email" => "email",
        "phone" => "tel",
        name if name.ends_with("_date") => "date",
        _ => "text",
    }
}
