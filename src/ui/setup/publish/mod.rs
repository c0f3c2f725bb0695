//! The bar of a funnel that is being edited: what state it is in, and the ways to compare it, to put it in force, to its
//! past, to a copy, to the archive.
//! Deliberately not here: what publishing does (`domain::publish`).

mod archive;
mod bar;
mod compare;
mod dialog;
mod history;
mod lines;
mod places;

pub(super) use bar::PublishBar;
pub(super) use compare::sides;

use crate::app::clock;
use crate::app::store::Store;
use crate::domain::{Adoption, Command, EditionId, Pipeline, Rejection};

/// Puts a funnel in force as its next edition, when no deal has to go anywhere.
pub(super) fn republish(store: Store, funnel: Pipeline, told: String) -> Result<(), Rejection> {
    let (funnel, edition) = (Box::new(funnel), EditionId(clock::new_id()));
    let publish = Command::Publish { funnel, edition, adoption: Adoption::AtOnce, moves: Default::default() };
    store.dispatch(publish, told)
}
