//! Recording a voice on the spot, and writing down what the buyer said in it.

use std::time::Duration;

use leptos::leptos_dom::helpers::IntervalHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::line::length;
use super::{Shelf, acting, refusing};
use crate::app::attached::Brought;
use crate::app::clock;
use crate::app::locale::use_words;
use crate::app::recorder::{Recorder, Unrecorded};
use crate::domain::{
    Activity, ActivityId, ActivityKind, AttachmentKind, Command, Holder, LARGEST, Note, NoteId, RecordId,
};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;

/// How often the length is shown anew.
const TICK: Duration = Duration::from_millis(500);
/// Room that is left for the last piece, in bytes.
const REST: f64 = 200_000.0;

/// The button that begins and ends a recording.
#[component]
pub(super) fn Voice(shelf: Shelf) -> impl IntoView {
    let Shelf { store, own, .. } = shelf;
    let refuse = refusing();
    let recorder = RwSignal::new_local(None::<Recorder>);
    let asking = RwSignal::new(false);
    let seconds = RwSignal::new(None::<u32>);
    // A recording has been kept, and nobody has said what the buyer said.
    let heard = RwSignal::new(false);
    let wrong = move |why| {
        let said = match why {
            Unrecorded::NoRecorder => own.no_recorder,
            Unrecorded::Refused => own.refused_microphone,
            Unrecorded::NoMicrophone => own.no_microphone,
            Unrecorded::Failed => own.record_failed,
        };
        if shelf.wrong.try_set(vec![said.to_owned()]).is_some() {
            store.tell(said);
        }
    };
    // Goes on only while something is recorded.
    let ticking = StoredValue::new(None::<IntervalHandle>);
    let stop = move || {
        if let Some(Some(ticking)) = ticking.try_update_value(Option::take) {
            ticking.clear();
        }
        let Some(going) = recorder.try_update(Option::take).flatten() else { return };
        let _ = seconds.try_set(None);
        spawn_local(async move {
            let recorded = match going.stop().await {
                Ok(recorded) => recorded,
                Err(why) => return wrong(why),
            };
            let at = clock::local(clock::now()).format("%Y-%m-%d %H-%M").to_string();
            let name = format!("{}.{}", own.recording_name.fill([&at]), recorded.ending);
            let kind = AttachmentKind::Recording { seconds: recorded.seconds };
            if shelf.bring(Brought { name, blob: recorded.blob, kind }, refuse).await.is_some() {
                let _ = heard.try_set(true);
            }
        });
    };
    let tick = move || {
        #[expect(clippy::cast_precision_loss, reason = "a whole number that a float holds")]
        let look = |going: &Recorder| (going.seconds(), going.is_going() && going.bytes() < LARGEST as f64 - REST);
        let going = recorder.try_with_untracked(|going| going.as_ref().map(look));
        let Some((now, goes_on)) = going.flatten() else { return };
        let _ = seconds.try_set(Some(now));
        if !goes_on {
            stop();
        }
    };
    let begin = move || {
        shelf.wrong.set(Vec::new());
        asking.set(true);
        spawn_local(async move {
            let begun = Recorder::begin().await;
            let _ = asking.try_set(false);
            match begun {
                // Whoever has left meanwhile records nothing.
                Ok(going) => {
                    if recorder.try_set(Some(going)).is_none() {
                        seconds.set(Some(0));
                        ticking.set_value(set_interval_with_handle(tick, TICK).ok());
                    }
                }
                Err(why) => wrong(why),
            }
        });
    };
    on_cleanup(move || {
        // What was said is kept, whoever leaves the page.
        stop();
    });
    let press = move |_| if seconds.get_untracked().is_some() { stop() } else { begin() };
    let label = move || if seconds.get().is_some() { own.stop } else { own.record };
    view! {
        {move || seconds.get().map(|now| view! { <span class="chip overdue" role="timer" aria-label=own.recording><Icon name=Icon::MIC /><span>{length(now)}</span></span> })}
        <button class="btn ghost icon sm" type="button" aria-label=label title=label disabled=move || asking.get() on:click=press>
            {move || if seconds.get().is_some() { view! { <Icon name=Icon::STOP /> } } else { view! { <Icon name=Icon::MIC /> } }}
        </button>
        {move || heard.get().then(|| view! { <Said of=shelf.of close=Callback::new(move |()| heard.set(false)) /> })}
    }
}

/// Asks what the buyer said: it goes where talks are written down.
#[component]
fn Said(of: Holder, close: Callback<()>) -> impl IntoView {
    let own = crate::app::locale::use_words_of(&crate::app::words::ATTACHED);
    let words = use_words();
    let store = crate::app::store::use_store();
    let act = acting();
    let text = RwSignal::new(String::new());
    let empty = Memo::new(move |_| text.with(|text| text.trim().is_empty()));
    let write = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let said = text.get_untracked().trim().to_owned();
        if said.is_empty() {
            return;
        }
        let (at, by) = (clock::now(), store.acting());
        let command = match of {
            Holder::Deal(deal) => Command::AddActivity {
                activity: Activity {
                    id: ActivityId(clock::new_id()),
                    deal,
                    kind: ActivityKind::Call,
                    text: said,
                    at,
                    by,
                },
                keeps_plan: true,
            },
            Holder::Customer(customer) => {
                Command::WriteNote(Note { id: NoteId(clock::new_id()), customer, text: said, at, by })
            }
        };
        if act(command, words.toast.noted.fill([&name(store, of)])) {
            close.run(());
        }
    };
    view! {
        <Dialog title=own.said_what width="narrow" on_close=close>
            <form on:submit=write>
                <div class="body">
                    <textarea class="input" rows="4" autofocus aria-label=own.said_what on:input:target=move |event| text.set(event.target().value())></textarea>
                </div>
                <div class="df">
                    <span class="grow"></span>
                    <button class="btn" type="button" on:click=move |_| close.run(())>{own.later}</button>
                    <button class="btn primary" type="submit" disabled=move || empty.get()>{own.write}</button>
                </div>
            </form>
        </Dialog>
    }
}

/// Whose the file is.
fn name(store: crate::app::store::Store, of: Holder) -> String {
    store.peek(|workspace| match workspace.get(of.record()) {
        Some(crate::domain::Record::Deal(deal)) => crate::ui::kit::called(workspace, &deal),
        Some(crate::domain::Record::Customer(customer)) => customer.name.clone(),
        _ => RecordId::kind(&of.record()).to_owned(),
    })
}
