//! One campaign: what was offered, who stands on which side, what became of their letters, who bought; ending it early.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::panel::{Days, Result};
use super::{day, wording};
use crate::app::address::{href, use_go};
use crate::app::download::download;
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::route::Route;
use crate::app::store::{Store, use_store};
use crate::app::words::{CAMPAIGNS, Campaigns, Words};
use crate::data::table::{BOM, LineBreak, Separator, write_csv_row};
use crate::domain::insight::clientele::fold;
use crate::domain::insight::effect::{Did, did};
use crate::domain::{Arm, Campaign, Command, CustomerId, Workspace};
use crate::ui::back::{Till, plain, today, use_bought, use_till};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::virtual_table::{Head, VirtualTable};

/// The open campaign.
#[component]
pub(super) fn OneDialog(campaign: Arc<Campaign>, on_close: Callback<()>) -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CAMPAIGNS);
    let format = use_format();
    let store = use_store();
    let till = use_till();
    let purchases = use_bought().purchases();
    let go = use_go();
    let done = {
        let campaign = campaign.clone();
        Memo::new(move |_| {
            let (began, today) = (day(campaign.began), today());
            purchases.with(|purchases| Arc::new(did(&campaign, &purchases.lines, began, today)))
        })
    };
    let keys = Arc::new(by_side(store, &campaign));
    let by = campaign.by.and_then(|by| store.member(by)).map(|member| member.name.clone());
    let began = format.day_short(day(campaign.began), today());
    let about = by.map_or_else(|| words.since.fill([&began]), |by| words.started.fill([&began, &by]));
    let head = |key, name, figures| Head { key, name, figures };
    let heads: Arc<[Head]> = Arc::new([
        head("client", words.whose, false),
        head("side", words.who_side, false),
        head("letter", words.letter, false),
        head("bought", words.bought_on, true),
    ]);
    let at = RwSignal::new(None);
    let end = {
        let campaign = campaign.clone();
        move |_| {
            let told = words.ended_told.fill([&campaign.name]);
            // Refused only when it is gone, and then it is not shown.
            let _ = store.dispatch(Command::EndCampaign(campaign.id, today()), told);
        }
    };
    let save = {
        let campaign = campaign.clone();
        move |_| {
            let done = done.get_untracked();
            store.peek(|workspace| export(workspace, words, all, till, &campaign, &done));
        }
    };
    let runs = campaign.runs_on(today());
    let row = {
        let campaign = campaign.clone();
        move |id: CustomerId| view! { <Row id campaign=campaign.clone() done /> }
    };
    view! {
        <Dialog title=campaign.name.clone() about=about width="wide" on_close=on_close>
            <div class="body">
                <div class="row"><Days campaign=campaign.clone() /><span class="c2">{campaign.goal.clone()}</span></div>
                <blockquote class="offer">{campaign.offer.clone()}</blockquote>
                <Result campaign=campaign.clone() />
                <VirtualTable
                    label=words.all_customers
                    heads
                    order=Signal::stored(None)
                    on_order=Callback::new(|_| ())
                    keys=Signal::stored(keys)
                    at
                    on_at=Callback::new(move |id| at.set(Some(id)))
                    on_open=Callback::new(move |id| go(Route::Customer(id)))
                    row
                />
            </div>
            <div class="df">
                {runs.then(|| view! { <button class="btn" type="button" title=words.end_why on:click=end>{words.end}</button> })}
                <span class="grow"></span>
                <button class="btn" type="button" on:click=save><Icon name=Icon::DOWNLOAD />{words.export}</button>
                <button class="btn primary" type="button" on:click=move |_| on_close.run(())>{all.shell.close}</button>
            </div>
        </Dialog>
    }
}

/// Those who get the offer first, each side by name.
fn by_side(store: Store, campaign: &Campaign) -> Vec<CustomerId> {
    let mut keys: Vec<(Arm, CustomerId)> = campaign.customers.iter().map(|(&id, &arm)| (arm, id)).collect();
    store.peek(|workspace| {
        keys.sort_by_cached_key(|&(arm, id)| (arm, workspace.customer(id).map(|customer| fold(&customer.name))));
    });
    keys.into_iter().map(|(_, id)| id).collect()
}

/// The cells of a customer of a campaign.
#[component]
fn Row(id: CustomerId, campaign: Arc<Campaign>, done: Memo<Arc<BTreeMap<CustomerId, Did>>>) -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CAMPAIGNS);
    let format = use_format();
    let store = use_store();
    let arm = campaign.customers.get(&id).copied();
    let source = campaign.id;
    let name = move || store.customer(id).map_or_else(|| words.gone.to_owned(), |customer| customer.name.clone());
    let said = move || {
        let letter = store.all("letter", |workspace| workspace.offer_letter(source, id).cloned());
        match (arm, letter) {
            (_, Some(letter)) => wording::fate_in_full(words, all, format, &letter),
            (Some(Arm::Offered), None) => words.no_letter.to_owned(),
            _ => all.units.none.to_owned(),
        }
    };
    let bought = move || {
        let on = done.with(|done| done.get(&id).and_then(|did| did.bought));
        on.map_or_else(|| all.units.none.to_owned(), |on| format.day_short(on, today()))
    };
    view! {
        <th scope="row"><div><a href=href(Route::Customer(id))>{name}</a></div></th>
        <td>{match arm {
            Some(Arm::Control) => view! { <span class="chip" title=words.control_why>{words.sides_control}</span> }.into_any(),
            _ => view! { <span class="chip acc">{words.sides_offered}</span> }.into_any(),
        }}</td>
        <td class="c2">{said}</td>
        <td class="r nw">{bought}</td>
    }
}

/// Offers a campaign as a table: dates as ISO, money as a plain number of the company's currency.
fn export(
    workspace: &Workspace,
    words: &'static Campaigns,
    all: &Words,
    till: Till,
    campaign: &Campaign,
    done: &BTreeMap<CustomerId, Did>,
) {
    let mut out = BOM.to_owned();
    let mut write = |cells: &[&str]| write_csv_row(&mut out, Separator::Comma, LineBreak::CrLf, cells);
    let [client, side, letter, address, bought, sum] = words.export_heads;
    let sum = all.units.comma.fill([sum, till.currency().code()]);
    write(&[client, side, letter, address, bought, &sum]);
    for (&id, &arm) in &campaign.customers {
        let name = workspace.customer(id).map_or(words.gone, |customer| customer.name.as_str());
        let letter = workspace.offer_letter(campaign.id, id);
        let side = if arm == Arm::Offered { words.sides_offered } else { words.sides_control };
        let said = match (arm, letter) {
            (_, Some(letter)) => wording::fate(words, Some(letter)).text,
            (Arm::Offered, None) => words.no_letter,
            (Arm::Control, None) => "",
        };
        let to = letter.map(|letter| letter.to.as_str()).unwrap_or_default();
        let did = done.get(&id).copied();
        let on = did.and_then(|did| did.bought).map(|on| on.to_string()).unwrap_or_default();
        let sum = did.map(|did| plain(did.spent, till.currency().exponent())).unwrap_or_default();
        write(&[name, side, said, to, &on, &sum]);
    }
    download(&format!("{}.csv", campaign.name), "text/csv", &[out]);
}
