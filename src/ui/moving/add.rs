//! A new deal or lead: who, what they need, and for a lead where it came from and how to reach them.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::ask::Refused;
use super::field::{Blank, Line, amount, show_wrong};
use super::use_moves;
use crate::app::clock;
use crate::app::locale::{use_language, use_words};
use crate::app::store::use_store;
use crate::data::import::fold_name;
use crate::domain::{Command, Currency, CustomerId, DealDraft, DealId, DraftCustomer, FourR, Slug};
use crate::ui::dialog::Dialog;
use crate::ui::gate::{place, refusal};

/// How many companies are suggested.
const SUGGESTED: usize = 8;

/// A new deal or lead on this stage.
#[component]
pub(super) fn AddDialog(stage: Slug) -> impl IntoView {
    let store = use_store();
    let moves = use_moves();
    let words = use_words();
    let language = use_language();
    let close = move |()| moves.talk.set(None);
    let (at, is_lead, currency) = store.peek(|workspace| {
        let funnel = workspace.pipeline_of(stage).and_then(|pipeline| pipeline.four_r);
        let currency = workspace.company().map_or(Currency::RUB, |company| company.currency);
        (place(language, workspace, stage), funnel == Some(FourR::Leads), currency)
    });
    let known: StoredValue<Vec<(String, CustomerId, String)>> = StoredValue::new(store.peek(|workspace| {
        let customers = workspace.customers();
        customers.map(|customer| (fold_name(&customer.name), customer.id, customer.name.clone())).collect()
    }));
    let company = Blank::new("");
    let subject = Blank::new("");
    let sum = Blank::new("");
    let phone = Blank::new("");
    let email = Blank::new("");
    let source = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<(&'static str, String)>);
    let suggestions = Memo::new(move |_| {
        let typed = fold_name(&company.value.get());
        if typed.is_empty() {
            return Vec::new();
        }
        known.with_value(|known| {
            let found = known.iter().filter(|(folded, ..)| folded.contains(&typed));
            found.take(SUGGESTED).map(|(_, _, name)| name.clone()).collect()
        })
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (who, what) = (company.text(), subject.text());
        let money = amount(&sum.text(), currency, language);
        let nobody = who.is_empty() && what.is_empty();
        let mut well = company.check(nobody.then_some(words.board.need_company));
        well &= sum.check((!sum.text().is_empty() && money.is_none()).then_some(words.ask.bad_amount));
        if is_lead {
            let unreachable = phone.text().is_empty() && email.text().is_empty();
            well &= phone.check(unreachable.then_some(words.leads.need_reach));
        }
        if !well {
            return show_wrong();
        }
        let folded = fold_name(&who);
        let is_known = known.with_value(|known| known.iter().find(|(name, ..)| *name == folded).map(|(_, id, _)| *id));
        let customer = match is_known {
            _ if who.is_empty() => None,
            Some(id) => Some(DraftCustomer::Known(id)),
            None => Some(DraftCustomer::New(CustomerId(clock::new_id()), who.clone())),
        };
        let fields = [("source", source.get_untracked()), ("phone", phone.text()), ("email", email.text())];
        let draft = DealDraft {
            id: DealId(clock::new_id()),
            title: if what.is_empty() { who.clone() } else { what.clone() },
            customer,
            amount: money,
            stage,
            fields: BTreeMap::from(fields.map(|(name, value)| (name.to_owned(), value))),
        };
        let name = if who.is_empty() { what } else { who };
        let told = if is_lead { words.toast.lead_created } else { words.toast.created };
        match store.dispatch(Command::AddDeal(draft), told.fill([&name])) {
            Ok(()) => close(()),
            Err(why) => refused.set(Some(store.peek(|workspace| refusal(words, language, workspace, &why)))),
        }
    };
    let leads = &words.leads;
    let sources = [leads.by_letter, leads.by_site, leads.by_call, leads.by_message, leads.by_exhibition];
    let sources = sources.map(move |name| {
        let press = move |_| source.set(if source.get_untracked() == name { String::new() } else { name.to_owned() });
        view! {
            <button type="button" aria-pressed=move || source.with(|source| source == name).to_string() on:click=press>{name}</button>
        }
    });
    let title = if is_lead { leads.new } else { words.board.new_deal };
    let about = if at == title { String::new() } else { at };
    view! {
        <Dialog title=title about=about width="narrow" on_close=close>
            <form class="body" id="add" novalidate=true on:submit=submit>
                <Refused refused />
                <Line blank=company id="add-company" label=words.board.company first=true list="add-companies" />
                <datalist id="add-companies">
                    {move || suggestions.get().into_iter().map(|name| view! { <option value=name></option> }).collect_view()}
                </datalist>
                <Line blank=subject id="add-subject" label=if is_lead { leads.need } else { words.board.subject } />
                {is_lead.then(|| view! {
                    <Line blank=phone id="add-phone" label=leads.phone kind="tel" />
                    <Line blank=email id="add-email" label=leads.email kind="email" />
                    <div class="field">
                        <span class="label">{leads.source}</span>
                        <div class="quick" role="group" aria-label=leads.source>{sources.into_iter().collect_view()}</div>
                    </div>
                })}
                {(!is_lead).then(|| view! {
                    <Line blank=sum id="add-sum" label=format!("{}, {}", words.board.amount, currency.code()) />
                })}
            </form>
            <div class="df">
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close(())>{words.shell.cancel}</button>
                <button class="btn primary" type="submit" form="add">{words.board.create}</button>
            </div>
        </Dialog>
    }
}
