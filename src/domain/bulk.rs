//! One wish about many deals: what it would do to each of them, before it is done.
//!
//! Each deal gets the command that it would get alone, and is refused by the same rules. Deliberately not here: carrying it
//! out, which is the way of every other command.

use super::{
    Answers, Command, Context, Deal, DealId, Loss, MemberId, NextContact, Outcome, Rejection, Slug, Text, Tongue,
    Workspace,
};

/// A wish about many deals.
#[derive(Clone, Debug, PartialEq)]
pub enum Bulk {
    /// Move them to a stage, basket or end.
    Move {
        /// Where to.
        to: Slug,
        /// Why stages are skipped, deals go back or are reopened; may be empty.
        why: String,
    },
    /// Have somebody lead them, or nobody.
    Assign(Option<MemberId>),
    /// Plan the next contact, or take the plan away.
    Plan(Option<NextContact>),
    /// Put a tag on them, or take it off.
    Tag {
        /// The tag.
        tag: String,
        /// Whether they are to have it.
        on: bool,
    },
    /// Their buyers have stopped.
    Lose {
        /// The reason, as the stages call it; a stage whose list has no such reason keeps it in words.
        reason: Option<Text>,
        /// The language in which it is kept in words.
        tongue: Tongue,
        /// The buyers' own words; may be empty.
        words: String,
    },
    /// Remove them with what was written of them.
    Remove,
}

impl Bulk {
    /// The command that a deal gets.
    ///
    /// # Errors
    /// Why there is no command for it.
    pub fn command(&self, workspace: &Workspace, id: DealId) -> Result<Command, Rejection> {
        let deal = workspace.deal(id).ok_or(Rejection::NotFound(id.into()))?;
        Ok(match self {
            Self::Move { to, why } => {
                let why = Some(why.trim()).filter(|why| !why.is_empty()).map(str::to_owned);
                Command::MoveDeal { deal: id, to: *to, answers: Answers { why, ..Answers::default() } }
            }
            Self::Assign(owner) => Command::EditDeal {
                deal: id,
                title: None,
                amount: None,
                owner: Some(*owner),
                fields: Default::default(),
            },
            // An end has no next step: a plan would call for a buyer who is done.
            Self::Plan(Some(_)) if workspace.is_closed(deal) => return Err(Rejection::DealClosed),
            Self::Plan(contact) => Command::PlanContact { deal: id, contact: contact.clone() },
            Self::Tag { tag, on } => Command::TagDeal { deal: id, tag: tag.clone(), on: *on },
            Self::Lose { reason, tongue, words } => {
                workspace.lose(deal, reason.as_ref().map(|text| (text, *tongue)), words)?
            }
            Self::Remove => Command::RemoveDeal(id),
        })
    }
}

/// What a wish would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// The deals that it would change.
    pub will: Vec<DealId>,
    /// Those that are so already.
    pub same: Vec<DealId>,
    /// Those that it would not change, by why not, in the order in which they were met.
    pub wont: Vec<(Rejection, Vec<DealId>)>,
}

impl Preview {
    /// Looks at more deals, none of them seen before.
    pub fn look(
        &mut self,
        workspace: &Workspace,
        bulk: &Bulk,
        deals: impl IntoIterator<Item = DealId>,
        context: &Context,
    ) {
        for id in deals {
            match bulk.command(workspace, id).and_then(|command| workspace.decide(command, context)) {
                Ok(change) if change.is_empty() => self.same.push(id),
                Ok(_) => self.will.push(id),
                Err(Rejection::AlreadyThere) => self.same.push(id),
                Err(why) => match self.wont.iter_mut().find(|(known, _)| *known == why) {
                    Some((_, refused)) => refused.push(id),
                    None => self.wont.push((why, vec![id])),
                },
            }
        }
    }

    /// How many deals it would not change because something forbids it or is missing.
    pub fn refused(&self) -> usize {
        self.wont.iter().map(|(_, deals)| deals.len()).sum()
    }
}

impl Workspace {
    /// Whether a deal stands on an end of its funnel.
    fn is_closed(&self, deal: &Deal) -> bool {
        self.pipeline_of(deal.stage).is_some_and(|funnel| funnel.end(deal.stage).is_some())
    }

    /// The command by which a deal is lost: at the first end of its funnel that is a loss.
    fn lose(&self, deal: &Deal, reason: Option<(&Text, Tongue)>, words: &str) -> Result<Command, Rejection> {
        let funnel = self.pipeline_of(deal.stage).ok_or(Rejection::UnknownStage(deal.stage))?;
        if funnel.end(deal.stage).is_some() {
            return Err(Rejection::DealClosed);
        }
        let end = funnel.ends.iter().find(|end| end.outcome == Outcome::Lost).ok_or(Rejection::NotAnEnd(deal.stage))?;
        let stage = self.edition_for(deal, funnel, true).stage(deal.stage);
        let known = reason.and_then(|(text, _)| stage?.loss_reasons.iter().find(|known| known.text == *text));
        let said = match (reason, known) {
            (Some((text, tongue)), None) => {
                let parts = [text.in_tongue(tongue), words.trim()];
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ")
            }
            _ => words.trim().to_owned(),
        };
        let loss = Loss { reason: known.map(|known| known.id), words: said, return_on: None };
        let answers = Answers { loss: Some(loss), ..Answers::default() };
        Ok(Command::MoveDeal { deal: deal.id, to: end.id, answers })
    }
}
