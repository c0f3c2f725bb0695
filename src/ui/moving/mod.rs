//! Moving a deal from any screen: asks for what the move needs instead of refusing, and says why where it can't be.
//! The rules are the domain's; here is only the talk.

mod add;
mod ask;
mod carried;
mod choose;
mod field;
mod hand;
mod lead;
mod lead_order;
mod lose;
mod plan;
mod proofs;
mod reasons;
mod when;
mod wording;
mod write;

pub use ask::{Refused, currency_of};
pub use carried::{CarriedPage, problem};
pub use field::{Blank, Line, amount, day_of, input_kind, iso_day, local, moment, plain, show_wrong};
pub use lead_order::{LeadOrder, treat};
pub use lose::{REASON, RETURN};
pub use plan::contact_held;
pub use proofs::{needed, to_say};
pub use when::{Choice, PickDay, Spoken, WhenField};
pub use wording::told;
pub use write::{Deck, values};

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::import::Inbox;
use super::part;
use crate::app::store::Store;
use crate::app::words::Requests;
use crate::data::import::Kind;
use crate::data::lead::Lead;
use crate::domain::{Answers, Ask, Command, DealId, FourR, PersonId, Rejection, Slug};

/// A lead on its way in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carried {
    /// What is known of it.
    pub lead: Lead,
    /// What somebody wrote, to be read.
    pub text: String,
    /// By what it came: `link`, `share`, `mail`; empty for one that is written here.
    pub from: &'static str,
}

/// What the person is being asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Talk {
    /// A move needs these answers.
    Ask {
        /// Which deal.
        deal: DealId,
        /// Where to.
        to: Slug,
        /// What is asked.
        asks: Arc<Vec<Ask>>,
    },
    /// Where to? A list of every stage with its gate.
    Choose(DealId),
    /// Why did the buyer stop, and what next?
    Lose(DealId),
    /// When is the next contact?
    Plan(DealId),
    /// What is written to the buyer, by a template?
    Write {
        /// About which deal.
        deal: DealId,
        /// To whom of the buyer's people; none is whoever can be reached.
        person: Option<PersonId>,
    },
    /// Who leads it from now on, and what do they need to know?
    HandOver(DealId),
    /// A new deal on this stage, or a new lead.
    Add(Slug),
    /// A lead that something carries here: a link, what was shared or pasted.
    Lead(Arc<Carried>),
}

/// The talk that is going on, if one is.
#[derive(Clone, Copy)]
pub struct Moves {
    store: Store,
    /// The open dialog.
    pub talk: RwSignal<Option<Talk>>,
}

impl Moves {
    /// Nobody is being asked.
    pub fn new(store: Store) -> Self {
        Self { store, talk: RwSignal::new(None) }
    }

    /// Moves a deal, or opens the dialog that asks for what the move needs.
    ///
    /// # Errors
    /// Why the deal can't go there at all.
    pub fn request(&self, deal: DealId, to: Slug, told: String) -> Result<(), Rejection> {
        self.answer(deal, to, Answers::default(), told)
    }

    /// Moves a deal with what the person answered; asks on when something is still missing.
    ///
    /// # Errors
    /// Why the deal can't go there at all.
    pub fn answer(&self, deal: DealId, to: Slug, answers: Answers, told: String) -> Result<(), Rejection> {
        match self.store.dispatch(Command::MoveDeal { deal, to, answers }, told) {
            Err(Rejection::Needs(asks)) => {
                self.talk.set(Some(Talk::Ask { deal, to, asks: Arc::new(asks) }));
                Ok(())
            }
            Err(why) => Err(why),
            Ok(()) => {
                self.talk.set(None);
                Ok(())
            }
        }
    }
}

/// Takes what was pasted on the board of a funnel: a table is imported, anything else is a lead to be.
pub fn take_pasted(moves: Moves, inbox: Inbox, own: &'static Requests, board: Slug, text: String) {
    let place = moves.store.peek(|workspace| workspace.pipeline(board).and_then(|funnel| funnel.four_r));
    let kind = (place == Some(FourR::Leads)).then_some(Kind::Leads);
    spawn_local(async move {
        match part::pasted(text.clone()).await {
            Ok(Some(table)) => inbox.take_text(own.pasted_table, &table, kind),
            // Where the part can't be fetched, the dialog of the lead says so.
            _ => moves.talk.set(Some(Talk::Lead(Arc::new(Carried { text, ..Carried::default() })))),
        }
    });
}

/// The talk of this page.
pub fn use_moves() -> Moves {
    expect_context()
}

/// The dialog of the talk that is going on.
#[component]
pub fn Talks() -> impl IntoView {
    let moves = use_moves();
    move || {
        moves.talk.get().map(|talk| match talk {
            Talk::Ask { deal, to, asks } => view! { <ask::AskDialog deal to asks /> }.into_any(),
            Talk::Choose(deal) => view! { <choose::ChooseDialog deal /> }.into_any(),
            Talk::Lose(deal) => view! { <lose::LoseDialog deal /> }.into_any(),
            Talk::Plan(deal) => view! { <plan::PlanDialog deal /> }.into_any(),
            Talk::Write { deal, person } => view! { <write::WriteDialog deal person /> }.into_any(),
            Talk::HandOver(deal) => view! { <hand::HandDialog deal /> }.into_any(),
            Talk::Add(stage) => {
                let leads = moves.store.peek(|workspace| {
                    workspace.pipeline_of(stage).is_some_and(|funnel| funnel.four_r == Some(FourR::Leads))
                });
                match leads {
                    true => view! { <lead::LeadDialog carried=Arc::new(Carried::default()) /> }.into_any(),
                    false => view! { <add::AddDialog stage /> }.into_any(),
                }
            }
            Talk::Lead(carried) => view! { <lead::LeadDialog carried /> }.into_any(),
        })
    }
}
