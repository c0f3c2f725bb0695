//! «Сегодня»: the day of whoever sits here, and the desk as its head sees it.
//! Deliberately not here: what is counted (`domain::insight`).

#![expect(unreachable_pub, reason = "`#[component]` makes the properties of a component of one module public")]

mod agenda;
mod answers;
mod behind;
mod day;
mod escalated;
mod held;
mod month;
mod overdue;
mod people;
mod row;
mod top;

use leptos::prelude::*;

use self::day::Day;
use super::icon::Icon;
use super::me::{MePick, members};
use crate::app::address::{href, use_query};
use crate::app::route::Route;

pub use self::overdue::{Overdue, use_overdue};

/// The part of the page that a phone shows: what the address calls the desk.
const DESK: &str = "desk";

/// The page.
#[component]
pub fn TodayPage() -> impl IntoView {
    let day = Day::new();
    provide_context(day);
    let own = day.own;
    let (part, _) = use_query("part");
    let there = Memo::new(move |_| day.counted.with(|counted| counted.as_ref().map(|counted| counted.deals > 0)));
    let body = move || {
        match there.get() {
        None => view! { <p class="lead-in c3" role="status">{own.counting}</p> }.into_any(),
        Some(false) => view! { <Nothing /> }.into_any(),
        Some(true) => view! {
            <div class="page two" data-part=move || part.get()>
                <div class="col g3 mine"><WhoAreYou /><escalated::EscalatedList /><agenda::AgendaLists /></div>
                <div class="col g3 whole"><Heading /><month::MonthPanel /><answers::AnswersPanel /><people::PeoplePanel /></div>
            </div>
        }
        .into_any(),
    }
    };
    view! {
        <main class="main page-today" id="main">
            <top::Top />
            <div class="scroll" aria-busy=move || day.counted.with(Option::is_none).to_string()>{body}</div>
            <held::HeldDialog />
            <behind::BehindDialog />
        </main>
    }
}

/// The head of the side that is about the desk.
#[component]
fn Heading() -> impl IntoView {
    let day = day::use_day();
    let about = move || {
        let counted = day.counted.get()?;
        let people = day.words.units.people.of(day.store.all("member", |workspace| workspace.members().len()));
        Some(day.words.units.comma.fill([&day.format.month(counted.month.month), &people]))
    };
    view! { <div class="sec"><h2>{day.own.desk}</h2><span class="c3">{about}</span></div> }
}

/// Asks who sits here, as long as nobody has said so and there is somebody to be.
#[component]
fn WhoAreYou() -> impl IntoView {
    let day = day::use_day();
    let asked =
        Memo::new(move |_| day.store.me().is_none() && day.whose.get().is_none() && !members(day.store).is_empty());
    move || {
        asked.get().then(|| {
            view! {
                <div class="callout acc who">
                    <Icon name=Icon::USER />
                    <div><b>{day.own.who_are_you}</b><p>{day.own.who_why}</p></div>
                    <MePick />
                </div>
            }
        })
    }
}

/// There is no deal yet.
#[component]
fn Nothing() -> impl IntoView {
    let own = day::use_day().own;
    view! {
        <div class="empty">
            <span class="pic"><Icon name=Icon::TODAY class="i i20" /></span>
            <h3>{own.empty}</h3>
            <p>{own.empty_why}</p>
            <a class="btn" href=href(Route::Start)>{own.to_deals}</a>
        </div>
    }
}
