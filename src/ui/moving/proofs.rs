//! What shows that the buyer has taken the step: asked for where the move is made, each piece with what counts as proof,
//! or a reason instead where the funnel lets one do.
//! Deliberately not here: whether a proof is asked for (`domain`), ticking proofs on the page of a deal.

use std::collections::BTreeMap;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::field::{Blank, Line};
use crate::app::locale::{use_language, use_words};
use crate::app::words::Words;
use crate::domain::{Evidence, EvidenceKind, Slug};
use crate::ui::icon::Icon;

/// The icon and the words of what counts as proof.
pub fn needed(words: &'static Words, kind: EvidenceKind) -> (Icon, &'static str) {
    let words = &words.deal;
    match kind {
        EvidenceKind::File => (Icon::FILE, words.need_file),
        EvidenceKind::Call => (Icon::PHONE, words.need_call),
        EvidenceKind::Tick => (Icon::RING, words.need_tick),
        EvidenceKind::Answer => (Icon::HELP, words.need_answer),
        EvidenceKind::Letter => (Icon::MAIL, words.need_letter),
        EvidenceKind::Payment => (Icon::RUBLE, words.need_payment),
        EvidenceKind::Date => (Icon::CALENDAR, words.need_date),
    }
}

/// What is to be written of a proof that is what it says, and the kind of its input.
pub fn to_say(words: &'static Words, kind: EvidenceKind) -> (&'static str, &'static str) {
    match kind {
        EvidenceKind::File => (words.ask.say_file, "text"),
        EvidenceKind::Date => (words.ask.say_date, "date"),
        _ => (words.ask.say_answer, "text"),
    }
}

/// A piece of evidence that is missing, as it is being given.
#[derive(Clone)]
struct Asked {
    evidence: Evidence,
    ticked: RwSignal<bool>,
    said: Blank,
}

impl Asked {
    /// What it is, once it is there.
    fn given(&self) -> Option<String> {
        let said = self.said.text();
        let there = if self.evidence.kind.needs_words() { !said.is_empty() } else { self.ticked.get_untracked() };
        there.then_some(said)
    }
}

/// The proofs that a move asks for.
#[derive(Clone, Copy)]
pub(super) struct Missing {
    asked: StoredValue<Vec<Asked>>,
    /// Whether a reason will do instead.
    or_why: bool,
    /// The person moves on without them.
    without: RwSignal<bool>,
    /// The reason.
    why: Blank,
    wrong: RwSignal<Option<&'static str>>,
}

impl Missing {
    /// Nothing of it is there yet; `why` is where the reason is written.
    pub(super) fn new(missing: &[Evidence], or_why: bool, why: Blank) -> Self {
        let asked = missing.iter().map(|evidence| Asked {
            evidence: evidence.clone(),
            ticked: RwSignal::new(false),
            said: Blank::new(""),
        });
        let (without, wrong) = (RwSignal::new(false), RwSignal::new(None));
        Self { asked: StoredValue::new(asked.collect()), or_why, without, why, wrong }
    }

    /// What has been given, and whether that, or the reason, is enough.
    pub(super) fn read(&self, words: &'static Words) -> (BTreeMap<Slug, String>, bool) {
        let given: Vec<_> = self.asked.with_value(|asked| {
            asked.iter().map(|asked| asked.given().map(|said| (asked.evidence.id, said))).collect()
        });
        let all = given.iter().all(Option::is_some);
        let given = given.into_iter().flatten().collect();
        if self.or_why && self.without.get_untracked() {
            return (given, self.why.check(self.why.text().is_empty().then_some(words.ask.empty_reason)));
        }
        let lacks = if self.or_why { words.ask.need_proofs_or_why } else { words.ask.need_proofs };
        self.wrong.set((!all).then_some(lacks));
        (given, all)
    }

    /// The reason, when the person moves on without the proofs.
    pub(super) fn reason(&self) -> Option<String> {
        (self.or_why && self.without.get_untracked()).then(|| self.why.text())
    }
}

/// The list of what is missing.
#[component]
pub(super) fn Proofs(
    missing: Missing,
    /// Whether the reason has no line of its own in the dialog yet.
    asks_why: bool,
    /// Whether it is the first that the dialog asks for: then the focus begins here.
    first: bool,
) -> impl IntoView {
    let words = use_words();
    let Missing { asked, or_why, without, why, wrong } = missing;
    let pieces = asked.with_value(|asked| {
        asked
            .iter()
            .enumerate()
            .map(|(at, asked)| view! { <Piece asked=asked.clone() wrong first=first && at == 0 /> })
            .collect_view()
    });
    let turn = move |event| {
        without.set(event_target_checked(&event));
        wrong.set(None);
    };
    view! {
        <div class="col g3 proofs">
            <ol class="todo">{pieces}</ol>
            {move || wrong.get().map(|wrong| view! {
                <p class="field"><span class="err" role="alert"><Icon name=Icon::ALERT_C class="i i14" />{wrong}</span></p>
            })}
            {or_why.then(|| view! {
                <label class="check">
                    <input type="checkbox" prop:checked=move || without.get() on:change=turn />
                    <span>{words.ask.without_proof}</span>
                </label>
            })}
            {move || (asks_why && without.get()).then(|| view! {
                <Line blank=why id="ask-without" label=words.ask.without_proof_reason placeholder=words.ask.reason_placeholder />
            })}
        </div>
    }
}

#[component]
fn Piece(asked: Asked, wrong: RwSignal<Option<&'static str>>, first: bool) -> impl IntoView {
    let words = use_words();
    let Asked { evidence, ticked, said } = asked;
    let text = use_language().of(&evidence.text);
    let kind = evidence.kind;
    let (icon, need) = needed(words, kind);
    let field = format!("proof-{}", evidence.id);
    let done = move || {
        if kind.needs_words() { said.value.with(|said| !said.trim().is_empty()) } else { ticked.get() }
    };
    Effect::new(move || {
        if done() {
            wrong.set(None);
        }
    });
    let line = kind.needs_words().then(|| {
        let (label, input) = to_say(words, kind);
        view! { <div class="say"><Line blank=said id=field.clone() label kind=input first /></div> }
    });
    // What is what it says is given by saying it.
    let press = move |_| {
        if !kind.needs_words() {
            return ticked.update(|ticked| *ticked = !*ticked);
        }
        let found = document().get_element_by_id(&field);
        if let Some(field) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Refused only by an element that can't have the focus.
            let _ = field.focus();
        }
    };
    view! {
        <li class:done=done>
            <button class="mark" type="button" role="checkbox" autofocus=first && !kind.needs_words() aria-checked=move || done().to_string() aria-label=text.clone() on:click=press>
                <Icon name=Icon::CHECK />
            </button>
            <span>{text}</span>
            {move || (!done()).then(|| view! {
                <span class="ev"><span class="need"><Icon name=icon class="i i14" />{need}</span></span>
            })}
            {line}
        </li>
    }
}
