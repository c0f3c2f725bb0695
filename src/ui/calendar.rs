//! Planned contacts as a calendar file: of one deal, or of all that somebody has. A later file updates the entries of an
//! earlier one.
//! Deliberately not here: how such a file is written (`data::ics`).

use leptos::prelude::*;

use super::kit::called;
use crate::app::address::href;
use crate::app::clock;
use crate::app::download::download;
use crate::app::route::Route;
use crate::app::store::Store;
use crate::app::words::{Contacts, Words};
use crate::data::ics::{Event, When, calendar};
use crate::domain::{ActivityKind, Deal, MemberId, Workspace};

/// How long a contact is thought to take, in minutes; a meeting takes twice as long.
const USUAL: i64 = 30;
/// How long before it the calendar rings, in minutes.
const ALARM: u16 = 15;

fn entry(words: &Words, own: &Contacts, workspace: &Workspace, deal: &Deal) -> Option<Event> {
    let next = deal.next.as_ref()?;
    let (kind, minutes) = match next.kind {
        ActivityKind::Call | ActivityKind::Note | ActivityKind::HandOver => (words.contact.call, USUAL),
        ActivityKind::Letter => (words.contact.letter, USUAL),
        ActivityKind::Message => (words.contact.message, USUAL),
        ActivityKind::Meeting => (words.contact.meeting, 2 * USUAL),
    };
    let link = format!("{}{}", window().location().origin().unwrap_or_default(), href(Route::Deal(deal.id)));
    let about = [next.purpose.as_str(), &deal.title, &link].into_iter().filter(|text| !text.is_empty());
    Some(Event {
        uid: format!("contact-{}@voronka", deal.id),
        when: When::At { from: next.at, minutes, alarm: ALARM },
        summary: own.entry.fill([kind, &called(workspace, deal)]),
        description: about.collect::<Vec<_>>().join("\n"),
        link,
    })
}

fn offer(store: Store, own: &Contacts, name: &str, events: &[Event]) {
    let name = format!("{name}.ics");
    download(&name, "text/calendar", &[calendar(own.calendar_name, events, clock::now())]);
    store.announce(own.calendar_told.fill([&name]));
}

/// The planned contact of a deal as a file.
pub fn one(store: Store, words: &Words, own: &Contacts, deal: &Deal) {
    let (name, event) = store.peek(|workspace| (called(workspace, deal), entry(words, own, workspace, deal)));
    if let Some(event) = event {
        offer(store, own, &name.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], " "), &[event]);
    }
}

/// Every planned contact of somebody, or of the whole desk, as a file.
pub fn all(store: Store, words: &Words, own: &Contacts, whose: Option<MemberId>) {
    let events: Vec<Event> = store.peek(|workspace| {
        let theirs = workspace.deals().filter(|deal| whose.is_none() || deal.owner == whose);
        let open =
            theirs.filter(|deal| workspace.pipeline_of(deal.stage).is_some_and(|f| f.position(deal.stage).is_some()));
        open.filter_map(|deal| entry(words, own, workspace, deal)).collect()
    });
    offer(store, own, own.calendar_name, &events);
}
