//! Funnels and what a stage asks of the buyer. All of it is data of the workspace: templates fill it, people edit it.
//! Deliberately not here: whether a deal may move (`transition`).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Slug, Text};

/// How free a move is. 001 forbids skipping; other desks need exceptions, so each funnel says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Freedom {
    /// Nothing is asked.
    #[default]
    Free,
    /// Allowed when the person writes why; the reason stays in the deal's history.
    WithReason,
    /// Not allowed.
    Forbidden,
}

impl Freedom {
    fn is_free(&self) -> bool {
        *self == Self::Free
    }
}

/// How free somebody is to move deals against the order of a funnel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Freedoms {
    /// Passing over stages that the buyer has not gone through.
    pub skip: Freedom,
    /// Returning to an earlier stage.
    pub back: Freedom,
    /// Going on while the buyer's action has not all its proofs (U1). Forbidden means that they are asked for; with a
    /// reason, that a reason will do instead.
    #[serde(default, skip_serializing_if = "Freedom::is_free")]
    pub unproved: Freedom,
}

/// The rules of moving inside one funnel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// For everybody whose role has no rules of its own.
    #[serde(flatten)]
    pub usual: Freedoms,
    /// Rules of their own for some roles: a head of sales may do what a hunter may not.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub roles: BTreeMap<Role, Freedoms>,
}

impl Policy {
    /// The rules for a role; none is somebody whose role is not known, or no person at all.
    pub fn of(&self, role: Option<Role>) -> Freedoms {
        role.and_then(|role| self.roles.get(&role)).copied().unwrap_or(self.usual)
    }
}

/// The place of a funnel in the 4R model of 000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FourR {
    /// «Лиды»: every request enters here.
    Leads,
    /// «Сделки»: buyers who are ready to discuss a purchase.
    Deals,
    /// «Обновить»: on target but not ready; four baskets without an order.
    Refresh,
    /// «Возврат»: those who have bought; no stages, scores.
    Return,
}

/// Who works a funnel (001).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Лидоруб: sorts requests.
    Qualifier,
    /// Хантер: makes the first sale.
    Hunter,
    /// Фермер: keeps the customer buying.
    Farmer,
    /// Head of sales.
    Head,
}

/// The phase of AIDA that a stage belongs to (001), or what comes after the sale (002).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aida {
    /// The buyer learned of us.
    Attention,
    /// The buyer compares.
    Interest,
    /// The buyer wants it from us.
    Desire,
    /// The buyer buys.
    Action,
    /// After the purchase.
    After,
}

/// What kind of trace the buyer's action leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A file from the buyer.
    File,
    /// A call.
    Call,
    /// The seller's own tick.
    Tick,
    /// An answer in words.
    Answer,
    /// A letter.
    Letter,
    /// Money received.
    Payment,
    /// A date that the buyer named.
    Date,
}

impl EvidenceKind {
    /// Whether the proof is what it says: the buyer's words, the date, the name of the file or a link to it. Of the others
    /// it is enough to know that they took place.
    pub fn needs_words(self) -> bool {
        matches!(self, Self::File | Self::Answer | Self::Date)
    }
}

/// One thing that the buyer does on a stage and what counts as proof of it (U1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Name, unique in the workspace: `deals-4r.quote.0`.
    pub id: Slug,
    /// What the buyer did: «Получил КП и расчёт окупаемости».
    pub text: Text,
    /// What counts as proof.
    pub kind: EvidenceKind,
    /// Whether the stage counts as done without it.
    pub required: bool,
}

/// A piece of data that a stage needs before a deal enters it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Name; `amount` is the deal's amount, any other is kept in the deal's own fields.
    pub id: Slug,
    /// How it is called on the screen.
    pub name: Text,
}

/// One reason why buyers stop at a stage (002: the cause is read from the step that was not made).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LossReason {
    /// Name, unique in the workspace.
    pub id: Slug,
    /// The reason in words.
    pub text: Text,
}

/// A step of the buyer, or a basket in a funnel without order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Name, unique in the workspace: `deals-4r.quote`.
    pub id: Slug,
    /// What the company calls the stage.
    pub name: Text,
    /// What the buyer did when this stage is done (002).
    pub buyer_action: Text,
    /// What the seller does meanwhile.
    pub manager_action: Text,
    /// How the seller helps the buyer to take the step.
    pub help: Text,
    /// Questions and phrases for the talk.
    pub script: Vec<Text>,
    /// The buyer's actions with their proofs.
    pub evidence: Vec<Evidence>,
    /// Its phase.
    pub aida: Aida,
    /// КЭВ: after this stage the chances rise sharply (001).
    pub key_stage: bool,
    /// How many working days a deal normally stays; 0 is no norm.
    pub norm_days: u16,
    /// Whether a deal with a planned contact is never stale, however long it stays (U19).
    #[serde(default = "yes", skip_serializing_if = "is_so")]
    pub contact_excuses: bool,
    /// How likely a deal on the stage is to be won, in percent; none is taken from history.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<u8>,
    /// Data needed to enter.
    pub required_fields: Vec<Field>,
    /// Data needed to go on from it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exit_fields: Vec<Field>,
    /// Who may move deals away from it; empty is everybody.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub movers: BTreeSet<Role>,
    /// Why buyers stop here.
    pub loss_reasons: Vec<LossReason>,
}

fn yes() -> bool {
    true
}

fn is_so(value: &bool) -> bool {
    *value
}

/// How a deal left its funnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The buyer bought, or the funnel reached its result.
    Won,
    /// The buyer stopped.
    Lost,
    /// Conditional refusal: returns on a date.
    Paused,
    /// Went to another funnel.
    Moved,
    /// Never was a buyer: off-target, spam. Counted apart from losses.
    Excluded,
}

/// An end of a funnel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// Name, unique in the workspace: `deals-4r.lost`.
    pub id: Slug,
    /// What the company calls it.
    pub name: Text,
    /// What it means for the figures.
    pub outcome: Outcome,
    /// Whether a loss reason must be given.
    pub asks_reason: bool,
    /// Whether a date of return must be given.
    pub asks_return: bool,
}

/// A question that tells whether a buyer is on target (001).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Name, unique in its funnel.
    pub id: Slug,
    /// The question.
    pub text: Text,
    /// Why it is asked.
    pub why: Text,
    /// The stage that a deal enters only with the answer; none is a question that may stay open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Slug>,
}

impl Question {
    /// The field of a deal that holds the answer. Names of funnels are made short enough that it fits.
    pub fn field(&self, funnel: Slug) -> Field {
        Field { id: funnel.child(&format!("q{}", self.id)).unwrap_or(self.id), name: self.text.clone() }
    }
}

/// A funnel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pipeline {
    /// Name: `deals-4r`.
    pub id: Slug,
    /// What the company calls it.
    pub name: Text,
    /// What it is for.
    pub purpose: Text,
    /// Whose way it is: buyers who take the same steps (2.8).
    pub segment: Text,
    /// Its place in the 4R model, if it has one.
    pub four_r: Option<FourR>,
    /// Who works it.
    pub role: Role,
    /// Whether its stages follow one another; baskets do not.
    pub ordered: bool,
    /// Rules of moving.
    pub policy: Policy,
    /// Stages in order, or baskets. A funnel of scores has none.
    pub stages: Vec<Stage>,
    /// Ends.
    pub ends: Vec<End>,
    /// Questions of qualification.
    pub questions: Vec<Question>,
    /// Whether buyers who refused for now wait here until they return (1.10): like a basket it is entered from any stage.
    pub refusals: bool,
    /// Whether it is out of use: it takes no deals, and its past stays.
    pub archived: bool,
}

impl Pipeline {
    /// The names of its stages and ends: everything that a deal can stand on.
    pub fn places(&self) -> impl Iterator<Item = Slug> + '_ {
        self.stages.iter().map(|stage| stage.id).chain(self.ends.iter().map(|end| end.id))
    }

    /// The place of a stage in the order, from 0.
    pub fn position(&self, stage: Slug) -> Option<usize> {
        self.stages.iter().position(|s| s.id == stage)
    }

    /// A stage by its name.
    pub fn stage(&self, stage: Slug) -> Option<&Stage> {
        self.stages.iter().find(|s| s.id == stage)
    }

    /// An end by its name.
    pub fn end(&self, end: Slug) -> Option<&End> {
        self.ends.iter().find(|e| e.id == end)
    }

    /// What a deal has to have to enter a stage: data, and answers to the questions that are asked before it.
    pub fn needed(&self, stage: &Stage) -> Vec<Field> {
        let questions = self.questions.iter().filter(|question| question.before == Some(stage.id));
        stage.required_fields.iter().cloned().chain(questions.map(|question| question.field(self.id))).collect()
    }

    /// The first end of a kind.
    pub fn end_with(&self, outcome: Outcome) -> Option<&End> {
        self.ends.iter().find(|e| e.outcome == outcome)
    }
}
