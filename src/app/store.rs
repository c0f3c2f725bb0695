//! The reactive store: plain records with one trigger per observed record or list (see ARCHITECTURE.md, "Reactivity at
//! scale"), undo and redo, and the one way by which the screen edits anything.
//!
//! Reading inside an effect or a view subscribes to exactly what was read. Deliberately not here: what a command does
//! (`domain`), how a change gets to the disk (`saving`).

mod many;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use leptos::task::spawn_local;

use super::saving::Saving;
use super::{clock, zones};
use crate::domain::robots::{Act, Clock, Touched, touched};
use crate::domain::{
    Change, Column, Command, Company, Customer, CustomerId, Deal, DealId, Draft, FourR, LetterId, Member, MemberId,
    Pipeline, Post, Record, RecordId, Rejection, Run, Schedule, Slug, Squashed, Workspace,
};

/// Something that a view can observe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Watched {
    /// One record.
    Record(RecordId),
    /// The deals on a stage or end.
    Column(Slug),
    /// The records that refer to a record.
    Of(RecordId),
    /// Every record of a kind.
    Kind(&'static str),
}

/// A step that can be taken back.
struct Step {
    change: Change,
    told: String,
}

/// What hears of every change, when it has been made.
type Ear = Box<dyn Fn(&Change, &Workspace)>;

struct Inner {
    workspace: Workspace,
    ears: Vec<Ear>,
    triggers: RefCell<BTreeMap<Watched, ArcTrigger>>,
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// What the toast says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What happened and to whom.
    pub text: String,
    /// What became of the step.
    pub kind: TellKind,
}

/// What a toast tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TellKind {
    /// Something was done and can be undone.
    Done,
    /// The last step was undone and can be done again.
    Undone,
    /// A step was done again.
    Redone,
    /// The step could not be taken back or done again: its records have changed since.
    Refused,
    /// Nothing was done: what is here is only looked at.
    LookOnly,
    /// Something to know, with nothing to undo.
    Plain,
}

/// The workspace as the screen sees it.
#[derive(Clone, Copy)]
pub struct Store {
    inner: StoredValue<Inner, LocalStorage>,
    /// The toast, if there is one.
    pub told: RwSignal<Option<Told>>,
    /// What the disk has.
    pub saving: Saving,
    /// Whether there is something to take back, and to do again.
    pub can: RwSignal<(bool, bool)>,
    /// Deals that steps of a person at this screen have touched and robots have not looked at since.
    pub touched: RwSignal<Vec<Touched>>,
    /// Whether records are being taken in: until they all are, robots wait.
    pub taking_in: RwSignal<bool>,
    /// Whether what is here is only looked at: somebody's copy, of which nothing can be changed and nothing is stored.
    pub look_only: RwSignal<bool>,
    /// Who of the sales desk sits here, if they have said so.
    me: RwSignal<Option<MemberId>>,
}

impl Store {
    /// An empty store whose changes are saved by `saving`, at which `me` sits.
    pub fn new(saving: Saving, me: RwSignal<Option<MemberId>>) -> Self {
        let inner = Inner {
            workspace: Workspace::default(),
            ears: Vec::new(),
            triggers: RefCell::default(),
            done: Vec::new(),
            undone: Vec::new(),
        };
        Self {
            inner: StoredValue::new_local(inner),
            told: RwSignal::new(None),
            saving,
            can: RwSignal::new((false, false)),
            touched: RwSignal::new(Vec::new()),
            taking_in: RwSignal::new(false),
            look_only: RwSignal::new(false),
            me,
        }
    }

    /// Who of the sales desk sits here; none when nobody has said so, or they are not of the desk any more.
    pub fn me(&self) -> Option<MemberId> {
        self.me.get().filter(|&member| self.member(member).is_some())
    }

    /// Reads the workspace without subscribing to anything: for event handlers and long work.
    pub fn peek<T>(&self, read: impl FnOnce(&Workspace) -> T) -> T {
        self.inner.with_value(|inner| read(&inner.workspace))
    }

    fn watch<T>(&self, watched: Watched, read: impl FnOnce(&Workspace) -> T) -> T {
        self.inner.with_value(|inner| {
            if Observer::get().is_some() {
                inner.triggers.borrow_mut().entry(watched).or_default().track();
            }
            read(&inner.workspace)
        })
    }

    /// Has every change heard from now on, as long as the page lives, whoever made it. Whoever hears must not edit.
    pub fn listen(&self, hear: impl Fn(&Change, &Workspace) + 'static) {
        self.inner.update_value(|inner| inner.ears.push(Box::new(hear)));
    }

    /// A deal.
    pub fn deal(&self, id: DealId) -> Option<Arc<Deal>> {
        self.watch(Watched::Record(id.into()), |workspace| workspace.deal(id).cloned())
    }

    /// A customer.
    pub fn customer(&self, id: CustomerId) -> Option<Arc<Customer>> {
        self.watch(Watched::Record(id.into()), |workspace| workspace.customer(id).cloned())
    }

    /// Somebody of the sales desk.
    pub fn member(&self, id: MemberId) -> Option<Arc<Member>> {
        self.watch(Watched::Record(id.into()), |workspace| workspace.member(id).cloned())
    }

    /// The company; none before the workspace has been set up.
    pub fn company(&self) -> Option<Arc<Company>> {
        self.watch(Watched::Record(RecordId::Company), |workspace| workspace.company().cloned())
    }

    /// A funnel as somebody is changing it.
    pub fn draft(&self, id: Slug) -> Option<Arc<Draft>> {
        self.watch(Watched::Record(RecordId::Draft(id)), |workspace| workspace.draft(id).cloned())
    }

    /// A funnel by its name.
    pub fn pipeline(&self, id: Slug) -> Option<Arc<Pipeline>> {
        self.watch(Watched::Record(id.into()), |workspace| workspace.pipeline(id).cloned())
    }

    /// The funnel that has a place in the 4R model.
    pub fn four_r(&self, place: FourR) -> Option<Arc<Pipeline>> {
        self.watch(Watched::Kind("pipeline"), |workspace| workspace.four_r(place).cloned())
    }

    /// The column of a stage or end, as far as `read` wants it.
    pub fn column<T>(&self, stage: Slug, read: impl FnOnce(&Column) -> T) -> T {
        self.watch(Watched::Column(stage), |workspace| match workspace.column(stage) {
            Some(column) => read(column),
            None => read(&Column::default()),
        })
    }

    /// How many deals stand on the open stages of a funnel.
    pub fn open_deals(&self, pipeline: &Pipeline) -> usize {
        pipeline.stages.iter().map(|stage| self.column(stage.id, Column::len)).sum()
    }

    /// The records that refer to a record: a deal's activities, a customer's deals.
    pub fn of(&self, parent: impl Into<RecordId>) -> Vec<RecordId> {
        let parent = parent.into();
        self.watch(Watched::Of(parent), |workspace| workspace.of(parent).collect())
    }

    /// When the company works.
    pub fn schedule(&self) -> Arc<Schedule> {
        self.all("timetable", |workspace| zones::schedule(workspace.timetable()))
    }

    /// Anything about every record of a kind (`customer`, `purchase`, …): runs again when one of them changes.
    pub fn all<T>(&self, kind: &'static str, read: impl FnOnce(&Workspace) -> T) -> T {
        self.watch(Watched::Kind(kind), read)
    }

    /// Carries out a command and saves it; `told` is what the toast says, with a way to undo.
    ///
    /// # Errors
    /// The rejection; then nothing has changed.
    pub fn dispatch(&self, command: Command, told: impl Into<String>) -> Result<(), Rejection> {
        let change = self.apply(command)?;
        if change.is_empty() {
            return Ok(());
        }
        self.saving.save(change.clone(), true);
        let seen = touched(&change);
        self.remember(change, told.into());
        if !seen.is_empty() {
            self.touched.update(|all| all.extend(seen));
        }
        Ok(())
    }

    /// Carries out and saves what comes of itself, as a new month does: nobody did it, so nothing is told and nobody can take
    /// it back.
    pub fn of_itself(&self, command: Command) {
        // What can't be done has changed nothing.
        if let Ok(change) = self.apply(command)
            && !change.is_empty()
        {
            // Another tab may have done the same: what is stored is looked at before it is written.
            self.saving.save(change, false);
        }
    }

    /// Carries out commands about different records as one step: all of them or none.
    ///
    /// # Errors
    /// The first rejection; then nothing has changed.
    pub fn dispatch_all(&self, commands: Vec<Command>, told: impl Into<String>) -> Result<(), Rejection> {
        let mut whole = Squashed::default();
        for command in commands {
            match self.apply(command) {
                Ok(change) => whole.add(change),
                Err(why) => {
                    // What was just done can be taken back.
                    let _ = self.apply(Command::Replay(whole.change().reversed()));
                    return Err(why);
                }
            }
        }
        let whole = whole.change();
        if !whole.is_empty() {
            self.saving.save(whole.clone(), true);
            self.remember(whole, told.into());
        }
        Ok(())
    }

    /// Carries out an act of a robot and saves it, as a step that can be undone; `told` says what it did.
    pub fn act(&self, act: &Act, clock: Clock<'_>, told: impl FnOnce(&Run) -> String) -> Change {
        if self.look_only.get_untracked() {
            return Change::default();
        }
        let change = self.inner.try_update_value(|inner| inner.workspace.act(act, clock)).unwrap_or_default();
        self.notify(&change);
        // Another tab may have done the same: what is stored is looked at before it is written.
        self.saving.save(change.clone(), false);
        if let Some(run) = self.peek(|workspace| workspace.run(act.run).cloned()) {
            self.keep(change.clone(), told(&run));
        }
        change
    }

    /// Notes and saves what became of a letter on the network. What has gone out can't be taken back, so that this is no
    /// step of undo; steps before it that knew the letter otherwise are refused from now on.
    ///
    /// # Errors
    /// The rejection; then nothing has changed.
    pub fn note(&self, letter: LetterId, post: Post) -> Result<(), Rejection> {
        let change = self.apply(Command::Post(letter, post))?;
        self.saving.save(change, false);
        Ok(())
    }

    /// Takes over what is saved already: at the start, and from other tabs. Neither saved again nor undone.
    pub fn adopt(&self, records: Vec<(RecordId, Option<Record>)>) {
        // Adopting can't be refused.
        let _ = self.apply(Command::Adopt(records));
    }

    /// Takes the last step back.
    pub fn undo(&self) {
        self.step_back(|inner| &mut inner.done, |inner| &mut inner.undone, TellKind::Undone);
    }

    /// Does the last undone step again.
    pub fn redo(&self) {
        self.step_back(|inner| &mut inner.undone, |inner| &mut inner.done, TellKind::Redone);
    }

    fn step_back(&self, from: fn(&mut Inner) -> &mut Vec<Step>, to: fn(&mut Inner) -> &mut Vec<Step>, kind: TellKind) {
        if self.look_only.get_untracked() {
            let _ = self.refuse();
            return;
        }
        // A step of many records that is on its way comes first.
        if self.taking_in.get_untracked() {
            return;
        }
        let Some(step) = self.inner.try_update_value(|inner| from(inner).pop()).flatten() else { return };
        let Step { change, told } = step;
        let stepped = move |store: Self, done: Result<Change, Rejection>| {
            let kind = match done {
                Ok(change) => {
                    store.saving.save(change.clone(), false);
                    store.inner.update_value(|inner| to(inner).push(Step { change, told: told.clone() }));
                    kind
                }
                Err(_) => TellKind::Refused,
            };
            store.refresh_can();
            store.say(Told { text: told, kind });
        };
        let back = change.taken_back(clock::now());
        if back.edits.len() <= many::AT_ONCE {
            return stepped(*self, self.apply(Command::Replay(back)));
        }
        let store = *self;
        spawn_local(async move {
            let done = store.replay_in_slices(back).await;
            stepped(store, done);
        });
    }

    /// The toast comes when the screen shows what it tells of.
    fn say(&self, told: Told) {
        let toast = self.told;
        clock::after_paint(move || toast.set(Some(told)));
    }

    /// Says something that has nothing to undo.
    pub fn tell(&self, text: &str) {
        self.say(Told { text: text.to_owned(), kind: TellKind::Plain });
    }

    /// Says what the last step was, with a way to undo it.
    pub fn announce(&self, text: String) {
        self.say(Told { text, kind: TellKind::Done });
    }

    fn remember(&self, change: Change, told: String) {
        self.keep(change, told.clone());
        self.announce(told);
    }

    /// Makes a change the last step that can be undone.
    fn keep(&self, change: Change, told: String) {
        self.inner.update_value(|inner| {
            inner.done.push(Step { change, told });
            inner.undone.clear();
        });
        self.refresh_can();
    }

    fn refresh_can(&self) {
        let can = self.inner.with_value(|inner| (!inner.done.is_empty(), !inner.undone.is_empty()));
        if self.can.get_untracked() != can {
            self.can.set(can);
        }
    }

    fn apply(&self, command: Command) -> Result<Change, Rejection> {
        // What is adopted is shown and not stored; everything else would be.
        if self.look_only.get_untracked() && !matches!(command, Command::Adopt(_)) {
            return Err(self.refuse());
        }
        let context = clock::context(self.acting());
        let applied = self.inner.try_update_value(|inner| inner.workspace.apply(command, &context));
        // The store lives as long as the page.
        let change = applied.unwrap_or_else(|| Ok(Change::default()))?;
        self.notify(&change);
        Ok(change)
    }

    /// Says that what is here is only looked at.
    fn refuse(&self) -> Rejection {
        self.say(Told { text: String::new(), kind: TellKind::LookOnly });
        Rejection::LookOnly
    }

    /// Who acts, read without subscribing.
    pub fn acting(&self) -> Option<MemberId> {
        let me = self.me.get_untracked();
        self.peek(|workspace| me.filter(|&member| workspace.member(member).is_some()))
    }

    fn notify(&self, change: &Change) {
        self.inner.with_value(|inner| inner.ears.iter().for_each(|hear| hear(change, &inner.workspace)));
        // Far more is changed than watched while a page opens, and far more is watched than changed later.
        let woken: BTreeMap<Watched, ArcTrigger> = self.inner.with_value(|inner| {
            let triggers = inner.triggers.borrow();
            let mut woken = BTreeMap::new();
            let mut touch = |watched| {
                if let Some((&watched, trigger)) = triggers.get_key_value(&watched) {
                    woken.entry(watched).or_insert_with(|| trigger.clone());
                }
            };
            for edit in &change.edits {
                touch(Watched::Record(edit.id));
                touch(Watched::Kind(edit.id.kind()));
                for record in [&edit.before, &edit.after].into_iter().flatten() {
                    record.refers_to().into_iter().map(Watched::Of).for_each(&mut touch);
                    if let Record::Deal(deal) = record {
                        touch(Watched::Column(deal.stage));
                    }
                }
            }
            woken
        });
        for trigger in woken.into_values() {
            trigger.notify();
        }
    }
}

/// The store of this page.
pub fn use_store() -> Store {
    expect_context()
}
