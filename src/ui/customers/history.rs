//! Everything that happened with a customer, over all their deals, the latest first. Two that were made one are made two
//! again from here.
//! Deliberately not here: what happened (`domain::insight::history`).

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::app::address::href;
use crate::app::clock;
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::route::Route;
use crate::app::store::{Store, use_store};
use crate::app::words::{ATTACHED, Attached, CLIENTS, Clients, Words};
use crate::domain::insight::history::{Event, Happening, history};
use crate::domain::{
    ActivityKind, Command, CustomerId, DealId, Holder, MergerId, NoteId, Outcome, PurchaseKind, Slug, Workspace,
};
use crate::ui::attached::{NoteComposer, NoteText};
use crate::ui::gate::{place, refusal};
use crate::ui::icon::Icon;
use crate::ui::kit::{money, way};

/// How many are shown before somebody wants to see all.
const FIRST: usize = 6;
/// How many are added with each press: some people have bought for ten years.
const MORE: usize = 200;

/// The history.
#[component]
pub(super) fn History(id: CustomerId) -> impl IntoView {
    let words = use_words_of(&CLIENTS);
    let all = use_words();
    let store = use_store();
    let format = use_format();
    let told = Memo::new(move |_| {
        // Heard of whenever something that refers to the customer changes; a talk and a file refer to their deal.
        store.of(id);
        store.all("attachment", |_| ());
        store.all("activity", |workspace| history(workspace, id))
    });
    let shown = RwSignal::new(FIRST);
    let oldest = Memo::new(move |_| told.with(|told| told.last().copied()));
    let lines = move || {
        let mut day = None;
        let mut lines: Vec<Line> = Vec::new();
        for happening in told.get().into_iter().take(shown.get()) {
            let this = happening.at.day(clock::offset(happening.at));
            if day.replace(this) != Some(this) {
                lines.push(Line::Day(this));
            }
            lines.push(Line::Happened(happening));
        }
        lines
    };
    let draw = move |line: Line| match line {
        Line::Day(day) => {
            let now = clock::now();
            view! { <li class="day">{format.day_heading(day, now.day(clock::offset(now)))}</li> }.into_any()
        }
        Line::Happened(happening) => {
            let last = Signal::derive(move || oldest.get() == Some(happening));
            view! { <Item happening last /> }.into_any()
        }
    };
    let rest = move || {
        let count = told.with(Vec::len);
        (count > shown.get()).then(|| {
            view! { <button class="btn ghost sm" type="button" on:click=move |_| shown.update(|shown| *shown += MORE)>{words.whole.of(count)}</button> }
        })
    };
    view! {
        <section tabindex="-1">
            <div class="hd"><h3>{words.all_history}</h3><span class="c3">{move || all.grammar.number(told.with(Vec::len))}</span></div>
            <NoteComposer customer=id />
            <ol class="tl"><For each=lines key=|line| *line let:line>{draw(line)}</For></ol>
            {rest}
        </section>
    }
}

/// A line stays as it is drawn while it tells the same: a note that is being changed is not closed by what else happens.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Line {
    /// The day of those below.
    Day(NaiveDate),
    Happened(Happening),
}

/// What is told of one.
struct Told {
    icon: Icon,
    class: &'static str,
    title: String,
    line: String,
    quote: String,
    deal: Option<DealId>,
    merger: Option<MergerId>,
    note: Option<NoteId>,
}

#[component]
fn Item(happening: Happening, last: Signal<bool>) -> impl IntoView {
    let words = use_words_of(&CLIENTS);
    let (all, language, format) = (use_words(), use_language(), use_format());
    let store = use_store();
    let Some(told) = tell(store, words, use_words_of(&ATTACHED), all, &happening) else { return ().into_any() };
    let by = happening.by.and_then(|by| store.peek(|workspace| workspace.member(by).map(|member| member.name.clone())));
    let place = move |stage: Slug| store.peek(|workspace| place(language, workspace, stage));
    let line = [moved_to(store, &happening).map(place).unwrap_or_default(), told.line, by.unwrap_or_default()];
    let line = line.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    let sum = worth(store, &happening).map(|sum| money(format, sum));
    let split = told.merger.map(|merger| {
        let name = told.title.clone();
        let press = move |_| {
            if let Err(why) = store.dispatch(Command::Split(merger), words.told_split.fill([&name])) {
                let (what, why) = store.peek(|workspace| refusal(all, language, workspace, &why));
                store.tell(&format!("{what} {why}"));
            }
        };
        view! { <button class="btn ghost sm" type="button" on:click=press><Icon name=Icon::SPLIT />{words.split_back}</button> }
    });
    let quote = match happening.event {
        // What is said of a file changes after it came.
        Event::Attached(id) => Signal::derive(move || {
            let said = |workspace: &Workspace| workspace.attachment(id).and_then(|file| file.caption.clone());
            store.all("attachment", said).unwrap_or_default()
        }),
        _ => Signal::stored(told.quote),
    };
    let quote = move || {
        let said = quote.get();
        (!said.is_empty()).then(|| view! { <p class="quote">{said}</p> })
    };
    let title = match told.deal {
        Some(deal) => view! { <a class="link" href=href(Route::Deal(deal))>{told.title}</a> }.into_any(),
        None => told.title.into_any(),
    };
    view! {
        <li class:last=move || last.get()>
            <span class=told.class><Icon name=told.icon /></span>
            <div>
                <h4>{title}{sum.map(|sum| view! { " "<span class="c2">{sum}</span> })}</h4>
                {match told.note {
                    Some(id) => view! { <NoteText id /> }.into_any(),
                    None => quote.into_any(),
                }}
                {(!line.is_empty()).then(|| view! { <p>{line}</p> })}
                {split}
            </div>
            <time>{format.time(happening.at.0)}</time>
        </li>
    }
    .into_any()
}

/// Where a deal came to.
fn moved_to(store: Store, happening: &Happening) -> Option<Slug> {
    let Event::Moved(deal, entry) = happening.event else { return None };
    store.peek(|workspace| workspace.deal(deal)?.history.iter().find(|one| one.id == entry).map(|one| one.to))
}

/// What a purchase, or a deal that was won with this step, is worth.
fn worth(store: Store, happening: &Happening) -> Option<crate::domain::Money> {
    store.peek(|workspace| match happening.event {
        Event::Bought(order) => workspace.purchase(order)?.amount,
        Event::Moved(deal, entry) => {
            let deal = workspace.deal(deal)?;
            let to = deal.history.iter().find(|one| one.id == entry)?.to;
            let end = workspace.pipeline_of(to)?.end(to)?;
            deal.amount.filter(|_| end.outcome == Outcome::Won)
        }
        _ => None,
    })
}

fn tell(store: Store, words: &Clients, files: &Attached, all: &Words, happening: &Happening) -> Option<Told> {
    let plain = |icon, title: String| Told {
        icon,
        class: "ic",
        title,
        line: String::new(),
        quote: String::new(),
        deal: None,
        merger: None,
        note: None,
    };
    store.peek(|workspace| {
        Some(match happening.event {
            Event::Known => plain(Icon::CLIENTS, words.first_known.to_owned()),
            Event::Moved(id, entry) => {
                let deal = workspace.deal(id)?;
                let entry = deal.history.iter().find(|one| one.id == entry)?;
                let outcome =
                    workspace.pipeline_of(entry.to).and_then(|funnel| funnel.end(entry.to)).map(|end| end.outcome);
                let (icon, class) = match outcome {
                    Some(Outcome::Won) => (Icon::RUBLE, "ic ok"),
                    Some(Outcome::Lost) => (Icon::FLAG, "ic bad"),
                    Some(Outcome::Paused) => (Icon::CLOCK, "ic"),
                    Some(_) => (Icon::BAN, "ic"),
                    None if entry.from.is_none() => (Icon::INBOX, "ic acc"),
                    None => (Icon::ARROW_R, "ic acc"),
                };
                let quote = entry.loss.as_ref().map(|loss| loss.words.clone()).unwrap_or_default();
                Told { class, quote, deal: Some(id), ..plain(icon, deal.title.clone()) }
            }
            Event::Talked(id) => {
                let talk = workspace.activity(id)?;
                let title = match talk.kind {
                    ActivityKind::Note => all.deal.note,
                    ActivityKind::Call => all.contact.call,
                    ActivityKind::Letter => all.contact.letter,
                    ActivityKind::Meeting => all.contact.meeting,
                    ActivityKind::Message => all.contact.message,
                    ActivityKind::HandOver => all.contact.hand_over,
                };
                let line = workspace.deal(talk.deal).map(|deal| deal.title.clone()).unwrap_or_default();
                Told {
                    quote: talk.text.clone(),
                    line,
                    deal: Some(talk.deal),
                    ..plain(way(talk.kind), title.to_owned())
                }
            }
            Event::Noted(id) => {
                let note = workspace.note(id)?;
                Told { note: Some(note.id), ..plain(Icon::NOTE, files.note.to_owned()) }
            }
            Event::Attached(id) => {
                let file = workspace.attachment(id)?;
                let deal = match file.of {
                    Holder::Deal(deal) => Some(deal),
                    Holder::Customer(_) => None,
                };
                let line = deal.and_then(|deal| workspace.deal(deal)).map(|deal| deal.title.clone());
                let line = line.unwrap_or_default();
                Told { line, deal, ..plain(Icon::CLIP, files.added.fill([&file.name])) }
            }
            Event::Wrote(id) => {
                let letter = workspace.letter(id)?;
                Told { line: letter.subject.clone(), ..plain(Icon::MAIL, words.wrote.to_owned()) }
            }
            Event::Bought(id) => match workspace.purchase(id)?.kind {
                PurchaseKind::Sale => Told { class: "ic ok", ..plain(Icon::RUBLE, words.order.to_owned()) },
                PurchaseKind::Refund => plain(Icon::UNDO, words.refund.to_owned()),
            },
            Event::Asked(id) => {
                let talk = workspace.interviews().find(|talk| talk.id == id)?;
                Told { quote: talk.words.clone(), ..plain(Icon::HEADSET, words.asked.to_owned()) }
            }
            Event::Merged(id) => {
                let merger = workspace.merger(id)?;
                let title = words.merged_with.fill([&merger.gone.name]);
                Told { merger: Some(id), ..plain(Icon::MERGE, title) }
            }
        })
    })
}
