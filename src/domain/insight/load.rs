//! How much each of the sales desk has on their hands.
//! Deliberately not here: figures of how well they do.

use std::collections::BTreeMap;

use super::board::is_overdue;
use crate::domain::{Member, MemberId, Moment, Slug, Sums, Workspace};

/// What somebody has on their hands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Deals on the stages of funnels with order.
    pub open: usize,
    /// What those are worth.
    pub sums: Sums,
    /// Of those, the ones whose contact is overdue.
    pub overdue: usize,
    /// Deals that wait in baskets.
    pub waiting: usize,
}

/// What each of the desk has on their hands; whoever leads nothing is not there. None is nobody's.
pub fn loads(workspace: &Workspace, now: Moment) -> BTreeMap<Option<MemberId>, Load> {
    let mut loads: BTreeMap<Option<MemberId>, Load> = BTreeMap::new();
    for funnel in workspace.pipelines() {
        let columns = funnel.stages.iter().filter_map(|stage| workspace.column(stage.id));
        for deal in columns.flat_map(|column| column.deals()).filter_map(|id| workspace.deal(id)) {
            let load = loads.entry(deal.owner).or_default();
            if !funnel.ordered {
                load.waiting += 1;
                continue;
            }
            load.open += 1;
            load.overdue += usize::from(is_overdue(deal, now));
            load.sums.add_deal(deal);
        }
    }
    loads
}

/// The sales desk as a deal may be handed over in it: those whose role works the deal's funnel first, each role together,
/// those with fewer deals first.
pub fn to_whom(workspace: &Workspace, stage: Slug, now: Moment) -> Vec<(Member, Load)> {
    let role = workspace.pipeline_of(stage).map(|funnel| funnel.role);
    let mut loads = loads(workspace, now);
    let members = workspace.members().map(|member| Member::clone(member));
    let mut found: Vec<_> =
        members.map(|member| (loads.remove(&Some(member.id)).unwrap_or_default(), member)).collect();
    found.sort_by(|(a, one), (b, other)| {
        let key = |load: &Load, member: &Member| (member.role != role, member.role.is_none(), member.role, load.open);
        key(a, one).cmp(&key(b, other)).then_with(|| one.name.cmp(&other.name))
    });
    found.into_iter().map(|(load, member)| (member, load)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Command, Context, Currency, DealDraft, DealId, EntryId, Money, Record, Role};

    fn slug(name: &str) -> Slug {
        Slug::new(name).unwrap()
    }

    #[test]
    fn the_role_of_the_funnel_first_and_the_less_loaded_of_it() {
        let mut desk = Workspace::default();
        let member = |id, name: &str, role| Record::from(Member { id: MemberId(id), name: name.into(), role });
        let people = [
            member(1, "Анна", Some(Role::Hunter)),
            member(2, "Борис", Some(Role::Hunter)),
            member(3, "Вера", Some(Role::Qualifier)),
            member(4, "Глеб", None),
        ];
        let funnels = crate::data::template::four_r().unwrap().into_iter().map(Record::from);
        let context = |by, entry| Context { now: Moment(0), by, robot: None, entry: EntryId(entry) };
        desk.apply(Command::TakeIn(funnels.chain(people).collect()), &context(None, 1)).unwrap();
        for (id, owner, stage) in [(1, 1, "deals-4r.new"), (2, 1, "leads-4r.new"), (3, 2, "refresh-4r.timing")] {
            let draft = DealDraft {
                id: DealId(id),
                title: "Привод".into(),
                customer: None,
                amount: Some(Money::new(500, Currency::RUB)),
                stage: slug(stage),
                fields: BTreeMap::new(),
            };
            desk.apply(Command::AddDeal(draft), &context(Some(MemberId(owner)), 1 + id)).unwrap();
        }
        let loads = loads(&desk, Moment(0));
        assert_eq!((loads[&Some(MemberId(1))].open, loads[&Some(MemberId(1))].waiting), (2, 0));
        assert_eq!(loads[&Some(MemberId(1))].sums.iter().map(|sum| sum.minor).collect::<Vec<_>>(), [1_000]);
        assert_eq!((loads[&Some(MemberId(2))].open, loads[&Some(MemberId(2))].waiting), (0, 1));
        let names = |stage| -> Vec<String> {
            to_whom(&desk, slug(stage), Moment(0)).into_iter().map(|(member, _)| member.name).collect()
        };
        assert_eq!(names("deals-4r.new"), ["Борис", "Анна", "Вера", "Глеб"]);
        assert_eq!(names("leads-4r.new")[0], "Вера");
    }
}
