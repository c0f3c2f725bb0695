//! «Прогрессы» (0.18, 0.19): who will buy within the next days and who will not, with the reason. Where there are too few
//! customers for probabilities, who is late by their own rhythm.
//! Deliberately not here: the forecast (`domain::insight::outlook`), which is worked out away from the page (`app::away`).

mod list;
mod trust;

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::list::Everyone;
use self::trust::Trust;
use super::{Bought, use_bought, use_till};
use crate::app::address::{href, use_query};
use crate::app::format::Format;
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::app::words::{self, Words};
use crate::app::{away, clock};
use crate::data::errand::{self, Errand};
use crate::domain::CustomerId;
use crate::domain::insight::forecast::{Model, NoFit};
use crate::domain::insight::outlook::{Expected, Outlook, Prospect};
use crate::ui::icon::Icon;

/// How far ahead a person may look, in days.
const AHEAD: [u32; 3] = [30, 60, 90];
/// How many are shown from the top and from the bottom.
const SHOWN: (usize, usize) = (4, 2);
/// What the address calls the model that is not the usual one.
const BG: &str = "bg";

/// Where the forecast stands.
#[derive(Clone)]
enum Told {
    /// Nothing is known yet.
    Working,
    /// The last one that was worked out.
    Here(Arc<Outlook<CustomerId>>),
    /// It could not be worked out.
    Unanswered,
}

/// The forecast of this page, worked out anew when purchases, the day or the question change.
#[derive(Clone, Copy)]
pub(super) struct Forecasting {
    told: RwSignal<Told>,
    busy: RwSignal<bool>,
    days: Memo<u32>,
    model: Memo<Model>,
    again: Trigger,
}

impl Forecasting {
    pub(super) fn new(as_of: Memo<NaiveDate>) -> Self {
        let (ahead, _) = use_query("forecast");
        let (model, _) = use_query("model");
        let known = |days: &u32| AHEAD.contains(days);
        let days = Memo::new(move |_| ahead.get().parse().ok().filter(known).unwrap_or(AHEAD[0]));
        let model = Memo::new(move |_| if model.get() == BG { Model::AfterRepeats } else { Model::default() });
        let forecasting =
            Self { told: RwSignal::new(Told::Working), busy: RwSignal::new(false), days, model, again: Trigger::new() };
        let bought = use_bought();
        let asked = StoredValue::new(0_u32);
        Effect::new(move || {
            forecasting.again.track();
            asked.update_value(|asked| *asked += 1);
            forecasting.ask(bought, as_of.get(), asked);
        });
        forecasting
    }

    fn ask(self, bought: Bought, today: NaiveDate, asked: StoredValue<u32>) {
        let (model, days) = (self.model.get(), self.days.get());
        let errand = Errand::Outlook { model, days, today };
        let purchases = bought.purchases().get();
        let number = asked.get_value();
        self.busy.set(true);
        spawn_local(async move {
            // What else the page has to show for the same reason comes first, and is a task of its own.
            clock::pause().await;
            let (sheet, customers) = errand::ask(errand, &purchases.lines);
            let answer = away::ask(&sheet).await.ok().and_then(|sheet| errand::outlook(&sheet, &customers).ok());
            // The page may have gone, or another question may have been asked meanwhile.
            if asked.try_get_value() == Some(number) {
                self.told.set(answer.map_or(Told::Unanswered, |outlook| Told::Here(Arc::new(outlook))));
                self.busy.set(false);
            }
        });
    }

    /// What the forecast says, as soon as it does.
    fn outlook(self) -> Option<Arc<Outlook<CustomerId>>> {
        match self.told.get() {
            Told::Here(outlook) => Some(outlook),
            Told::Working | Told::Unanswered => None,
        }
    }
}

/// The forecast among the figures above the page: how many are going to buy.
#[component]
pub(super) fn ExpectedBuyers(forecasting: Forecasting) -> impl IntoView {
    let words = use_words();
    let own = use_words_of(&words::PROGRESS);
    let format = use_format();
    move || {
        let Expected { mean, low, high } = forecasting.outlook()?.expected()?;
        let days = words.units.days.of(forecasting.days.get() as usize);
        let whole = |number: f64| format.number(number.round());
        let range = own.range.fill([&whole(low), &whole(high)]);
        Some(view! {
            <div class="stat" data-stat="expected">
                <dt>{own.tile.fill([&days])}</dt>
                <dd>{whole(mean)}" "<small>{own.expected.fill([&range])}</small></dd>
            </div>
        })
    }
}

/// The panel.
#[component]
pub(super) fn Progress(forecasting: Forecasting) -> impl IntoView {
    let words = use_words();
    let own = use_words_of(&words::PROGRESS);
    let (_, set_ahead) = use_query("forecast");
    let everyone = RwSignal::new(false);
    let trust = RwSignal::new(false);
    let choose = move |days: u32| {
        let text = if days == AHEAD[0] { words.units.days.of(days as usize) } else { days.to_string() };
        let name = if days == AHEAD[0] { String::new() } else { days.to_string() };
        let pressed = move || (forecasting.days.get() == days).to_string();
        view! { <button type="button" aria-pressed=pressed on:click=move |_| set_ahead(&name)>{text}</button> }
    };
    let within = move || own.within.fill([&words.units.days.of(forecasting.days.get() as usize)]);
    let body = move || {
        match forecasting.told.get() {
        Told::Working => view! {
            <div class="lead-in" role="status"><p>{own.working}</p><progress class="prog" aria-label=own.working></progress></div>
        }
        .into_any(),
        Told::Unanswered => view! {
            <div class="empty" role="alert">
                <p><b>{own.unanswered}</b></p>
                <p>{own.unanswered_why}</p>
                <button class="btn" type="button" on:click=move |_| forecasting.again.notify()>{words.storage.retry}</button>
            </div>
        }
        .into_any(),
        Told::Here(outlook) => view! { <Shown outlook everyone /> }.into_any(),
    }
    };
    let close = |open: RwSignal<bool>| Callback::new(move |()| open.set(false));
    // A dialog stays when another forecast comes: it may have asked for it.
    let told = Memo::new(move |_| forecasting.told.with(|told| matches!(told, Told::Here(_))));
    let all = move || (told.get() && everyone.get()).then(|| view! { <Everyone forecasting close=close(everyone) /> });
    let how = move || (told.get() && trust.get()).then(|| view! { <Trust forecasting close=close(trust) /> });
    view! {
        <section class="panel progress" aria-labelledby="progress-title" aria-busy=move || forecasting.busy.get().to_string()>
            <div class="panel-h">
                <h2 id="progress-title">{own.title}</h2>
                <span class="c3 grow">{within}</span>
                <div class="seg sm" role="group" aria-label=own.ahead>{AHEAD.map(choose).collect_view()}</div>
                <button class="btn ghost icon sm" type="button" aria-label=own.how title=own.how on:click=move |_| trust.set(true)>
                    <Icon name=Icon::HELP />
                </button>
            </div>
            {body}
            {all}{how}
        </section>
    }
}

/// The top and the bottom of the list, and what the forecast is worth.
#[component]
fn Shown(outlook: Arc<Outlook<CustomerId>>, everyone: RwSignal<bool>) -> impl IntoView {
    let words = use_words();
    let own = use_words_of(&words::PROGRESS);
    let format = use_format();
    let all = &outlook.prospects;
    let (top, bottom): (Vec<_>, Vec<_>) = match &outlook.grounds.fit {
        Ok(_) => {
            let bottom = all.len().saturating_sub(SHOWN.1).max(SHOWN.0.min(all.len()));
            (all.iter().take(SHOWN.0).copied().collect(), all[bottom..].to_vec())
        }
        Err(_) => (outlook.late().into_iter().take(SHOWN.0 + SHOWN.1).copied().collect(), Vec::new()),
    };
    let hidden = all.len() - top.len() - bottom.len();
    let more = (hidden > 0).then(|| {
        view! {
            <li class="mid">
                <button class="btn ghost sm" type="button" aria-label=own.all on:click=move |_| everyone.set(true)>
                    {own.more.fill([&words.grammar.number(hidden)])}
                </button>
            </li>
        }
    });
    let lead = match outlook.grounds.fit {
        Ok(_) => None,
        Err(NoFit::TooFew { customers, repeaters }) => {
            Some(own.too_few.fill([&words.grammar.number(customers), &words.grammar.number(repeaters)]))
        }
        Err(NoFit::Unsettled) => Some(own.unsettled.to_owned()),
    };
    let nobody = (lead.is_some() && top.is_empty()).then(|| view! { <p class="lead-in">{own.nobody_late}</p> });
    let days = words.units.days.of(outlook.grounds.days as usize);
    let past = outlook.grounds.fit.is_ok().then(|| match &outlook.grounds.calibration {
        Ok(past) => {
            let all = past.total.happened;
            #[expect(clippy::cast_precision_loss, reason = "a count of customers")]
            let said = format.number((past.total.said * all.n as f64).round());
            own.checked.fill([&days, &said, &words.grammar.number(all.n), &words.grammar.number(all.k)])
        }
        Err(_) => own.not_checked.fill([&days]),
    });
    let row = |prospect: Prospect<CustomerId>, low: bool| view! { <Row prospect low /> };
    view! {
        {lead.map(|lead| view! { <p class="lead-in">{lead}</p> })}
        {nobody}
        <ul class="prg">
            {top.into_iter().map(|prospect| row(prospect, false)).collect_view()}
            {more}
            {bottom.into_iter().map(|prospect| row(prospect, true)).collect_view()}
        </ul>
        {past.map(|past| view! { <p class="c3 t12 past">{past}</p> })}
    }
}

/// A customer: how likely, and why.
#[component]
fn Row(prospect: Prospect<CustomerId>, low: bool) -> impl IntoView {
    let words = use_words();
    let format = use_format();
    let store = use_store();
    let id = prospect.history.buyer.customer;
    let till = use_till();
    let name = move || store.customer(id).map(|customer| customer.name.clone());
    let cheque = prospect.history.buyer.money(Default::default()).map(|cheque| till.compact(cheque.rounded()));
    let chance = prospect.buys.map(|buys| (buys, format.percent_whole(buys)));
    let bar = chance.clone().map(|(buys, text)| {
        let value = format!("{:.0}%", buys * 100.0);
        view! { <span class="prog" class:low=low style=("--v", value) role="img" aria-label=text><i></i></span> }
    });
    let late = prospect.history.overdue().filter(|_| prospect.buys.is_none());
    let late = late.map(|days| view! { <b class="cwarn">{words.units.days_short.of(days as usize)}</b> });
    view! {
        <li data-id=id.to_string()>
            <a class="el" href=href(Route::Customer(id))>{name}</a>
            {chance.map(|(_, text)| view! { <b>{text}</b> })}{late}
            {bar}
            <span class="c3 t12">{why(words, format, &prospect)}{cheque.map(|cheque| format!(" · {cheque}"))}</span>
        </li>
    }
}

/// Why: the usual interval beside the days that have passed.
fn why(words: &Words, format: Format, prospect: &Prospect<CustomerId>) -> String {
    let own = use_words_of(&words::PROGRESS);
    let history = &prospect.history;
    let passed = history.buyer.recency;
    let told = match history.usual {
        Some(usual) => own.rhythm.fill([&words.units.days.of(usual as usize), &format.number(f64::from(passed))]),
        None => own.rhythm_none.fill([&words.units.days.of(passed as usize)]),
    };
    match history.overdue() {
        Some(days) if prospect.buys.is_some() => {
            words.units.comma.fill([&told, &own.late_by.fill([&words.units.days.of(days as usize)])])
        }
        _ => told,
    }
}
