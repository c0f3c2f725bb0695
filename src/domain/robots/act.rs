//! One act of a robot: what it does in order, each by an ordinary command and by the same rules as somebody whose role is
//! not known (rule 52), all of it one change; and how a person takes it back.

use std::collections::BTreeMap;

use super::due::{Act, Clock};
use super::identity;
use crate::domain::calendar;
use crate::domain::{
    Action, Answers, Ask, Change, Command, Context, Deal, DealDraft, DealId, Deed, DraftCustomer, EntryId, MemberId,
    Moment, NextContact, Pipeline, Record, RecordId, Rejection, Robot, Role, Run, RunId, Slug, Whom, Workspace,
};

impl Workspace {
    /// Carries an act out, as far as the rules let it, and writes down what came of it. One change; none when the robot or
    /// the deal is gone, or this has been done already.
    pub fn act(&mut self, act: &Act, clock: Clock<'_>) -> Change {
        let (Some(robot), Some(deal)) = (self.robot(act.robot).cloned(), self.deal(act.deal).cloned()) else {
            return Change::default();
        };
        if self.run(act.run).is_some() {
            return Change::default();
        }
        let mut doing = Doing {
            workspace: self,
            act,
            clock,
            subject: deal.id,
            reopens: !robot.when.goes_by_score(),
            commands: 0,
            done: Change::default(),
            did: Vec::new(),
        };
        doing.all_of(&robot);
        let run = Run {
            id: act.run,
            robot: robot.id,
            deal: deal.id,
            at: clock.now,
            since: act.since,
            did: std::mem::take(&mut doing.did),
            owner: deal.owner,
            next: deal.next.clone(),
            rate: deal.rate,
            other_rates: deal.other_rates.clone(),
            undone: None,
        };
        // It names a deal that is there, so that it can't be refused.
        let _ = doing.give(Command::TakeIn(vec![run.into()]));
        doing.done
    }

    /// Whether an act can be taken back: everything is as it has left it.
    pub fn can_take_back(&self, run: RunId) -> bool {
        let context = Context { now: Moment::default(), by: None, robot: None, entry: EntryId(0) };
        self.take_back(run, &context).is_ok()
    }

    /// What takes an act back, as long as everything is as the act has left it.
    pub(in crate::domain) fn take_back(&self, id: RunId, context: &Context) -> Result<Change, Rejection> {
        let run = self.run(id).ok_or(Rejection::NotFound(id.into()))?;
        let deal = self.deal(run.deal).ok_or(Rejection::NotFound(run.deal.into()))?;
        let before = was(deal, run).ok_or(Rejection::ChangedSince(deal.id.into()))?;
        let mut records: Vec<(RecordId, Option<Record>)> = vec![(deal.id.into(), Some(before.into()))];
        for deed in &run.did {
            if let Deed::Began(begun, _) = deed {
                let theirs: Vec<RecordId> = self.of(*begun).collect();
                let worked = |id: &RecordId| matches!(id, RecordId::Activity(_) | RecordId::Attachment(_));
                let made = made(run);
                let moved = |deal: &Deal| deal.history.iter().any(|entry| !made.contains(&entry.id));
                if self.deal(*begun).is_none_or(|deal| moved(deal)) || theirs.iter().any(worked) {
                    return Err(Rejection::ChangedSince((*begun).into()));
                }
                records.extend(theirs.into_iter().chain([(*begun).into()]).map(|id| (id, None)));
            }
        }
        records.push((id.into(), Some(Run { undone: Some(context.now), ..Run::clone(run) }.into())));
        self.sound(self.replace(records))
    }
}

/// The deal before an act; none when it has changed since, or the act has been taken back.
fn was(deal: &Deal, run: &Run) -> Option<Deal> {
    let made = made(run);
    let mut before = deal.clone();
    let (mut owner, mut next, mut moves) = (run.owner, run.next.as_ref().map(|next| next.at), 0);
    for deed in &run.did {
        match deed {
            Deed::Moved(_) => moves += 1,
            Deed::Assigned(member) => owner = Some(*member),
            Deed::Planned(at) => next = Some(*at),
            Deed::Tagged(tag) => drop(before.tags.remove(tag)),
            // What comes after is about the deal that was begun.
            Deed::Began(..) => break,
            _ => {}
        }
    }
    for _ in 0..moves {
        before.history.pop().filter(|entry| made.contains(&entry.id))?;
    }
    before.stage = before.history.last()?.to;
    // Closing a deal takes its plan away.
    let planned = deal.next.as_ref().map(|next| next.at);
    let as_left = deal.owner == owner && (planned == next || (moves > 0 && planned.is_none()));
    before.owner = run.owner;
    before.next = run.next.clone();
    // A deal that was not moved may have got its rate since.
    if moves > 0 {
        before.rate = run.rate;
        before.other_rates = run.other_rates.clone();
    }
    (as_left && run.undone.is_none()).then_some(before)
}

/// The stage entries that an act can have made.
fn made(run: &Run) -> Vec<EntryId> {
    (0..=u8::MAX).map(|number| identity::entry(run.id, number)).collect()
}

/// Whether a robot goes on to what it does next.
#[derive(PartialEq)]
enum Goes {
    On,
    /// The rest rests on what could not be done.
    NoFurther,
}

/// An act in the middle.
struct Doing<'a> {
    workspace: &'a mut Workspace,
    act: &'a Act,
    clock: Clock<'a>,
    /// The deal that it is about now: one that it has begun takes the place of the first.
    subject: DealId,
    /// Whether a closed deal may be opened again: it may not for a score (rule 58).
    reopens: bool,
    /// How many commands it has given.
    commands: u8,
    done: Change,
    did: Vec<Deed>,
}

impl Doing<'_> {
    fn all_of(&mut self, robot: &Robot) {
        for action in &robot.then {
            if self.one(action) == Goes::NoFurther {
                break;
            }
        }
    }

    fn one(&mut self, action: &Action) -> Goes {
        match action {
            Action::Move(to) => return self.go(*to),
            Action::Return => {
                let back = self.workspace.deal(self.subject).and_then(|deal| before_refusal(self.workspace, deal));
                return back.map_or(Goes::NoFurther, |to| self.go(to));
            }
            Action::Basket(field, baskets) => {
                let key = self.key(*field).map(|key| key.to_lowercase());
                let chosen = key.and_then(|key| baskets.iter().find(|(known, _)| known.to_lowercase() == key));
                let Some((_, &to)) = chosen else { return Goes::NoFurther };
                return if self.is_closed() { self.begin(to) } else { self.go(to) };
            }
            Action::Begin(stage) => return self.begin(*stage),
            Action::Assign(role) => self.assign(*role),
            Action::Plan { kind, after, purpose } => {
                let at = calendar::after(self.clock.now, *after, self.clock.schedule);
                let purpose = purpose.in_tongue(self.clock.tongue).to_owned();
                self.plan(NextContact { at, kind: *kind, purpose });
            }
            Action::Tag(tag) => self.tag(tag),
            Action::Message(text) => self.did.push(Deed::Message(text.clone(), None)),
            Action::Notify(whom) => {
                let told = self.whom(*whom).into_iter().map(|member| (member, None)).collect();
                self.did.push(Deed::Told(told));
            }
        }
        Goes::On
    }

    /// Gives a command, as the robot.
    fn give(&mut self, command: Command) -> Result<(), Rejection> {
        let entry = identity::entry(self.act.run, self.commands);
        let context = Context { now: self.clock.now, by: None, robot: Some(self.act.robot), entry };
        self.commands = self.commands.saturating_add(1);
        let change = self.workspace.apply(command, &context)?;
        self.done = std::mem::take(&mut self.done).squash(change);
        Ok(())
    }

    fn deal(&self) -> Option<&Deal> {
        self.workspace.deal(self.subject).map(AsRef::as_ref)
    }

    fn go(&mut self, to: Slug) -> Goes {
        if self.deal().is_some_and(|deal| deal.stage == to) {
            return Goes::On;
        }
        if !self.reopens && self.is_closed() {
            self.did.push(Deed::Refused(to, Vec::new(), Some(58)));
            return Goes::NoFurther;
        }
        let (deal, answers) = (self.subject, Answers::default());
        match self.give(Command::MoveDeal { deal, to, answers }) {
            Ok(()) => self.did.push(Deed::Moved(to)),
            Err(why) => return self.refused(to, &why),
        }
        Goes::On
    }

    fn begin(&mut self, stage: Slug) -> Goes {
        let Some(deal) = self.deal().cloned() else { return Goes::NoFurther };
        let id = identity::deal(self.act.run, self.commands, self.act.since);
        let draft = DealDraft {
            id,
            title: deal.title,
            customer: deal.customer.map(DraftCustomer::Known),
            amount: None,
            stage,
            fields: deal.fields,
        };
        if let Err(why) = self.give(Command::AddDeal(draft)) {
            return self.refused(stage, &why);
        }
        self.subject = id;
        self.did.push(Deed::Began(id, stage));
        self.lead(deal.owner);
        Goes::On
    }

    fn refused(&mut self, to: Slug, why: &Rejection) -> Goes {
        let (lacks, rule) = told(why);
        self.did.push(Deed::Refused(to, lacks, rule));
        Goes::NoFurther
    }

    /// Gives the deal to somebody; the workspace knows whoever is named here, so that it can't be refused.
    fn lead(&mut self, owner: Option<MemberId>) {
        let (deal, fields) = (self.subject, BTreeMap::new());
        let _ = self.give(Command::EditDeal { deal, title: None, amount: None, owner: Some(owner), fields });
    }

    fn assign(&mut self, role: Role) {
        let theirs = self.workspace.members().filter(|member| member.role == Some(role)).map(|member| member.id);
        let load = |&member: &MemberId| (open_deals(self.workspace, member, self.subject), member);
        match theirs.min_by_key(load) {
            Some(member) => {
                self.lead(Some(member));
                self.did.push(Deed::Assigned(member));
            }
            None => self.did.push(Deed::NobodyToAssign(role)),
        }
    }

    fn plan(&mut self, contact: NextContact) {
        let kept = self.deal().and_then(|deal| deal.next.as_ref()).map(|next| next.at);
        // What was planned and is overdue is no plan any more.
        if let Some(kept) = kept.filter(|&kept| kept >= self.clock.now) {
            return self.did.push(Deed::Kept(kept));
        }
        // No list shows what is planned on a closed deal, and closing it took the plan away.
        if self.is_closed() {
            return self.did.push(Deed::NotPlanned);
        }
        let (deal, at) = (self.subject, contact.at);
        if self.give(Command::PlanContact { deal, contact: Some(contact) }).is_ok() {
            self.did.push(Deed::Planned(at));
        }
    }

    fn tag(&mut self, tag: &str) {
        let Some(mut deal) = self.deal().cloned() else { return };
        if deal.tags.insert(tag.to_owned()) && self.give(Command::TakeIn(vec![deal.into()])).is_ok() {
            self.did.push(Deed::Tagged(tag.to_owned()));
        }
    }

    fn whom(&self, whom: Whom) -> Vec<MemberId> {
        match whom {
            Whom::Owner => self.deal().and_then(|deal| deal.owner).into_iter().collect(),
            Whom::Role(role) => {
                let members = self.workspace.members().filter(|member| member.role == Some(role));
                members.map(|member| member.id).collect()
            }
        }
    }

    fn is_closed(&self) -> bool {
        self.deal().is_some_and(|deal| is_end(self.workspace, deal.stage))
    }

    /// What a basket is chosen by: what a field holds, or the reason of the loss.
    fn key(&self, field: Option<Slug>) -> Option<String> {
        let deal = self.deal()?;
        match field {
            Some(field) => deal.fields.get(field.as_str()).map(|value| value.trim().to_owned()),
            None => Some(deal.history.last()?.loss.as_ref()?.reason?.to_string()),
        }
    }
}

fn is_end(workspace: &Workspace, place: Slug) -> bool {
    workspace.pipeline_of(place).is_some_and(|funnel| funnel.end(place).is_some())
}

/// The last stage on which a deal stood before its buyer refused for now.
fn before_refusal(workspace: &Workspace, deal: &Deal) -> Option<Slug> {
    let refusals = |funnel: &Pipeline| funnel.refusals;
    let waited = |place: Slug| workspace.pipeline_of(place).is_none_or(|funnel| refusals(funnel));
    let mut entered = deal.history.iter().rev().map(|entry| entry.to);
    entered.find(|&place| !is_end(workspace, place) && !waited(place))
}

fn open_deals(workspace: &Workspace, member: MemberId, but: DealId) -> usize {
    let open = |id: &RecordId| match id {
        RecordId::Deal(id) if *id != but => {
            let deal = workspace.deal(*id);
            deal.is_some_and(|deal| deal.owner == Some(member) && !is_end(workspace, deal.stage))
        }
        _ => false,
    };
    workspace.of(member).filter(open).count()
}

/// What a robot lacks, and the number of the rule that stops it (docs/rules.md).
fn told(why: &Rejection) -> (Vec<Slug>, Option<u8>) {
    match why {
        Rejection::Needs(asks) => {
            let mut lacks = Vec::new();
            let mut rule = None;
            for ask in asks {
                match ask {
                    Ask::Fields(fields) => lacks.extend(fields.iter().map(|field| field.id)),
                    Ask::Proofs { missing, .. } => lacks.extend(missing.iter().map(|proof| proof.id)),
                    Ask::WhyLost(_) => rule = Some(14),
                    Ask::ReturnOn => rule = Some(15),
                    Ask::WhySkip(_) => rule = Some(2),
                    Ask::WhyBack => rule = Some(4),
                    Ask::WhyReopen => rule = Some(20),
                }
            }
            (lacks, rule)
        }
        Rejection::UnknownStage(_) | Rejection::AlreadyThere => (Vec::new(), Some(6)),
        Rejection::StageSkipped(_) => (Vec::new(), Some(2)),
        Rejection::BackForbidden => (Vec::new(), Some(4)),
        Rejection::DealClosed => (Vec::new(), Some(19)),
        Rejection::NotAnEnd(_) => (Vec::new(), Some(17)),
        Rejection::NotTheirs(..) => (Vec::new(), Some(42)),
        Rejection::FunnelArchived(_) => (Vec::new(), Some(50)),
        _ => (Vec::new(), None),
    }
}
