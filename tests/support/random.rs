//! Random records of every kind: any words, amounts, moments and histories that a file or another device could bring.

#[path = "random_analysis.rs"]
pub(crate) mod analysis;
#[path = "random_desk.rs"]
pub(crate) mod desk;
#[path = "random_robots.rs"]
pub(crate) mod robots;
#[path = "random_warming.rs"]
pub(crate) mod warming;

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::{btree_map, btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use voronka::domain::{
    Activity, ActivityId, ActivityKind, Adoption, Aida, Cause, Company, Currency, Customer, CustomerId, CustomerKind,
    Deal, DealId, Decimal, Draft, Edition, EditionId, End, EntryId, Evidence, EvidenceKind, Field, ForeignId, FourR,
    Freedom, Freedoms, Loss, LossReason, Member, MemberId, Moment, Money, NextContact, Outcome, Part, Person, PersonId,
    Pipeline, Policy, Proof, Purchase, PurchaseId, PurchaseKind, Question, Quote, Record, Regulation, Robot, Role, Run,
    Signature, Slug, Stage, StageEntry, Stance, Text, Wording,
};

pub(crate) const ACTIVITIES: [ActivityKind; 6] = [
    ActivityKind::Note,
    ActivityKind::Call,
    ActivityKind::Letter,
    ActivityKind::Meeting,
    ActivityKind::Message,
    ActivityKind::HandOver,
];
pub(crate) const AIDA: [Aida; 5] = [Aida::Attention, Aida::Interest, Aida::Desire, Aida::Action, Aida::After];
pub(crate) const CUSTOMERS: [CustomerKind; 2] = [CustomerKind::Company, CustomerKind::Person];
pub(crate) const EVIDENCE: [EvidenceKind; 7] = [
    EvidenceKind::File,
    EvidenceKind::Call,
    EvidenceKind::Tick,
    EvidenceKind::Answer,
    EvidenceKind::Letter,
    EvidenceKind::Payment,
    EvidenceKind::Date,
];
pub(crate) const FOUR_R: [FourR; 4] = [FourR::Leads, FourR::Deals, FourR::Refresh, FourR::Return];
pub(crate) const FREEDOMS: [Freedom; 3] = [Freedom::Free, Freedom::WithReason, Freedom::Forbidden];
pub(crate) const OUTCOMES: [Outcome; 5] =
    [Outcome::Won, Outcome::Lost, Outcome::Paused, Outcome::Moved, Outcome::Excluded];
pub(crate) const PARTS: [Part; 4] = [Part::Decides, Part::Influences, Part::Uses, Part::Pays];
pub(crate) const STANCES: [Stance; 3] = [Stance::For, Stance::Neutral, Stance::Against];
pub(crate) const PURCHASES: [PurchaseKind; 2] = [PurchaseKind::Sale, PurchaseKind::Refund];
pub(crate) const ROLES: [Role; 4] = [Role::Qualifier, Role::Hunter, Role::Farmer, Role::Head];

/// A record of any kind.
pub(crate) fn record() -> impl Strategy<Value = Record> {
    prop_oneof![
        1 => company().prop_map(Record::from),
        1 => pipeline().prop_map(Record::from),
        1 => deal().prop_map(Record::from),
        1 => customer().prop_map(Record::from),
        1 => person().prop_map(Record::from),
        1 => member().prop_map(Record::from),
        1 => activity().prop_map(Record::from),
        1 => purchase().prop_map(Record::from),
        1 => draft().prop_map(Record::from),
        1 => edition().prop_map(Record::from),
        1 => robots::robot().prop_map(Record::from),
        1 => robots::run().prop_map(Record::from),
        1 => regulation().prop_map(Record::from),
        7 => warming::record(),
        3 => analysis::record(),
        7 => desk::record(),
    ]
}

/// Two records of one kind and one identity.
pub(crate) fn two_of_one() -> impl Strategy<Value = (Record, Record)> {
    prop_oneof![
        1 => (company(), company()).prop_map(|(a, b)| (a.into(), b.into())),
        1 => (pipeline(), pipeline()).prop_map(|(a, b)| (a.clone().into(), Pipeline { id: a.id, ..b }.into())),
        1 => (deal(), deal()).prop_map(|(a, b)| (a.clone().into(), Deal { id: a.id, ..b }.into())),
        1 => (customer(), customer()).prop_map(|(a, b)| (a.clone().into(), Customer { id: a.id, ..b }.into())),
        1 => (person(), person()).prop_map(|(a, b)| (a.clone().into(), Person { id: a.id, ..b }.into())),
        1 => (member(), member()).prop_map(|(a, b)| (a.clone().into(), Member { id: a.id, ..b }.into())),
        1 => (activity(), activity()).prop_map(|(a, b)| (a.clone().into(), Activity { id: a.id, ..b }.into())),
        1 => (purchase(), purchase()).prop_map(|(a, b)| (a.clone().into(), Purchase { id: a.id, ..b }.into())),
        1 => (draft(), draft()).prop_map(|(a, b)| {
            let funnel = Pipeline { id: a.id, ..Pipeline::clone(&b.funnel) };
            (a.clone().into(), Draft { id: a.id, funnel: funnel.into(), ..b }.into())
        }),
        1 => (robots::robot(), robots::robot()).prop_map(|(a, b)| (a.clone().into(), Robot { id: a.id, ..b }.into())),
        1 => (robots::run(), robots::run()).prop_map(|(a, b)| (a.clone().into(), Run { id: a.id, ..b }.into())),
        1 => (regulation(), regulation()).prop_map(|(a, b)| (a.clone().into(), Regulation { id: a.id, ..b }.into())),
        7 => warming::two_of_one(),
        3 => analysis::two_of_one(),
        7 => desk::two_of_one(),
    ]
}

/// Any words: Russian, with line breaks and quotes, blank, none.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[а-яА-ЯёЁ a-z0-9«»\"\\\\.]{0,12}", 1 => any::<String>()]
}

fn text() -> impl Strategy<Value = Text> {
    (words(), words()).prop_map(|(ru, en)| Text { ru, en })
}

pub(crate) fn slug() -> impl Strategy<Value = Slug> {
    "[A-Za-z0-9._-]{1,39}".prop_map(|name| super::slug(&name))
}

/// Some names, so few that they meet.
fn few() -> impl Strategy<Value = String> {
    prop_oneof![select(&["source", "task", "phone", "e-mail", "Город", ""][..]).prop_map(str::to_owned), words()]
}

fn fields() -> impl Strategy<Value = BTreeMap<String, String>> {
    btree_map(few(), words(), 0..4)
}

fn tags() -> impl Strategy<Value = BTreeSet<String>> {
    btree_set(few(), 0..3)
}

pub(crate) fn moment() -> impl Strategy<Value = Moment> {
    prop_oneof![3 => (0..4_000_000_000_000_i64).prop_map(Moment), 1 => any::<i64>().prop_map(Moment)]
}

fn currency() -> impl Strategy<Value = Currency> {
    "[A-Z]{3}".prop_map(|code| Currency::new(&code).expect("three capital letters"))
}

pub(crate) fn money() -> impl Strategy<Value = Money> {
    let minor = prop_oneof![3 => 0..100_000_000_i64, 1 => any::<i64>()];
    (minor, prop_oneof![Just(Currency::RUB), Just(Currency::USD), currency()]).prop_map(|(m, c)| Money::new(m, c))
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (1..1_000_000_000_u64, 0..7_u8).prop_map(|(digits, places)| Decimal::new(digits, places).expect("short enough"))
}

pub(crate) fn quote() -> impl Strategy<Value = Quote> {
    let pair = (currency(), currency()).prop_filter("two currencies", |(of, to)| of != to);
    (pair, warming::day(), decimal(), decimal()).prop_map(|((of, to), day, units, value)| Quote {
        of,
        to,
        day,
        units,
        value,
    })
}

/// The rate that something keeps, and those for other currencies of the company.
pub(crate) fn rates() -> impl Strategy<Value = (Option<Quote>, BTreeMap<Currency, Quote>)> {
    let others = |quotes: Vec<Quote>| quotes.into_iter().map(|quote| (quote.to, quote)).collect();
    (of(quote()), vec(quote(), 0..3)).prop_map(move |(rate, quotes)| (rate, others(quotes)))
}

fn foreign() -> impl Strategy<Value = Option<ForeignId>> {
    of((words(), words()).prop_map(|(system, id)| ForeignId { system, id }))
}

fn owner() -> impl Strategy<Value = Option<MemberId>> {
    of(any::<u128>().prop_map(MemberId))
}

pub(crate) fn loss() -> impl Strategy<Value = Loss> {
    (of(slug()), words(), of(moment())).prop_map(|(reason, words, return_on)| Loss { reason, words, return_on })
}

pub(crate) fn next_contact() -> impl Strategy<Value = NextContact> {
    (moment(), select(&ACTIVITIES[..]), words()).prop_map(|(at, kind, purpose)| NextContact { at, kind, purpose })
}

fn entry() -> BoxedStrategy<StageEntry> {
    (any::<u128>(), of(slug()), slug(), moment(), owner(), of(words()), of(loss()), cause())
        .prop_map(|(id, from, to, at, by, why, loss, cause)| StageEntry {
            id: EntryId(id),
            from,
            to,
            at,
            by,
            why,
            loss,
            cause,
        })
        .boxed()
}

fn cause() -> impl Strategy<Value = Cause> {
    prop_oneof![3 => Just(Cause::Hand), 1 => slug().prop_map(Cause::Robot), 1 => Just(Cause::Funnel)]
}

fn proof() -> impl Strategy<Value = Proof> {
    (moment(), owner(), words()).prop_map(|(at, by, words)| Proof { at, by, words })
}

pub(crate) fn company() -> BoxedStrategy<Company> {
    (words(), currency(), any::<bool>()).prop_map(|(name, currency, demo)| Company { name, currency, demo }).boxed()
}

pub(crate) fn deal() -> BoxedStrategy<Deal> {
    let about = (any::<u128>(), words(), of(any::<u128>()), of(money()), owner(), moment());
    let more = (of(next_contact()), btree_map(slug(), proof(), 0..3), fields(), tags(), foreign(), rates());
    (about, more, vec(entry(), 1..5))
        .prop_map(|(about, more, mut history)| {
            let (id, title, customer, amount, owner, created) = about;
            let (next, proofs, fields, tags, foreign, (rate, other_rates)) = more;
            history.sort_by_key(|entry| (entry.at, entry.id));
            let stage = history.last().expect("one at least").to;
            let customer = customer.map(CustomerId);
            let id = DealId(id);
            Deal {
                id,
                title,
                customer,
                amount,
                stage,
                owner,
                created,
                next,
                proofs,
                fields,
                tags,
                history,
                foreign,
                rate,
                other_rates,
            }
        })
        .boxed()
}

pub(crate) fn customer() -> BoxedStrategy<Customer> {
    let beside = (foreign(), of(currency()));
    (any::<u128>(), select(&CUSTOMERS[..]), words(), owner(), moment(), fields(), tags(), beside)
        .prop_map(|(id, kind, name, owner, created, fields, tags, (foreign, currency))| Customer {
            id: CustomerId(id),
            kind,
            name,
            owner,
            created,
            fields,
            tags,
            foreign,
            currency,
        })
        .boxed()
}

pub(crate) fn person() -> BoxedStrategy<Person> {
    let also = btree_set(any::<u128>().prop_map(CustomerId), 0..3);
    let where_from = (of(select(&PARTS[..])), of(select(&STANCES[..])), foreign());
    (any::<u128>(), any::<u128>(), also, words(), fields(), where_from)
        .prop_map(|(id, customer, also, name, fields, (part, stance, foreign))| Person {
            id: PersonId(id),
            customer: CustomerId(customer),
            also,
            name,
            part,
            stance,
            fields,
            foreign,
        })
        .boxed()
}

pub(crate) fn member() -> BoxedStrategy<Member> {
    (any::<u128>(), words(), of(select(&ROLES[..])))
        .prop_map(|(id, name, role)| Member { id: MemberId(id), name, role })
        .boxed()
}

pub(crate) fn activity() -> BoxedStrategy<Activity> {
    (any::<u128>(), any::<u128>(), select(&ACTIVITIES[..]), words(), moment(), owner())
        .prop_map(|(id, deal, kind, text, at, by)| Activity {
            id: ActivityId(id),
            deal: DealId(deal),
            kind,
            text,
            at,
            by,
        })
        .boxed()
}

pub(crate) fn purchase() -> BoxedStrategy<Purchase> {
    (any::<u128>(), any::<u128>(), select(&PURCHASES[..]), moment(), of(money()), foreign(), rates())
        .prop_map(|(id, customer, kind, at, amount, foreign, (rate, other_rates))| Purchase {
            id: PurchaseId(id),
            customer: CustomerId(customer),
            kind,
            at,
            amount,
            foreign,
            rate,
            other_rates,
        })
        .boxed()
}

fn freedoms() -> impl Strategy<Value = Freedoms> {
    let freedom = || select(&FREEDOMS[..]);
    (freedom(), freedom(), freedom()).prop_map(|(skip, back, unproved)| Freedoms { skip, back, unproved })
}

pub(crate) fn policy() -> impl Strategy<Value = Policy> {
    (freedoms(), btree_map(select(&ROLES[..]), freedoms(), 0..3)).prop_map(|(usual, roles)| Policy { usual, roles })
}

pub(crate) fn pipeline() -> BoxedStrategy<Pipeline> {
    let about = (slug(), text(), text(), of(select(&FOUR_R[..])), select(&ROLES[..]), any::<bool>(), policy());
    // More than nine, so that the order of numbers and that of texts could differ.
    let names = |most| btree_set(slug(), 0..most).prop_map(Vec::from_iter).prop_shuffle();
    let stages = names(12).prop_flat_map(|ids| ids.into_iter().map(stage).collect::<Vec<_>>());
    let ends = names(4).prop_flat_map(|ids| ids.into_iter().map(end).collect::<Vec<_>>());
    let questions = names(12).prop_flat_map(|ids| ids.into_iter().map(question).collect::<Vec<_>>());
    (about, stages, ends, questions, (text(), any::<bool>(), any::<bool>()))
        .prop_map(|(about, stages, ends, questions, (segment, refusals, archived))| {
            let (id, name, purpose, four_r, role, ordered, policy) = about;
            Pipeline {
                id,
                name,
                purpose,
                segment,
                four_r,
                role,
                ordered,
                policy,
                stages,
                ends,
                questions,
                refusals,
                archived,
            }
        })
        .boxed()
}

fn question(id: Slug) -> BoxedStrategy<Question> {
    (text(), text(), of(slug())).prop_map(move |(text, why, before)| Question { id, text, why, before }).boxed()
}

fn stage(id: Slug) -> BoxedStrategy<Stage> {
    let evidence = (slug(), text(), select(&EVIDENCE[..]), any::<bool>())
        .prop_map(|(id, text, kind, required)| Evidence { id, text, kind, required });
    let field = || (slug(), text()).prop_map(|(id, name)| Field { id, name });
    let reason = (slug(), text()).prop_map(|(id, text)| LossReason { id, text });
    let words = (text(), text(), text(), text(), vec(text(), 0..2));
    let lists = (vec(evidence, 0..2), vec(field(), 0..2), vec(field(), 0..2), vec(reason, 0..2));
    let rules = (any::<u16>(), any::<bool>(), of(0..=100_u8), btree_set(select(&ROLES[..]), 0..3));
    (words, lists, select(&AIDA[..]), any::<bool>(), rules)
        .prop_map(move |(words, lists, aida, key_stage, rules)| {
            let (norm_days, contact_excuses, probability, movers) = rules;
            let (name, buyer_action, manager_action, help, script) = words;
            let (evidence, required_fields, exit_fields, loss_reasons) = lists;
            Stage {
                id,
                name,
                buyer_action,
                manager_action,
                help,
                script,
                evidence,
                aida,
                key_stage,
                norm_days,
                contact_excuses,
                probability,
                required_fields,
                exit_fields,
                movers,
                loss_reasons,
            }
        })
        .boxed()
}

fn end(id: Slug) -> BoxedStrategy<End> {
    (text(), select(&OUTCOMES[..]), any::<bool>(), any::<bool>())
        .prop_map(move |(name, outcome, asks_reason, asks_return)| End { id, name, outcome, asks_reason, asks_return })
        .boxed()
}

fn draft() -> BoxedStrategy<Draft> {
    (pipeline(), moment(), owner())
        .prop_map(|(funnel, at, by)| Draft { id: funnel.id, funnel: funnel.into(), at, by })
        .boxed()
}

fn edition() -> BoxedStrategy<Edition> {
    let adoptions = [Adoption::AtOnce, Adoption::NextStage, Adoption::NewDeals];
    (any::<u128>(), pipeline(), moment(), owner(), select(adoptions.to_vec()))
        .prop_map(|(id, funnel, until, by, adoption)| Edition {
            id: EditionId(id),
            funnel: funnel.into(),
            until,
            by,
            adoption,
        })
        .boxed()
}

fn regulation() -> BoxedStrategy<Regulation> {
    let wording = (moment(), owner(), vec(text(), 0..3), vec(text(), 0..2), text())
        .prop_map(|(since, by, points, forbidden, done)| Wording { since, by, points, forbidden, done });
    let signature = (any::<u32>(), moment()).prop_map(|(edition, at)| Signature { edition, at });
    (slug(), vec(wording, 1..12), btree_map(any::<u128>().prop_map(MemberId), signature, 0..3))
        .prop_map(|(id, editions, signed)| Regulation { id, editions, signed })
        .boxed()
}
