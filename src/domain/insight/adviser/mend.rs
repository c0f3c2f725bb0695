//! What can be done about a finding at a press. Most are edits of the draft; the rest are said to the page.
//! Deliberately not here: carrying it out through the store (`ui`).

use crate::domain::builder;
use crate::domain::reshape::Names;
use crate::domain::{DealId, EvidenceKind, Freedom, Pipeline, Question, Slug, Stage, Text, phrase};

/// The stage that a B2B funnel may lack, and the funnel whose questions tell a target apart, as they are shipped.
const CHECK: &str = "b2b-contract.counterparty";
const QUESTIONS: &str = "qualification";

/// A tab of the funnel's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Loss reasons.
    Reasons,
    /// Robots.
    Robots,
    /// Regulations.
    Regulation,
}

/// A way to mend what was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Mend {
    /// Puts the buyer's step that goes with what the stage is called.
    Step(Slug),
    /// Asks for a proof of the buyer's step.
    Prove(Slug),
    /// Asks for the buyer's trace in place of the seller's tick.
    Trace(Slug),
    /// Makes it the key stage.
    Key(Slug),
    /// Adds these loss reasons.
    Reasons(Slug, Vec<Text>),
    /// Sets the norm, in working days.
    Norm(Slug, u16),
    /// Forbids passing over stages.
    NoSkipping,
    /// Takes over questions of qualification.
    Questions,
    /// Puts the check of the counterparty before a stage.
    Insert(Slug),
    /// A stage that should be two: for its editor.
    Split(Slug),
    /// Makes one stage of this one and the next.
    Merge(Slug, Slug),
    /// Switches a robot off.
    SwitchOff(Slug),
    /// Switches a robot on.
    SwitchOn(Slug),
    /// Takes a funnel of the library into use.
    Adopt(Slug),
    /// Shows the deals.
    Deals(Vec<DealId>),
    /// Opens a tab.
    Look(Tab),
    /// Begins another funnel.
    NewFunnel,
}

impl Mend {
    /// The funnel after the mend; none when the mend is not an edit of the funnel, or the library has nothing to take.
    pub fn apply(&self, funnel: &Pipeline, library: &[Pipeline], names: &mut Names) -> Option<Pipeline> {
        let mut mended = funnel.clone();
        match self {
            Self::Step(id) => {
                let step = step(funnel.stage(*id)?, library)?;
                stage(&mut mended, *id)?.buyer_action = step;
            }
            Self::Prove(id) => {
                let stage = stage(&mut mended, *id)?;
                match stage.evidence.first_mut() {
                    Some(known) => known.required = true,
                    None => stage.evidence.push(builder::proof(stage.id, &stage.buyer_action, names)),
                }
            }
            Self::Trace(id) => {
                let stage = stage(&mut mended, *id)?;
                let kind = Some(phrase::trace(&stage.buyer_action)).filter(|&kind| kind != EvidenceKind::Tick);
                let ticks = stage.evidence.iter_mut().filter(|proof| proof.kind == EvidenceKind::Tick);
                ticks.for_each(|proof| proof.kind = kind.unwrap_or(EvidenceKind::Answer));
            }
            Self::Key(id) => mended.stages.iter_mut().for_each(|stage| stage.key_stage = stage.id == *id),
            Self::Reasons(id, texts) => {
                let stage = stage(&mut mended, *id)?;
                stage.loss_reasons.extend(texts.iter().map(|text| builder::reason(stage.id, text, names)));
            }
            Self::Norm(id, days) => stage(&mut mended, *id)?.norm_days = *days,
            // Whoever has more freedom by role keeps it: that is a choice of its own.
            Self::NoSkipping => mended.policy.usual.skip = Freedom::Forbidden,
            Self::Questions => mended.questions.extend(questions(funnel, library, names)?),
            Self::Insert(before) => {
                let shipped =
                    library.iter().flat_map(|funnel| &funnel.stages).find(|stage| stage.id.as_str() == CHECK)?;
                let at = funnel.position(*before)?;
                mended.stages.insert(at, builder::copied_stage(shipped, funnel.id, names));
            }
            Self::Merge(first, _) => {
                mended.position(*first)?;
                mended.merge_with_next(*first);
            }
            Self::Split(_)
            | Self::SwitchOff(_)
            | Self::SwitchOn(_)
            | Self::Adopt(_)
            | Self::Deals(_)
            | Self::Look(_)
            | Self::NewFunnel => return None,
        }
        Some(mended)
    }
}

fn stage(funnel: &mut Pipeline, id: Slug) -> Option<&mut Stage> {
    funnel.stages.iter_mut().find(|stage| stage.id == id)
}

/// What the buyer does while the seller does what the stage is called.
fn step(stage: &Stage, library: &[Pipeline]) -> Option<Text> {
    let says = [&stage.buyer_action, &stage.name, &stage.manager_action];
    says.into_iter().find_map(|says| phrase::alike(library, says)).map(|alike| alike.buyer_action.clone())
}

/// Questions of the shipped qualification that the funnel does not ask yet.
fn questions(funnel: &Pipeline, library: &[Pipeline], names: &mut Names) -> Option<Vec<Question>> {
    let shipped = library.iter().find(|shipped| shipped.id.as_str() == QUESTIONS)?;
    let new = shipped.questions.iter().filter(|new| funnel.questions.iter().all(|known| known.text != new.text));
    let new = new.map(|question| builder::copied_question(question, funnel.id, names));
    Some(new.collect::<Vec<_>>()).filter(|new| !new.is_empty())
}
