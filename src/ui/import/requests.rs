//! Letters and visiting cards that are dropped on the page: leads on their way in. One is opened to be looked at, several are
//! taken in as one step.
//! Deliberately not here: what they say (`data::letter`, `data::card`, `data::lead`).

use std::sync::Arc;

use leptos::prelude::Set;

use super::opened::{Failed, Why};
use crate::app::store::Store;
use crate::app::words::{Requests, Words};
use crate::app::{clock, files};
use crate::data::import::fold_name;
use crate::data::lead::{Taking, of_card, of_letter};
use crate::data::{card, letter};
use crate::domain::{Command, Currency, FourR, Rejection};
use crate::ui::moving::{Carried, Moves, Talk};

/// Whether a file is a letter or cards, by its name.
pub(super) fn is_request(file: &web_sys::File) -> bool {
    let name = file.name().to_lowercase();
    [".eml", ".msg", ".vcf"].iter().any(|end| name.ends_with(end))
}

/// The leads of these files, or why one of them has none.
pub(super) async fn read(all: &[web_sys::File], store: Store) -> Result<Vec<Carried>, Vec<Failed>> {
    let home = store.peek(|workspace| workspace.company().map_or(Currency::RUB, |company| company.currency));
    let (mut leads, mut failed) = (Vec::new(), Vec::new());
    for file in all {
        let refuse = |why: Why| Failed { file: file.name(), why };
        let Some(bytes) = files::bytes(file, |_| true).await else {
            failed.push(refuse(Why::Unreadable));
            continue;
        };
        if file.name().to_lowercase().ends_with(".vcf") {
            match card::read(&bytes) {
                Ok(cards) => leads.extend(cards.iter().map(|card| {
                    let text = String::new();
                    Carried { lead: of_card(card), text, from: "card" }
                })),
                Err(why) => failed.push(refuse(Why::Card(why))),
            }
        } else {
            match letter::read(&bytes) {
                Ok(letter) => {
                    let text = [letter.subject.as_str(), letter.text.as_str()].join("\n\n").trim().to_owned();
                    leads.push(Carried { lead: of_letter(&letter, home), text, from: "mail" });
                }
                Err(why) => failed.push(refuse(Why::Letter(why))),
            }
        }
    }
    if failed.is_empty() { Ok(leads) } else { Err(failed) }
}

/// Takes them in: one is opened, several land on the board at once; those that are there already are left out.
pub(super) fn take(store: Store, moves: Moves, words: &Words, own: &Requests, leads: Vec<Carried>) {
    if let [one] = leads.as_slice() {
        return moves.talk.set(Some(Talk::Lead(Arc::new(one.clone()))));
    }
    let stage = store.peek(|workspace| Some(workspace.four_r(FourR::Leads)?.stages.first()?.id));
    let Some(stage) = stage else { return store.tell(own.no_leads) };
    let commands: Vec<Command> = leads
        .iter()
        .filter_map(|carried| {
            let ids = [(); 4].map(|()| clock::new_id());
            store.peek(|workspace| {
                let named = carried.lead.company.as_deref().map(fold_name);
                let known = workspace.customers().find(|customer| Some(fold_name(&customer.name)) == named);
                let known = known.map(|customer| customer.id);
                let (now, by) = (clock::now(), store.acting());
                let taking = Taking { stage, ids, known, from: carried.from, text: &carried.text, now, by };
                let request = carried.lead.request(workspace, &taking);
                // What is there already stays as it is.
                let there = request.foreign.is_some() && workspace.deals().any(|deal| deal.foreign == request.foreign);
                (!there).then(|| Command::TakeRequest(Box::new(request)))
            })
        })
        .collect();
    let taken = commands.len();
    if taken == 0 {
        return store.tell(own.all_there);
    }
    let told = own.taken.of(taken);
    if let Err(why) = store.dispatch_all(commands, told) {
        let what = match why {
            Rejection::AlreadyExists(_) => own.all_there,
            _ => words.gate.no,
        };
        store.tell(what);
    }
}
