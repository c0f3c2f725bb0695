//! What must be so besides what a robot waits for.

use super::due::Clock;
use super::occasion::Standing;
use super::score::Scores;
use crate::domain::{ActivityKind, Condition, RecordId};

pub(super) fn holds(condition: &Condition, standing: &Standing<'_>, clock: Clock<'_>) -> bool {
    let Standing { workspace, deal, month, .. } = *standing;
    match condition {
        Condition::Filled(fields) => fields.iter().all(|&field| deal.has(field)),
        Condition::Holds(field, value) => {
            deal.fields.get(field.as_str()).is_some_and(|held| held.trim() == value.trim())
        }
        Condition::On(place) => deal.stage == *place,
        Condition::Stood(stage) => deal.history.iter().any(|entry| entry.to == *stage),
        Condition::NoContact => deal.next.is_none(),
        Condition::NoTalk => {
            let talks = workspace.of(deal.id).filter_map(|id| match id {
                RecordId::Activity(id) => workspace.activity(id),
                _ => None,
            });
            let spoken = |kind| !matches!(kind, ActivityKind::Note | ActivityKind::HandOver);
            let entered = deal.entered();
            !talks.into_iter().any(|activity| spoken(activity.kind) && activity.at >= entered)
        }
        Condition::NotIn(funnel) => {
            let Some(customer) = deal.customer else { return true };
            let stands = |id| match id {
                RecordId::Deal(id) => workspace.deal(id).map(|other| other.stage),
                _ => None,
            };
            let open = |stage| workspace.pipeline(*funnel).is_some_and(|funnel| funnel.stage(stage).is_some());
            !workspace.of(customer).filter_map(stands).any(open)
        }
        Condition::Tagged(tag) => deal.tags.contains(tag),
        Condition::Scored(codes) => {
            let scores = deal.customer.zip(month).map(|(who, month)| Scores::of(workspace, who, month, clock));
            scores.and_then(|scores| scores.now()).is_some_and(|code| codes.contains(&code))
        }
    }
}
