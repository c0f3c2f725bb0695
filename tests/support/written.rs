//! How the cases of rules write records, rejections, questions and deals, and how what is is held against what is
//! expected.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use voronka::domain::{
    Activity, Ask, CustomerId, Deal, DealId, EditionId, MemberId, Moment, OptOut, Pipeline, RecordId, Regulation,
    Rejection, Slug, Wording, Workspace,
};

use super::support::day;
use super::warming_case::{letter_id, letter_name, opt_out_name};

/// `deal:2`, as the cases write it.
pub(crate) fn record_id(name: &str) -> Result<RecordId, String> {
    let (kind, id) = name.split_once(':').ok_or("a record is kind:number")?;
    match kind {
        "letter" => return Ok(letter_id(id)?.into()),
        "opt_out" => return Ok(OptOut::of(id).into()),
        _ => {}
    }
    let full = id.parse().map_or(name.to_owned(), |number: u128| format!("{kind}:{}", DealId(number)));
    full.parse().map_err(|_| format!("{name:?} is no record"))
}

pub(crate) fn short(id: RecordId) -> String {
    match id {
        RecordId::Company | RecordId::Pipeline(_) => id.to_string(),
        RecordId::Deal(DealId(number)) | RecordId::Customer(CustomerId(number)) => format!("{}:{number}", id.kind()),
        RecordId::Member(MemberId(number)) => format!("{}:{number}", id.kind()),
        RecordId::Person(id) => format!("person:{}", id.0),
        RecordId::Activity(id) => format!("activity:{}", id.0),
        RecordId::Purchase(id) => format!("purchase:{}", id.0),
        RecordId::Draft(id) => format!("draft:{id}"),
        RecordId::Edition(id) => format!("edition:{}", id.0),
        RecordId::Robot(id) => format!("robot:{id}"),
        RecordId::Run(id) => format!("run:{}", id.0),
        RecordId::Regulation(id) => format!("regulation:{id}"),
        RecordId::Segment(id) => format!("segment:{id}"),
        RecordId::Plan(id) => format!("plan:{id}"),
        RecordId::Pin(id) => format!("pin:{}", id.0),
        RecordId::Letter(id) => format!("letter:{}", letter_name(id)),
        RecordId::Campaign(id) => format!("campaign:{}", id.0),
        RecordId::Interview(id) => format!("interview:{}", id.0),
        RecordId::Hypothesis(id) => format!("hypothesis:{}", id.0),
        RecordId::OptOut(id) => format!("opt_out:{}", opt_out_name(id)),
        RecordId::Target(id) => format!("target:{id}"),
        RecordId::Timetable(id) => format!("timetable:{id}"),
        RecordId::View(id) => format!("view:{}", id.0),
        RecordId::Template(id) => format!("template:{id}"),
        RecordId::Merger(id) => format!("merger:{}", id.0),
        RecordId::Apart(id) => format!("apart:{}", id.0),
        RecordId::Rate(id) => format!("rate:{id}"),
        RecordId::Intake(id) => format!("intake:{}", id.0),
        RecordId::Attachment(id) => format!("attachment:{}", id.0),
        RecordId::Note(id) => format!("note:{}", id.0),
    }
}

/// A rejection as the cases write it.
pub(crate) fn rejection(why: &Rejection) -> Value {
    match why {
        Rejection::NotFound(id) => json!({ "NotFound": short(*id) }),
        Rejection::UnknownStage(stage) => json!({ "UnknownStage": stage }),
        Rejection::AlreadyThere => json!("AlreadyThere"),
        Rejection::StageSkipped(stages) => json!({ "StageSkipped": stages }),
        Rejection::BackForbidden => json!("BackForbidden"),
        Rejection::DealClosed => json!("DealClosed"),
        Rejection::NotAnEnd(end) => json!({ "NotAnEnd": end }),
        Rejection::Needs(asks) => json!({ "Needs": asks.iter().map(ask).collect::<Vec<_>>() }),
        Rejection::UnknownReason(reason) => json!({ "UnknownReason": reason }),
        Rejection::ReturnInPast => json!("ReturnInPast"),
        Rejection::TitleMissing => json!("TitleMissing"),
        Rejection::NameMissing => json!("NameMissing"),
        Rejection::UnknownProof(proof) => json!({ "UnknownProof": proof }),
        Rejection::AlreadyExists(id) => json!({ "AlreadyExists": short(*id) }),
        Rejection::BrokenReference { from, to } => json!({ "BrokenReference": [short(*from), short(*to)] }),
        Rejection::NameTaken(name) => json!({ "NameTaken": name }),
        Rejection::BrokenHistory(id) => json!({ "BrokenHistory": short(*id) }),
        Rejection::ProofWithoutWords(proof) => json!({ "ProofWithoutWords": proof }),
        Rejection::ReasonTooShort => json!("ReasonTooShort"),
        Rejection::NotTheirs(stage, roles) => json!({ "NotTheirs": [stage, roles] }),
        Rejection::FunnelArchived(funnel) => json!({ "FunnelArchived": funnel }),
        Rejection::DealsLeft(funnel, count) => json!({ "DealsLeft": [funnel, count] }),
        Rejection::HasDealings { deals, purchases } => json!({ "HasDealings": [deals, purchases] }),
        Rejection::StageNameless(stage) => json!({ "StageNameless": stage }),
        Rejection::SecondKeyStage(stage) => json!({ "SecondKeyStage": stage }),
        Rejection::LetterClosed(id) => json!({ "LetterClosed": short((*id).into()) }),
        Rejection::OptedOut(id) => json!({ "OptedOut": short((*id).into()) }),
        Rejection::TrialRuns(id) => json!({ "TrialRuns": short((*id).into()) }),
        Rejection::TrialEnded(id) => json!({ "TrialEnded": short((*id).into()) }),
        Rejection::NothingSaid => json!("NothingSaid"),
        Rejection::FileEmpty => json!("FileEmpty"),
        Rejection::FileTooLarge(size) => json!({ "FileTooLarge": size }),
        Rejection::LookOnly => json!("LookOnly"),
        Rejection::ChangedSince(id) => json!({ "ChangedSince": short(*id) }),
    }
}

pub(crate) fn ask(ask: &Ask) -> Value {
    match ask {
        Ask::WhySkip(stages) => json!({ "WhySkip": stages }),
        Ask::WhyBack => json!("WhyBack"),
        Ask::WhyReopen => json!("WhyReopen"),
        Ask::WhyLost(reasons) => json!({ "WhyLost": reasons.iter().map(|reason| reason.id).collect::<Vec<_>>() }),
        Ask::ReturnOn => json!("ReturnOn"),
        Ask::Proofs { missing, or_why } => {
            let missing: Vec<_> = missing.iter().map(|proof| proof.id).collect();
            json!({ if *or_why { "ProofsOrWhy" } else { "Proofs" }: missing })
        }
        Ask::Fields(fields) => json!({ "Fields": fields.iter().map(|field| field.id).collect::<Vec<_>>() }),
    }
}

/// A deal as the cases write it.
pub(crate) fn view(deal: &Deal) -> Value {
    let last = deal.history.last().map(|entry| {
        json!({
            "from": entry.from,
            "to": entry.to,
            "at": when(entry.at),
            "by": entry.by.map(number),
            "why": entry.why,
            "cause": entry.cause,
            "reason": entry.loss.as_ref().and_then(|loss| loss.reason),
            "words": entry.loss.as_ref().map(|loss| &loss.words),
            "return_on": entry.loss.as_ref().and_then(|loss| loss.return_on).map(when),
        })
    });
    json!({
        "title": deal.title,
        "roubles": deal.amount.map(|amount| amount.minor / 100),
        "currency": deal.amount.map(|amount| amount.currency),
        "rate": deal.rate.map(|rate| format!("{} {} = {} {}", rate.units, rate.of.code(), rate.value, rate.to.code())),
        "stage": deal.stage,
        "owner": deal.owner.map(number),
        "customer": deal.customer.map(|customer| customer.0 as u64),
        "next": deal.next.as_ref().map(|next| when(next.at)),
        "proofs": deal.proofs.iter().map(|(proof, told)| (proof.to_string(), when(told.at))).collect::<BTreeMap<_, _>>(),
        "told": deal.proofs.iter().map(|(proof, told)| (proof.to_string(), &told.words)).collect::<BTreeMap<_, _>>(),
        "noted_by": deal.proofs.iter().map(|(proof, told)| (proof.to_string(), told.by.map(number))).collect::<BTreeMap<_, _>>(),
        "fields": deal.fields,
        "way": deal.history.iter().map(|entry| entry.to).collect::<Vec<_>>(),
        "last": last,
    })
}

/// A funnel as the cases write it: as it is, as it is being changed, and as it was.
pub(crate) fn funnel(desk: &Workspace, id: Slug) -> Value {
    let shape = |funnel: &Pipeline| {
        json!({
            "name": funnel.name.ru,
            "stages": funnel.stages.iter().map(|stage| stage.id).collect::<Vec<_>>(),
            "ends": funnel.ends.iter().map(|end| end.id).collect::<Vec<_>>(),
            "archived": funnel.archived,
        })
    };
    let editions = desk.editions(id).into_iter().map(|edition| {
        let mut shape = shape(&edition.funnel);
        shape["until"] = when(edition.until);
        shape["by"] = json!(edition.by.map(number));
        shape["adoption"] = json!(edition.adoption);
        (number_of(edition.id).to_string(), shape)
    });
    json!({
        "live": desk.pipeline(id).map(|live| shape(live)),
        "draft": desk.draft(id).map(|draft| {
            let mut shape = shape(&draft.funnel);
            shape["at"] = when(draft.at);
            shape["by"] = json!(draft.by.map(number));
            shape
        }),
        "editions": editions.collect::<serde_json::Map<_, _>>(),
        "order": desk.editions(id).iter().map(|edition| number_of(edition.id)).collect::<Vec<_>>(),
    })
}

/// A regulation as the cases write it.
pub(crate) fn regulation(regulation: &Regulation) -> Value {
    let wording = |wording: &Wording| {
        json!({
            "since": when(wording.since),
            "points": wording.points.iter().map(|point| &point.ru).collect::<Vec<_>>(),
        })
    };
    let signed = regulation.signed.iter().map(|(&who, signature)| {
        (number(who).to_string(), json!({ "edition": signature.edition, "at": when(signature.at) }))
    });
    json!({
        "wordings": regulation.editions.iter().map(wording).collect::<Vec<_>>(),
        "signed": signed.collect::<serde_json::Map<_, _>>(),
    })
}

/// A note, call or letter as the cases write it.
pub(crate) fn activity(activity: &Activity) -> Value {
    json!({
        "kind": activity.kind,
        "deal": activity.deal.0 as u64,
        "text": activity.text,
        "at": when(activity.at),
        "by": activity.by.map(number),
    })
}

fn number(member: MemberId) -> u64 {
    member.0 as u64
}

fn number_of(edition: EditionId) -> u64 {
    edition.0 as u64
}

/// A whole day as its number, else the milliseconds after it too.
pub(crate) fn when(at: Moment) -> Value {
    let days = at.days_since(day(0));
    match at.0 - day(days).0 {
        0 => json!(days),
        rest => json!(format!("{days} and {rest} ms")),
    }
}

pub(crate) fn equal(what: &str, is: &Value, expected: &Value) -> Result<(), String> {
    match is == expected {
        true => Ok(()),
        false => Err(format!("{what} is {is}, not {expected}")),
    }
}

/// Whether everything that is expected is so; what is expected to be null may be absent.
pub(crate) fn part_of(expected: &Value, is: &Value) -> Result<(), String> {
    let Value::Object(fields) = expected else { return equal("it", is, expected) };
    for (name, expected) in fields {
        part_of(expected, is.get(name).unwrap_or(&Value::Null)).map_err(|why| format!("{name}: {why}"))?;
    }
    Ok(())
}
