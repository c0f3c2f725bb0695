//! All the records of a company in memory, what is derived from them, and the one way to edit them.
//! Deliberately not here: what a command does (`decide`), where records are kept (`storage`).

mod reading;

use std::collections::{BTreeMap, BTreeSet};
use std::iter::repeat;
use std::sync::Arc;

use super::{
    Activity, ActivityId, Apart, ApartId, Attachment, AttachmentId, Campaign, CampaignId, Change, Column, Command,
    Company, Context, Customer, CustomerId, Deal, DealId, Draft, Edit, Edition, EditionId, Hypothesis, HypothesisId,
    Intake, IntakeId, Interview, InterviewId, Letter, LetterId, Member, MemberId, Merger, MergerId, Note, NoteId,
    OptOut, OptOutId, Person, PersonId, Pin, PinId, Pipeline, Plan, Purchase, PurchaseId, Rate, Rates, Record,
    RecordId, Regulation, Rejection, Robot, Run, RunId, Segment, Slug, Target, Template, Timetable, View, ViewId,
};

/// More edits than this in one change, and than one to so many deals, settle the columns once instead of after each edit:
/// a deal is put into its place by moving those below it, building the columns anew goes through all deals there are.
const MANY: usize = 64;
const DEALS_TO_ONE: usize = 8;

/// All the records of a company.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workspace {
    company: Option<Arc<Company>>,
    pipelines: BTreeMap<Slug, Arc<Pipeline>>,
    deals: BTreeMap<DealId, Arc<Deal>>,
    customers: BTreeMap<CustomerId, Arc<Customer>>,
    people: BTreeMap<PersonId, Arc<Person>>,
    members: BTreeMap<MemberId, Arc<Member>>,
    activities: BTreeMap<ActivityId, Arc<Activity>>,
    purchases: BTreeMap<PurchaseId, Arc<Purchase>>,
    drafts: BTreeMap<Slug, Arc<Draft>>,
    editions: BTreeMap<EditionId, Arc<Edition>>,
    robots: BTreeMap<Slug, Arc<Robot>>,
    runs: BTreeMap<RunId, Arc<Run>>,
    regulations: BTreeMap<Slug, Arc<Regulation>>,
    pins: BTreeMap<PinId, Arc<Pin>>,
    segments: BTreeMap<Slug, Arc<Segment>>,
    plans: BTreeMap<Slug, Arc<Plan>>,
    letters: BTreeMap<LetterId, Arc<Letter>>,
    campaigns: BTreeMap<CampaignId, Arc<Campaign>>,
    interviews: BTreeMap<InterviewId, Arc<Interview>>,
    opt_outs: BTreeMap<OptOutId, Arc<OptOut>>,
    hypotheses: BTreeMap<HypothesisId, Arc<Hypothesis>>,
    targets: BTreeMap<Slug, Arc<Target>>,
    timetables: BTreeMap<Slug, Arc<Timetable>>,
    views: BTreeMap<ViewId, Arc<View>>,
    templates: BTreeMap<Slug, Arc<Template>>,
    mergers: BTreeMap<MergerId, Arc<Merger>>,
    aparts: BTreeMap<ApartId, Arc<Apart>>,
    rates: BTreeMap<Slug, Arc<Rate>>,
    intakes: BTreeMap<IntakeId, Arc<Intake>>,
    attachments: BTreeMap<AttachmentId, Arc<Attachment>>,
    notes: BTreeMap<NoteId, Arc<Note>>,
    /// Derived: the funnel of every stage and end.
    places: BTreeMap<Slug, Slug>,
    /// Derived: the deals of every stage and end that has any.
    columns: BTreeMap<Slug, Column>,
    /// Derived: the rates, to look them up.
    quotes: Rates,
    /// Derived: a record and one that refers to it.
    links: BTreeSet<(RecordId, RecordId)>,
}

impl Workspace {
    /// Carries out a command, or says why not; then nothing has changed. The only way to edit (I2).
    ///
    /// # Errors
    /// Every way in which a command can be refused is a [`Rejection`].
    pub fn apply(&mut self, command: Command, context: &Context) -> Result<Change, Rejection> {
        let change = self.decide(command, context)?;
        self.commit(&change);
        Ok(change)
    }

    /// Any record.
    pub fn get(&self, id: RecordId) -> Option<Record> {
        match id {
            RecordId::Company => self.company.clone().map(Record::Company),
            RecordId::Pipeline(id) => self.pipelines.get(&id).cloned().map(Record::Pipeline),
            RecordId::Deal(id) => self.deals.get(&id).cloned().map(Record::Deal),
            RecordId::Customer(id) => self.customers.get(&id).cloned().map(Record::Customer),
            RecordId::Person(id) => self.people.get(&id).cloned().map(Record::Person),
            RecordId::Member(id) => self.members.get(&id).cloned().map(Record::Member),
            RecordId::Activity(id) => self.activities.get(&id).cloned().map(Record::Activity),
            RecordId::Purchase(id) => self.purchases.get(&id).cloned().map(Record::Purchase),
            RecordId::Draft(id) => self.drafts.get(&id).cloned().map(Record::Draft),
            RecordId::Edition(id) => self.editions.get(&id).cloned().map(Record::Edition),
            RecordId::Robot(id) => self.robots.get(&id).cloned().map(Record::Robot),
            RecordId::Run(id) => self.runs.get(&id).cloned().map(Record::Run),
            RecordId::Regulation(id) => self.regulations.get(&id).cloned().map(Record::Regulation),
            RecordId::Pin(id) => self.pins.get(&id).cloned().map(Record::Pin),
            RecordId::Segment(id) => self.segments.get(&id).cloned().map(Record::Segment),
            RecordId::Plan(id) => self.plans.get(&id).cloned().map(Record::Plan),
            RecordId::Letter(id) => self.letters.get(&id).cloned().map(Record::Letter),
            RecordId::Campaign(id) => self.campaigns.get(&id).cloned().map(Record::Campaign),
            RecordId::Interview(id) => self.interviews.get(&id).cloned().map(Record::Interview),
            RecordId::OptOut(id) => self.opt_outs.get(&id).cloned().map(Record::OptOut),
            RecordId::Hypothesis(id) => self.hypotheses.get(&id).cloned().map(Record::Hypothesis),
            RecordId::Target(id) => self.targets.get(&id).cloned().map(Record::Target),
            RecordId::Timetable(id) => self.timetables.get(&id).cloned().map(Record::Timetable),
            RecordId::View(id) => self.views.get(&id).cloned().map(Record::View),
            RecordId::Template(id) => self.templates.get(&id).cloned().map(Record::Template),
            RecordId::Merger(id) => self.mergers.get(&id).cloned().map(Record::Merger),
            RecordId::Apart(id) => self.aparts.get(&id).cloned().map(Record::Apart),
            RecordId::Rate(id) => self.rates.get(&id).cloned().map(Record::Rate),
            RecordId::Intake(id) => self.intakes.get(&id).cloned().map(Record::Intake),
            RecordId::Attachment(id) => self.attachments.get(&id).cloned().map(Record::Attachment),
            RecordId::Note(id) => self.notes.get(&id).cloned().map(Record::Note),
        }
    }

    /// Every record, in an order in which each follows those it refers to. What a backup or a first sync writes.
    pub fn records(&self) -> impl Iterator<Item = Record> + '_ {
        let company = self.company.iter().cloned().map(Record::Company);
        company
            .chain(self.pipelines.values().cloned().map(Record::Pipeline))
            .chain(self.members.values().cloned().map(Record::Member))
            .chain(self.customers.values().cloned().map(Record::Customer))
            .chain(self.people.values().cloned().map(Record::Person))
            .chain(self.deals.values().cloned().map(Record::Deal))
            .chain(self.activities.values().cloned().map(Record::Activity))
            .chain(self.purchases.values().cloned().map(Record::Purchase))
            .chain(self.drafts.values().cloned().map(Record::Draft))
            .chain(self.editions.values().cloned().map(Record::Edition))
            .chain(self.robots.values().cloned().map(Record::Robot))
            .chain(self.runs.values().cloned().map(Record::Run))
            .chain(self.regulations.values().cloned().map(Record::Regulation))
            .chain(self.pins.values().cloned().map(Record::Pin))
            .chain(self.segments.values().cloned().map(Record::Segment))
            .chain(self.plans.values().cloned().map(Record::Plan))
            .chain(self.letters.values().cloned().map(Record::Letter))
            .chain(self.campaigns.values().cloned().map(Record::Campaign))
            .chain(self.interviews.values().cloned().map(Record::Interview))
            .chain(self.opt_outs.values().cloned().map(Record::OptOut))
            .chain(self.hypotheses.values().cloned().map(Record::Hypothesis))
            .chain(self.targets.values().cloned().map(Record::Target))
            .chain(self.timetables.values().cloned().map(Record::Timetable))
            .chain(self.views.values().cloned().map(Record::View))
            .chain(self.templates.values().cloned().map(Record::Template))
            .chain(self.mergers.values().cloned().map(Record::Merger))
            .chain(self.aparts.values().cloned().map(Record::Apart))
            .chain(self.rates.values().cloned().map(Record::Rate))
            .chain(self.intakes.values().cloned().map(Record::Intake))
            .chain(self.attachments.values().cloned().map(Record::Attachment))
            .chain(self.notes.values().cloned().map(Record::Note))
    }

    fn commit(&mut self, change: &Change) {
        // A column is a sorted list: each deal at a time for a few, all of it anew for an import.
        let many = change.edits.len() > MANY.max(self.deals.len() / DEALS_TO_ONE);
        let mut touched = BTreeSet::new();
        for edit in &change.edits {
            if let Some(before) = &edit.before {
                self.unlink(before);
                if let Record::Rate(rate) = before {
                    self.quotes.take(rate);
                }
            }
            if let Some(after) = &edit.after {
                self.link(after);
            }
            if many {
                touched.extend([&edit.before, &edit.after].into_iter().flatten().filter_map(stage_of));
            } else {
                self.restack(edit);
            }
            match &edit.after {
                Some(after) => self.put(after.clone()),
                None => self.take(edit.id),
            }
        }
        self.stack(&touched);
        // Funnels are few, and what one of them gives up another may take over in the same change.
        if change.edits.iter().any(|edit| matches!(edit.id, RecordId::Pipeline(_))) {
            self.places =
                self.pipelines.values().flat_map(|pipeline| pipeline.places().zip(repeat(pipeline.id))).collect();
        }
    }

    /// Moves one deal from its old column to its new one.
    fn restack(&mut self, edit: &Edit) {
        if let Some(Record::Deal(deal)) = &edit.before
            && let Some(column) = self.columns.get_mut(&deal.stage)
        {
            column.remove(deal);
            if column.is_empty() {
                self.columns.remove(&deal.stage);
            }
        }
        if let Some(Record::Deal(deal)) = &edit.after {
            self.columns.entry(deal.stage).or_default().add(deal);
        }
    }

    /// Builds these columns from the deals.
    fn stack(&mut self, stages: &BTreeSet<Slug>) {
        if stages.is_empty() {
            return;
        }
        self.columns.retain(|stage, _| !stages.contains(stage));
        for deal in self.deals.values().filter(|deal| stages.contains(&deal.stage)) {
            self.columns.entry(deal.stage).or_default().push(deal);
        }
        for stage in stages {
            if let Some(column) = self.columns.get_mut(stage) {
                column.settle();
            }
        }
    }

    fn put(&mut self, record: Record) {
        match record {
            Record::Company(company) => self.company = Some(company),
            Record::Pipeline(pipeline) => drop(self.pipelines.insert(pipeline.id, pipeline)),
            Record::Deal(deal) => drop(self.deals.insert(deal.id, deal)),
            Record::Customer(customer) => drop(self.customers.insert(customer.id, customer)),
            Record::Person(person) => drop(self.people.insert(person.id, person)),
            Record::Member(member) => drop(self.members.insert(member.id, member)),
            Record::Activity(activity) => drop(self.activities.insert(activity.id, activity)),
            Record::Purchase(purchase) => drop(self.purchases.insert(purchase.id, purchase)),
            Record::Draft(draft) => drop(self.drafts.insert(draft.id, draft)),
            Record::Edition(edition) => drop(self.editions.insert(edition.id, edition)),
            Record::Robot(robot) => drop(self.robots.insert(robot.id, robot)),
            Record::Run(run) => drop(self.runs.insert(run.id, run)),
            Record::Regulation(regulation) => drop(self.regulations.insert(regulation.id, regulation)),
            Record::Pin(pin) => drop(self.pins.insert(pin.id, pin)),
            Record::Segment(segment) => drop(self.segments.insert(segment.id, segment)),
            Record::Plan(plan) => drop(self.plans.insert(plan.id, plan)),
            Record::Letter(letter) => drop(self.letters.insert(letter.id, letter)),
            Record::Campaign(campaign) => drop(self.campaigns.insert(campaign.id, campaign)),
            Record::Interview(interview) => drop(self.interviews.insert(interview.id, interview)),
            Record::OptOut(opt_out) => drop(self.opt_outs.insert(opt_out.id, opt_out)),
            Record::Hypothesis(hypothesis) => drop(self.hypotheses.insert(hypothesis.id, hypothesis)),
            Record::Target(target) => drop(self.targets.insert(target.id, target)),
            Record::Timetable(timetable) => drop(self.timetables.insert(timetable.id, timetable)),
            Record::View(view) => drop(self.views.insert(view.id, view)),
            Record::Template(template) => drop(self.templates.insert(template.id, template)),
            Record::Merger(merger) => drop(self.mergers.insert(merger.id, merger)),
            Record::Apart(apart) => drop(self.aparts.insert(apart.id, apart)),
            Record::Rate(rate) => {
                self.quotes.put(&rate);
                self.rates.insert(rate.id, rate);
            }
            Record::Intake(intake) => drop(self.intakes.insert(intake.id, intake)),
            Record::Attachment(file) => drop(self.attachments.insert(file.id, file)),
            Record::Note(note) => drop(self.notes.insert(note.id, note)),
        }
    }

    fn take(&mut self, id: RecordId) {
        match id {
            RecordId::Company => self.company = None,
            RecordId::Pipeline(id) => drop(self.pipelines.remove(&id)),
            RecordId::Deal(id) => drop(self.deals.remove(&id)),
            RecordId::Customer(id) => drop(self.customers.remove(&id)),
            RecordId::Person(id) => drop(self.people.remove(&id)),
            RecordId::Member(id) => drop(self.members.remove(&id)),
            RecordId::Activity(id) => drop(self.activities.remove(&id)),
            RecordId::Purchase(id) => drop(self.purchases.remove(&id)),
            RecordId::Draft(id) => drop(self.drafts.remove(&id)),
            RecordId::Edition(id) => drop(self.editions.remove(&id)),
            RecordId::Robot(id) => drop(self.robots.remove(&id)),
            RecordId::Run(id) => drop(self.runs.remove(&id)),
            RecordId::Regulation(id) => drop(self.regulations.remove(&id)),
            RecordId::Pin(id) => drop(self.pins.remove(&id)),
            RecordId::Segment(id) => drop(self.segments.remove(&id)),
            RecordId::Plan(id) => drop(self.plans.remove(&id)),
            RecordId::Letter(id) => drop(self.letters.remove(&id)),
            RecordId::Campaign(id) => drop(self.campaigns.remove(&id)),
            RecordId::Interview(id) => drop(self.interviews.remove(&id)),
            RecordId::OptOut(id) => drop(self.opt_outs.remove(&id)),
            RecordId::Hypothesis(id) => drop(self.hypotheses.remove(&id)),
            RecordId::Target(id) => drop(self.targets.remove(&id)),
            RecordId::Timetable(id) => drop(self.timetables.remove(&id)),
            RecordId::View(id) => drop(self.views.remove(&id)),
            RecordId::Template(id) => drop(self.templates.remove(&id)),
            RecordId::Merger(id) => drop(self.mergers.remove(&id)),
            RecordId::Apart(id) => drop(self.aparts.remove(&id)),
            RecordId::Rate(id) => drop(self.rates.remove(&id)),
            RecordId::Intake(id) => drop(self.intakes.remove(&id)),
            RecordId::Attachment(id) => drop(self.attachments.remove(&id)),
            RecordId::Note(id) => drop(self.notes.remove(&id)),
        }
    }

    fn link(&mut self, record: &Record) {
        let id = record.id();
        self.links.extend(record.refers_to().into_iter().map(|parent| (parent, id)));
    }

    fn unlink(&mut self, record: &Record) {
        let id = record.id();
        for parent in record.refers_to() {
            self.links.remove(&(parent, id));
        }
    }
}

fn stage_of(record: &Record) -> Option<Slug> {
    match record {
        Record::Deal(deal) => Some(deal.stage),
        _ => None,
    }
}
