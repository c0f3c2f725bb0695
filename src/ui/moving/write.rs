//! A letter or message to the buyer by a template: filled from the deal, opened where it is sent from, and then written
//! down together with the next contact.
//! Deliberately not here: fields of templates (`data::message`), where they are changed (`setup`).

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::field::Blank;
use super::when::{Choice, Spoken, WhenField};
use super::{Moves, use_moves};
use crate::app::clipboard::to_clipboard;
use crate::app::clock;
use crate::app::content::content;
use crate::app::format::Format;
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::robots::tongue;
use crate::app::store::{Store, use_store};
use crate::app::words::CONTACTS;
use crate::data::mail::MAILTO;
use crate::data::message::{Gap, fill, known, shipped, written};
use crate::data::reach::{mailto, telegram, whatsapp};
use crate::domain::contact::username;
use crate::domain::insight::reach::{Recipient, recipients};
use crate::domain::{
    Activity, ActivityId, ActivityKind, Command, Deal, DealId, NextContact, PersonId, Template, Tongue,
};
use crate::ui::dialog::Dialog;
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::kit::{called, money};

/// The templates there are: those of the desk, or while it has none those that come ready.
#[derive(Clone, Copy)]
pub struct Deck {
    store: Store,
    ready: RwSignal<Vec<Template>>,
    /// Whether those that come ready could not be fetched.
    pub missing: RwSignal<bool>,
}

impl Deck {
    /// Fetches what comes ready.
    pub fn new(store: Store) -> Self {
        let deck = Self { store, ready: RwSignal::new(Vec::new()), missing: RwSignal::new(false) };
        spawn_local(async move {
            let found = content("templates.json").await.and_then(|text| shipped(&text).ok());
            // The dialog may be closed meanwhile.
            let _ = deck.missing.try_set(found.is_none());
            let _ = deck.ready.try_set(found.unwrap_or_default());
        });
        deck
    }

    /// The templates of the desk.
    pub fn own(self) -> Vec<Template> {
        self.store.all("template", |workspace| workspace.templates().map(|one| Template::clone(one)).collect())
    }

    /// Those that come ready.
    pub fn ready(self) -> Vec<Template> {
        self.ready.get()
    }

    /// Those of the desk, else those that come ready.
    fn all(self) -> Vec<Template> {
        let own = self.own();
        if own.is_empty() { self.ready() } else { own }
    }
}

/// What fills the fields of a message about a deal.
pub fn values(store: Store, format: Format, tongue: Tongue, deal: &Deal, to: &str) -> BTreeMap<Gap, String> {
    let now = clock::now();
    let mut values = store.peek(|workspace| known(workspace, deal, to, untrack(|| store.me()), tongue));
    values.extend(deal.amount.map(|amount| (Gap::Amount, money(format, amount))));
    values.extend(deal.next.as_ref().map(|next| (Gap::Contact, format.moment(next.at.0, now.0))));
    let today = super::field::day_of(now);
    values.insert(Gap::Today, format.date(today, today));
    values
}

/// What is being written.
#[derive(Clone, Copy)]
struct Sheet {
    store: Store,
    moves: Moves,
    deal: DealId,
    tongue: Tongue,
    way: RwSignal<ActivityKind>,
    subject: Blank,
    text: Blank,
    whom: RwSignal<usize>,
    people: StoredValue<Vec<Recipient>>,
    /// How it was sent, once somebody has pressed a way.
    sent: RwSignal<Option<ActivityKind>>,
    /// What is to be known of the way that was pressed.
    told: RwSignal<Option<&'static str>>,
}

impl Sheet {
    /// The address of a way for whoever is chosen, with the text as it stands.
    fn address(self, way: Way) -> Option<String> {
        let (subject, text) = (self.subject.value.get(), self.text.value.get());
        let field = |name: &str| {
            self.people.with_value(|people| people.get(self.whom.get()).and_then(|one| one.fields.get(name).cloned()))
        };
        match way {
            Way::Mail => {
                let to = field("email")?;
                let whole = mailto(&to, &subject, &text)?;
                if whole.len() <= MAILTO { Some(whole) } else { mailto(&to, &subject, "") }
            }
            Way::Telegram => {
                let named = field("telegram").and_then(|name| telegram(&name, &text));
                named.or_else(|| telegram(&field("phone")?, &text))
            }
            Way::WhatsApp => whatsapp(&field("phone")?, &text),
        }
    }

    /// Fills the sheet by a template.
    fn take(self, template: Option<&Template>, format: Format) {
        let Some(template) = template else { return };
        let Some(deal) = self.store.peek(|workspace| workspace.deal(self.deal).cloned()) else { return };
        let to = self.people.with_value(|people| {
            let person = people.get(self.whom.get_untracked()).filter(|one| one.person.is_some());
            person.map(|one| one.name.clone()).unwrap_or_default()
        });
        let values = values(self.store, format, self.tongue, &deal, &to);
        let filled = |text: &str| fill(text, |gap| values.get(&gap).cloned()).text;
        self.way.set(template.way);
        self.subject.value.set(filled(template.subject.in_tongue(self.tongue)));
        self.text.value.set(filled(template.text.in_tongue(self.tongue)));
    }
}

/// A way out of the page.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Mail,
    Telegram,
    WhatsApp,
}

/// What is written to the buyer?
#[component]
pub(super) fn WriteDialog(deal: DealId, person: Option<PersonId>) -> impl IntoView {
    let store = use_store();
    let moves = use_moves();
    let own = use_words_of(&CONTACTS);
    let (name, people) = store.peek(|workspace| {
        let found = workspace.deal(deal);
        let people = found.map(|deal| recipients(workspace, deal)).unwrap_or_default();
        (found.map(|deal| called(workspace, deal)).unwrap_or_default(), people)
    });
    let whom = people.iter().position(|one| person.is_some() && one.person == person).unwrap_or_default();
    let sheet = Sheet {
        store,
        moves,
        deal,
        tongue: tongue(use_language()),
        way: RwSignal::new(ActivityKind::Letter),
        subject: Blank::new(""),
        text: Blank::new(""),
        whom: RwSignal::new(whom),
        people: StoredValue::new(people),
        sent: RwSignal::new(None),
        told: RwSignal::new(None),
    };
    let close = move |()| moves.talk.set(None);
    let sent = Memo::new(move |_| sheet.sent.get().is_some());
    let whom_of = name.clone();
    view! {
        <Dialog title=own.write_title about=name on_close=close>
            {move || if sent.get() {
                view! { <Logging sheet name=whom_of.clone() /> }.into_any()
            } else {
                view! { <Writing sheet /> }.into_any()
            }}
        </Dialog>
    }
}

#[component]
fn Writing(sheet: Sheet) -> impl IntoView {
    let own = use_words_of(&CONTACTS);
    let (words, format, language) = (use_words(), use_format(), use_language());
    let deck = Deck::new(sheet.store);
    let all = Memo::new(move |_| deck.all());
    let chosen = RwSignal::new(String::new());
    let fill_in = move || {
        let template = all.with_untracked(|all| {
            all.iter().find(|one| chosen.with_untracked(|id| one.id.as_str() == id.as_str())).cloned()
        });
        sheet.take(template.as_ref(), format);
    };
    let people = sheet.people.with_value(|people| {
        let name = |(at, one): (usize, &Recipient)| {
            let chosen = move || sheet.whom.get() == at;
            view! { <option value=at.to_string() selected=chosen>{one.name.clone()}</option> }
        };
        people.iter().enumerate().map(name).collect_view()
    });
    let nobody = sheet.people.with_value(Vec::is_empty);
    let pick = move |event| {
        chosen.set(event_target_value(&event));
        fill_in();
    };
    let turn_to = move |event| {
        sheet.whom.set(event_target_value(&event).parse().unwrap_or_default());
        fill_in();
    };
    let options = move || {
        let option = |template: Template| {
            let value = template.id.to_string();
            let this = value.clone();
            view! { <option value=value selected=move || chosen.get() == this>{language.of(&template.name)}</option> }
        };
        all.get().into_iter().map(option).collect_view()
    };
    let left = move || {
        let (subject, text) = (sheet.subject.value.get(), sheet.text.value.get());
        let found = fill(&format!("{subject}\n{text}"), |_| None);
        let names = found.missing.into_iter().map(|gap| written(gap, sheet.tongue));
        let missing: Vec<String> = names.collect();
        let unknown: Vec<String> = found.unknown.iter().map(|name| format!("{{{name}}}")).collect();
        let said = |names: Vec<String>, line: &crate::app::words::Line<1>| {
            (!names.is_empty()).then(|| {
                let line = line.fill([&names.join(", ")]);
                view! { <p class="cwarn t12"><Icon name=Icon::ALERT class="i i14" />" "{line}</p> }
            })
        };
        (said(missing, &own.missing), said(unknown, &own.no_field))
    };
    let ways = [
        (Way::Mail, own.open_mail, Icon::MAIL),
        (Way::Telegram, own.open_telegram, Icon::SEND),
        (Way::WhatsApp, own.open_whatsapp, Icon::CHAT),
    ];
    let ways = ways.map(|(way, name, icon)| {
        let address = Memo::new(move |_| sheet.address(way));
        // Of the two messengers only one takes a text with a number.
        let usual = move || if sheet.way.get() == ActivityKind::Letter { Way::Mail } else { Way::WhatsApp };
        let first = move || way == usual();
        let open = move |_| out(sheet, way, own.paste_there, own.too_long);
        let beside = (way != Way::Mail).then_some("_blank");
        move || {
            address.get().map(|to| view! {
                <a class="btn" class:primary=first href=to target=beside rel="noopener noreferrer" on:click=open><Icon name=icon />{name}</a>
            })
        }
    });
    view! {
        <div class="body col g3">
            {nobody.then(|| view! { <p class="cwarn">{own.nobody_to}</p> })}
            <div class="plan"><div class="at">
                <div class="field">
                    <label for="write-template">{own.template}</label>
                    <label class="picks"><select class="input" id="write-template" autofocus=true on:change=pick>
                        <option value="">{own.blank}</option>{options}
                    </select><Icon name=Icon::CHEV_D /></label>
                </div>
                <div class="field">
                    <label for="write-whom">{own.whom}</label>
                    <label class="picks"><select class="input" id="write-whom" on:change=turn_to>{people}</select><Icon name=Icon::CHEV_D /></label>
                </div>
            </div></div>
            {move || deck.missing.get().then(|| view! { <p class="c3 t12">{own.not_loaded}</p> })}
            {move || (sheet.way.get() == ActivityKind::Letter).then(|| view! {
                <super::field::Line blank=sheet.subject id="write-subject" label=own.subject />
            })}
            <div class="field">
                <label for="write-text">{own.text}</label>
                <textarea class="input" id="write-text" rows="9" prop:value=move || sheet.text.value.get() on:input=move |event| sheet.text.value.set(event_target_value(&event))></textarea>
            </div>
            {left}
        </div>
        <div class="df">
            <button class="btn" type="button" on:click=move |_| sheet.moves.talk.set(None)>{words.shell.cancel}</button>
            <span class="grow"></span>
            {ways.into_iter().collect_view()}
        </div>
    }
}

/// The person has pressed a way: what the way can't carry is in the clipboard, and what was sent may be written down.
fn out(sheet: Sheet, way: Way, paste_there: &'static str, too_long: &'static str) {
    let text = sheet.text.text();
    let field = |name: &str| {
        let at = sheet.whom.get_untracked();
        sheet.people.with_value(|people| people.get(at).and_then(|one| one.fields.get(name).cloned()))
    };
    let whole = || mailto(&field("email")?, &sheet.subject.text(), &text);
    let told = match way {
        Way::Mail if whole().is_some_and(|whole| whole.len() > MAILTO) => Some(too_long),
        Way::Telegram if field("telegram").and_then(|name| username(&name)).is_none() => Some(paste_there),
        _ => None,
    };
    let told = told.filter(|_| !text.is_empty() && to_clipboard(&text));
    sheet.told.set(told);
    let kind = if way == Way::Mail { ActivityKind::Letter } else { ActivityKind::Message };
    // The browser follows the link first; a page that is drawn anew would have taken it away.
    request_animation_frame(move || {
        // Unless the dialog was closed meanwhile.
        let _ = sheet.sent.try_set(Some(kind));
    });
}

/// What was sent is written down, with the next contact at once.
#[component]
fn Logging(sheet: Sheet, name: String) -> impl IntoView {
    let own = use_words_of(&CONTACTS);
    let (words, format, language) = (use_words(), use_format(), use_language());
    let spoken = Spoken::new(sheet.store);
    let refused = RwSignal::new(None::<String>);
    let whom = StoredValue::new(name);
    let log = move || {
        let next = match untrack(|| spoken.choice()) {
            Choice::At(at) => Some(at),
            Choice::Nothing | Choice::Never => None,
            Choice::Unclear(past) => {
                spoken.error.set(Some(if past { words.contact.past_day } else { own.unclear }));
                return super::show_wrong();
            }
        };
        let kind = sheet.sent.get_untracked().unwrap_or(ActivityKind::Letter);
        let subject = Some(sheet.subject.text()).filter(|subject| kind == ActivityKind::Letter && !subject.is_empty());
        let text = subject.unwrap_or_else(|| sheet.text.text());
        let (id, at, by) = (ActivityId(clock::new_id()), clock::now(), sheet.store.acting());
        let activity = Activity { id, deal: sheet.deal, kind, text, at, by };
        let mut commands = vec![Command::AddActivity { activity, keeps_plan: true }];
        let purpose = spoken.wish.with_untracked(|wish| wish.purpose.clone());
        let how = spoken.wish.with_untracked(|wish| wish.kind).unwrap_or(ActivityKind::Call);
        commands.extend(next.map(|at| Command::PlanContact {
            deal: sheet.deal,
            contact: Some(NextContact { at, kind: how, purpose }),
        }));
        let told = whom.with_value(|whom| match next {
            Some(next) => words.toast.planned.fill([whom, &format.moment(next.0, at.0)]),
            None => own.logged.fill([whom]),
        });
        match sheet.store.dispatch_all(commands, told) {
            Ok(()) => sheet.moves.talk.set(None),
            Err(why) => {
                let (what, why) = sheet.store.peek(|workspace| refusal(words, language, workspace, &why));
                refused.set(Some(words.a11y.refused.fill([what, &why])));
            }
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        log();
    };
    view! {
        <form class="body col g3" id="write-log" novalidate=true on:submit=submit>
            {move || refused.get().map(|why| view! { <p class="cbad" role="alert">{why}</p> })}
            {move || sheet.told.get().map(|told| view! { <p class="callout acc" role="status"><Icon name=Icon::COPY /><span>{told}</span></p> })}
            <div><p class="m">{own.sent_ask}</p><p class="c2">{own.sent_why}</p></div>
            <div class="plan"><WhenField spoken id="write-when" label=own.then first=true on_digit=move |()| log() /></div>
        </form>
        <div class="df">
            <span class="grow"></span>
            <button class="btn" type="button" on:click=move |_| sheet.sent.set(None)>{own.not_sent}</button>
            <button class="btn primary" type="submit" form="write-log"><Icon name=Icon::CHECK />{own.log}</button>
        </div>
    }
}
