//! One reading of the inbox: asking, taking in what is new, remembering what has been seen.

use std::collections::HashMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Intake, Trouble, is_at};
use crate::app::exchange::{Silence, exchange};
use crate::app::locale::Language;
use crate::app::store::Store;
use crate::app::words::REQUESTS;
use crate::app::{clock, lock};
use crate::data::import::fold_name;
use crate::data::inbox::{Inbox, PLACE, Seen, ids, read};
use crate::data::lead::{Lead, LeadProblem, Taking};
use crate::domain::{Command, Currency, CustomerId, FourR};

/// Customers between two pauses in which the page answers.
const AT_ONCE: usize = 2_000;
/// Leads of one step: more of them come in several, each of which can be undone.
const STEP: usize = 25;

/// Reads the inbox once.
pub(super) fn start(intake: Intake, language: Language) {
    spawn_local(async move {
        let reading = async move {
            let Some(inbox) = intake.current() else {
                return intake.done(None, Ok((0, Vec::new())));
            };
            let came = once(intake, &inbox, language).await;
            intake.done(Some(&inbox), came);
        };
        lock::alone("voronka inbox", reading).await;
    });
}

async fn once(
    intake: Intake,
    inbox: &Inbox,
    language: Language,
) -> Result<(usize, Vec<(usize, LeadProblem)>), Trouble> {
    let store = intake.store;
    let text = ask(inbox).await?;
    // Somebody may have set another address while this one answered, here or in another tab.
    let is_current = || is_at(intake.current().as_ref(), Some(inbox));
    if !is_current() {
        return Ok((0, Vec::new()));
    }
    // Another tab may have read meanwhile.
    let seen = intake.kept.with_value(|kept| kept.get::<Seen>().unwrap_or_default());
    let home = store.peek(|workspace| workspace.company().map_or(Currency::RUB, |company| company.currency));
    let reading = read(&text, home, &seen).map_err(Trouble::Answer)?;
    let taken = if reading.new.is_empty() { 0 } else { take(store, reading.new, language).await? };
    if !store.saving.settled().await {
        return Err(Trouble::NotKept);
    }
    if is_current() {
        // Where the browser keeps nothing it holds until the tab is closed.
        let _ = intake.kept.with_value(|kept| kept.set(&reading.seen));
    }
    Ok((taken, reading.wrong))
}

/// Takes leads in as nobody's; those whose records are there already are left out.
async fn take(store: Store, leads: Vec<Lead>, language: Language) -> Result<usize, Trouble> {
    let stage = store.peek(|workspace| {
        let funnel = workspace.four_r(FourR::Leads).filter(|funnel| !funnel.archived)?;
        Some(funnel.stages.first()?.id)
    });
    let stage = stage.ok_or(Trouble::NoFunnel)?;
    let told = &language.words_of(&REQUESTS).taken;
    let mut named = names(store).await;
    let mut count = 0;
    for some in leads.chunks(STEP) {
        let commands: Vec<Command> = some
            .iter()
            .filter_map(|lead| {
                let ids = ids(lead.key.as_deref().unwrap_or_default());
                let name = lead.company.as_deref().map(fold_name);
                let known = name.as_ref().and_then(|name| named.get(name).copied());
                let taking = Taking { stage, ids, known, from: PLACE, text: "", now: clock::now(), by: None };
                let request = store.peek(|workspace| lead.request(workspace, &taking));
                let there = store.peek(|workspace| workspace.deal(request.draft.id).is_some());
                if let Some(name) = name.filter(|_| known.is_none() && !there) {
                    named.insert(name, CustomerId(ids[1]));
                }
                (!there).then(|| Command::TakeRequest(Box::new(request)))
            })
            .collect();
        let new = commands.len();
        if new > 0 {
            store.dispatch_all(commands, told.of(new)).map_err(|_| Trouble::NotKept)?;
        }
        count += new;
        clock::pause().await;
    }
    Ok(count)
}

/// The customers by what they are called, looked up while the page goes on answering.
async fn names(store: Store) -> HashMap<String, CustomerId> {
    let all: Vec<CustomerId> = store.peek(|workspace| workspace.customers().map(|customer| customer.id).collect());
    let mut named = HashMap::with_capacity(all.len());
    for some in all.chunks(AT_ONCE) {
        store.peek(|workspace| {
            let some = some.iter().filter_map(|&id| Some((fold_name(&workspace.customer(id)?.name), id)));
            named.extend(some);
        });
        clock::pause().await;
    }
    named
}

async fn ask(inbox: &Inbox) -> Result<String, Trouble> {
    let headers = [("Accept", "application/json")];
    let answer = exchange((&inbox.url, &inbox.secret), &headers, None).await.map_err(|silence| match silence {
        Silence::Timeout => Trouble::Timeout,
        Silence::Network => Trouble::Network,
    })?;
    match answer.status {
        0 | 300..=399 => Err(Trouble::Redirect),
        200..=299 => Ok(answer.text),
        status => Err(Trouble::Status(status)),
    }
}
