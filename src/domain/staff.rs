//! Leaving the sales desk (rule 57). Deliberately not here: coming to it, which is taking a record in, and handing deals
//! over.

use super::{Change, Deal, Deed, MemberId, RecordId, Rejection, Workspace};

impl Workspace {
    /// Takes somebody off the desk whom nothing names.
    pub(super) fn remove_member(&self, id: MemberId) -> Result<Change, Rejection> {
        self.member(id).ok_or(Rejection::NotFound(id.into()))?;
        match self.names(id) {
            Some(from) => Err(Rejection::BrokenReference { from, to: id.into() }),
            None => Ok(self.replace([(id.into(), None)])),
        }
    }

    /// A record that names somebody of the desk: as the one who leads, wrote, moved, proved, published, signed, offered,
    /// asked, pinned or was given something by a robot. None is left of them but a name on a list.
    pub fn names(&self, member: MemberId) -> Option<RecordId> {
        let moved = |deal: &Deal| {
            deal.history.iter().any(|entry| entry.by == Some(member))
                || deal.proofs.values().any(|proof| proof.by == Some(member))
        };
        let did = |deed: &Deed| match deed {
            Deed::Assigned(to) => *to == member,
            Deed::Told(whom) => whom.contains_key(&member),
            _ => false,
        };
        let history = || self.deals().find(|deal| moved(deal)).map(|deal| deal.id.into());
        let published = || {
            let mut editions = self.pipelines().flat_map(|funnel| self.editions(funnel.id));
            editions.find(|edition| edition.by == Some(member)).map(|edition| edition.id.into())
        };
        let signed = || {
            let mut all = self.regulations();
            all.find(|known| known.signed.contains_key(&member)).map(|known| RecordId::Regulation(known.id))
        };
        let robots = || self.runs().find(|run| run.did.iter().any(did)).map(|run| run.id.into());
        self.of(member)
            .next()
            .or_else(history)
            .or_else(published)
            .or_else(signed)
            .or_else(robots)
            .or_else(|| self.names_with_customers(member))
    }

    /// The same of what passed with customers beside their deals.
    fn names_with_customers(&self, member: MemberId) -> Option<RecordId> {
        let theirs = |by: Option<MemberId>| by == Some(member);
        let wrote = || self.letters().find(|letter| theirs(letter.by)).map(|letter| letter.id.into());
        let offered = || self.campaigns().find(|campaign| theirs(campaign.by)).map(|campaign| campaign.id.into());
        let asked = || self.interviews().find(|talk| theirs(talk.by)).map(|talk| talk.id.into());
        let refused = || self.opt_outs().find(|refusal| theirs(refusal.by)).map(|refusal| refusal.id.into());
        let supposed = || self.hypotheses().find(|idea| theirs(idea.by)).map(|idea| idea.id.into());
        let pinned = || self.pins().find(|pin| theirs(pin.by)).map(|pin| pin.id.into());
        let merged = || self.mergers().find(|merger| theirs(merger.by)).map(|merger| merger.id.into());
        let parted = || self.aparts().find(|apart| theirs(apart.by)).map(|apart| apart.id.into());
        let compared = || refused().or_else(pinned).or_else(supposed);
        wrote().or_else(offered).or_else(asked).or_else(compared).or_else(merged).or_else(parted)
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::{
        Command, Context, DealDraft, DealId, EntryId, Member, MemberId, Moment, Record, Rejection, Slug, Workspace,
    };
    use std::collections::BTreeMap;

    #[test]
    fn nobody_goes_while_something_names_them() {
        let mut desk = Workspace::default();
        let [anna, boris] = [MemberId(1), MemberId(2)];
        let context = |by, entry| Context { now: Moment(0), by, robot: None, entry: EntryId(entry) };
        let people = [anna, boris].map(|id| Record::from(Member { id, name: "Имя".into(), role: None }));
        let funnels = crate::data::template::four_r().unwrap().into_iter().map(Record::from);
        desk.apply(Command::TakeIn(funnels.chain(people).collect()), &context(None, 1)).unwrap();
        let deal = DealId(7);
        let draft = DealDraft {
            id: deal,
            title: "Привод".into(),
            customer: None,
            amount: None,
            stage: Slug::new("deals-4r.new").unwrap(),
            fields: BTreeMap::new(),
        };
        desk.apply(Command::AddDeal(draft), &context(Some(anna), 2)).unwrap();
        let to = Command::HandOver { deal, to: boris, told: None };
        desk.apply(to, &context(Some(anna), 3)).unwrap();
        let refused = |id: MemberId| Err(Rejection::BrokenReference { from: deal.into(), to: id.into() });
        let before = desk.clone();
        // Anna leads nothing now, but her step stays in the history of the deal.
        assert_eq!(desk.apply(Command::RemoveMember(anna), &context(None, 4)), refused(anna));
        assert_eq!(desk.apply(Command::RemoveMember(boris), &context(None, 4)), refused(boris));
        assert_eq!(desk, before);
        desk.apply(Command::RemoveDeal(deal), &context(None, 5)).unwrap();
        let gone = desk.apply(Command::RemoveMember(anna), &context(None, 6)).unwrap();
        assert_eq!(desk.member(anna), None);
        desk.apply(Command::Replay(gone.reversed()), &context(None, 7)).unwrap();
        assert!(desk.member(anna).is_some());
        let unknown = Command::RemoveMember(MemberId(9));
        assert_eq!(desk.apply(unknown, &context(None, 8)), Err(Rejection::NotFound(MemberId(9).into())));
    }
}
