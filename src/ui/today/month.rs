//! The month: what is won beside what was to be won, what the open deals may add, and the plans themselves, set in place.
//! Deliberately not here: the forecast itself, and those of the next months (`insight::months`).

use leptos::prelude::*;

use super::behind::Opens;
use super::day::{Day, use_day};
use crate::domain::insight::desk_month::Standing;
use crate::domain::insight::months::Cases;
use crate::domain::{Command, Currency, MemberId, Money, Target};
use crate::ui::icon::Icon;
use crate::ui::inline::Inline;
use crate::ui::kit::Avatar;
use crate::ui::me::members;
use crate::ui::moving::{amount, plain};
use crate::ui::rates::RatesNote;

/// How the month of the desk, or of somebody, stands to its plan.
fn standing(day: Day, whose: Option<MemberId>) -> Standing {
    let month = day.of(|counted| Some(counted.month.month));
    let target = day.store.all("target", |workspace| workspace.target(month?, whose).cloned());
    // A plan of nothing is none.
    let plan = target.filter(|target| target.amount.minor > 0 && target.amount.currency == currency(day));
    let plan = plan.map(|target| target.amount.minor);
    let won = day.of(|counted| counted.month.of(whose));
    let forecast = day.of(|counted| counted.forecasts.get(&whose).copied());
    Standing { won, forecast: forecast.unwrap_or(Cases { worst: 0.0, mean: 0.0, best: 0.0 }), plan }
}

/// The currency of the company.
fn currency(day: Day) -> Currency {
    day.store.company().map_or(Currency::RUB, |company| company.currency)
}

/// A sum that is only near, in three figures.
#[expect(clippy::cast_possible_truncation, reason = "sums of money are shown rounded")]
fn about(day: Day, minor: f64) -> String {
    short(day, minor.round() as i64)
}

/// Money in three figures.
fn short(day: Day, minor: i64) -> String {
    let currency = currency(day);
    day.format.money_compact(minor, currency.code(), currency.exponent())
}

/// The panel.
#[component]
pub(super) fn MonthPanel() -> impl IntoView {
    let day = use_day();
    let (words, own) = (day.words, day.own);
    let stands = Memo::new(move |_| standing(day, None));
    let chip = move || {
        let stands = stands.get();
        match (stands.plan, stands.gap()) {
            (None, _) => None,
            (Some(_), Some(gap)) => Some(view! {
                <span class="chip warn"><Icon name=Icon::ALERT /><span>{own.gap.fill([&about(day, gap)])}</span></span>
            }
            .into_any()),
            (Some(_), None) => {
                Some(view! { <span class="chip ok"><Icon name=Icon::CHECK /><span>{own.kept}</span></span> }.into_any())
            }
        }
    };
    let sold =
        Memo::new(move |_| day.of(|counted| counted.month.won.iter().map(|&(deal, _)| deal).collect::<Vec<_>>()));
    let open = Memo::new(move |_| {
        day.of(|counted| counted.week.people().flat_map(|(_, week)| week.open.iter().copied()).collect::<Vec<_>>())
    });
    let won = move || view! { <Opens title=own.won deals=sold.get() text=short(day, stands.get().won) /> };
    let forecast = move || {
        let deals = sold.get().into_iter().chain(open.get()).collect::<Vec<_>>();
        view! { <Opens title=own.forecast deals text=about(day, stands.get().forecast.mean) /> }
    };
    let range = move || {
        let Cases { worst, best, .. } = stands.get().forecast;
        words.units.span.fill([&about(day, worst), &about(day, best)])
    };
    let used = Memo::new(move |_| {
        day.of(|counted| {
            let mut used = counted.month.used().clone();
            used.join(&counted.ahead);
            used
        })
    });
    let left_out = Memo::new(move |_| day.of(|counted| counted.month.left_out));
    let left_out = move || {
        let count = left_out.get();
        (count > 0).then(|| view! { <p class="c3 t12">{own.left_out.of(count)}</p> })
    };
    view! {
        <section class="panel" id="month" aria-labelledby="month-title">
            <div class="panel-h"><h2 id="month-title">{own.plan}</h2><span class="grow"></span>{chip}</div>
            <div class="month">
                <div class="row btw">
                    <dl class="stat"><dt>{own.won}</dt><dd data-won=move || stands.get().won>{won}</dd><dd class="sub"><Plan whose=None /></dd></dl>
                    <dl class="stat r"><dt>{own.forecast}</dt><dd title=own.forecast_why>{forecast}</dd><dd class="sub">{range}</dd></dl>
                </div>
                {move || view! { <Bullet stands=stands.get() /> }}
                {left_out}
                <RatesNote used />
                <ByPerson />
            </div>
        </section>
    }
}

/// Won, likely and the plan on one scale.
#[component]
fn Bullet(stands: Standing) -> impl IntoView {
    let day = use_day();
    let own = day.own;
    let [won, forecast, plan] = stands.scale().map(|part| part * 100.0);
    let percent = |part: f64| format!("{part:.1}%");
    let mark = stands.plan.map(|sum| own.plan_mark.fill([&short(day, sum)]));
    let said = [
        Some(day.words.units.comma.fill([own.won, &short(day, stands.won)])),
        Some(day.words.units.comma.fill([own.forecast, &about(day, stands.forecast.mean)])),
        mark.clone(),
    ];
    let said = said.into_iter().flatten().collect::<Vec<_>>().join(". ");
    view! {
        <div>
            <div class="bullet" role="img" aria-label=said style=("--v", percent(won)) style=("--w", percent(forecast - won))>
                <i></i><i class="hatch"></i>
                {mark.is_some().then(|| view! { <u style=("--b", percent(plan))></u> })}
            </div>
            <div class="scale" aria-hidden="true">
                {mark.map(|mark| view! { <span class="end" style=("--b", percent(plan))>{mark}</span> })}
            </div>
        </div>
    }
}

/// The plan of the desk or of somebody, changed where it stands.
#[component]
fn Plan(whose: Option<MemberId>) -> impl IntoView {
    let day = use_day();
    let own = day.own;
    let plan = Memo::new(move |_| standing(day, whose).plan);
    let name = move || if whose.is_none() { own.desk_plan.to_owned() } else { day.name(whose) };
    let label = own.plan_of.fill([&untrack(name)]);
    let value =
        Signal::derive(move || plan.get().map(|minor| plain(Money::new(minor, currency(day)))).unwrap_or_default());
    let save = Callback::new(move |text: String| {
        let sum = match text.trim() {
            "" => Some(Money::new(0, untrack(|| currency(day)))),
            text => amount(text, untrack(|| currency(day)), day.language),
        };
        // A plan is in the currency of the company, whatever was sold in.
        let sum = sum.filter(|sum| sum.currency == untrack(|| currency(day)));
        let Some(sum) = sum else { return Some(own.need_amount) };
        let month = untrack(|| day.of(|counted| Some(counted.month.month)));
        let Some((month, id)) = month.and_then(|month| Some((month, Target::named(month, whose)?))) else {
            return Some(day.words.gate.changed_why);
        };
        let target = Target { id, month, member: whose, amount: sum };
        let money = day.format.money(sum.minor, sum.currency.code(), sum.currency.exponent());
        let told = own.plan_told.fill([&untrack(name), &money]);
        let kept = day.store.dispatch(Command::TakeIn(vec![target.into()]), told);
        kept.is_err().then_some(day.words.gate.changed_why)
    });
    view! {
        <Inline label value save>
            {move || match plan.get() {
                Some(minor) => own.plan_mark.fill([&short(day, minor)]),
                None => own.no_plan.to_owned(),
            }}
        </Inline>
    }
}

/// The plan of each, under a line that opens them.
#[component]
fn ByPerson() -> impl IntoView {
    let day = use_day();
    let people = Memo::new(move |_| members(day.store).into_iter().map(|member| member.id).collect::<Vec<_>>());
    let line = move |member: MemberId| {
        let stands = Memo::new(move |_| standing(day, Some(member)));
        let share = move || {
            let Standing { won, plan, .. } = stands.get();
            let plan = plan.filter(|&plan| plan > 0)?;
            Some(format!("{}%", (i128::from(won) * 100 / i128::from(plan)).clamp(0, 100)))
        };
        view! {
            <li>
                <span class="row"><Avatar member /><span class="el">{move || day.name(Some(member))}</span></span>
                <span class="r nw">{move || short(day, stands.get().won)}</span>
                <Plan whose=Some(member) />
                {move || share().map(|share| view! { <span class="prog thin" style=("--v", share)><i></i></span> })}
            </li>
        }
    };
    move || {
        (!people.with(Vec::is_empty)).then(|| {
            view! {
                <details class="persons">
                    <summary class="link">{day.own.by_person}</summary>
                    <ul><For each=move || people.get() key=|id| *id let:member>{line(member)}</For></ul>
                </details>
            }
        })
    }
}
