//! Loading files: from the drop to the records, with a look at everything in between. One thing at a time is shown:
//! reading, what the file is and what will become of it, writing, or why it can't be.
//!
//! Deliberately not here: what columns and rows mean (`data::import`).

mod columns;
mod counts;
mod draft;
pub mod load;
mod mapping;
mod opened;
mod requests;
mod sheets;
mod staff;
mod stages;
mod wording;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::dialog::Dialog;
use super::here::RestoreDialog;
use super::moving::use_moves;
use crate::app::address::use_go;
use crate::app::copy::{begins, use_copies};
use crate::app::locale::{Language, use_words, use_words_of};
use crate::app::route::Route;
use crate::app::store::{Store, use_store};
use crate::app::words::REQUESTS;
use crate::data::import::Kind;
use crate::domain::FourR;
use draft::Draft;
use opened::{Failed, Opened};

/// Files that wait to be loaded.
#[derive(Clone, Copy)]
pub struct Inbox {
    files: RwSignal<Vec<web_sys::File>, LocalStorage>,
    /// What the rows of a table are where it was pasted.
    kind: StoredValue<Option<Kind>>,
}

impl Inbox {
    /// No files yet.
    pub fn new() -> Self {
        Self { files: RwSignal::new_local(Vec::new()), kind: StoredValue::new(None) }
    }

    /// Takes the files that a person dropped or chose.
    pub fn take(&self, files: &web_sys::FileList) {
        self.kind.set_value(None);
        self.files.set((0..files.length()).filter_map(|at| files.get(at)).collect());
    }

    /// Takes a table that was copied from elsewhere, as if it were a file; `kind` is what rows are where it was pasted, if
    /// that says anything.
    pub fn take_text(&self, name: &str, text: &str, kind: Option<Kind>) {
        let parts = js_sys::Array::of1(&text.into());
        // Text and a name always make a file.
        if let Ok(file) = web_sys::File::new_with_str_sequence(&parts, name) {
            self.kind.set_value(kind);
            self.files.set(vec![file]);
        }
    }

    /// Whether files wait.
    pub fn has_files(&self) -> bool {
        self.files.with(|files| !files.is_empty())
    }

    /// Forgets them.
    pub fn empty(&self) {
        self.files.set(Vec::new());
    }
}

impl Default for Inbox {
    fn default() -> Self {
        Self::new()
    }
}

/// The inbox of this page.
pub fn use_inbox() -> Inbox {
    expect_context()
}

/// What is being done with the files.
#[derive(Clone)]
enum Step {
    /// Nothing.
    Idle,
    /// Being read: which file, and the share of it.
    Reading(String, f64),
    /// The person says which sheets of a workbook are meant.
    Choosing(Vec<Opened>),
    /// The person looks at what will become of them.
    Asking(Draft),
    /// Being taken in: how many records of how many.
    Loading(usize, usize),
    /// One of them is a copy of a workspace: that alone is opened.
    Copy(web_sys::File),
    /// They can't be: each with its reason.
    Refused(Vec<Failed>),
}

/// The import of this page, as its dialogs see it.
#[derive(Clone, Copy)]
struct Flow {
    step: RwSignal<Step, LocalStorage>,
    /// Whether the person has stopped what is going on.
    stop: StoredValue<bool>,
}

impl Flow {
    /// Whether to go on: nobody has stopped it, and its dialog is still there.
    fn goes_on(self) -> bool {
        self.stop.try_get_value() == Some(false)
    }

    /// Shows how far the reading of a file is, and says whether to go on.
    fn reads(self, name: &str, share: f64) -> bool {
        self.step.set(Step::Reading(name.to_owned(), share));
        self.goes_on()
    }

    /// Looks through the tables and asks what they mean.
    async fn drafts(self, opened: Vec<Opened>, store: Store, language: Language, kind: Option<Kind>) {
        let step = match draft::read(opened, store, language, kind, move |name, share| self.reads(name, share)).await {
            Ok(Some(draft)) => Step::Asking(draft),
            Ok(None) => Step::Idle,
            Err(failed) => Step::Refused(failed),
        };
        self.step.set(step);
    }
}

/// The dialog of loading, while there is something to load.
#[component]
pub fn Imports() -> impl IntoView {
    let inbox = use_inbox();
    let store = use_store();
    let flow = Flow { step: RwSignal::new_local(Step::Idle), stop: StoredValue::new(false) };
    let language = crate::app::locale::use_language();
    let copies = use_copies();
    let moves = use_moves();
    let (words, own) = (use_words(), use_words_of(&REQUESTS));
    Effect::new(move || {
        let files = inbox.files.get();
        if files.is_empty() {
            return;
        }
        flow.stop.set_value(false);
        let kind = inbox.kind.get_value();
        spawn_local(async move {
            for file in &files {
                if begins(file).await {
                    flow.step.set(Step::Copy(file.clone()));
                    return inbox.empty();
                }
            }
            let (sent, files): (Vec<_>, Vec<_>) = files.into_iter().partition(requests::is_request);
            if !sent.is_empty() {
                match requests::read(&sent, store).await {
                    Ok(leads) => requests::take(store, moves, words, own, leads),
                    Err(failed) => flow.step.set(Step::Refused(failed)),
                }
            }
            if files.is_empty() {
                return inbox.empty();
            }
            match opened::open(&files, move |name, share| flow.reads(name, share)).await {
                Ok(Some(opened)) if opened.iter().any(Opened::has_choice) => flow.step.set(Step::Choosing(opened)),
                Ok(Some(opened)) => flow.drafts(opened, store, language, kind).await,
                Ok(None) => flow.step.set(Step::Idle),
                Err(failed) => flow.step.set(Step::Refused(failed)),
            }
            inbox.empty();
        });
    });
    let chosen = Callback::new(move |opened| spawn_local(flow.drafts(opened, store, language, None)));
    move || match flow.step.get() {
        Step::Idle => copies
            .reopened
            .get()
            .map(|copy| view! { <RestoreDialog copy on_close=move |()| copies.reopened.set(None) /> }.into_any()),
        Step::Reading(name, share) => Some(view! { <Busy flow share name=Some(name) /> }.into_any()),
        Step::Loading(done, of) => {
            #[expect(clippy::cast_precision_loss, reason = "a share of a bar")]
            let share = done as f64 / of.max(1) as f64;
            Some(view! { <Busy flow share name=None /> }.into_any())
        }
        Step::Choosing(opened) => Some(view! { <sheets::SheetsDialog flow opened on_chosen=chosen /> }.into_any()),
        Step::Asking(draft) => Some(view! { <mapping::MappingDialog flow draft /> }.into_any()),
        Step::Copy(file) => {
            Some(view! { <RestoreDialog file on_close=move |()| flow.step.set(Step::Idle) /> }.into_any())
        }
        Step::Refused(failed) => Some(view! { <Refused flow failed /> }.into_any()),
    }
}

/// Reading or writing, with a bar and a way to stop.
#[component]
fn Busy(flow: Flow, share: f64, name: Option<String>) -> impl IntoView {
    let words = use_words();
    let title = name.map_or_else(|| words.import.writing.to_owned(), |name| words.import.reading.fill([&name]));
    let percent = format!("{:.0}", share * 100.0);
    view! {
        <Dialog title=title width="narrow" on_close=move |()| flow.stop.set_value(true)>
            <div class="body loading">
                <progress class="prog" max="100" value=percent.clone() aria-label=words.a11y.progress.fill([&format!("{percent} %")])></progress>
            </div>
            <div class="df">
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| flow.stop.set_value(true)>{words.import.stop}</button>
            </div>
        </Dialog>
    }
}

/// Why files were not loaded.
#[component]
fn Refused(flow: Flow, failed: Vec<Failed>) -> impl IntoView {
    let words = use_words();
    let books = use_words_of(&crate::app::words::BOOKS);
    let close = move || flow.step.set(Step::Idle);
    let each = failed.into_iter().map(|failed| {
        let why = wording::failed(words, books, &failed);
        view! { <li><b>{failed.file}</b><p>{why}</p></li> }
    });
    view! {
        <Dialog title=words.import.refused width="narrow" on_close=move |()| close()>
            <div class="body"><ul class="col" role="alert">{each.collect_view()}</ul></div>
            <div class="df">
                <span class="grow"></span>
                <button class="btn primary" type="button" on:click=move |_| close()>{words.shell.close}</button>
            </div>
        </Dialog>
    }
}

/// Takes a finished draft in, as one step of undo.
fn load(flow: Flow, draft: Draft, told: String) -> impl Fn() + Clone + 'static {
    let store = use_store();
    let words = use_words();
    let go = use_go();
    move || {
        let Some(records) = draft.records() else { return };
        let of = records.len();
        let told = told.clone();
        let kind = draft.main_kind();
        flow.stop.set_value(false);
        flow.step.set(Step::Loading(0, of));
        spawn_local(async move {
            let going = move |done| {
                flow.step.set(Step::Loading(done, of));
                flow.goes_on()
            };
            match store.take_in(records, told, going).await {
                Ok(true) => {
                    flow.step.set(Step::Idle);
                    let place = match kind {
                        Kind::Purchases => FourR::Return,
                        Kind::Leads => FourR::Leads,
                        _ => FourR::Deals,
                    };
                    match store.peek(|workspace| workspace.four_r(place).map(|pipeline| pipeline.id)) {
                        Some(_) if matches!(kind, Kind::Customers | Kind::Contacts) => go(Route::Customers),
                        Some(pipeline) => go(Route::Board(pipeline)),
                        None => go(Route::Start),
                    }
                }
                Ok(false) => {
                    flow.step.set(Step::Idle);
                    store.tell(words.import.stopped);
                }
                Err(_) => {
                    flow.step.set(Step::Idle);
                    store.tell(words.import.refused);
                }
            }
        });
    }
}
