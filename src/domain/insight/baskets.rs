//! The baskets of «Обновить»: how many wait in each, what they are worth, how many came back, and why not now.
//! Deliberately not here: moving a deal (`transition`), letters of a basket.

use crate::domain::{Cause, Deal, FourR, Pipeline, RecordId, Slug, StageEntry, Sums, Text, Workspace};

/// One basket in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basket {
    /// Which.
    pub stage: Slug,
    /// How many deals wait in it.
    pub waiting: usize,
    /// What they are worth.
    pub sums: Sums,
    /// How many deals have ever gone from it back to «Лиды»; a deal that did it twice counts once.
    pub returned: usize,
}

/// The baskets of a funnel, in the order in which it lists them, which means nothing.
pub fn baskets(workspace: &Workspace, pipeline: &Pipeline) -> Vec<Basket> {
    let mut baskets: Vec<Basket> = pipeline
        .stages
        .iter()
        .map(|stage| {
            let column = workspace.column(stage.id);
            Basket {
                stage: stage.id,
                waiting: column.map(|column| column.len()).unwrap_or_default(),
                sums: column.map(|column| column.sums().clone()).unwrap_or_default(),
                returned: 0,
            }
        })
        .collect();
    let Some(leads) = workspace.four_r(FourR::Leads) else { return baskets };
    for deal in workspace.deals().filter(|deal| deal.history.len() > 1) {
        for basket in &mut baskets {
            let came_back = |entry: &StageEntry| {
                entry.from == Some(basket.stage) && leads.stage(entry.to).is_some() && entry.cause != Cause::Funnel
            };
            basket.returned += usize::from(deal.history.iter().any(came_back));
        }
    }
    baskets
}

/// Why the buyer is not ready: the last reason of the history, in the buyer's words where there are any; without one,
/// what was written down last before the deal had been a day in its basket.
pub fn why_not_now(workspace: &Workspace, deal: &Deal) -> Option<Text> {
    let reason = deal.history.iter().rev().find_map(|entry| {
        let loss = entry.loss.as_ref();
        let words = loss.map(|loss| loss.words.as_str()).filter(|words| !words.is_empty());
        let listed = || workspace.reason(loss?.reason?).map(|listed| listed.text.clone());
        words.map(Text::from).or_else(listed).or_else(|| entry.why.as_deref().map(Text::from))
    });
    reason.or_else(|| {
        let told = workspace.of(deal.id).filter_map(|record| match record {
            RecordId::Activity(id) => workspace.activity(id),
            _ => None,
        });
        let then = told.filter(|told| told.at < deal.entered().plus_days(1) && !told.text.is_empty());
        then.max_by_key(|told| told.at).map(|told| Text::from(told.text.as_str()))
    })
}

/// Where in «Лиды» a deal comes back to: the stage on which it stood there last, else the first.
pub fn way_back(workspace: &Workspace, deal: &Deal) -> Option<Slug> {
    let leads = workspace.four_r(FourR::Leads)?;
    let stood = deal.history.iter().rev().map(|entry| entry.to).find(|&stage| leads.stage(stage).is_some());
    stood.or_else(|| leads.stages.first().map(|stage| stage.id))
}
