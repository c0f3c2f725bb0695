//! The month: what is won beside what was to be won, what the open deals may add, and the plans themselves, set in place.
//! Deliberately not here: how likely a deal is (`insight::probability`).

use leptos::prelude::*;

use super::behind::Opens;
use super::day::{Day, use_day};
use crate::domain::insight::desk_month::Standing;
use crate::domain::{Command, Currency, MemberId, Money, Target};
use crate::ui::icon::Icon;
use crate::ui::inline::Inline;
use crate::ui::kit::Avatar;
use crate::ui::me::members;
use crate::ui::moving::amount;

/// How the month of the desk, or of somebody, stands to its plan.
fn standing(day: Day, whose: Option<MemberId>) -> Standing {
    let plans = day.store.all("target", |workspace| {
        let month = day.of(|counted| Some(counted.month.month))?;
        let plan = workspace.target(month, whose)?.amount;
        (plan.minor > 0 && plan.currency == currency(day)).then_some(plan.minor)
    });
    day.of(|counted| {
        let currency = counted.month.currency();
        let open = counted.week.people().filter(|(who, _)| whose.is_none() || *who == whose);
        let sums = open.flat_map(|(_, week)| week.likely.sums.iter()).filter(|sum| sum.currency == currency);
        let likely = sums.map(|sum| sum.minor).fold(0, i64::saturating_add);
        Some(Standing { won: counted.month.of(whose), likely, plan: plans })
    })
    .unwrap_or(Standing { won: 0, likely: 0, plan: plans })
}

/// The currency of the company.
fn currency(day: Day) -> Currency {
    day.store.company().map_or(Currency::RUB, |company| company.currency)
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
    let own = day.own;
    let stands = Memo::new(move |_| standing(day, None));
    let chip = move || {
        let stands = stands.get();
        match (stands.plan, stands.gap()) {
            (None, _) => None,
            (Some(_), Some(gap)) => Some(view! {
                <span class="chip warn"><Icon name=Icon::ALERT /><span>{own.gap.fill([&short(day, gap)])}</span></span>
            }
            .into_any()),
            (Some(_), None) => {
                Some(view! { <span class="chip ok"><Icon name=Icon::CHECK /><span>{own.kept}</span></span> }.into_any())
            }
        }
    };
    let won = move || {
        let deals = day.of(|counted| counted.month.won.iter().map(|&(deal, _)| deal).collect::<Vec<_>>());
        view! { <Opens title=own.won deals text=short(day, stands.get().won) /> }
    };
    let forecast = move || {
        let deals = day.of(|counted| {
            let open = counted.week.people().flat_map(|(_, week)| week.open.iter().copied());
            counted.month.won.iter().map(|&(deal, _)| deal).chain(open).collect::<Vec<_>>()
        });
        view! { <Opens title=own.forecast deals text=short(day, stands.get().forecast()) /> }
    };
    let left_out = move || {
        let count = day.of(|counted| counted.month.left_out);
        (count > 0).then(|| view! { <p class="c3 t12">{own.left_out.of(count)}</p> })
    };
    view! {
        <section class="panel" id="month" aria-labelledby="month-title">
            <div class="panel-h"><h2 id="month-title">{own.plan}</h2><span class="grow"></span>{chip}</div>
            <div class="month">
                <div class="row btw">
                    <dl class="stat"><dt>{own.won}</dt><dd data-won=move || stands.get().won>{won}</dd><dd class="sub"><Plan whose=None /></dd></dl>
                    <dl class="stat r"><dt>{own.forecast}</dt><dd title=own.forecast_why>{forecast}</dd><dd class="sub">{move || own.likely.fill([&short(day, stands.get().likely)])}</dd></dl>
                </div>
                {move || view! { <Bullet stands=stands.get() /> }}
                {left_out}
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
        Some(day.words.units.comma.fill([own.forecast, &short(day, stands.forecast())])),
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
                <span>{own.scale_won}</span>
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
    let value = Signal::derive(move || {
        let exponent = currency(day).exponent();
        plan.get().map(|minor| (minor / 10_i64.pow(exponent.min(4))).to_string()).unwrap_or_default()
    });
    let save = Callback::new(move |text: String| {
        let sum = match text.trim() {
            "" => Some(Money::new(0, untrack(|| currency(day)))),
            text => amount(text, untrack(|| currency(day)), day.language),
        };
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
