//! Small parts that several screens show alike: the next contact, who leads, money.

use leptos::prelude::*;

use super::icon::Icon;
use crate::app::clock;
use crate::app::format::Format;
use crate::app::locale::{use_format, use_words};
use crate::app::store::{Store, use_store};
use crate::app::words::Words;
use crate::domain::{ActivityKind, Deal, Handling, MemberId, Moment, Money, NextContact, Workspace};

/// What a deal is called: the buyer's name, or what they need while nobody has said who they are.
pub fn called(workspace: &Workspace, deal: &Deal) -> String {
    deal.called(workspace).to_owned()
}

/// Money in full.
pub fn money(format: Format, money: Money) -> String {
    format.money(money.minor, money.currency.code(), money.currency.exponent())
}

/// How a deal is handled on its stage while every other one is handled in a new way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sided {
    /// The class of its chip.
    pub class: &'static str,
    /// Its side: «Б: разбор расчёта».
    pub text: String,
    /// What to do about it.
    pub why: String,
}

impl Sided {
    /// Of a deal, now and whenever hypotheses change; none when it is all the same.
    pub fn of(store: Store, words: &'static Words, deal: &Deal) -> Option<Self> {
        store.all("hypothesis", |workspace| {
            let (idea, handling) = workspace.handled(deal)?;
            let (class, text, why) = match handling {
                Handling::AsBefore => ("trial chip", words.board.side_a.to_owned(), &words.board.side_a_why),
                Handling::Changed => ("trial chip acc", words.board.side_b.fill([&idea.name]), &words.board.side_b_why),
            };
            Some(Self { class, text, why: why.fill([&idea.name]) })
        })
    }
}

/// How a planned contact stands to now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Nothing is planned.
    Never,
    /// It should have been.
    Overdue,
    /// It is today.
    Today,
    /// It is later.
    Later,
}

/// How a planned contact stands to now, by the calendar of this browser's zone.
pub fn due(next: Option<&NextContact>, now: Moment) -> Due {
    let Some(next) = next else { return Due::Never };
    let day = |at: Moment| at.day(clock::offset(at));
    match day(next.at).cmp(&day(now)) {
        std::cmp::Ordering::Greater => Due::Later,
        std::cmp::Ordering::Equal if next.at >= now => Due::Today,
        _ => Due::Overdue,
    }
}

/// The icon of a way of contact.
pub fn way(kind: ActivityKind) -> Icon {
    match kind {
        ActivityKind::Call => Icon::PHONE,
        ActivityKind::Letter => Icon::MAIL,
        ActivityKind::Meeting => Icon::CALENDAR,
        ActivityKind::Message => Icon::CHAT,
        ActivityKind::Note => Icon::NOTE,
        ActivityKind::HandOver => Icon::USER,
    }
}

/// What is said of the next contact: the class of its chip, the icon, the words.
pub fn contact(next: Option<&NextContact>, words: &Words, format: Format) -> (&'static str, Icon, String) {
    let now = clock::now();
    match (due(next, now), next) {
        (Due::Overdue, Some(next)) => {
            let days = usize::try_from(now.days_since(next.at)).unwrap_or_default();
            let late = match days {
                0 => format.time(next.at.0),
                days => words.units.days_short.of(days),
            };
            ("chip overdue", Icon::ALERT_C, words.board.contact_overdue.fill([&late]))
        }
        (Due::Today, Some(next)) => ("chip today", way(next.kind), format.moment(next.at.0, now.0)),
        (Due::Later, Some(next)) => {
            let day = |at: Moment| at.day(clock::offset(at));
            ("chip", Icon::CALENDAR, format.day(day(next.at), day(now)))
        }
        _ => ("chip none", Icon::PLUS, words.board.contact_none.to_owned()),
    }
}

/// The next contact on a card or in a row: overdue, today, planned or none.
#[component]
pub fn ContactChip(next: Option<NextContact>) -> impl IntoView {
    let (class, icon, text) = contact(next.as_ref(), use_words(), use_format());
    let title = text.clone();
    view! { <span class=class title=title><Icon name=icon /><span>{text}</span></span> }
}

/// The class of somebody's avatar, a quiet tint, and their initials.
pub fn avatar(name: &str) -> (String, String) {
    let tint = name.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte))) % 6 + 1;
    let initials: String = name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect();
    (format!("ava p{tint} sm"), initials.to_uppercase())
}

/// Who leads a deal: initials on a quiet tint, the name for the pointer and for screen readers.
#[component]
pub fn Avatar(member: MemberId) -> impl IntoView {
    let store = use_store();
    move || {
        let name = store.member(member)?.name.clone();
        let (class, initials) = avatar(&name);
        Some(view! { <span class=class title=name.clone() aria-label=name role="img">{initials}</span> })
    }
}
