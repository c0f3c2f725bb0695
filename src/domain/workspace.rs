//! All the records of a company in memory, what is derived from them, and the one way to edit them.
//! Deliberately not here: what a command does (`decide`), where records are kept (`storage`).

use std::collections::{BTreeMap, BTreeSet};
use std::iter::repeat;
use std::ops::Bound;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    Activity, ActivityId, Apart, ApartId, Campaign, CampaignId, Change, Column, Command, Company, Context, Customer,
    CustomerId, Deal, DealId, Draft, Edit, Edition, EditionId, FourR, Hypothesis, HypothesisId, Interview, InterviewId,
    Letter, LetterId, Member, MemberId, Merger, MergerId, OptOut, OptOutId, Person, PersonId, Pin, PinId, Pipeline,
    Plan, Purchase, PurchaseId, Record, RecordId, Regulation, Rejection, Robot, Run, RunId, Segment, Slug, Target,
    Template, Timetable, View, ViewId,
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
    /// Derived: the funnel of every stage and end.
    places: BTreeMap<Slug, Slug>,
    /// Derived: the deals of every stage and end that has any.
    columns: BTreeMap<Slug, Column>,
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

    /// The company, once the workspace has been set up.
    pub fn company(&self) -> Option<&Arc<Company>> {
        self.company.as_ref()
    }

    /// A funnel.
    pub fn pipeline(&self, id: Slug) -> Option<&Arc<Pipeline>> {
        self.pipelines.get(&id)
    }

    /// The funnels, by name.
    pub fn pipelines(&self) -> impl Iterator<Item = &Arc<Pipeline>> {
        self.pipelines.values()
    }

    /// The funnel that has a place in the 4R model.
    pub fn four_r(&self, place: FourR) -> Option<&Arc<Pipeline>> {
        self.pipelines.values().find(|pipeline| pipeline.four_r == Some(place))
    }

    /// The funnel that a stage or end belongs to.
    pub fn pipeline_of(&self, stage: Slug) -> Option<&Arc<Pipeline>> {
        self.pipelines.get(self.places.get(&stage)?)
    }

    /// A deal.
    pub fn deal(&self, id: DealId) -> Option<&Arc<Deal>> {
        self.deals.get(&id)
    }

    /// Every deal, open and closed, oldest identity first.
    pub fn deals(&self) -> impl ExactSizeIterator<Item = &Arc<Deal>> {
        self.deals.values()
    }

    /// The deals after one of them, oldest identity first: long work goes on where it paused.
    pub fn deals_after(&self, last: Option<DealId>) -> impl Iterator<Item = &Arc<Deal>> {
        let from = last.map_or(Bound::Unbounded, Bound::Excluded);
        self.deals.range((from, Bound::Unbounded)).map(|(_, deal)| deal)
    }

    /// A customer.
    pub fn customer(&self, id: CustomerId) -> Option<&Arc<Customer>> {
        self.customers.get(&id)
    }

    /// Every customer, oldest identity first.
    pub fn customers(&self) -> impl ExactSizeIterator<Item = &Arc<Customer>> {
        self.customers.values()
    }

    /// Somebody at a customer.
    pub fn person(&self, id: PersonId) -> Option<&Arc<Person>> {
        self.people.get(&id)
    }

    /// Everybody at customers, oldest identity first.
    pub fn people(&self) -> impl ExactSizeIterator<Item = &Arc<Person>> {
        self.people.values()
    }

    /// Somebody of the sales desk.
    pub fn member(&self, id: MemberId) -> Option<&Arc<Member>> {
        self.members.get(&id)
    }

    /// The sales desk, oldest identity first.
    pub fn members(&self) -> impl ExactSizeIterator<Item = &Arc<Member>> {
        self.members.values()
    }

    /// A note, call, letter or meeting.
    pub fn activity(&self, id: ActivityId) -> Option<&Arc<Activity>> {
        self.activities.get(&id)
    }

    /// An order or refund from outside.
    pub fn purchase(&self, id: PurchaseId) -> Option<&Arc<Purchase>> {
        self.purchases.get(&id)
    }

    /// Every order and refund from outside, oldest identity first.
    pub fn purchases(&self) -> impl ExactSizeIterator<Item = &Arc<Purchase>> {
        self.purchases.values()
    }

    /// A funnel as somebody is changing it.
    pub fn draft(&self, id: Slug) -> Option<&Arc<Draft>> {
        self.drafts.get(&id)
    }

    /// Every draft, by the name of its funnel.
    pub fn drafts(&self) -> impl ExactSizeIterator<Item = &Arc<Draft>> {
        self.drafts.values()
    }

    /// A funnel as it was until it was changed.
    pub fn edition(&self, id: EditionId) -> Option<&Arc<Edition>> {
        self.editions.get(&id)
    }

    /// A robot.
    pub fn robot(&self, id: Slug) -> Option<&Arc<Robot>> {
        self.robots.get(&id)
    }

    /// Every robot, by name.
    pub fn robots(&self) -> impl ExactSizeIterator<Item = &Arc<Robot>> {
        self.robots.values()
    }

    /// What a robot did on one occasion.
    pub fn run(&self, id: RunId) -> Option<&Arc<Run>> {
        self.runs.get(&id)
    }

    /// Everything that robots did.
    pub fn runs(&self) -> impl ExactSizeIterator<Item = &Arc<Run>> {
        self.runs.values()
    }

    /// How people work with a funnel or stage.
    pub fn regulation(&self, id: Slug) -> Option<&Arc<Regulation>> {
        self.regulations.get(&id)
    }

    /// Every regulation, by the name of its funnel or stage.
    pub fn regulations(&self) -> impl ExactSizeIterator<Item = &Arc<Regulation>> {
        self.regulations.values()
    }

    /// Every set of boundaries that was ever pinned.
    pub fn pins(&self) -> impl ExactSizeIterator<Item = &Arc<Pin>> {
        self.pins.values()
    }

    /// The named groups of cells, by name.
    pub fn segments(&self) -> impl ExactSizeIterator<Item = &Arc<Segment>> {
        self.segments.values()
    }

    /// What the customers in a basket are written.
    pub fn plan(&self, basket: Slug) -> Option<&Arc<Plan>> {
        self.plans.get(&basket)
    }

    /// Every content plan, by the name of its basket.
    pub fn plans(&self) -> impl ExactSizeIterator<Item = &Arc<Plan>> {
        self.plans.values()
    }

    /// A letter to a customer.
    pub fn letter(&self, id: LetterId) -> Option<&Arc<Letter>> {
        self.letters.get(&id)
    }

    /// Every letter that was ever prepared.
    pub fn letters(&self) -> impl ExactSizeIterator<Item = &Arc<Letter>> {
        self.letters.values()
    }

    /// A campaign.
    pub fn campaign(&self, id: CampaignId) -> Option<&Arc<Campaign>> {
        self.campaigns.get(&id)
    }

    /// Every campaign, oldest identity first.
    pub fn campaigns(&self) -> impl ExactSizeIterator<Item = &Arc<Campaign>> {
        self.campaigns.values()
    }

    /// Every talk with a customer who fell silent, oldest identity first.
    pub fn interviews(&self) -> impl ExactSizeIterator<Item = &Arc<Interview>> {
        self.interviews.values()
    }

    /// Whether an address is not written to, and why.
    pub fn opt_out(&self, address: &str) -> Option<&Arc<OptOut>> {
        self.opt_outs.get(&OptOut::of(address))
    }

    /// Every address that is not written to.
    pub fn opt_outs(&self) -> impl ExactSizeIterator<Item = &Arc<OptOut>> {
        self.opt_outs.values()
    }

    /// A hypothesis.
    pub fn hypothesis(&self, id: HypothesisId) -> Option<&Arc<Hypothesis>> {
        self.hypotheses.get(&id)
    }

    /// Every hypothesis, in the order of their making.
    pub fn hypotheses(&self) -> impl ExactSizeIterator<Item = &Arc<Hypothesis>> {
        self.hypotheses.values()
    }

    /// The plan of a month: of the whole desk, or of somebody there.
    pub fn target(&self, month: NaiveDate, member: Option<MemberId>) -> Option<&Arc<Target>> {
        self.targets.get(&Target::named(month, member)?)
    }

    /// When the company works, if anybody has said so.
    pub fn timetable(&self) -> Option<&Arc<Timetable>> {
        self.timetables.values().next()
    }

    /// Every view that has a name, in the order of their making.
    pub fn views(&self) -> impl ExactSizeIterator<Item = &Arc<View>> {
        self.views.values()
    }

    /// Every template, by name.
    pub fn templates(&self) -> impl ExactSizeIterator<Item = &Arc<Template>> {
        self.templates.values()
    }

    /// Two customers that were made one.
    pub fn merger(&self, id: MergerId) -> Option<&Arc<Merger>> {
        self.mergers.get(&id)
    }

    /// Every two customers that were made one, in the order in which it was done.
    pub fn mergers(&self) -> impl ExactSizeIterator<Item = &Arc<Merger>> {
        self.mergers.values()
    }

    /// Whether somebody has said of two customers that they are two.
    pub fn apart(&self, one: CustomerId, other: CustomerId) -> bool {
        self.aparts.contains_key(&Apart::of(one, other))
    }

    /// The deals on a stage or end; none when nobody stands there.
    pub fn column(&self, stage: Slug) -> Option<&Column> {
        self.columns.get(&stage)
    }

    /// The records that refer to a record: a customer's deals, people and purchases; a deal's activities.
    pub fn of(&self, parent: impl Into<RecordId>) -> impl Iterator<Item = RecordId> + '_ {
        let parent = parent.into();
        let from = Bound::Included((parent, RecordId::Company));
        self.links.range((from, Bound::Unbounded)).take_while(move |(p, _)| *p == parent).map(|&(_, child)| child)
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
    }

    fn commit(&mut self, change: &Change) {
        // A column is a sorted list: each deal at a time for a few, all of it anew for an import.
        let many = change.edits.len() > MANY.max(self.deals.len() / DEALS_TO_ONE);
        let mut touched = BTreeSet::new();
        for edit in &change.edits {
            if let Some(before) = &edit.before {
                self.unlink(before);
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
