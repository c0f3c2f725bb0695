//! One file: what it is, what is said of it, and what can be done with it.

use std::sync::Arc;
use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Blob, Url};

use super::{Shelf, acting, size};
use crate::app::attached::contents;
use crate::app::clock;
use crate::app::download::download_blob;
use crate::data::media::{Look, look, shown_as};
use crate::domain::{Attachment, AttachmentKind, Command};
use crate::ui::focus::stay;
use crate::ui::icon::Icon;
use crate::ui::inline::Inline;

/// For so long a tab that was opened may come for what it shows.
const FETCHED: Duration = Duration::from_secs(60);

/// The icon of a file.
pub(super) fn icon(file: &Attachment) -> Icon {
    if let AttachmentKind::Recording { .. } = file.kind {
        return Icon::MIC;
    }
    match look(&file.media, &file.name) {
        Look::Picture => Icon::PICTURE,
        Look::Sound => Icon::HEADSET,
        Look::Table => Icon::TABLE,
        Look::Pdf | Look::Text | Look::Other => Icon::FILE,
    }
}

/// A length as a player shows it: `1:05`.
pub(super) fn length(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[component]
pub(super) fn Line(shelf: Shelf, file: Arc<Attachment>) -> impl IntoView {
    let Shelf { store, own, format, missing, .. } = shelf;
    let act = acting();
    let id = file.id;
    let sum = file.sha256;
    let is_missing = Memo::new(move |_| missing.with(|missing| missing.contains(&sum)));
    let sound = look(&file.media, &file.name) == Look::Sound;
    let shown = shown_as(&file.media, &file.name);
    let player = RwSignal::new(None::<String>);
    on_cleanup(move || {
        if let Some(address) = player.try_get_untracked().flatten() {
            let _ = Url::revoke_object_url(&address);
        }
    });
    let about = {
        let by = file.by.and_then(|by| store.peek(|workspace| workspace.member(by).map(|by| by.name.clone())));
        let day = |at: crate::domain::Moment| at.day(clock::offset(at));
        let length = match file.kind {
            AttachmentKind::Recording { seconds } => Some(length(seconds)),
            AttachmentKind::File => None,
        };
        let date = Some(format.date(day(file.at), day(clock::now())));
        let about = [length, Some(size(own, format, file.size)), date, by];
        about.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    // Whatever becomes of the contents, a file that has none says so from now on.
    let fetch = {
        let file = Arc::clone(&file);
        move |kind: String, then: Box<dyn FnOnce(Option<Blob>)>| {
            let file = Arc::clone(&file);
            spawn_local(async move {
                let blob = contents(store, &file, &kind).await;
                if blob.is_none() {
                    let _ = missing.try_update(|missing| missing.insert(sum));
                }
                then(blob);
            });
        }
    };
    let download = {
        let (fetch, file) = (fetch.clone(), Arc::clone(&file));
        move || {
            let name = file.name.clone();
            let given = move |blob: Option<Blob>| {
                if let Some(blob) = blob {
                    download_blob(&name, &blob);
                }
            };
            fetch(file.media.clone(), Box::new(given));
        }
    };
    let open = {
        let download = download.clone();
        move |_| match shown {
            Some(kind) if sound => {
                let play = move |blob: Option<Blob>| {
                    let address = blob.and_then(|blob| Url::create_object_url_with_blob(&blob).ok());
                    let before = player.try_get_untracked().flatten();
                    if let Some(before) = before {
                        let _ = Url::revoke_object_url(&before);
                    }
                    let _ = player.try_set(address);
                };
                fetch(kind.to_owned(), Box::new(play));
            }
            Some(kind) => {
                // At once, while the press still counts: a tab that is opened later would be stopped as an advertisement.
                let Some(tab) = window().open_with_url_and_target("", "_blank").ok().flatten() else {
                    return download();
                };
                let show = move |blob: Option<Blob>| {
                    let Some(address) = blob.and_then(|blob| Url::create_object_url_with_blob(&blob).ok()) else {
                        let _ = tab.close();
                        return;
                    };
                    let _ = tab.location().set_href(&address);
                    set_timeout(move || drop(Url::revoke_object_url(&address)), FETCHED);
                };
                fetch(kind.to_owned(), Box::new(show));
            }
            None => download(),
        }
    };
    let name = file.name.clone();
    let remove = {
        let told = own.told_removed.fill([&name]);
        move |event: web_sys::MouseEvent| {
            stay(&event, "section");
            act(Command::Detach(id), told.clone());
        }
    };
    let captioning = RwSignal::new(false);
    let caption = Memo::new(move |_| {
        store.of(shelf.of.record());
        store.peek(|workspace| workspace.attachment(id).and_then(|file| file.caption.clone())).unwrap_or_default()
    });
    let said_anything = Memo::new(move |_| captioning.get() || caption.with(|caption| !caption.is_empty()));
    let pen = NodeRef::<html::Button>::new();
    // The field of an empty caption goes with whoever had the focus in it.
    Effect::new(move |was: Option<bool>| {
        let there = said_anything.get();
        let lost = || document().active_element().is_none_or(|now| now.tag_name() == "BODY");
        if let Some(pen) = pen.get_untracked().filter(|_| was == Some(true) && !there && lost()) {
            // Refused only by an element that can't have the focus.
            let _ = pen.focus();
        }
        there
    });
    let save = {
        let told = own.told_said.fill([&name]);
        Callback::new(move |words: String| {
            act(Command::SayOf(id, words), told.clone());
            None
        })
    };
    let said = move || {
        said_anything.get().then(|| {
            view! { <Inline label=own.said_of value=caption save editing=captioning><span>{move || caption.get()}</span></Inline> }
        })
    };
    let why = move || if is_missing.get() { own.missing_why.to_owned() } else { String::new() };
    let label = match (shown, sound) {
        (Some(_), true) => own.play,
        (Some(_), false) => own.open,
        (None, _) => own.download,
    };
    view! {
        <li>
            <Icon name=icon(&file) />
            <div>
                <button class="bare link name" type="button" aria-label=format!("{label}: {name}") disabled=move || is_missing.get() title=name.clone() on:click=open>{name.clone()}</button>
                {said}
                <span class="c3 t12">{about}</span>
                {move || is_missing.get().then(|| view! { <span class="chip" title=why()><span>{own.missing}</span></span> })}
            </div>
            <span class="row">
                <button class="btn ghost icon sm" type="button" aria-label=format!("{}: {name}", own.download) title=own.download disabled=move || is_missing.get() on:click=move |_| download()><Icon name=Icon::DOWNLOAD /></button>
                <button class="btn ghost icon sm" type="button" aria-label=format!("{}: {name}", own.say_of) title=own.say_of node_ref=pen on:click=move |_| captioning.set(true)><Icon name=Icon::PEN /></button>
                <button class="btn ghost icon sm" type="button" aria-label=format!("{}: {name}", own.remove) title=own.remove on:click=remove><Icon name=Icon::TRASH /></button>
            </span>
            {move || player.get().map(|address| view! { <audio controls autoplay src=address></audio> })}
        </li>
    }
}
