//! What «Возврат» and «Обновить» of the example company have written down: boundaries pinned by the month, a campaign that
//! is over with those who were left without its offer, two talks with customers who fell silent, and letters (`letters`).
//! All of it rests on the purchases and deals that are there, so what the campaign brought is what they say, little or much.
//! Deliberately not here: plans and groups, which come with every new workspace (`data::warming`).

use std::cmp::Reverse;

use chrono::{Datelike, Months, NaiveDate, NaiveTime};

use super::content::Content;
use super::diary::Diary;
use super::wording::{Wording, small};
use super::{DemoProblem, Ids, Language, letters};
use crate::domain::insight::purchases::Purchases;
use crate::domain::insight::rfm::{BoundarySet, Buyer, Grade, Ledger, Measure};
use crate::domain::insight::scores::Score;
use crate::domain::{
    Arm, Campaign, CampaignId, Command, Context, Currency, CustomerId, DealId, EntryId, Fate, Grievance, Interview,
    InterviewId, Letter, Moment, Outcome, Pin, Record, RecordId, Role, Source, Way, Workspace, divide,
};

/// The months whose boundaries are pinned, this one among them.
const MONTHS: u32 = 6;
/// The first and the last day of the campaign, in calendar days ago.
const CAMPAIGN: [i64; 2] = [75, 33];
/// When the two who fell silent were asked, in calendar days ago.
const ASKED: [i64; 2] = [9, 20];

/// The records to take in after those of the company and its plans, which are `company`. The same company, seed and now
/// give the same records; nothing lies in the future. `content` is the text of `content/demo.json`.
///
/// # Errors
/// What is wrong with the content, or what the company can't be because of its own rules.
pub fn warming(
    content: &str,
    company: &[Record],
    language: Language,
    now: Moment,
    offset_minutes: i32,
    seed: u64,
) -> Result<Vec<Record>, DemoProblem> {
    let content = Content::read(content)?;
    let diary = Diary::new(now, offset_minutes);
    let wording = Wording { language, words: &content.words, diary: &diary };
    let mut desk = Workspace::default();
    let context = Context { now, by: None, robot: None, entry: EntryId(0) };
    let taken = desk.apply(Command::TakeIn(company.to_vec()), &context);
    taken.map_err(|why| DemoProblem { place: "warming".into(), why: format!("{why:?}") })?;
    let mut told = Told { content: &content, wording, now, offset: offset_minutes, ids: Ids::afterwards(seed) };
    let Purchases { currency, lines, .. } = Purchases::of(&desk, |_| offset_minutes);
    let purchases = lines.into_iter().collect::<Ledger<_>>();

    let mut records: Vec<Record> = told.pins(&purchases, currency).map(Record::from).collect();
    records.extend(told.campaign(&desk, &purchases));
    records.extend(told.interviews(&desk, &purchases)?);
    records.extend(letters::letters(&mut desk, &content.warming, wording, offset_minutes, seed)?);
    Ok(records)
}

/// What the telling draws from.
struct Told<'a> {
    content: &'a Content,
    wording: Wording<'a>,
    now: Moment,
    offset: i32,
    ids: Ids,
}

impl Told<'_> {
    /// A time on a working day so many calendar days ago.
    fn moment(&self, days: i64) -> Moment {
        self.wording.diary.moment(self.wording.diary.days_ago(days, 400))
    }

    /// The boundaries of the first day of each month, as the month itself pins them.
    fn pins(&self, purchases: &Ledger<CustomerId>, currency: Option<Currency>) -> impl Iterator<Item = Pin> {
        let first = self.now.day(self.offset).with_day(1).unwrap_or_default();
        let firsts = (0..MONTHS).rev().filter_map(move |months| first.checked_sub_months(Months::new(months)));
        firsts.map(move |day| Pin {
            id: Pin::of_month(day),
            set: BoundarySet::of(&purchases.summarise(day), Measure::AverageCheque),
            at: Moment::at(day.and_time(NaiveTime::MIN), self.offset),
            by: None,
            currency,
        })
    }

    /// Everybody with grades on a day, by the boundaries of that day.
    fn scored(purchases: &Ledger<CustomerId>, day: NaiveDate) -> Vec<Score> {
        let population = purchases.summarise(day);
        let boundaries = BoundarySet::of(&population, Measure::AverageCheque);
        let score = |buyer: Buyer<CustomerId>| Score { buyer, scores: boundaries.score(&buyer) };
        population.buyers.into_iter().map(score).collect()
    }

    /// The campaign and its letters: to those who bought often or much and had not for a while, all but those who were left
    /// out to compare with.
    fn campaign(&mut self, desk: &Workspace, purchases: &Ledger<CustomerId>) -> Vec<Record> {
        let (diary, words) = (self.wording.diary, &self.content.warming.campaign);
        let [began, until] = CAMPAIGN;
        let mut whom = Self::scored(purchases, diary.day(began + 1));
        whom.retain(|Score { scores, .. }| {
            scores.r < Grade::Best && (scores.f == Grade::Best || scores.m == Some(Grade::Best))
        });
        whom.sort_by_key(|score| (Reverse(score.buyer.spent), score.buyer.customer));
        let whom: Vec<CustomerId> = whom.iter().map(|score| score.buyer.customer).collect();
        let id = CampaignId(self.ids.next());
        let head = desk.members().find(|member| member.role == Some(Role::Head));
        let campaign = Campaign {
            id,
            name: self.wording.say(&words.name),
            goal: self.wording.say(&words.goal),
            offer: self.wording.say(&words.offer),
            began: self.moment(began),
            until: diary.day(until),
            by: head.map(|head| head.id),
            customers: divide(id, &whom),
        };
        let offered = campaign.customers.iter().filter(|&(_, &arm)| arm == Arm::Offered);
        let letters: Vec<Record> =
            offered.filter_map(|(&to, _)| Some(self.offer(desk, &campaign, to)?.into())).collect();
        std::iter::once(campaign.into()).chain(letters).collect()
    }

    /// The letter of a campaign to a customer, who has an address.
    fn offer(&self, desk: &Workspace, campaign: &Campaign, to: CustomerId) -> Option<Letter> {
        let (customer, source) = (desk.customer(to)?, Source::Campaign(campaign.id));
        let me = customer.owner.and_then(|owner| desk.member(owner)).map(|member| member.name.as_str());
        let gaps = [("offer", small(&campaign.offer)), ("me", me.unwrap_or_default().to_owned())];
        let gaps = gaps.each_ref().map(|(gap, value)| (*gap, value.as_str()));
        Some(Letter {
            id: source.letter(to),
            customer: to,
            deal: None,
            source,
            to: customer.fields.get("email")?.clone(),
            subject: campaign.name.clone(),
            body: self.wording.fill(&self.content.warming.campaign.letter, &gaps),
            made: campaign.began,
            by: campaign.by,
            fate: Fate::Sent { at: campaign.began, way: Way::File },
            answered: None,
        })
    }

    /// The talk with the best customer who went silent in the story, and one with whoever has bought often and not for the
    /// longest time.
    fn interviews(&mut self, desk: &Workspace, purchases: &Ledger<CustomerId>) -> Result<Vec<Record>, DemoProblem> {
        let known = &self.content.silent_best.subject.customer;
        let name = self.content.customers.iter().find(|customer| customer.id == *known);
        let name = name.map(|customer| self.wording.say(&customer.name));
        let silent =
            desk.customers().find(|customer| Some(&customer.name) == name.as_ref()).map(|customer| customer.id);
        let silent = silent.ok_or_else(|| DemoProblem::unknown("customer", known))?;
        let longest = Self::scored(purchases, self.wording.diary.day(0));
        let longest = longest.iter().filter(|score| score.scores.f == Grade::Best && score.buyer.customer != silent);
        let longest = longest.max_by_key(|score| score.buyer.recency).map(|score| score.buyer.customer);
        let words = &self.content.warming.interviews;
        let asked = [
            (Some(silent), ASKED[0], Grievance::Terms, &words.terms),
            (longest, ASKED[1], Grievance::Other, &words.other),
        ];
        let talks = asked.into_iter().filter_map(|(customer, days, cause, words)| {
            let customer = customer?;
            Some(Record::from(Interview {
                id: InterviewId(self.ids.next()),
                customer,
                deal: last_won(desk, customer),
                cause,
                words: self.wording.say(words),
                at: self.moment(days),
                by: desk.customer(customer)?.owner,
            }))
        });
        Ok(talks.collect())
    }
}

/// The deal by which a customer bought last, if any.
fn last_won(desk: &Workspace, customer: CustomerId) -> Option<DealId> {
    let deals = desk.of(customer).filter_map(|record| match record {
        RecordId::Deal(id) => desk.deal(id),
        _ => None,
    });
    let won = deals.filter(|deal| {
        let end = desk.pipeline_of(deal.stage).and_then(|funnel| funnel.end(deal.stage));
        end.is_some_and(|end| end.outcome == Outcome::Won)
    });
    won.max_by_key(|deal| deal.entered()).map(|deal| deal.id)
}
