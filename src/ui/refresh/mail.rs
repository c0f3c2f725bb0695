//! What every part of «Обновить» knows of letters: who is due what, what fills the gaps, and which dialog is open.
//! Deliberately not here: how any of it looks.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::due::DuePreview;
use super::letter::LetterDialog;
use super::message::MessageDialog;
use super::opt_outs::OptOutsDialog;
use super::plan::PlanDialog;
use super::webhook::WebhookDialog;
use crate::app::clock;
use crate::app::format::Format;
use crate::app::locale::{Language, use_format, use_language, use_words, use_words_of};
use crate::app::outbox::{Outbox, use_outbox};
use crate::app::robots::tongue;
use crate::app::store::{Store, use_store};
use crate::app::words::{self, Letters, Words};
use crate::domain::insight::warming::{Next, next};
use crate::domain::insight::writing::{Pen, Written};
use crate::domain::{Command, LetterId, OptOut, Rejection, Slug, Workspace};
use crate::storage::preferences::{CommonGaps, Preferences};
use crate::ui::back::today;
use crate::ui::gate::refusal;

/// The kinds of records that say who is due what, and what it says.
const KINDS: [&str; 9] = ["deal", "plan", "letter", "opt_out", "purchase", "person", "customer", "member", "pipeline"];

/// Subscribes to all of them.
fn follow(store: Store) {
    KINDS.iter().for_each(|kind| store.all(kind, |_| ()));
}

/// A letter that is due, as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Due {
    /// To whom, about what.
    pub(super) next: Next,
    /// Its subject.
    pub(super) subject: String,
    /// The gaps that nothing fills.
    pub(super) missing: Vec<String>,
}

impl Due {
    /// Whether it can be prepared as it is.
    pub(super) fn is_whole(&self) -> bool {
        self.next.to.is_some() && self.missing.is_empty()
    }
}

/// A dialog of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Talk {
    /// A message of a plan: the basket and its name.
    Message(Slug, Slug),
    /// The plan of a basket.
    Plan(Slug),
    /// A letter that is due.
    Due(LetterId),
    /// A letter that is prepared.
    Letter(LetterId),
    /// To whom nothing is written.
    OptOuts,
    /// Where letters go by themselves.
    Webhook,
}

/// Letters, as this page sees them.
#[derive(Clone, Copy)]
pub(super) struct Mail {
    pub(super) store: Store,
    pub(super) words: &'static Letters,
    pub(super) all: &'static Words,
    pub(super) language: Language,
    pub(super) format: Format,
    /// The way out by the network.
    pub(super) outbox: Outbox,
    /// What every deal in a basket is due next.
    pub(super) next: Memo<Arc<Vec<Next>>>,
    /// The letters of today.
    pub(super) due: Memo<Arc<Vec<Due>>>,
    /// What fills gaps in all letters, kept on this device.
    pub(super) common: RwSignal<BTreeMap<String, String>>,
    /// What fills them in one letter.
    pub(super) own: RwSignal<BTreeMap<LetterId, BTreeMap<String, String>>>,
    /// The dialog that is open.
    pub(super) talk: RwSignal<Option<Talk>>,
}

impl Mail {
    /// To be made once, while the page is drawn.
    pub(super) fn new() -> Self {
        let (store, language) = (use_store(), use_language());
        let common = RwSignal::new(Preferences::default().get::<CommonGaps>().unwrap_or_default().0);
        let own = RwSignal::new(BTreeMap::<LetterId, BTreeMap<String, String>>::new());
        let next = Memo::new(move |_| {
            follow(store);
            let offset = clock::offset(clock::now());
            Arc::new(store.peek(|workspace| next(workspace, today(), offset)))
        });
        let due = Memo::new(move |_| {
            // What a letter says may change where who is due does not.
            follow(store);
            let pen = Pen { tongue: tongue(language), by: store.me(), common: common.get() };
            let none = BTreeMap::new();
            let draw = |workspace: &Workspace, next: &Next| {
                let written = own.with(|own| pen.draw(workspace, next, own.get(&next.letter).unwrap_or(&none)))?;
                let Written { subject, missing, .. } = written;
                Some(Due { next: next.clone(), subject, missing })
            };
            next.with(|all| {
                let today = today();
                let due = all.iter().filter(|next| next.on <= today && next.ended.is_none());
                Arc::new(store.peek(|workspace| due.filter_map(|next| draw(workspace, next)).collect::<Vec<_>>()))
            })
        });
        let (words, all, format) = (use_words_of(&words::LETTERS), use_words(), use_format());
        let (outbox, talk) = (use_outbox(), RwSignal::new(None));
        Self { store, words, all, language, format, outbox, next, due, common, own, talk }
    }

    /// Who writes, and what they know.
    pub(super) fn pen(self) -> Pen {
        Pen { tongue: tongue(self.language), by: self.store.me(), common: self.common.get() }
    }

    /// A due letter with its text.
    pub(super) fn written(self, next: &Next) -> Option<Written> {
        follow(self.store);
        let pen = self.pen();
        let own = self.own.with(|own| own.get(&next.letter).cloned()).unwrap_or_default();
        self.store.peek(|workspace| pen.draw(workspace, next, &own))
    }

    /// Fills a gap: in all letters from now on, or in one.
    pub(super) fn fill(self, letter: LetterId, gap: String, value: String, everywhere: bool) {
        if everywhere {
            self.common.update(|common| drop(common.insert(gap, value)));
            Preferences::default().set(&CommonGaps(self.common.get_untracked()));
        } else {
            self.own.update(|own| drop(own.entry(letter).or_default().insert(gap, value)));
        }
    }

    /// What a gap is called.
    pub(super) fn gap(self, gap: &str) -> String {
        super::gaps::name(self, gap)
    }

    /// Carries out commands as one step, or says why not.
    pub(super) fn dispatch(self, commands: Vec<Command>, told: String) -> bool {
        let done = self.store.dispatch_all(commands, told);
        done.map_err(|why| self.refuse(&why)).is_ok()
    }

    /// Says why something was not done.
    pub(super) fn refuse(self, why: &Rejection) {
        let (what, why) = self.store.peek(|workspace| refusal(self.all, self.language, workspace, why));
        self.store.tell(&self.all.a11y.refused.fill([what, &why]));
    }

    /// Whether letters can go by themselves; when not, asks where to.
    pub(super) fn has_webhook(self) -> bool {
        let has = self.outbox.webhook.with_untracked(Option::is_some);
        if !has {
            self.open(Talk::Webhook);
            self.store.tell(self.words.webhook_first);
        }
        has
    }

    /// Writes to an address no more.
    pub(super) fn suppress(self, address: &str, why: &str) {
        suppress(self.store, self.words, [address.to_owned()], why);
    }

    /// Opens a dialog.
    pub(super) fn open(self, talk: Talk) {
        self.talk.set(Some(talk));
    }
}

/// Writes to these addresses no more, in one step; those of them that are on the list already stay as they are.
pub(super) fn suppress(store: Store, words: &'static Letters, addresses: impl IntoIterator<Item = String>, why: &str) {
    let (at, by) = (clock::now(), store.acting());
    let record = |address: String| {
        let id = OptOut::of(&address);
        OptOut { id, address: address.trim().to_owned(), at, why: why.trim().to_owned(), by }
    };
    let mut new: Vec<OptOut> = store.peek(|workspace| {
        addresses.into_iter().filter(|address| workspace.opt_out(address).is_none()).map(record).collect()
    });
    new.sort_by_key(|one| one.id);
    new.dedup_by_key(|one| one.id);
    let told = match new.as_slice() {
        [one] => words.suppressed.fill([&one.address]),
        many => words.suppressed_many.of(many.len()),
    };
    // They name no record that could be missing.
    let _ = store.dispatch(Command::TakeIn(new.into_iter().map(Into::into).collect()), told);
}

/// The letters of this page.
pub(super) fn use_mail() -> Mail {
    expect_context()
}

/// The dialog that is open.
#[component]
pub(super) fn Talks(mail: Mail) -> impl IntoView {
    let close = Callback::new(move |()| mail.talk.set(None));
    move || {
        let view = match mail.talk.get()? {
            Talk::Message(basket, message) => view! { <MessageDialog mail basket message close /> }.into_any(),
            Talk::Plan(basket) => view! { <PlanDialog mail basket close /> }.into_any(),
            Talk::Due(letter) => view! { <DuePreview mail letter close /> }.into_any(),
            Talk::Letter(letter) => view! { <LetterDialog mail letter close /> }.into_any(),
            Talk::OptOuts => view! { <OptOutsDialog mail close /> }.into_any(),
            Talk::Webhook => view! { <WebhookDialog mail close /> }.into_any(),
        };
        Some(view)
    }
}
