//! «Файлы» of a customer or a deal: brought by choosing, dropping or pasting, recorded on the spot, opened, given out,
//! captioned and removed; and notes on a customer.
//!
//! Deliberately not here: reading, hashing and storing (`app::attached`), the rules (`domain::attachment`).

mod line;
mod note;
mod voice;

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::{ev, html};
use wasm_bindgen::JsCast;
use web_sys::{DataTransfer, Element, FileList};

use self::line::Line;
use self::voice::Voice;
use crate::app::attached::{Brought, Unkept, keep, kept};
use crate::app::clock;
use crate::app::format::Format;
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::store::{Store, use_store};
use crate::app::words::{ATTACHED, Attached};
use crate::domain::{Attachment, AttachmentKind, Checksum, Command, Holder, RecordId, Rejection};
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;

pub use self::note::{NoteComposer, NoteText};

/// What takes longer than this many milliseconds shows how far it is.
const LONG: i64 = 1_000;
/// How many files are shown before somebody wants to see all.
const FIRST: usize = 5;
/// How many are added with each press.
const MORE: usize = 50;

/// What the parts of the section share.
#[derive(Clone, Copy)]
struct Shelf {
    of: Holder,
    store: Store,
    own: &'static Attached,
    format: Format,
    /// What is being read, and the share of it.
    busy: RwSignal<Option<(String, f64)>>,
    /// What was not kept, and why.
    wrong: RwSignal<Vec<String>>,
    /// Contents that this browser does not have.
    missing: RwSignal<BTreeSet<Checksum>>,
}

impl Shelf {
    /// Keeps what was brought, one after another; says of each that can't be kept why.
    async fn bring(self, brought: Brought, refuse: impl Fn(&Rejection) -> String) -> Option<Attachment> {
        let Self { store, own, format, busy, .. } = self;
        let (name, begun) = (brought.name.clone(), clock::now());
        let going = {
            let name = name.clone();
            move |share| {
                if clock::now().0 - begun.0 > LONG {
                    let _ = busy.try_set(Some((name.clone(), share)));
                }
            }
        };
        let told = |file: &Attachment| own.told_added.fill([&file.name, &size(own, format, file.size)]);
        let outcome = keep(store, self.of, brought, told, going).await;
        let _ = busy.try_set(None);
        let why = match outcome {
            Ok(file) => return Some(file),
            Err(Unkept::Refused(why)) => refuse(&why),
            Err(Unkept::Unread) => own.unread.to_owned(),
            Err(Unkept::NoDisk) => own.no_disk.to_owned(),
            Err(Unkept::Full) => own.full.to_owned(),
            Err(Unkept::Failed) => own.failed.to_owned(),
        };
        let said = format!("{}. {why}", own.added.fill([&name]));
        // Whoever has left the page hears of it all the same.
        if self.wrong.try_update(|wrong| wrong.push(said.clone())).is_none() {
            store.tell(&said);
        }
        None
    }
}

/// The size of a file as people say it.
pub fn size(own: &Attached, format: Format, bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "far below the limit")]
    match bytes {
        0..1_000 => own.bytes.fill([&format.number(bytes as f64)]),
        1_000..1_000_000 => own.kilobytes.fill([&format.number((bytes as f64 / 1_000.0).ceil())]),
        _ => format.megabytes(bytes),
    }
}

/// A sentence of why something was refused.
fn refusing() -> impl Fn(&Rejection) -> String + Copy + 'static {
    let (words, language, store) = (use_words(), use_language(), use_store());
    move |why| {
        let (what, why) = store.peek(|workspace| refusal(words, language, workspace, why));
        if why.is_empty() { format!("{what}.") } else { format!("{what}. {why}") }
    }
}

/// Carries out a command and gives whether it was; says why where it can't be.
fn acting() -> impl Fn(Command, String) -> bool + Copy + 'static {
    let (store, refuse) = (use_store(), refusing());
    move |command, told| match store.dispatch(command, told) {
        Ok(_) => true,
        Err(why) => {
            store.tell(&refuse(&why));
            false
        }
    }
}

/// The section: of a customer beside the list, or as a panel of the page of a deal.
#[component]
pub fn Files(
    /// With whom or what the files are.
    of: Holder,
) -> impl IntoView {
    let own = use_words_of(&ATTACHED);
    let all = use_words();
    let store = use_store();
    let shelf = Shelf {
        of,
        store,
        own,
        format: use_format(),
        busy: RwSignal::new(None),
        wrong: RwSignal::new(Vec::new()),
        missing: RwSignal::new(BTreeSet::new()),
    };
    let files = Memo::new(move |_| {
        let ids = store.of(of.record());
        store.peek(|workspace| {
            let files = ids.into_iter().filter_map(|id| match id {
                RecordId::Attachment(id) => workspace.attachment(id).cloned(),
                _ => None,
            });
            let mut files: Vec<Arc<Attachment>> = files.collect();
            files.sort_by_key(|file| std::cmp::Reverse((file.at, file.id)));
            files
        })
    });
    Effect::new(move || {
        let named: BTreeSet<Checksum> = files.with(|files| files.iter().map(|file| file.sha256).collect());
        if named.is_empty() {
            return;
        }
        spawn_local(async move {
            let kept = kept(store).await;
            let left = named.into_iter().filter(|sum| !kept.contains(&sum.to_string())).collect();
            let _ = shelf.missing.try_set(left);
        });
    });
    let refuse = refusing();
    let bring = move |list: FileList| {
        shelf.wrong.set(Vec::new());
        let chosen: Vec<_> = (0..list.length()).filter_map(|at| list.get(at)).collect();
        spawn_local(async move {
            for file in chosen {
                let brought = Brought { name: file.name(), blob: file.into(), kind: AttachmentKind::File };
                shelf.bring(brought, refuse).await;
            }
        });
    };
    let over = RwSignal::new(false);
    let carried = |event: &web_sys::DragEvent| event.data_transfer().filter(has_files);
    let on_over = move |event: web_sys::DragEvent| {
        if carried(&event).is_some() {
            event.prevent_default();
            over.set(true);
        }
    };
    let on_drop = move |event: web_sys::DragEvent| {
        over.set(false);
        if let Some(list) = carried(&event).and_then(|data| data.files()) {
            event.prevent_default();
            bring(list);
        }
    };
    let pasted = window_event_listener(ev::paste, move |event| {
        let event: &web_sys::Event = &event;
        let on = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let in_field = on.is_some_and(|on| matches!(on.closest("input, textarea, select, dialog"), Ok(Some(_))));
        let data = event.dyn_ref::<web_sys::ClipboardEvent>().and_then(web_sys::ClipboardEvent::clipboard_data);
        let list = data.filter(has_files).and_then(|data| data.files()).filter(|list| list.length() > 0);
        if let Some(list) = list.filter(|_| !in_field) {
            event.prevent_default();
            bring(list);
        }
    });
    on_cleanup(move || pasted.remove());
    let field = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        if let Some(field) = field.get_untracked() {
            if let Some(list) = field.files() {
                bring(list);
            }
            // The list has been read; so that the same file can be chosen once more.
            field.set_value("");
        }
    };
    let choose = move |_| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    let count = Memo::new(move |_| files.with(Vec::len));
    let shown = RwSignal::new(FIRST);
    let first = move || files.with(|files| files.iter().take(shown.get()).cloned().collect::<Vec<_>>());
    let busy = move || {
        shelf.busy.get().map(|(name, share)| {
            let percent = format!("{:.0}", share * 100.0);
            view! { <p class="c2 t12 el">{own.reading}" "{name}</p><progress class="prog" max="100" value=percent aria-label=own.reading></progress> }
        })
    };
    view! {
        <section
            class="files"
            tabindex="-1"
            class:over=move || over.get()
            data-takes-files=""
            aria-label=own.files
            on:dragover=on_over
            on:dragleave=move |_| over.set(false)
            on:drop=on_drop
        >
            <div class="hd">
                <h3>{own.files}</h3>
                <span class="c3">{move || (count.get() > 0).then(|| all.grammar.number(count.get()))}</span>
                <span class="grow"></span>
                <Voice shelf />
                <button class="btn ghost icon sm" type="button" aria-label=own.add title=own.add on:click=choose><Icon name=Icon::CLIP /></button>
                <input class="vh" type="file" multiple tabindex="-1" aria-label=own.add node_ref=field on:change=chosen />
            </div>
            {busy}
            {move || {
                let wrong = shelf.wrong.get();
                (!wrong.is_empty()).then(|| view! { <ul class="cbad t12" role="alert">{wrong.into_iter().map(|said| view! { <li>{said}</li> }).collect_view()}</ul> })
            }}
            <ul class="kept">
                <For each=first key=|file| file.id let:file>
                    <Line shelf file />
                </For>
            </ul>
            {move || (count.get() > shown.get()).then(|| view! {
                <button class="btn ghost sm" type="button" on:click=move |_| shown.update(|shown| *shown += MORE)>{own.whole.of(count.get())}</button>
            })}
            <p class="c3 t12">{move || (count.get() == 0).then_some(own.none)}" "{own.drop_here}</p>
        </section>
    }
}

fn has_files(data: &DataTransfer) -> bool {
    data.types().includes(&"Files".into(), 0)
}
