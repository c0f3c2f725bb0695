//! What passed between the desk and a buyer: calls, letters, meetings and messages. Notes and what one seller told another
//! are none of it.

use std::sync::Arc;

use crate::domain::{Activity, ActivityKind, Deal, RecordId, Workspace};

/// Whether an activity is one that the buyer took part in.
pub fn is_talk(activity: &Activity) -> bool {
    match activity.kind {
        ActivityKind::Call | ActivityKind::Letter | ActivityKind::Meeting | ActivityKind::Message => true,
        ActivityKind::Note | ActivityKind::HandOver => false,
    }
}

/// The talks on a deal, in no order.
pub fn talks<'a>(workspace: &'a Workspace, deal: &Deal) -> impl Iterator<Item = &'a Arc<Activity>> {
    let activities = workspace.of(deal.id).filter_map(|id| match id {
        RecordId::Activity(id) => workspace.activity(id),
        _ => None,
    });
    activities.filter(|activity| is_talk(activity))
}
