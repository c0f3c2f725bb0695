//! The inbox of leads: which address is read and how often, what came of the last reading, and a form for the company's
//! site. Deliberately not here: reading it (`app::inbox`), the form itself (`data::inbox`).

use leptos::prelude::*;

use crate::app::clipboard::to_clipboard;
use crate::app::clock;
use crate::app::download::download;
use crate::app::inbox::{Last, Trouble, use_intake};
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::store::use_store;
use crate::app::words::{INBOX, InboxWords, REQUESTS};
use crate::data::endpoint::is_safe;
use crate::data::inbox::{Form, Inbox, PERIODS, page};
use crate::data::lead::LeadProblem;
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::moving::problem;

/// How often an inbox is read until somebody says otherwise, in minutes.
const USUAL: u16 = 5;
/// How many of the records that were left out are named.
const NAMED: usize = 3;

/// The button that opens the dialog; it says when the inbox can't be read.
#[component]
pub(super) fn InboxButton() -> impl IntoView {
    let own = use_words_of(&INBOX);
    let intake = use_intake();
    let open = RwSignal::new(false);
    let ill = move || intake.last.with(|last| last.as_ref().is_some_and(|last| last.trouble.is_some()));
    view! {
        <button class="btn" type="button" aria-label=own.title on:click=move |_| open.set(true)>
            <Icon name=Icon::INBOX />{own.title}
            {move || ill().then(|| view! { <span class="cbad"><Icon name=Icon::ALERT_C class="i i14" /></span> })}
        </button>
        {move || open.get().then(|| view! { <InboxDialog close=Callback::new(move |()| open.set(false)) /> })}
    }
}

#[component]
fn InboxDialog(close: Callback<()>) -> impl IntoView {
    let store = use_store();
    let (words, own) = (use_words(), use_words_of(&INBOX));
    let intake = use_intake();
    let current = intake.inbox.get_untracked();
    let usual = || Inbox { url: String::new(), secret: String::new(), every: USUAL };
    let Inbox { url, secret, every } = current.unwrap_or_else(usual);
    let (address, key, period) = (RwSignal::new(url.clone()), RwSignal::new(secret.clone()), RwSignal::new(every));
    let wrong = RwSignal::new(false);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (url, secret) = (address.get_untracked().trim().to_owned(), key.get_untracked().trim().to_owned());
        let safe = is_safe(&url);
        wrong.set(!safe);
        if safe {
            intake.set(Some(Inbox { url, secret, every: period.get_untracked() }));
            store.tell(own.kept);
        }
    };
    let remove = move |_| {
        intake.set(None);
        address.set(String::new());
        key.set(String::new());
        store.tell(own.removed);
    };
    let options = PERIODS.map(|minutes| {
        view! { <option value=minutes.to_string() selected=move || period.get() == minutes>{own.minutes.of(usize::from(minutes))}</option> }
    });
    let pick = move |event| {
        if let Ok(minutes) = event_target_value(&event).parse() {
            period.set(minutes);
        }
    };
    let is_set = move || intake.inbox.with(Option::is_some);
    view! {
        <Dialog title=own.title about=own.about width="wide" on_close=move |()| close.run(())>
            <div class="body col g4">
                <form class="col g3" id="inbox-form" novalidate on:submit=save>
                    <label class="field"><span class="label">{own.url}</span>
                        <input class="input" type="url" autocomplete="off" placeholder="https://" prop:value=move || address.get()
                            aria-invalid=move || wrong.get().then_some("true")
                            on:input=move |event| address.set(event_target_value(&event)) />
                    </label>
                    {move || wrong.get().then(|| view! { <p class="cbad" role="alert">{own.url_wrong}</p> })}
                    <div class="twos">
                        <label class="field"><span class="label">{own.secret}</span>
                            <input class="input" type="password" autocomplete="off" prop:value=move || key.get()
                                on:input=move |event| key.set(event_target_value(&event)) />
                            <span class="hint">{own.secret_why}</span>
                        </label>
                        <label class="field"><span class="label">{own.every}</span>
                            <span class="picks"><select class="input" on:change=pick>{options}</select><Icon name=Icon::CHEV_D /></span>
                        </label>
                    </div>
                </form>
                {move || is_set().then(|| view! { <Standing /> })}
                <SiteForm address />
            </div>
            <div class="df">
                {move || is_set().then(|| view! {
                    <button class="btn ghost" type="button" on:click=remove><Icon name=Icon::TRASH />{own.remove}</button>
                })}
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close.run(())>{words.shell.close}</button>
                <button class="btn primary" type="submit" form="inbox-form">{own.keep}</button>
            </div>
        </Dialog>
    }
}

/// What came of the last reading, and reading once more.
#[component]
fn Standing() -> impl IntoView {
    let (words, own, requests, format) = (use_words(), use_words_of(&INBOX), use_words_of(&REQUESTS), use_format());
    let intake = use_intake();
    let said = move || {
        let reading = intake.reading.get();
        let Some(last) = intake.last.get().filter(|_| !reading) else {
            // Without a network it is read as soon as that is back.
            let says = match (reading, window().navigator().on_line()) {
                (true, _) => own.reading,
                (false, false) => words.storage.offline,
                (false, true) => "",
            };
            return view! { <p class="c2">{says}</p> }.into_any();
        };
        let at = format.moment(last.at.0, clock::now().0);
        let Last { taken, wrong, trouble, .. } = last;
        if let Some(trouble) = trouble {
            return view! { <p class="cbad">{told(own, &trouble)}</p> }.into_any();
        }
        let head = match taken {
            0 => own.nothing_new.fill([&at]),
            taken => format!("{}, {}", own.taken.of(taken), own.read_at.fill([&at])),
        };
        let more = (wrong.len() > NAMED).then_some(own.more_wrong);
        let lines = wrong.into_iter().take(NAMED).map(|(number, why)| {
            let why = match why {
                LeadProblem::NotALead => own.not_leads.to_owned(),
                why => problem(requests, &why),
            };
            view! { <p class="cwarn">{own.wrong_one.fill([&number.to_string(), &why])}</p> }
        });
        view! { <p>{head}</p>{lines.collect_view()}{more} }.into_any()
    };
    view! {
        <div class="row what">
            <div class="grow" role="status">{said}</div>
            <button class="btn sm" type="button" disabled=move || intake.reading.get() on:click=move |_| intake.hurry()>
                <Icon name=Icon::REFRESH />{own.read_now}
            </button>
        </div>
    }
}

/// Why an inbox could not be read, in words.
fn told(own: &InboxWords, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Timeout => own.timeout.to_owned(),
        Trouble::Network => own.network.to_owned(),
        Trouble::Redirect => own.redirect.to_owned(),
        Trouble::Status(status) => own.no_answer.fill([&status.to_string()]),
        Trouble::Answer(LeadProblem::NotJson { line, column }) => {
            own.not_json.fill([&line.to_string(), &column.to_string()])
        }
        Trouble::Answer(LeadProblem::TooLarge { .. }) => own.too_large.to_owned(),
        Trouble::Answer(LeadProblem::TooMany { .. }) => own.too_many.to_owned(),
        Trouble::Answer(_) => own.not_leads.to_owned(),
        Trouble::NoFunnel => own.no_funnel.to_owned(),
        Trouble::NotKept => own.not_kept.to_owned(),
    }
}

/// The form for the site, as code. `address` is where it posts until somebody says otherwise.
#[component]
fn SiteForm(address: RwSignal<String>) -> impl IntoView {
    let store = use_store();
    let (own, language) = (use_words_of(&INBOX), use_language());
    let other = RwSignal::new(None::<String>);
    let url = Memo::new(move |_| other.get().unwrap_or_else(|| address.get()).trim().to_owned());
    let code = Memo::new(move |_| {
        url.with(|url| {
            page(&Form {
                url,
                language: language.code(),
                title: own.form_title,
                lines: own.lines,
                consent: own.consent,
                send: own.send,
                said: [own.done, own.failed],
            })
        })
    });
    let ready = move || url.with(|url| is_safe(url));
    let copy = move |_| {
        if code.with_untracked(|code| to_clipboard(code)) {
            store.tell(own.copied);
        }
    };
    let save = move |_| {
        let page = code.with_untracked(|code| format!("<!doctype html>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n{code}"));
        download(&format!("{}.html", own.form_name), "text/html", &[page]);
    };
    view! {
        <section class="col g3" aria-labelledby="site-form">
            <div><h3 id="site-form">{own.form}</h3><p class="c2">{own.form_about}</p></div>
            <label class="field"><span class="label">{own.form_url}</span>
                <input class="input" type="url" autocomplete="off" placeholder="https://" prop:value=move || url.get()
                    on:change=move |event| other.set(Some(event_target_value(&event))) />
            </label>
            {move || ready().then(|| view! {
                <label class="field"><span class="label">{own.form_code}</span>
                    <textarea class="input code" rows="6" readonly prop:value=move || code.get()></textarea>
                    <span class="hint">{own.form_why}</span>
                </label>
                <div class="row">
                    <button class="btn" type="button" on:click=copy><Icon name=Icon::COPY />{own.copy}</button>
                    <button class="btn" type="button" on:click=save><Icon name=Icon::DOWNLOAD />{own.download}</button>
                </div>
            })}
        </section>
    }
}
