//! Files come as the last ones of their make came: what somebody chose for a system and its columns is kept as an
//! [`Intake`], taken in with the records of the file and taken back with them.
//! Deliberately not here: what is recognised without anybody (`plan`), and when a memory is put aside (`ui`).

use std::collections::BTreeMap;

use crate::data::table::DateStyle;
use crate::domain::{Intake, IntakeId, MemberId, Slug, Workspace};

use super::build::Sheet;
use super::plan::{Plan, Why, recognise};
use super::source::Source;
use super::staff::Staff;
use super::stages::{Choice, Funnels};
use super::system::System;
use super::target::{Kind, Target};

/// The word for what is left out.
const LEFT_OUT: &str = "-";

/// Targets that need no name, and their words.
const WORDS: [(Target, &str); 26] = [
    (Target::Skip, LEFT_OUT),
    (Target::Id, "id"),
    (Target::Title, "title"),
    (Target::Amount, "amount"),
    (Target::Currency, "currency"),
    (Target::Stage, "stage"),
    (Target::Status, "status"),
    (Target::Pipeline, "pipeline"),
    (Target::StageSince, "stage_since"),
    (Target::Customer, "customer"),
    (Target::CustomerId, "customer_id"),
    (Target::Contact, "contact"),
    (Target::ContactId, "contact_id"),
    (Target::FirstName, "first_name"),
    (Target::LastName, "last_name"),
    (Target::Owner, "owner"),
    (Target::Created, "created"),
    (Target::Closed, "closed"),
    (Target::NextContact, "next_contact"),
    (Target::LossReason, "loss_reason"),
    (Target::Note, "note"),
    (Target::Tags, "tags"),
    (Target::PurchaseKind, "purchase_kind"),
    (Target::Name, "name"),
    (Target::Role, "role"),
    (Target::Head, "head"),
];

fn word(target: &Target) -> String {
    match target {
        Target::Field(name) => format!("own:{name}"),
        Target::ContactField(name) => format!("contact:{name}"),
        Target::CustomerField(name) => format!("customer:{name}"),
        plain => WORDS.iter().find(|(known, _)| known == plain).map(|(_, word)| (*word).to_owned()).unwrap_or_default(),
    }
}

fn target(word: &str) -> Option<Target> {
    match word.split_once(':') {
        Some(("own", name)) => Some(Target::Field(name.to_owned())),
        Some(("contact", name)) => Some(Target::ContactField(name.to_owned())),
        Some(("customer", name)) => Some(Target::CustomerField(name.to_owned())),
        _ => WORDS.iter().find(|(_, known)| *known == word).map(|(target, _)| target.clone()),
    }
}

impl Kind {
    /// The kind as one word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Members => "members",
            Self::Customers => "customers",
            Self::Contacts => "contacts",
            Self::Leads => "leads",
            Self::Deals => "deals",
            Self::Purchases => "purchases",
        }
    }

    /// The kind that a word means.
    pub fn of_code(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == word)
    }
}

/// The identity under which files of this make are remembered.
fn make(source: &Source, system: System) -> IntakeId {
    IntakeId::of(system.id(), source.header.columns.iter().map(|column| column.folded.as_str()))
}

/// How a file was read, to be kept; none when nobody had to say anything.
pub fn remember(source: &Source, plan: &Plan) -> Option<Intake> {
    let chosen = plan.columns.iter().zip(&source.header.columns).filter(|(mapping, _)| mapping.why == Why::Chosen);
    let columns = chosen.map(|(mapping, column)| (column.folded.clone(), word(&mapping.target)));
    let stages = plan.stages.choices().map(|((pipeline, stage), choice)| {
        let to = match choice {
            Choice::To(to) => to.to_string(),
            Choice::LeaveOut => LEFT_OUT.to_owned(),
        };
        (format!("{pipeline}\n{stage}"), to)
    });
    let staff = plan.staff.choices().map(|(name, choice)| {
        let who = match choice {
            Staff::Is(member) => member.to_string(),
            Staff::Nobody => LEFT_OUT.to_owned(),
        };
        (name.to_owned(), who)
    });
    let intake = Intake {
        id: make(source, plan.system),
        system: plan.system.id().to_owned(),
        kind: plan.kind.code().to_owned(),
        columns: columns.collect(),
        stages: stages.collect(),
        staff: staff.collect(),
        // A currency that the header names is found again without being told.
        currency: plan.currency.filter(|_| Plan::of(source, plan.kind).currency != plan.currency),
        dates: plan.dates.map(|dates| if dates == DateStyle::MonthFirst { "month" } else { "day" }.to_owned()),
    };
    let says_nothing = intake.columns.is_empty()
        && intake.stages.is_empty()
        && intake.staff.is_empty()
        && (intake.currency.is_none() && intake.dates.is_none())
        && recognise(source).is_some_and(|plan| plan.kind.code() == intake.kind);
    (!says_nothing).then_some(intake)
}

/// How the files of one import were read, to be kept. What was chosen for files of one make is kept together; of two choices
/// for the same thing the later file's stands, and of two kinds of rows the later file's with what was chosen for it.
pub fn remember_all(sheets: &[Sheet]) -> Vec<Intake> {
    let mut made: BTreeMap<IntakeId, Intake> = BTreeMap::new();
    for mut next in sheets.iter().filter_map(|sheet| remember(&sheet.source, &sheet.plan)) {
        if let Some(before) = made.remove(&next.id).filter(|before| before.kind == next.kind) {
            next.columns = joined(before.columns, next.columns);
            next.stages = joined(before.stages, next.stages);
            next.staff = joined(before.staff, next.staff);
            next.currency = next.currency.or(before.currency);
            next.dates = next.dates.or(before.dates);
        }
        made.insert(next.id, next);
    }
    made.into_values().collect()
}

fn joined(mut before: BTreeMap<String, String>, next: BTreeMap<String, String>) -> BTreeMap<String, String> {
    before.extend(next);
    before
}

/// How the last file of the same make was read, as far as what was chosen then is still there.
pub fn recall(source: &Source, workspace: &Workspace) -> Option<Plan> {
    let system = System::of(&source.header);
    let intake = workspace.intake(make(source, system))?;
    let mut plan = Plan::of(source, Kind::of_code(&intake.kind)?);
    for (at, column) in source.header.columns.iter().enumerate() {
        if let Some(target) = intake.columns.get(&column.folded).and_then(|word| target(word)) {
            plan.take_for(at, target);
        }
    }
    let funnels = Funnels::of(workspace);
    for (name, to) in &intake.stages {
        let Some((pipeline, stage)) = name.split_once('\n') else { continue };
        let choice = match to.as_str() {
            LEFT_OUT => Some(Choice::LeaveOut),
            to => to.parse::<Slug>().ok().filter(|&to| funnels.funnel_of(to).is_some()).map(Choice::To),
        };
        plan.stages.put(pipeline, stage, choice);
    }
    for (name, who) in &intake.staff {
        let choice = match who.as_str() {
            LEFT_OUT => Some(Staff::Nobody),
            who => who.parse::<MemberId>().ok().filter(|&id| workspace.member(id).is_some()).map(Staff::Is),
        };
        plan.staff.choose(name, choice);
    }
    plan.currency = intake.currency.or(plan.currency);
    plan.dates = match intake.dates.as_deref() {
        Some("month") => Some(DateStyle::MonthFirst),
        Some("day") => Some(DateStyle::DayFirst),
        _ => None,
    };
    plan.recalled = Some(intake.id);
    Some(plan)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_has_a_word_of_its_own() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of_code(kind.code()), Some(kind));
            for one in Target::choices(kind).into_iter().chain(Target::kept(kind, "ИНН: старый")) {
                assert_eq!(target(&word(&one)), Some(one));
            }
        }
        assert_eq!(target("сделка"), None);
    }
}
