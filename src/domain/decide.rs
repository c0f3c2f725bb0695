//! What each command does: a pure reading of the workspace that ends in a [`Change`] or a [`Rejection`].
//! The numbers are those of docs/rules.md.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{
    Activity, ActivityId, ActivityKind, Answers, Ask, Cause, Change, Command, Context, Customer, CustomerKind, Deal,
    DealDraft, DealId, DraftCustomer, Edit, Freedom, Loss, MemberId, Moment, Outcome, Proof, Record, RecordId,
    Rejection, Request, Slug, StageEntry, Workspace,
};

/// So many words make a sentence: «Другое» alone explains nothing.
pub(super) const SENTENCE: usize = 3;

impl Workspace {
    pub(super) fn decide(&self, command: Command, context: &Context) -> Result<Change, Rejection> {
        // What another tab has decided, and what is done once more, stays as it was decided then.
        let anew = !matches!(command, Command::Adopt(_) | Command::Replay(_));
        let change = match command {
            Command::AddDeal(draft) => self.add_deal(draft, context),
            Command::TakeRequest(request) => self.take_request(*request, context),
            Command::MoveDeal { deal, to, answers } => self.move_deal(deal, to, answers, context),
            Command::EditDeal { deal, title, amount, owner, fields } => self.edit(deal, |deal| {
                if let Some(title) = title {
                    deal.title = some_text(&title).ok_or(Rejection::TitleMissing)?;
                }
                deal.amount = amount.unwrap_or(deal.amount);
                deal.owner = owner.unwrap_or(deal.owner);
                set_fields(&mut deal.fields, fields);
                Ok(())
            }),
            Command::TagDeal { deal, tag, on } => self.edit(deal, |deal| {
                let tag = some_text(&tag).ok_or(Rejection::NothingSaid)?;
                match on {
                    true => drop(deal.tags.insert(tag)),
                    false => drop(deal.tags.remove(&tag)),
                }
                Ok(())
            }),
            Command::TickProof { deal, proof, words } => self.edit(deal, |deal| match words {
                Some(words) => self.prove(deal, proof, &words, context),
                None => self.known_proof(deal, proof).map(|_| drop(deal.proofs.remove(&proof))),
            }),
            Command::HandOver { deal, to, told } => self.hand_over(deal, to, told, context),
            Command::PlanContact { deal, contact } => self.edit(deal, |deal| {
                deal.next = contact;
                Ok(())
            }),
            Command::AddActivity { activity, keeps_plan } => self.add_activity(activity, keeps_plan),
            Command::Attach(file) => self.attach(file),
            Command::SayOf(file, words) => self.say_of(file, &words),
            Command::Detach(file) => self.detach(file),
            Command::WriteNote(note) => self.write_note(note),
            Command::RemoveDeal(deal) => self.remove_deal(deal),
            Command::RemoveMember(id) => self.remove_member(id),
            Command::Remove(id) => self.remove(id),
            Command::Merge(merging) => self.merge(*merging, context),
            Command::Split(merger) => self.split(merger, context),
            Command::TakeIn(records) => self.take_in(records),
            Command::DraftFunnel(funnel) => self.draft_funnel(*funnel, context),
            Command::DropDraft(id) => Ok(self.replace([(RecordId::Draft(id), None)])),
            Command::Publish { funnel, edition, adoption, moves } => {
                self.publish(*funnel, edition, adoption, moves, context)
            }
            Command::WordRegulation(id, wording) => self.word_regulation(id, wording),
            Command::SignRegulation(id, member) => self.sign_regulation(id, member, context),
            Command::RemoveRobot(id) => Ok(self.replace([(RecordId::Robot(id), None)])),
            Command::TakeBack(run) => self.take_back(run, context),
            Command::Regroup(groups) => Ok(self.regroup(groups)),
            Command::PrepareLetters(letters) => self.prepare_letters(letters),
            Command::BeginCampaign(campaign, letters) => self.begin_campaign(campaign, letters),
            Command::EndCampaign(campaign, until) => self.end_campaign(campaign, until, context.now),
            Command::PutForward(idea) => self.put_forward(idea),
            Command::EndHypothesis { hypothesis, kept, words } => {
                self.end_hypothesis(hypothesis, kept, &words, context)
            }
            Command::RecordInterview(interview, deal) => self.record_interview(interview, deal, context),
            Command::Post(letter, post) => self.post(letter, post, context),
            Command::WriteAgain(id) => Ok(self.replace([(id.into(), None)])),
            Command::Adopt(records) => Ok(self.replace(records)),
            Command::Replay(change) => self.replay(change),
        }?;
        Ok(if anew { self.frozen(change) } else { change })
    }

    fn existing(&self, id: DealId) -> Result<&Arc<Deal>, Rejection> {
        self.deal(id).ok_or(Rejection::NotFound(id.into()))
    }

    /// A change of one deal's data; nothing when nothing differs.
    fn edit(&self, id: DealId, how: impl FnOnce(&mut Deal) -> Result<(), Rejection>) -> Result<Change, Rejection> {
        let before = self.existing(id)?;
        let mut after = Deal::clone(before);
        how(&mut after)?;
        self.sound(self.replace([(id.into(), Some(after.into()))]))
    }

    /// What the deal's own funnel says of a proof: whether it is nothing without words.
    fn known_proof(&self, deal: &Deal, proof: Slug) -> Result<bool, Rejection> {
        let funnel = self.pipeline_of(deal.stage);
        // A deal that goes by an older edition of its funnel is asked for the proofs of that one.
        let book = funnel.map(|funnel| self.edition_for(deal, funnel, true));
        let stages = book.into_iter().chain(funnel).flat_map(|funnel| &funnel.stages);
        let known = stages.flat_map(|stage| &stage.evidence).find(|evidence| evidence.id == proof);
        known.map(|evidence| evidence.kind.needs_words()).ok_or(Rejection::UnknownProof(proof))
    }

    /// Rules 23 and 39.
    fn prove(&self, deal: &mut Deal, proof: Slug, words: &str, context: &Context) -> Result<(), Rejection> {
        let words = words.trim().to_owned();
        if self.known_proof(deal, proof)? && words.is_empty() {
            return Err(Rejection::ProofWithoutWords(proof));
        }
        // Told once more it keeps its moment: what it says may be put right.
        let known = deal.proofs.entry(proof).or_insert(Proof { at: context.now, by: context.by, words: String::new() });
        if !words.is_empty() {
            known.words = words;
        }
        Ok(())
    }

    /// Rule 51.
    fn hand_over(
        &self,
        id: DealId,
        to: MemberId,
        told: Option<(ActivityId, String)>,
        context: &Context,
    ) -> Result<Change, Rejection> {
        let deal = self.existing(id)?;
        let mut records = vec![Deal { owner: Some(to), ..Deal::clone(deal) }.into()];
        if let Some((note, text)) = told.and_then(|(id, text)| Some((id, some_text(&text)?))) {
            if self.activity(note).is_some() {
                return Err(Rejection::AlreadyExists(note.into()));
            }
            let (kind, at, by) = (ActivityKind::HandOver, context.now, context.by);
            records.push(Activity { id: note, deal: id, kind, text, at, by }.into());
        }
        self.take_in(records)
    }

    /// Rules 26 to 28.
    pub(super) fn add_deal(&self, draft: DealDraft, context: &Context) -> Result<Change, Rejection> {
        self.add_all(self.new_deal(draft, context)?)
    }

    /// Rule 73.
    fn take_request(&self, request: Request, context: &Context) -> Result<Change, Rejection> {
        let Request { draft, at, foreign, owner, beside } = request;
        let taken = |deal: &&Arc<Deal>| foreign.is_some() && deal.foreign == foreign;
        if let Some(known) = self.deals().find(taken) {
            return Err(Rejection::AlreadyExists(known.id.into()));
        }
        let now = at.unwrap_or(context.now).min(context.now);
        let mut records = self.new_deal(draft, &Context { now, ..*context })?;
        for record in &mut records {
            if let Record::Deal(deal) = record {
                *record = Deal { foreign: foreign.clone(), owner, ..Deal::clone(deal) }.into();
            }
        }
        records.extend(beside);
        self.add_all(records)
    }

    /// Takes in records none of which is there yet.
    fn add_all(&self, records: Vec<Record>) -> Result<Change, Rejection> {
        // A hypothesis that learns of a new deal is there already, and is to be.
        let new = |id: &RecordId| !matches!(id, RecordId::Hypothesis(_));
        match records.iter().map(Record::id).filter(new).find(|&id| self.get(id).is_some()) {
            Some(known) => Err(Rejection::AlreadyExists(known)),
            None => self.take_in(records),
        }
    }

    /// A new deal, its customer when it is new, and what learns of it.
    fn new_deal(&self, draft: DealDraft, context: &Context) -> Result<Vec<Record>, Rejection> {
        let title = some_text(&draft.title).ok_or(Rejection::TitleMissing)?;
        let stage = draft.stage;
        let pipeline = self.pipeline_of(stage).ok_or(Rejection::UnknownStage(stage))?;
        let at = pipeline.position(stage).ok_or(Rejection::UnknownStage(stage))?;
        if pipeline.archived {
            return Err(Rejection::FunnelArchived(pipeline.id));
        }
        if at > 0 && pipeline.ordered && pipeline.policy.of(self.role(context.person())).skip != Freedom::Free {
            let passed = pipeline.stages.iter().take(at).map(|stage| stage.id);
            return Err(Rejection::StageSkipped(passed.collect()));
        }
        let entry = StageEntry {
            id: context.entry,
            from: None,
            to: stage,
            at: context.now,
            by: context.by,
            why: None,
            loss: None,
            cause: cause(context),
        };
        let mut records = Vec::new();
        let customer = match draft.customer {
            None => None,
            Some(DraftCustomer::Known(id)) => Some(id),
            Some(DraftCustomer::New(id, name)) => {
                let customer = Customer {
                    id,
                    kind: CustomerKind::Company,
                    name: some_text(&name).ok_or(Rejection::NameMissing)?,
                    owner: context.by,
                    created: context.now,
                    fields: BTreeMap::new(),
                    tags: BTreeSet::new(),
                    foreign: None,
                    currency: None,
                };
                records.push(customer.into());
                Some(id)
            }
        };
        let mut fields = BTreeMap::new();
        set_fields(&mut fields, draft.fields);
        let deal = Deal {
            id: draft.id,
            title,
            customer,
            amount: draft.amount,
            stage,
            owner: context.by,
            created: context.now,
            next: None,
            proofs: BTreeMap::new(),
            fields,
            tags: BTreeSet::new(),
            history: vec![entry],
            foreign: None,
            rate: None,
            other_rates: BTreeMap::new(),
        };
        let side = self.sided(&deal);
        records.push(deal.into());
        records.extend(side);
        Ok(records)
    }

    /// Rules 1 to 21 and 38 to 44.
    fn move_deal(&self, id: DealId, to: Slug, answers: Answers, context: &Context) -> Result<Change, Rejection> {
        let mut deal = Deal::clone(self.existing(id)?);
        deal.amount = answers.amount.or(deal.amount);
        set_fields(&mut deal.fields, answers.fields);
        for (proof, words) in answers.proofs {
            self.prove(&mut deal, proof, &words, context)?;
        }
        let why = answers.why.as_deref().and_then(some_text);
        let asks = self.asks(&deal, to, context.person())?;
        let loss = answers.loss.map(|loss| Loss { words: loss.words.trim().to_owned(), ..loss });
        let told = |loss: &Loss| loss.reason.is_some() || !loss.words.is_empty();
        // Why a robot does what it does is written down with the robot.
        let reasonless = why.is_none() && context.robot.is_none();
        let unanswered: Vec<_> = asks
            .into_iter()
            .filter(|ask| match ask {
                Ask::WhySkip(_) | Ask::WhyBack | Ask::WhyReopen => reasonless,
                Ask::WhyLost(_) => !loss.as_ref().is_some_and(told),
                Ask::ReturnOn => loss.as_ref().is_none_or(|loss| loss.return_on.is_none()),
                Ask::Proofs { or_why, .. } => !or_why || reasonless,
                Ask::Fields(_) => true, // `asks` has already seen the answers among the deal's fields
            })
            .collect();
        if !unanswered.is_empty() {
            return Err(Rejection::Needs(unanswered));
        }
        let end = self.pipeline_of(to).and_then(|pipeline| pipeline.end(to));
        // Nobody stops by buying or by going on; what was said of it in vain is dropped.
        let loss = loss.filter(|loss| {
            end.is_some_and(|end| end.outcome != Outcome::Won) && (told(loss) || loss.return_on.is_some())
        });
        if let Some(loss) = &loss {
            self.check_loss(&deal, loss, end.is_some_and(|end| end.asks_reason), context)?;
        }
        if end.is_some() {
            deal.next = None;
        }
        // Rule 43: whoever moves a lead on that nobody has takes it (0.6).
        if end.is_none() {
            let taker = || context.person().filter(|&person| self.member(person).is_some());
            deal.owner = deal.owner.or_else(taker);
        }
        deal.history.push(StageEntry {
            id: context.entry,
            from: Some(deal.stage),
            to,
            at: after_last(&deal, context),
            by: context.by,
            why,
            loss,
            cause: cause(context),
        });
        deal.stage = to;
        let side = self.sided(&deal);
        Ok(self.replace([deal.into()].into_iter().chain(side).map(|record: Record| (record.id(), Some(record)))))
    }

    /// Rules 14 and 15.
    fn check_loss(&self, deal: &Deal, loss: &Loss, asked: bool, context: &Context) -> Result<(), Rejection> {
        match loss.reason {
            Some(reason) => {
                let funnel = self.pipeline_of(deal.stage);
                let book = funnel.map(|funnel| self.edition_for(deal, funnel, true));
                let stage = book.and_then(|book| book.stage(deal.stage));
                let known = stage.is_some_and(|stage| stage.loss_reasons.iter().any(|known| known.id == reason));
                if !known {
                    return Err(Rejection::UnknownReason(reason));
                }
            }
            None if asked && words(&loss.words) < SENTENCE => return Err(Rejection::ReasonTooShort),
            None => {}
        }
        match loss.return_on {
            Some(day) if day <= context.now => Err(Rejection::ReturnInPast),
            _ => Ok(()),
        }
    }

    /// Rule 29.
    fn add_activity(&self, activity: Activity, keeps_plan: bool) -> Result<Change, Rejection> {
        let deal = self.existing(activity.deal)?;
        if self.activity(activity.id).is_some() {
            return Err(Rejection::AlreadyExists(activity.id.into()));
        }
        let mut records = Vec::new();
        if !keeps_plan && deal.next.is_some() {
            records.push(Deal { next: None, ..Deal::clone(deal) }.into());
        }
        records.push(activity.into());
        self.take_in(records)
    }

    /// Rules 35 to 37. What robots did with a deal goes with the deal.
    fn replay(&self, mut change: Change) -> Result<Change, Rejection> {
        if let Some(edit) = change.edits.iter().find(|edit| self.get(edit.id) != edit.before) {
            return Err(Rejection::ChangedSince(edit.id));
        }
        let gone = change.edits.iter().filter(|edit| edit.after.is_none() && matches!(edit.id, RecordId::Deal(_)));
        let runs = gone.flat_map(|edit| self.of(edit.id)).filter(|id| matches!(id, RecordId::Run(_)));
        let left = runs.filter(|run| change.edits.iter().all(|edit| edit.id != *run)).collect::<BTreeSet<_>>();
        change.edits.extend(self.replace(left.into_iter().map(|id| (id, None))).edits);
        self.sound(change)
    }

    /// The change that makes these records so; those that are so already are left out, a later one of the same
    /// identity wins.
    pub(super) fn replace(&self, records: impl IntoIterator<Item = (RecordId, Option<Record>)>) -> Change {
        let mut edits: Vec<Edit> = Vec::new();
        let mut places: BTreeMap<RecordId, usize> = BTreeMap::new();
        for (id, after) in records {
            match places.get(&id) {
                Some(&at) => edits[at].after = after,
                None => {
                    places.insert(id, edits.len());
                    edits.push(Edit { id, before: self.get(id), after });
                }
            }
        }
        edits.retain(|edit| edit.before != edit.after);
        Change { edits }
    }
}

/// What moves a deal.
fn cause(context: &Context) -> Cause {
    context.robot.map_or(Cause::Hand, Cause::Robot)
}

/// The moment of the next entry: now, but never before the last one, whatever the clocks of two devices say. Entries are
/// kept in the order of moment and identity, so an entry in the same millisecond with a smaller identity comes one later.
pub(super) fn after_last(deal: &Deal, context: &Context) -> Moment {
    match deal.history.last() {
        Some(last) if (context.now, context.entry) <= (last.at, last.id) => Moment(last.at.0.saturating_add(1)),
        _ => context.now,
    }
}

pub(super) fn some_text(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// How many words a text has.
pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// Sets fields; empty text removes one.
fn set_fields(fields: &mut BTreeMap<String, String>, new: BTreeMap<String, String>) {
    for (name, value) in new {
        match some_text(&value) {
            Some(value) => drop(fields.insert(name, value)),
            None => drop(fields.remove(&name)),
        }
    }
}
