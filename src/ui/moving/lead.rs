//! A new lead: pasted as it came and read in the browser, or written line by line; whose it may be among those who are known.
//! Deliberately not here: how a text is read (`data::lead`).

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::field::{Blank, Line, amount, plain, show_wrong};
use super::{Carried, Refused, use_moves};
use crate::app::clock;
use crate::app::locale::{use_language, use_words, use_words_of};
use crate::app::store::use_store;
use crate::app::words::{CLIENTS, REQUESTS};
use crate::data::import::Kind;
use crate::data::lead::{Lead, Taking, headed, is_table, read};
use crate::domain::insight::duplicates::{Marks, Tally};
use crate::domain::{Command, Currency, CustomerId, DealId, FourR, Rejection};
use crate::ui::customers::label::sign;
use crate::ui::dialog::Dialog;
use crate::ui::doubles::Doubles;
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::import::use_inbox;

/// What is asked of a lead, each with what the field is called; the first three are what a lead can't be without.
#[derive(Clone, Copy)]
struct Lines {
    company: Blank,
    need: Blank,
    phone: Blank,
    email: Blank,
    person: Blank,
    job: Blank,
    messenger: Blank,
    city: Blank,
    tax: Blank,
    when: Blank,
    sum: Blank,
    source: Blank,
}

impl Lines {
    fn of(lead: &Lead) -> Self {
        let line = |value: &Option<String>| Blank::new(value.clone().unwrap_or_default());
        Self {
            company: line(&lead.company),
            need: line(&lead.need),
            phone: Blank::new(lead.phones.join(", ")),
            email: Blank::new(lead.emails.join(", ")),
            person: line(&lead.person),
            job: line(&lead.job),
            messenger: Blank::new(lead.handles.join(", ")),
            city: line(&lead.place),
            tax: line(&lead.tax_number),
            when: line(&lead.when),
            sum: Blank::new(lead.amount.map(plain).unwrap_or_default()),
            source: line(&lead.source),
        }
    }

    fn all(self) -> [Blank; 12] {
        let Self { company, need, phone, email, person, job, messenger, city, tax, when, sum, source } = self;
        [company, need, phone, email, person, job, messenger, city, tax, when, sum, source]
    }

    /// Writes what a text says onto the lines on which nobody has written by hand: those that still say what the text before
    /// said.
    fn fill(self, before: &Lead, now: &Lead) {
        let (before, now) = (values(before), values(now));
        for ((blank, before), now) in self.all().into_iter().zip(before).zip(now) {
            if blank.value.with_untracked(|value| *value == before) {
                blank.value.set(now);
            }
        }
    }

    /// What the lines say; `carried` is what has no line.
    fn lead(self, carried: &Lead, sum: Option<crate::domain::Money>) -> Lead {
        let text = |blank: Blank| Some(blank.text()).filter(|text| !text.is_empty());
        let several = |blank: Blank| crate::domain::contact::several(&blank.text()).map(str::to_owned).collect();
        Lead {
            company: text(self.company),
            person: text(self.person),
            job: text(self.job),
            phones: several(self.phone),
            emails: several(self.email),
            handles: several(self.messenger),
            place: text(self.city),
            tax_number: text(self.tax),
            need: text(self.need),
            when: text(self.when),
            amount: sum,
            source: text(self.source),
            ..carried.clone()
        }
    }
}

/// What the lines of a lead say, in the order of [`Lines::all`].
fn values(lead: &Lead) -> [String; 12] {
    let line = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        line(&lead.company),
        line(&lead.need),
        lead.phones.join(", "),
        lead.emails.join(", "),
        line(&lead.person),
        line(&lead.job),
        lead.handles.join(", "),
        line(&lead.place),
        line(&lead.tax_number),
        line(&lead.when),
        lead.amount.map(plain).unwrap_or_default(),
        line(&lead.source),
    ]
}

/// A new lead on the first stage of «Лиды».
#[component]
pub(super) fn LeadDialog(
    /// What is known of it so far.
    carried: Arc<Carried>,
) -> impl IntoView {
    let store = use_store();
    let moves = use_moves();
    let (words, own, clients) = (use_words(), use_words_of(&REQUESTS), use_words_of(&CLIENTS));
    let language = use_language();
    let close = move |()| moves.talk.set(None);
    let doubles = Doubles::look(store);
    let (home, stages) = store.peek(|workspace| {
        let home = workspace.company().map_or(Currency::RUB, |company| company.currency);
        let leads = workspace.four_r(FourR::Leads);
        let stages: Vec<_> = leads.iter().flat_map(|leads| &leads.stages).map(|stage| stage.id).take(2).collect();
        (home, stages)
    });
    let text = RwSignal::new(carried.text.clone());
    let known_before = StoredValue::new(carried.lead.clone());
    let lines = Lines::of(&carried.lead);
    let was_read = RwSignal::new(false);
    let is_several = Memo::new(move |_| text.with(|text| is_table(text)));
    let understand = move || {
        let now = match is_several.get_untracked() {
            true => Lead::default(),
            false => text.with_untracked(|text| read(text, home).lead()),
        };
        lines.fill(&known_before.get_value(), &now);
        was_read.set(!now.is_empty());
        known_before.set_value(now);
    };
    if !carried.text.is_empty() {
        understand();
    }
    let whose = RwSignal::new(None::<CustomerId>);
    // Who is known deals in their own.
    let currency = Memo::new(move |_| store.peek(|workspace| workspace.currency_for(whose.get())));
    let refused = RwSignal::new(None::<(&'static str, String)>);
    let alike = Memo::new(move |_| {
        let fields = [("phone", lines.phone), ("email", lines.email), ("inn", lines.tax)];
        let fields: BTreeMap<String, String> =
            fields.into_iter().map(|(name, blank)| (name.to_owned(), blank.value.get())).collect();
        let marks = Marks::new(&lines.company.value.get(), [&fields]);
        doubles.like(&marks).into_iter().next().map(|found| (found.customer, found.signs))
    });
    let submit = {
        let carried = carried.clone();
        move |take: bool| {
            let sum = amount(&lines.sum.text(), currency.get_untracked(), language);
            let nobody =
                lines.company.text().is_empty() && lines.need.text().is_empty() && lines.person.text().is_empty();
            let mut well = lines.company.check(nobody.then_some(words.board.need_company));
            well &= lines.sum.check((!lines.sum.text().is_empty() && sum.is_none()).then_some(words.ask.bad_amount));
            let reach = [lines.phone, lines.email, lines.messenger];
            let unreachable = whose.get_untracked().is_none() && reach.iter().all(|blank| blank.text().is_empty());
            well &= lines.phone.check(unreachable.then_some(words.leads.need_reach));
            let Some(&stage) = stages.first().filter(|_| well) else { return show_wrong() };
            let lead = lines.lead(&carried.lead, sum);
            let ids = [(); 4].map(|()| clock::new_id());
            let deal = DealId(ids[0]);
            let whole = text.get_untracked();
            let request = store.peek(|workspace| {
                // A company that is called exactly so is that company.
                let named = lead.company.as_deref().map(crate::data::import::fold_name);
                let same = || {
                    let known = workspace
                        .customers()
                        .find(|customer| Some(crate::data::import::fold_name(&customer.name)) == named);
                    known.map(|customer| customer.id)
                };
                let known = whose.get_untracked().or_else(same);
                let (now, by) = (clock::now(), store.acting());
                let taking = Taking { stage, ids, known, from: carried.from, text: &whole, now, by };
                lead.request(workspace, &taking)
            });
            let name = lead.name().or(lead.need.as_deref()).unwrap_or_default().to_owned();
            match store.dispatch(Command::TakeRequest(Box::new(request)), words.toast.lead_created.fill([&name])) {
                Ok(()) => {
                    close(());
                    let next = stages.get(1).copied().filter(|_| take);
                    // What keeps the lead from being taken is asked for, or it waits where it is.
                    let _ = next.map(|next| moves.request(deal, next, words.toast.lead_created.fill([&name])));
                }
                Err(Rejection::AlreadyExists(crate::domain::RecordId::Deal(known))) => {
                    let known = store.peek(|workspace| workspace.deal(known).map(|deal| deal.title.clone()));
                    refused.set(Some((words.leads.new, own.taken_once.fill([&known.unwrap_or_default()]))));
                }
                Err(why) => refused.set(Some(store.peek(|workspace| refusal(words, language, workspace, &why)))),
            }
        }
    };
    let (take, only) = (submit.clone(), submit);
    let leads = &words.leads;
    let sources = [leads.by_letter, leads.by_site, leads.by_call, leads.by_message, leads.by_exhibition];
    let sources = sources.map(move |name| {
        let source = lines.source.value;
        let press = move |_| source.set(if source.get_untracked() == name { String::new() } else { name.to_owned() });
        view! {
            <button type="button" aria-pressed=move || source.with(|source| source == name).to_string() on:click=press>{name}</button>
        }
    });
    let inbox = use_inbox();
    let import = move |_| {
        close(());
        text.with_untracked(|text| inbox.take_text(own.pasted_table, &headed(text), Some(Kind::Leads)));
    };
    let several = move || {
        is_several.get().then(|| {
            view! {
                <div class="callout" role="status">
                    <Icon name=Icon::LIST />
                    <span>{own.rows_are_leads}</span>
                    <button class="btn sm" type="button" on:click=import>{own.in_file}</button>
                </div>
            }
        })
    };
    let likeness = move || {
        let (customer, signs) = alike.get()?;
        let (name, tally) = store
            .peek(|workspace| Some((workspace.customer(customer)?.name.clone(), Tally::of(workspace, customer))))?;
        let chosen = move || whose.get() == Some(customer);
        let press =
            move |_| whose.update(|whose| *whose = if *whose == Some(customer) { None } else { Some(customer) });
        let why = signs.into_iter().map(|one| sign(clients, one)).collect::<Vec<_>>().join(", ");
        Some(view! {
            <div class="alike" role="status">
                <div class="row">
                    <span class="col g0 grow">
                        <b>{move || if chosen() { own.is_theirs.fill([&name]) } else { own.looks_like.fill([&name]) }}</b>
                        <span class="t12 c2">{why}</span>
                        {(tally.open > 0).then(|| view! { <span class="t12 cwarn">{own.open_already}</span> })}
                    </span>
                    <button class="btn sm" type="button" aria-pressed=move || chosen().to_string() on:click=press>{own.same_one}</button>
                </div>
            </div>
        })
    };
    view! {
        <Dialog title=leads.new on_close=close>
            <form class="body" id="add" novalidate=true on:submit=move |event: leptos::ev::SubmitEvent| { event.prevent_default(); only(false); }>
                <Refused refused />
                <div class="field">
                    <label for="add-text">{own.as_is}</label>
                    <textarea
                        class="input"
                        id="add-text"
                        rows="4"
                        placeholder=own.as_is_placeholder
                        prop:value=move || text.get()
                        on:input=move |event| { text.set(event_target_value(&event)); understand(); }
                    ></textarea>
                    {move || was_read.get().then(|| view! { <span class="hint" role="status"><Icon name=Icon::SPARKLE class="i i14 inline" />" "{own.was_read}</span> })}
                </div>
                {several}
                {likeness}
                <div class="twos">
                    <Line blank=lines.company id="add-company" label=words.board.company first=true />
                    <Line blank=lines.person id="add-person" label=own.person />
                    <Line blank=lines.phone id="add-phone" label=own.phone kind="tel" />
                    <Line blank=lines.email id="add-email" label=own.email />
                </div>
                <Line blank=lines.need id="add-subject" label=own.need />
                <div class="field">
                    <span class="label">{own.source}</span>
                    <div class="quick" role="group" aria-label=own.source>{sources.into_iter().collect_view()}</div>
                </div>
                <details>
                    <summary class="c2">{clients.more_fields}</summary>
                    <div class="twos">
                        <Line blank=lines.job id="add-job" label=own.job />
                        <Line blank=lines.messenger id="add-messenger" label=own.messenger />
                        <Line blank=lines.city id="add-city" label=own.city />
                        <Line blank=lines.tax id="add-inn" label=own.inn />
                        <Line blank=lines.when id="add-when" label=own.when />
                        <Line blank=lines.sum id="add-sum" label=Signal::derive(move || format!("{}, {}", own.amount, currency.get().code())) />
                        <Line blank=lines.source id="add-source" label=own.other_source />
                    </div>
                </details>
            </form>
            <div class="df">
                <button class="btn" type="button" on:click=move |_| close(())>{words.shell.cancel}</button>
                <span class="grow"></span>
                <button class="btn" type="submit" form="add">{own.create}</button>
                <button class="btn primary" type="button" on:click=move |_| take(true)>{own.create_and_take}" "<span class="kbd desktop">"Ctrl ↵"</span></button>
            </div>
        </Dialog>
    }
}
