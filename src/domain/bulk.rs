//! One wish about many deals or customers: what it would do to each of them, before it is done.
//!
//! Each gets the command that it would get alone, and is refused by the same rules. Deliberately not here: carrying it
//! out, which is the way of every other command.

use std::collections::BTreeMap;

use super::{
    Answers, Change, Command, Context, Customer, CustomerId, Deal, DealId, Loss, MemberId, NextContact, Outcome,
    PersonId, Record, RecordId, Rejection, Slug, Text, Tongue, Workspace,
};

/// A wish about many records of one kind.
pub trait Wish {
    /// What they are known by.
    type Id: Copy + Into<RecordId>;

    /// The command that one of them gets.
    ///
    /// # Errors
    /// Why there is no command for it.
    fn command(&self, workspace: &Workspace, id: Self::Id) -> Result<Command, Rejection>;
}

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

impl Wish for Bulk {
    type Id = DealId;

    fn command(&self, workspace: &Workspace, id: DealId) -> Result<Command, Rejection> {
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

/// A wish about many customers.
#[derive(Clone, Debug, PartialEq)]
pub enum CustomerBulk {
    /// Have somebody look after them, or nobody.
    Assign(Option<MemberId>),
    /// Put a tag on them, or take it off.
    Tag {
        /// The tag; spaces around it do not count, case does.
        tag: String,
        /// Whether they are to have it.
        on: bool,
    },
    /// Remove them with what says something of nobody else.
    Remove,
}

impl Wish for CustomerBulk {
    type Id = CustomerId;

    fn command(&self, workspace: &Workspace, id: CustomerId) -> Result<Command, Rejection> {
        let customer = workspace.customer(id).ok_or(Rejection::NotFound(id.into()))?;
        let mut customer = Customer::clone(customer);
        match self {
            Self::Assign(owner) => customer.owner = *owner,
            Self::Tag { tag, on } => {
                let tag = tag.trim();
                match (tag.is_empty(), on) {
                    (true, _) => return Err(Rejection::NothingSaid),
                    (false, true) => drop(customer.tags.insert(tag.to_owned())),
                    (false, false) => drop(customer.tags.remove(tag)),
                }
            }
            Self::Remove => return Ok(Command::Remove(id.into())),
        }
        Ok(Command::TakeIn(vec![customer.into()]))
    }
}

/// What a wish would do to records known by `Id`.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview<Id> {
    /// Those that it would change.
    pub will: Vec<Id>,
    /// Those that are so already.
    pub same: Vec<Id>,
    /// Those that it would not change, by why not, in the order in which they were met. What a reason counts is that of
    /// all of them.
    pub wont: Vec<(Rejection, Vec<Id>)>,
    /// How many other records would go with those that it would remove, by [`RecordId::kind`].
    pub gone: BTreeMap<&'static str, usize>,
    /// Of people who work at several customers, at how many of them they would still work.
    still: BTreeMap<PersonId, usize>,
}

impl<Id> Default for Preview<Id> {
    fn default() -> Self {
        Self { will: Vec::new(), same: Vec::new(), wont: Vec::new(), gone: BTreeMap::new(), still: BTreeMap::new() }
    }
}

impl<Id: Copy + Into<RecordId>> Preview<Id> {
    /// Looks at more records, none of them seen before.
    pub fn look(
        &mut self,
        workspace: &Workspace,
        wish: &impl Wish<Id = Id>,
        all: impl IntoIterator<Item = Id>,
        context: &Context,
    ) {
        for id in all {
            match wish.command(workspace, id).and_then(|command| workspace.decide(command, context)) {
                Ok(change) if change.is_empty() => self.same.push(id),
                Ok(change) => {
                    self.will.push(id);
                    self.look_around(id.into(), &change);
                }
                Err(Rejection::AlreadyThere) => self.same.push(id),
                Err(why) => match self.wont.iter_mut().find_map(|(known, all)| known.takes_in(&why).then_some(all)) {
                    Some(refused) => refused.push(id),
                    None => self.wont.push((why, vec![id])),
                },
            }
        }
    }
}

impl<Id> Preview<Id> {
    /// Counts what goes with a record that a change removes.
    fn look_around(&mut self, id: RecordId, change: &Change) {
        for edit in &change.edits {
            let gone = match (&edit.before, &edit.after) {
                (Some(_), None) => edit.id != id,
                // Who works at several of those that go, and nowhere else, goes with the last of them.
                (Some(Record::Person(before)), Some(Record::Person(after))) => {
                    let still = self.still.entry(before.id).or_insert_with(|| before.customers().count());
                    let left = before.customers().count().saturating_sub(after.customers().count());
                    *still = still.saturating_sub(left);
                    *still == 0
                }
                _ => false,
            };
            if gone {
                *self.gone.entry(edit.id.kind()).or_default() += 1;
            }
        }
    }

    /// How many it would not change because something forbids it or is missing.
    pub fn refused(&self) -> usize {
        self.wont.iter().map(|(_, refused)| refused.len()).sum()
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
