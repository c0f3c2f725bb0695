//! What every change must leave whole: nothing names a record that is gone, every deal stands on a stage or end of some
//! funnel, no two stages or ends share a name, and a funnel that is out of use takes no deals.
//! What was broken before, as another tab can leave it, is not held against a change that does not touch it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Change, Edit, Pipeline, Record, RecordId, Rejection, Slug, Workspace};

impl Workspace {
    /// The change, when it keeps the workspace whole.
    pub(super) fn sound(&self, change: Change) -> Result<Change, Rejection> {
        let edits: BTreeMap<RecordId, &Edit> = change.edits.iter().map(|edit| (edit.id, edit)).collect();
        self.sound_references(&edits)?;
        self.sound_places(&edits)?;
        Ok(change)
    }

    /// Rules 22, 30 and 37.
    fn sound_references(&self, edits: &BTreeMap<RecordId, &Edit>) -> Result<(), Rejection> {
        let there = |id: RecordId| edits.get(&id).map_or_else(|| self.get(id).is_some(), |edit| edit.after.is_some());
        for edit in edits.values() {
            let named = |side: &Option<Record>| side.as_ref().map(Record::refers_to).unwrap_or_default();
            let before = named(&edit.before);
            let lost = named(&edit.after).into_iter().find(|to| !before.contains(to) && !there(*to));
            if let Some(to) = lost {
                return Err(Rejection::BrokenReference { from: edit.id, to });
            }
            let names_it =
                |other: &RecordId| edits.get(other).is_none_or(|other| named(&other.after).contains(&edit.id));
            if edit.after.is_none()
                && let Some(from) = self.of(edit.id).find(names_it)
            {
                return Err(Rejection::BrokenReference { from, to: edit.id });
            }
        }
        Ok(())
    }

    /// Rules 31, 33, 37 and 50.
    fn sound_places(&self, edits: &BTreeMap<RecordId, &Edit>) -> Result<(), Rejection> {
        let kept = |place: Slug| self.pipeline_of(place).is_some_and(|owner| !edits.contains_key(&owner.id.into()));
        let mut coming = BTreeSet::new();
        for edit in edits.values() {
            if let Some(Record::Pipeline(pipeline)) = &edit.after {
                let taken = pipeline.places().find(|&place| kept(place) || !coming.insert(place));
                if let Some(place) = taken {
                    return Err(Rejection::NameTaken(place));
                }
            }
        }
        // Rule 50: a stage of a funnel that is out of use and stays so.
        let closed = |funnel: &Pipeline, place: Slug| {
            let stays = match edits.get(&funnel.id.into()).map(|edit| &edit.after) {
                Some(Some(Record::Pipeline(after))) => after.archived,
                Some(_) => false,
                None => true,
            };
            funnel.archived && stays && funnel.position(place).is_some()
        };
        let there = |place: Slug| coming.contains(&place) || kept(place);
        for edit in edits.values() {
            match (&edit.before, &edit.after) {
                (Some(Record::Deal(before)), Some(Record::Deal(after))) if before.stage == after.stage => {}
                (_, Some(Record::Deal(deal))) if !there(deal.stage) => {
                    return Err(Rejection::UnknownStage(deal.stage));
                }
                (_, Some(Record::Deal(deal))) => {
                    if let Some(funnel) = self.pipeline_of(deal.stage).filter(|funnel| closed(funnel, deal.stage)) {
                        return Err(Rejection::FunnelArchived(funnel.id));
                    }
                }
                (Some(Record::Pipeline(before)), _) => {
                    let stays = |deal| match edits.get(&RecordId::Deal(deal)).map(|edit| &edit.after) {
                        Some(Some(Record::Deal(deal))) => !there(deal.stage),
                        Some(_) => false,
                        None => true,
                    };
                    let gone = before.places().filter(|&place| !there(place));
                    let mut stood_on = gone.filter(|&place| self.column(place).is_some_and(|c| c.deals().any(stays)));
                    if let Some(place) = stood_on.next() {
                        return Err(Rejection::UnknownStage(place));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}
