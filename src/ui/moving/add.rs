//! A new deal: who, what they need, for how much.
//! Deliberately not here: a new lead (`lead`).

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::ask::Refused;
use super::field::{Blank, Line, amount, show_wrong};
use super::use_moves;
use crate::app::clock;
use crate::app::locale::{use_language, use_words};
use crate::app::store::use_store;
use crate::data::import::fold_name;
use crate::domain::{Command, CustomerId, DealDraft, DealId, DraftCustomer, Slug};
use crate::ui::dialog::Dialog;
use crate::ui::gate::{place, refusal};

/// How many companies are suggested.
const SUGGESTED: usize = 8;

/// A new deal on this stage.
#[component]
pub(super) fn AddDialog(stage: Slug) -> impl IntoView {
    let store = use_store();
    let moves = use_moves();
    let words = use_words();
    let language = use_language();
    let close = move |()| moves.talk.set(None);
    let at = store.peek(|workspace| place(language, workspace, stage));
    let known: StoredValue<Vec<(String, CustomerId, String)>> = StoredValue::new(store.peek(|workspace| {
        let customers = workspace.customers();
        customers.map(|customer| (fold_name(&customer.name), customer.id, customer.name.clone())).collect()
    }));
    let company = Blank::new("");
    let subject = Blank::new("");
    let sum = Blank::new("");
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
    let is_known = move |folded: &str| {
        known.with_value(|known| known.iter().find(|(name, ..)| name == folded).map(|(_, id, _)| *id))
    };
    // That of the customer, as soon as it is one who is there.
    let currency = Memo::new(move |_| {
        let customer = is_known(&fold_name(&company.value.get()));
        store.peek(|workspace| workspace.currency_for(customer))
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (who, what) = (company.text(), subject.text());
        let money = amount(&sum.text(), currency.get_untracked(), language);
        let nobody = who.is_empty() && what.is_empty();
        let mut well = company.check(nobody.then_some(words.board.need_company));
        well &= sum.check((!sum.text().is_empty() && money.is_none()).then_some(words.ask.bad_amount));
        if !well {
            return show_wrong();
        }
        let customer = match is_known(&fold_name(&who)) {
            _ if who.is_empty() => None,
            Some(id) => Some(DraftCustomer::Known(id)),
            None => Some(DraftCustomer::New(CustomerId(clock::new_id()), who.clone())),
        };
        let draft = DealDraft {
            id: DealId(clock::new_id()),
            title: if what.is_empty() { who.clone() } else { what.clone() },
            customer,
            amount: money,
            stage,
            fields: BTreeMap::new(),
        };
        let name = if who.is_empty() { what } else { who };
        match store.dispatch(Command::AddDeal(draft), words.toast.created.fill([&name])) {
            Ok(()) => close(()),
            Err(why) => refused.set(Some(store.peek(|workspace| refusal(words, language, workspace, &why)))),
        }
    };
    let title = words.board.new_deal;
    let about = if at == title { String::new() } else { at };
    view! {
        <Dialog title=title about=about width="narrow" on_close=close>
            <form class="body" id="add" novalidate=true on:submit=submit>
                <Refused refused />
                <Line blank=company id="add-company" label=words.board.company first=true list="add-companies" />
                <datalist id="add-companies">
                    {move || suggestions.get().into_iter().map(|name| view! { <option value=name></option> }).collect_view()}
                </datalist>
                <Line blank=subject id="add-subject" label=words.board.subject />
                <Line blank=sum id="add-sum" label=Signal::derive(move || format!("{}, {}", words.board.amount, currency.get().code())) />
            </form>
            <div class="df">
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close(())>{words.shell.cancel}</button>
                <button class="btn primary" type="submit" form="add">{words.board.create}</button>
            </div>
        </Dialog>
    }
}
