//! The card of a deal as it is before anything is written on it. Every card of the board is a copy of this one with its own
//! words: a list that is scrolled draws several in a frame, and element by element that took most of it.
//!
//! Deliberately not here: what a card says (`card`), the card of a lead, of which there are few.

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DocumentFragment, Element, HtmlElement, Node};

use super::card::{Face, ToStage};
use super::desk::Desk;
use crate::app::address::href;
use crate::app::route::Route;
use crate::domain::DealId;
use crate::ui::icon::Icon;
use crate::ui::kit::{Sided, avatar, contact};

/// A card with nothing on it.
#[derive(Clone, Copy)]
pub(super) struct Blank(StoredValue<Option<DocumentFragment>, LocalStorage>);

impl Blank {
    /// Draws it. To be made once, while the page is drawn.
    pub(super) fn new() -> Self {
        let empty = document().create_element("article").ok().and_then(|card| card.dyn_into::<HtmlElement>().ok());
        Self(StoredValue::new_local(empty.map(|card| {
            mount_to(card.clone(), parts).forget();
            strip(&card);
            let fragment = document().create_document_fragment();
            while let Some(part) = card.first_child() {
                let _ = fragment.append_child(&part);
            }
            fragment
        })))
    }

    /// Writes the face of a deal on its card, in the place of what was written there before.
    pub(super) fn write(&self, card: &Element, desk: Desk, id: DealId, face: &Face) {
        let copied = self.0.with_value(|blank| blank.as_ref()?.clone_node_with_deep(true).ok());
        let Some(copy) = copied.and_then(|copy| copy.dyn_into::<DocumentFragment>().ok()) else { return };
        let words = desk.words;
        set(card, "aria-label", &face.label(desk));
        part(&copy, ".co", |company| {
            set(company, "title", &face.about);
            set(company, "href", &href(Route::Deal(id)));
            company.set_text_content(Some(&face.company));
        });
        part(&copy, ".ti", |subject| match &face.subject {
            Some(text) => subject.set_text_content(Some(text)),
            None => subject.remove(),
        });
        part(&copy, ".trial", |side| match &face.side {
            Some(Sided { class, text, why }) => {
                set(side, "class", class);
                set(side, "title", why);
                if let Some(said) = side.first_element_child() {
                    said.set_text_content(Some(text));
                }
            }
            None => side.remove(),
        });
        part(&copy, ".mo > span", |amount| amount.set_text_content(Some(&face.amount)));
        part(&copy, ".age", |age| {
            let (text, why) = face.age(desk);
            set(age, "title", &why);
            if face.stale {
                set(age, "class", "age rot");
                let _ = age.append_with_str_1(&text);
            } else {
                // The hourglass is for those that stand too long.
                age.set_text_content(Some(&text));
            }
        });
        part(&copy, ".plan > .chip", |chip| {
            let (class, icon, text) = contact(face.next.as_ref(), words, desk.format);
            set(chip, "class", class);
            set(chip, "title", &text);
            if let (Some(drawn), Some(said)) = (chip.first_element_child(), chip.last_element_child()) {
                icon.replace(&drawn);
                said.set_text_content(Some(&text));
            }
        });
        part(&copy, ".ava", |who| match &face.owner {
            Some(owner) => {
                let (class, initials) = avatar(&owner.name);
                set(who, "class", &class);
                set(who, "title", &owner.name);
                set(who, "aria-label", &owner.name);
                who.set_text_content(Some(&initials));
            }
            None => who.remove(),
        });
        part(&copy, ".mv", |button| set(button, "aria-label", &words.board.to_stage_whom.fill([&face.company])));
        card.replace_children_with_node_1(&copy);
    }
}

/// The blank card of this page.
pub(super) fn use_blank() -> Blank {
    expect_context()
}

/// The parts of a card, each with room for what it may say.
fn parts() -> impl IntoView {
    view! {
        <a class="co" tabindex="-1" draggable="false"></a>
        <div class="ti"></div>
        <div class="trial"><span class="el"></span></div>
        <div class="mo"><span></span><span class="age"><Icon name=Icon::HOURGLASS /></span></div>
        <div class="fo">
            <button class="plan" type="button" data-do="plan" tabindex="-1">
                <span class="chip"><Icon name=Icon::ALERT_C /><span></span></span>
            </button>
            <span class="ava" role="img"></span>
        </div>
        <ToStage name=String::new() />
    }
}

/// Takes away the marks between elements by which a view would find its places again.
fn strip(node: &Node) {
    let mut next = node.first_child();
    while let Some(child) = next {
        next = child.next_sibling();
        if child.node_type() == Node::COMMENT_NODE {
            let _ = node.remove_child(&child);
        } else {
            strip(&child);
        }
    }
}

fn part(card: &DocumentFragment, selector: &str, write: impl FnOnce(&Element)) {
    if let Ok(Some(part)) = card.query_selector(selector) {
        write(&part);
    }
}

fn set(element: &Element, name: &str, value: &str) {
    // Refused only for names that are none.
    let _ = element.set_attribute(name, value);
}
