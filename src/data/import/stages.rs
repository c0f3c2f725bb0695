//! From the stages of a file to the stages, baskets and ends of the workspace: what may be chosen, what is suggested,
//! what the person decided. A stage that nothing is suggested for waits for a person; it never falls to the first.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::data::table::fold_header;
use crate::domain::{FourR, Outcome, Pipeline, Slug, Text, Workspace};

use super::fold::fold_name;
use super::meaning::{Meaning, Step, meaning};
use super::target::Kind;

/// What a deal can stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A stage of a funnel with order.
    Stage,
    /// A basket of a funnel without order.
    Basket,
    /// An end.
    End(Outcome),
}

/// One choice for a stage of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The stage, basket or end.
    pub to: Slug,
    /// Its name.
    pub name: Text,
    /// What it is.
    pub place: Place,
    /// Its funnel.
    pub pipeline: Slug,
    /// The name of the funnel.
    pub pipeline_name: Text,
}

/// One stage as the file has it, with its funnel when the file names one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageValue {
    /// The funnel; empty when the file names none.
    pub pipeline: String,
    /// The stage; empty where the cell is.
    pub stage: String,
    /// How many deals stand there.
    pub deals: u32,
}

/// What becomes of the deals on a stage of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// They stand here.
    To(Slug),
    /// They are left out.
    LeaveOut,
}

/// The choices made so far. Names are compared without regard to case, quotation marks and spaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StageMap(BTreeMap<(String, String), Choice>);

fn key(pipeline: &str, stage: &str) -> (String, String) {
    (fold_name(pipeline), fold_name(stage))
}

impl StageMap {
    /// What was chosen for a stage of the file.
    pub fn get(&self, value: &StageValue) -> Option<Choice> {
        self.choice(&value.pipeline, &value.stage)
    }

    pub(super) fn choice(&self, pipeline: &str, stage: &str) -> Option<Choice> {
        self.0.get(&key(pipeline, stage)).copied()
    }

    /// Chooses for a stage of the file, or takes the choice back.
    pub fn choose(&mut self, value: &StageValue, choice: Option<Choice>) {
        self.put(&value.pipeline, &value.stage, choice);
    }

    /// The choices by funnel and stage, as names are compared.
    pub(super) fn choices(&self) -> impl Iterator<Item = (&(String, String), Choice)> {
        self.0.iter().map(|(key, choice)| (key, *choice))
    }

    pub(super) fn put(&mut self, pipeline: &str, stage: &str, choice: Option<Choice>) {
        let key = key(pipeline, stage);
        match choice {
            Some(choice) => drop(self.0.insert(key, choice)),
            None => drop(self.0.remove(&key)),
        }
    }

    /// Fills in what can be suggested for stages of a kind of file that nothing was chosen for. Of people only those stand
    /// in a funnel whose status says that they are leads; a lead without a status is one that has just come.
    pub fn suggest(&mut self, values: &[StageValue], workspace: &Workspace, kind: Kind) {
        let funnels = Funnels::of(workspace);
        for value in values {
            if self.get(value).is_some() {
                continue;
            }
            let found = funnels.suggestion(&value.pipeline, &value.stage, kind).map(Choice::To);
            let otherwise = (kind == Kind::Contacts).then_some(Choice::LeaveOut);
            if let Some(choice) = found.or(otherwise) {
                self.choose(value, Some(choice));
            }
        }
    }

    /// The stages that wait for a person.
    pub fn undecided<'v>(&self, values: &'v [StageValue]) -> Vec<&'v StageValue> {
        values.iter().filter(|value| self.get(value).is_none()).collect()
    }
}

/// Everything a stage of a file may be mapped to, funnel by funnel in the order of 4R, own funnels last. Ends that stand
/// for going to another funnel are left out: the deal stands in that funnel.
pub fn candidates(workspace: &Workspace) -> Vec<Candidate> {
    let mut pipelines: Vec<&Arc<Pipeline>> = workspace.pipelines().collect();
    pipelines.sort_by_key(|pipeline| (pipeline.four_r.is_none(), pipeline.four_r));
    let of = |pipeline: &Pipeline| {
        let stage = if pipeline.ordered { Place::Stage } else { Place::Basket };
        let stages = pipeline.stages.iter().map(|s| (s.id, &s.name, stage));
        let ends = pipeline.ends.iter().filter(|end| end.outcome != Outcome::Moved);
        let ends = ends.map(|end| (end.id, &end.name, Place::End(end.outcome)));
        let candidate = |(to, name, place): (Slug, &Text, Place)| Candidate {
            to,
            name: name.clone(),
            place,
            pipeline: pipeline.id,
            pipeline_name: pipeline.name.clone(),
        };
        stages.chain(ends).map(candidate).collect::<Vec<_>>()
    };
    pipelines.into_iter().flat_map(|pipeline| of(pipeline)).collect()
}

/// The funnels of the workspace, in the order in which a stage without a funnel is looked for.
#[derive(Clone, Debug)]
pub(super) struct Funnels(Vec<Arc<Pipeline>>);

impl Funnels {
    pub(super) fn of(workspace: &Workspace) -> Self {
        let mut pipelines: Vec<_> = workspace.pipelines().cloned().collect();
        pipelines.sort_by_key(|pipeline| match pipeline.four_r {
            Some(FourR::Deals) => 0,
            Some(FourR::Leads) => 1,
            Some(FourR::Refresh) => 2,
            None => 3,
            Some(FourR::Return) => 4,
        });
        Self(pipelines)
    }

    /// The funnel that a stage or end belongs to.
    pub(super) fn funnel_of(&self, place: Slug) -> Option<&Pipeline> {
        let has = |funnel: &&Arc<Pipeline>| funnel.stage(place).is_some() || funnel.end(place).is_some();
        self.0.iter().find(has).map(Arc::as_ref)
    }

    /// Whether a stage or end is one of leads.
    pub(super) fn is_lead(&self, place: Slug) -> bool {
        self.funnel_of(place).is_some_and(|funnel| funnel.four_r == Some(FourR::Leads))
    }

    /// The stage, basket or end that a stage of the file most likely is.
    pub(super) fn suggestion(&self, pipeline: &str, stage: &str, kind: Kind) -> Option<Slug> {
        let leads = self.0.iter().find(|funnel| funnel.four_r == Some(FourR::Leads));
        let named = self.0.iter().find(|funnel| is_called(funnel.id, &funnel.name, pipeline));
        let in_one = |funnel: &Arc<Pipeline>| by_name(funnel, stage).or_else(|| by_meaning(funnel, stage, true));
        let in_work = || ["в работе", "in progress", "open"].contains(&fold_name(stage).as_str());
        match kind {
            Kind::Contacts => leads.and_then(in_one),
            Kind::Leads if stage.is_empty() || in_work() => leads.and_then(|leads| Some(leads.stages.first()?.id)),
            _ => {
                let home = named.or(leads.filter(|_| kind == Kind::Leads));
                home.and_then(in_one)
                    .or_else(|| self.0.iter().find_map(|funnel| by_name(funnel, stage)))
                    .or_else(|| self.0.iter().find_map(|funnel| by_meaning(funnel, stage, false)))
            }
        }
    }
}

fn is_called(id: Slug, name: &Text, as_written: &str) -> bool {
    let folded = fold_header(as_written);
    !folded.is_empty() && (id.as_str() == as_written || [&name.ru, &name.en].iter().any(|n| fold_header(n) == folded))
}

fn places(funnel: &Pipeline) -> impl Iterator<Item = (Slug, &Text)> {
    let ends = funnel.ends.iter().filter(|end| end.outcome != Outcome::Moved);
    funnel.stages.iter().map(|stage| (stage.id, &stage.name)).chain(ends.map(|end| (end.id, &end.name)))
}

fn by_name(funnel: &Pipeline, stage: &str) -> Option<Slug> {
    places(funnel).find(|&(id, name)| is_called(id, name, stage)).map(|(id, _)| id)
}

fn by_meaning(funnel: &Pipeline, stage: &str, is_named: bool) -> Option<Slug> {
    let step = match meaning(stage)? {
        Meaning::End(outcome) => return funnel.end_with(outcome).map(|end| end.id),
        Meaning::Step(step) => step,
    };
    if is_named && matches!(step, Step::Incoming | Step::Opened) {
        return funnel.stages.first().map(|stage| stage.id);
    }
    let means = |name: &Text| [&name.ru, &name.en].iter().any(|name| meaning(name) == Some(Meaning::Step(step)));
    funnel.stages.iter().find(|stage| means(&stage.name)).map(|stage| stage.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::template::four_r;
    use crate::domain::{Command, Context, EntryId, Moment};

    fn workspace() -> Workspace {
        let mut workspace = Workspace::default();
        let funnels = four_r().unwrap().into_iter().map(Into::into).collect();
        workspace
            .apply(Command::TakeIn(funnels), &Context { now: Moment(0), by: None, robot: None, entry: EntryId(0) })
            .unwrap();
        workspace
    }

    #[test]
    fn suggestions_in_the_4r_funnels() {
        let funnels = Funnels::of(&workspace());
        for (pipeline, stage, expected) in [
            ("", "Неразобранное", Some("leads-4r.new")),
            ("", "Prospecting", Some("leads-4r.new")),
            ("", "Engaging", Some("deals-4r.terms")),
            ("", "Won", Some("deals-4r.won")),
            ("", "Lost", Some("deals-4r.lost")),
            ("", "Закрыто и не реализовано", Some("deals-4r.lost")),
            ("", "Первичный контакт", Some("deals-4r.terms")),
            ("", "КП отправлено", Some("deals-4r.quote")),
            ("", "MQL (целевой)", Some("leads-4r.mql")),
            ("", "нет денег", Some("refresh-4r.no-money")),
            ("", "deals-4r.agree", Some("deals-4r.agree")),
            ("", "Оплата получена", Some("deals-4r.paid")),
            ("", "Order shipped", Some("deals-4r.shipped")),
            ("", "Условный отказ", Some("deals-4r.paused")),
            ("", "Спам", Some("leads-4r.spam")),
            ("", "JUNK", Some("leads-4r.off_target")),
            ("", "C1:NEW", Some("deals-4r.new")),
            ("Лиды", "Новая", Some("leads-4r.new")),
            ("Leads", "Won", Some("leads-4r.to_deal")),
            ("Обновить", "Закрыт", Some("refresh-4r.closed")),
            ("Опт", "Новая сделка", Some("deals-4r.new")),
            ("", "Думают", None),
            ("", "", None),
        ] {
            let found = funnels.suggestion(pipeline, stage, Kind::Deals);
            assert_eq!(found.as_ref().map(Slug::as_str), expected, "{pipeline} / {stage}");
        }
    }

    #[test]
    fn nothing_is_suggested_without_funnels() {
        assert_eq!(Funnels::of(&Workspace::default()).suggestion("", "Won", Kind::Deals), None);
        assert!(candidates(&Workspace::default()).is_empty());
    }

    #[test]
    fn candidates_are_all_places_but_transfers() {
        let all = candidates(&workspace());
        assert_eq!(all.len(), 3 + 3 + 7 + 3 + 4 + 2 + 2);
        assert_eq!(all.first().map(|c| c.to.as_str()), Some("leads-4r.new"));
        assert!(all.iter().any(|c| c.to.as_str() == "refresh-4r.timing" && c.place == Place::Basket));
        assert!(all.iter().all(|c| c.to.as_str() != "leads-4r.to_basket"));
    }

    #[test]
    fn a_choice_that_was_made_stays() {
        let workspace = workspace();
        let value = |stage: &str| StageValue { pipeline: String::new(), stage: stage.into(), deals: 1 };
        let values = [value("Won"), value("Думают"), value("")];
        let mut map = StageMap::default();
        map.choose(&value("WON "), Some(Choice::LeaveOut));
        map.suggest(&values, &workspace, Kind::Deals);
        assert_eq!(map.get(&values[0]), Some(Choice::LeaveOut));
        let waiting: Vec<_> = map.undecided(&values).iter().map(|value| value.stage.as_str()).collect();
        assert_eq!(waiting, ["Думают", ""]);
        map.choose(&values[0], None);
        assert_eq!(map.undecided(&values).len(), 3);
    }
}
