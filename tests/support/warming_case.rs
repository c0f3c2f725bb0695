//! What the cases of rules say of letters and of what passes with customers beside their deals: letters that are given and
//! posted, refusals of letters, campaigns, interviews, pinned boundaries.
//!
//! A letter is named by what it comes from and, if it is not the customer 1, by whom it is to: `plan:first:1` (a message and
//! a stay in a basket), `campaign:1`, `robot:1@2`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};
use voronka::domain::insight::rfm::{BoundarySet, Code, Kind, Ledger, Measure, Purchase};
use voronka::domain::{
    Arm, Campaign, CampaignId, Command, CustomerId, EntryId, Fate, Grievance, Interview, InterviewId, Letter, LetterId,
    MemberId, OptOut, OptOutId, Pin, PinId, Post, RunId, Segment, Slug, Source, Text, Way, Workspace,
};

use super::support::{day, slug};
use super::written::{part_of, when};

/// The address of all letters, unless a case says otherwise.
const ADDRESS: &str = "glavbuh@zavod.example";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenLetter {
    of: String,
    to: Option<String>,
    subject: Option<String>,
    /// What has become of it, if it does not wait to be sent by hand.
    fate: Option<Fate>,
    answered: Option<i64>,
    by: Option<u128>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenOptOut {
    address: String,
    by: Option<u128>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenCampaign {
    id: u128,
    sides: BTreeMap<u64, Arm>,
    #[serde(default)]
    began: i64,
    goal: Option<String>,
    by: Option<u128>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenInterview {
    id: u128,
    cause: Grievance,
    #[serde(default)]
    words: String,
    customer: Option<u128>,
    by: Option<u128>,
}

/// Boundaries of customers of whom each bought once, so many days before day 50.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenPin {
    id: u128,
    ago: Vec<i64>,
    by: Option<u128>,
}

/// What becomes of a letter, as the cases write it.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Posted {
    Sent(Way),
    Queue,
    /// The other side may ask to wait so many milliseconds.
    Missed(Option<i64>),
    Refused,
    Dropped,
    Answered,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhenPost {
    letter: String,
    is: Posted,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhenBegin {
    campaign: GivenCampaign,
    letters: Vec<GivenLetter>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhenEnd {
    campaign: u128,
    on: i64,
}

/// A named group of cells.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenGroup {
    id: Slug,
    cells: Vec<String>,
}

impl WhenBegin {
    pub(crate) fn command(&self) -> Result<Command, String> {
        let letters = self.letters.iter().map(GivenLetter::letter).collect::<Result<_, _>>()?;
        Ok(Command::BeginCampaign(self.campaign.campaign(), letters))
    }
}

impl WhenEnd {
    pub(crate) fn command(&self) -> Command {
        Command::EndCampaign(CampaignId(self.campaign), day(self.on).day(0))
    }
}

impl GivenGroup {
    pub(crate) fn segment(&self) -> Result<Segment, String> {
        let cells = self.cells.iter().map(|cell| cell.parse::<Code>()).collect::<Result<_, _>>()?;
        let [name, meaning, what_to_do, offer, risk] = [(); 5].map(|()| Text::default());
        Ok(Segment { id: self.id, name, cells, meaning, what_to_do, offer, risk })
    }
}

/// The cells of every group.
pub(crate) fn groups(desk: &Workspace) -> BTreeMap<Slug, Vec<String>> {
    let cells = |group: &Segment| group.cells.iter().map(|cell| cell.to_string()).collect();
    desk.segments().map(|group| (group.id, cells(group))).collect()
}

/// What a letter comes from and to whom it is.
fn source(name: &str) -> Result<(Source, CustomerId), String> {
    let number = |text: &str| text.parse::<u128>().map_err(|_| format!("{text:?} is no number"));
    let (of, to) = name.split_once('@').unwrap_or((name, "1"));
    let source = match of.split(':').collect::<Vec<_>>()[..] {
        ["plan", message, entry] => Source::Plan(slug(message), EntryId(number(entry)?)),
        ["campaign", id] => Source::Campaign(CampaignId(number(id)?)),
        ["robot", run] => Source::Robot(RunId(number(run)?)),
        _ => return Err(format!("{name:?} is no letter")),
    };
    Ok((source, CustomerId(number(to)?)))
}

pub(crate) fn letter_id(name: &str) -> Result<LetterId, String> {
    source(name).map(|(source, customer)| source.letter(customer))
}

/// The name of a letter, as far as the cases use such names.
pub(crate) fn letter_name(id: LetterId) -> String {
    let of = ["plan:first:1", "plan:first:2", "plan:second:1", "campaign:1", "campaign:2", "robot:1", "robot:2"];
    let mut names = of.into_iter().flat_map(|of| ["", "@2"].map(|to| format!("{of}{to}")));
    names.find(|name| letter_id(name) == Ok(id)).unwrap_or_else(|| id.0.to_string())
}

/// The address that goes with an identity, as far as the cases use such addresses.
pub(crate) fn opt_out_name(id: OptOutId) -> String {
    if id == OptOut::of(ADDRESS) { ADDRESS.to_owned() } else { id.0.to_string() }
}

impl GivenLetter {
    pub(crate) fn letter(&self) -> Result<Letter, String> {
        let (source, customer) = source(&self.of)?;
        Ok(Letter {
            id: source.letter(customer),
            customer,
            deal: None,
            source,
            to: self.to.clone().unwrap_or_else(|| ADDRESS.to_owned()),
            subject: self.subject.clone().unwrap_or_else(|| "Счёт".to_owned()),
            body: "Здравствуйте.".into(),
            made: day(50),
            by: self.by.map(MemberId),
            fate: self.fate.clone().unwrap_or(Fate::Ready),
            answered: self.answered.map(day),
        })
    }
}

impl GivenOptOut {
    pub(crate) fn opt_out(&self) -> OptOut {
        let address = self.address.clone();
        OptOut {
            id: OptOut::of(&address), address, at: day(50), why: "Отпишите".into(), by: self.by.map(MemberId)
        }
    }
}

impl GivenCampaign {
    pub(crate) fn campaign(&self) -> Campaign {
        Campaign {
            id: CampaignId(self.id),
            name: "Вернуть лучших".into(),
            goal: self.goal.clone().unwrap_or_default(),
            offer: "Ревизия бесплатно".into(),
            began: day(self.began),
            until: day(90).day(0),
            by: self.by.map(MemberId),
            customers: self.sides.iter().map(|(&customer, &arm)| (CustomerId(customer.into()), arm)).collect(),
        }
    }
}

impl GivenInterview {
    pub(crate) fn interview(&self) -> Interview {
        Interview {
            id: InterviewId(self.id),
            customer: CustomerId(self.customer.unwrap_or(1)),
            deal: None,
            cause: self.cause,
            words: self.words.clone(),
            at: day(50),
            by: self.by.map(MemberId),
        }
    }
}

impl GivenPin {
    pub(crate) fn pin(&self) -> Pin {
        let bought = self.ago.iter().zip(1..).map(|(&ago, customer)| Purchase {
            customer: CustomerId(customer),
            date: day(50 - ago).day(0),
            kind: Kind::Sale,
            amount: Some(10_000),
        });
        let population = bought.collect::<Ledger<_>>().summarise(day(50).day(0));
        let set = BoundarySet::of(&population, Measure::AverageCheque);
        Pin { id: PinId(self.id), set, at: day(50), by: self.by.map(MemberId), currency: None }
    }
}

impl WhenPost {
    pub(crate) fn command(&self) -> Result<Command, String> {
        let post = match self.is.clone() {
            Posted::Sent(way) => Post::Sent(way),
            Posted::Queue => Post::Queue,
            Posted::Missed(wait) => Post::Missed { why: "503".into(), wait },
            Posted::Refused => Post::Refused("550".into()),
            Posted::Dropped => Post::Dropped,
            Posted::Answered => Post::Answered,
        };
        Ok(Command::Post(letter_id(&self.letter)?, post))
    }
}

/// Whether of these letters is known what is expected of each.
pub(crate) fn check(desk: &Workspace, expected: &BTreeMap<String, Value>) -> Result<(), String> {
    for (name, expected) in expected {
        let letter = desk.letter(letter_id(name)?).ok_or_else(|| format!("the letter {name} is not there"))?;
        part_of(expected, &view(letter)).map_err(|why| format!("letter {name}: {why}"))?;
    }
    Ok(())
}

fn view(letter: &Letter) -> Value {
    let fate = match &letter.fate {
        Fate::Ready => json!("ready"),
        Fate::Queued { tries, from, why } => json!({ "queued": { "tries": tries, "from": when(*from), "why": why } }),
        Fate::Sent { at, way } => json!({ "sent": [when(*at), way] }),
        Fate::Failed { at, why } => json!({ "failed": [when(*at), why] }),
        Fate::Dropped(at) => json!({ "dropped": when(*at) }),
    };
    json!({ "to": letter.to, "subject": letter.subject, "fate": fate, "answered": letter.answered.map(when) })
}

/// What is known of a campaign.
pub(crate) fn campaign(desk: &Workspace, id: u64) -> Option<Value> {
    let campaign = desk.campaign(CampaignId(id.into()))?;
    let sides = campaign.customers.iter().map(|(customer, arm)| (customer.0.to_string(), json!(arm)));
    Some(json!({
        "goal": campaign.goal,
        "began": when(campaign.began),
        "until": (campaign.until - day(0).day(0)).num_days(),
        "sides": sides.collect::<serde_json::Map<_, _>>(),
    }))
}
