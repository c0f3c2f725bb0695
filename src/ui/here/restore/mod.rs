//! A copy that a person brought: it is opened, shown beside what is here, and then replaces it, adds to it or is only looked
//! at. One thing at a time is shown.
//!
//! Deliberately not here: the format and what restoring means (`data::copy`), reading and carrying out (`app::copy`).

mod preview;
mod wording;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::preview::{Choice, Preview};
use crate::app::address::use_go;
use crate::app::clock;
use crate::app::copy::{Opened, Order, Unopened, Unrestored, carry_out, look, open, save, times, unseal, use_copies};
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::app::words::{ATTACHED, COPIES};
use crate::data::copy::{self, Comparison, Copy, Restoration, compare};
use crate::storage::StorageError;
use crate::ui::dialog::Dialog;

/// What is being done with the copy.
#[derive(Clone)]
enum Step {
    /// Something that takes a while: what, and the share of it.
    Busy(String, f64),
    /// It asks for its password; whether the last one was wrong.
    Locked(Arc<copy::Opened>, Option<Unopened>),
    /// The person looks at what is in it.
    Asking(Arc<Copy>, Arc<Comparison>),
    /// It has been restored, and not everything came.
    Done(Arc<Restoration>),
    /// It can't be opened.
    Refused(Unopened),
}

/// The dialog of a copy: of a file, or of one that has been read already.
#[component]
pub fn RestoreDialog(
    /// The file.
    #[prop(optional)]
    file: Option<web_sys::File>,
    /// The copy.
    #[prop(optional)]
    copy: Option<Box<Copy>>,
    /// It is done.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let (words, own, files) = (use_words(), use_words_of(&COPIES), use_words_of(&ATTACHED));
    let (store, copies, format) = (use_store(), use_copies(), use_format());
    let go = use_go();
    let name = file.as_ref().map(web_sys::File::name).unwrap_or_default();
    let flow =
        Flow { step: RwSignal::new_local(Step::Busy(own.opening.fill([&name]), 0.0)), stop: StoredValue::new(false) };
    let show = move |copy: Box<Copy>| {
        flow.step.set(Step::Busy(own.comparing.to_owned(), 1.0));
        spawn_local(async move {
            let here = store.peek(Clone::clone);
            let times = times(store).await;
            let told = compare(&copy, &here, |id| times.get(&id).copied(), clock::pause).await;
            flow.step.set(Step::Asking(Arc::from(copy), Arc::new(told)));
        });
    };
    if let Some(copy) = copy {
        show(copy);
    } else if let Some(file) = file {
        let name = name.clone();
        spawn_local(async move {
            match open(&file, flow.going(own.opening.fill([&name]))).await {
                Ok(Opened::Plain(copy)) => show(copy),
                Ok(Opened::Sealed(sealed)) => flow.step.set(Step::Locked(Arc::new(sealed), None)),
                Err(Unopened::Stopped) => on_close.run(()),
                Err(why) => flow.step.set(Step::Refused(why)),
            }
        });
    }
    let unlock = {
        let name = name.clone();
        Callback::new(move |(sealed, password): (Arc<copy::Opened>, String)| {
            let name = name.clone();
            let what = own.opening.fill([&name]);
            flow.step.set(Step::Busy(what.clone(), 0.0));
            spawn_local(async move {
                match unseal(&sealed, &password, flow.going(what)).await {
                    Ok(copy) => show(Box::new(copy)),
                    Err(Unopened::Stopped) => on_close.run(()),
                    Err(Unopened::WrongPassword) => {
                        flow.step.set(Step::Locked(sealed, Some(Unopened::WrongPassword)));
                    }
                    Err(why) => flow.step.set(Step::Refused(why)),
                }
            });
        })
    };
    let choose = Callback::new(move |(copy, choice): (Arc<Copy>, Choice)| {
        let company = copy.header.company.clone().unwrap_or_default();
        flow.step.set(Step::Busy(own.restoring.to_owned(), 0.0));
        spawn_local(async move {
            let Some(way) = choice.way else {
                look(store, copies, Copy::clone(&copy)).await;
                on_close.run(());
                return go(Route::Start);
            };
            if choice.copy_first && save(copies, Order { files: true, ..Order::default() }).await.is_err() {
                store.tell(own.unread_disk);
                return on_close.run(());
            }
            let going = flow.going(own.restoring.to_owned());
            #[expect(clippy::cast_precision_loss, reason = "a share of a bar")]
            let progress = move |done: usize, of: usize| going(done as f64 / of.max(1) as f64);
            match carry_out(store, &copy, way, own.told.fill([&company]), progress).await {
                Ok(Some(plan)) if plan.kept.is_empty() && plan.mended == 0 => {
                    on_close.run(());
                    go(Route::Start);
                }
                Ok(Some(plan)) => flow.step.set(Step::Done(Arc::new(plan))),
                Ok(None) => {
                    store.tell(words.import.stopped);
                    on_close.run(());
                }
                Err(why) => {
                    if let Unrestored::Disk(why) = why {
                        store.tell(if why == StorageError::Full { files.copy_full } else { files.copy_failed });
                    }
                    on_close.run(());
                }
            }
        });
    });
    move || match flow.step.get() {
        Step::Busy(what, share) => view! { <Busy flow what share /> }.into_any(),
        Step::Locked(sealed, wrong) => view! { <Locked sealed wrong unlock on_close /> }.into_any(),
        Step::Asking(copy, told) => view! { <Preview copy told choose on_close /> }.into_any(),
        Step::Done(plan) => {
            let said = wording::left(own, &plan).into_iter().map(|said| view! { <li>{said}</li> }).collect_view();
            view! { <Said title=own.done said=said.into_any() on_close /> }.into_any()
        }
        Step::Refused(why) => {
            let said = view! { <li>{wording::unopened(own, format, why)}" "{own.refused_why}</li> };
            view! { <Said title=own.refused said=said.into_any() on_close /> }.into_any()
        }
    }
}

/// Where the dialog stands.
#[derive(Clone, Copy)]
struct Flow {
    step: RwSignal<Step, LocalStorage>,
    /// Whether the person has stopped what is going on.
    stop: StoredValue<bool>,
}

impl Flow {
    /// What long work tells: its share, and hears whether to go on.
    fn going(self, what: String) -> impl Fn(f64) -> bool {
        move |share| {
            let _ = self.step.try_set(Step::Busy(what.clone(), share));
            self.stop.try_get_value() == Some(false)
        }
    }
}

#[component]
fn Busy(flow: Flow, what: String, share: f64) -> impl IntoView {
    let words = use_words();
    let percent = format!("{:.0}", share * 100.0);
    view! {
        <Dialog title=what width="narrow" on_close=move |()| flow.stop.set_value(true)>
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

/// Asks for the password.
#[component]
fn Locked(
    sealed: Arc<copy::Opened>,
    wrong: Option<Unopened>,
    unlock: Callback<(Arc<copy::Opened>, String)>,
    on_close: Callback<()>,
) -> impl IntoView {
    let (words, own) = (use_words(), use_words_of(&COPIES));
    let password = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        unlock.run((sealed.clone(), password.get_untracked()));
    };
    view! {
        <Dialog title=own.sealed about=own.sealed_why width="narrow" on_close=on_close>
            <form on:submit=submit>
                <div class="body">
                    <div class="field"><label for="unlock">{own.password}</label>
                        <input class="input" id="unlock" type="password" autocomplete="off" autofocus aria-invalid=wrong.is_some().to_string()
                            on:input:target=move |event| password.set(event.target().value()) />
                    </div>
                    {wrong.map(|_| view! { <p class="bad" role="alert">{own.wrong_password}</p> })}
                </div>
                <div class="df">
                    <span class="grow"></span>
                    <button class="btn" type="button" on:click=move |_| on_close.run(())>{words.shell.cancel}</button>
                    <button class="btn primary" type="submit">{own.open}</button>
                </div>
            </form>
        </Dialog>
    }
}

/// Sentences, and nothing to decide.
#[component]
fn Said(title: &'static str, said: AnyView, on_close: Callback<()>) -> impl IntoView {
    let words = use_words();
    view! {
        <Dialog title=title width="narrow" on_close=on_close>
            <div class="body"><ul class="col g3" role="alert">{said}</ul></div>
            <div class="df">
                <span class="grow"></span>
                <button class="btn primary" type="button" on:click=move |_| on_close.run(())>{words.shell.close}</button>
            </div>
        </Dialog>
    }
}
