//! What can be read of a workspace: each record by its identity, every record of a kind, what refers to what.

use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::Arc;

use chrono::NaiveDate;

use super::Workspace;
use crate::domain::{
    Activity, ActivityId, Apart, Attachment, AttachmentId, CURRENCIES, Campaign, CampaignId, Column, Company, Currency,
    Customer, CustomerId, Deal, DealId, Draft, Edition, EditionId, FourR, Hypothesis, HypothesisId, Intake, IntakeId,
    Interview, Letter, LetterId, Member, MemberId, Merger, MergerId, Note, NoteId, OptOut, Person, PersonId, Pin,
    Pipeline, Plan, Purchase, PurchaseId, Rate, Rates, RecordId, Regulation, Robot, Run, RunId, Segment, Slug, Target,
    Template, Timetable, View,
};

impl Workspace {
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

    /// How files of one make were read last; none when none has come.
    pub fn intake(&self, id: IntakeId) -> Option<&Arc<Intake>> {
        self.intakes.get(&id)
    }

    /// Two customers that were made one.
    pub fn merger(&self, id: MergerId) -> Option<&Arc<Merger>> {
        self.mergers.get(&id)
    }

    /// Every note, call, letter and meeting, by identity.
    pub fn activities(&self) -> impl ExactSizeIterator<Item = &Arc<Activity>> {
        self.activities.values()
    }

    /// Every two customers that were made one, in the order in which it was done.
    pub fn mergers(&self) -> impl ExactSizeIterator<Item = &Arc<Merger>> {
        self.mergers.values()
    }

    /// Whether somebody has said of two customers that they are two.
    pub fn apart(&self, one: CustomerId, other: CustomerId) -> bool {
        self.aparts.contains_key(&Apart::of(one, other))
    }

    /// Every two customers of which somebody has said that they are two.
    pub(in crate::domain) fn aparts(&self) -> impl Iterator<Item = &Arc<Apart>> {
        self.aparts.values()
    }

    /// A rate.
    pub fn rate(&self, id: Slug) -> Option<&Arc<Rate>> {
        self.rates.get(&id)
    }

    /// Every rate, by name.
    pub fn rates(&self) -> impl ExactSizeIterator<Item = &Arc<Rate>> {
        self.rates.values()
    }

    /// The rates, to look them up.
    pub fn quotes(&self) -> &Rates {
        &self.quotes
    }

    /// The currency that sums are shown in: the company's.
    pub fn base(&self) -> Currency {
        self.company().map_or(Currency::RUB, |company| company.currency)
    }

    /// The currency in which a deal with this customer begins: the customer's own, else the company's.
    pub fn currency_for(&self, customer: Option<CustomerId>) -> Currency {
        let own = customer.and_then(|id| self.customer(id)).and_then(|customer| customer.currency);
        own.unwrap_or_else(|| self.base())
    }

    /// The currencies that a person chooses from: the usual ones, those that have a rate, and the company's.
    pub fn currencies(&self) -> BTreeSet<Currency> {
        let usual = CURRENCIES.into_iter().filter_map(Currency::new);
        usual.chain(self.quotes.currencies()).chain([self.base()]).collect()
    }

    /// A file that is kept with a customer or a deal.
    pub fn attachment(&self, id: AttachmentId) -> Option<&Arc<Attachment>> {
        self.attachments.get(&id)
    }

    /// Every file that is kept, in the order in which they came.
    pub fn attachments(&self) -> impl ExactSizeIterator<Item = &Arc<Attachment>> {
        self.attachments.values()
    }

    /// A note on a customer.
    pub fn note(&self, id: NoteId) -> Option<&Arc<Note>> {
        self.notes.get(&id)
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
}
