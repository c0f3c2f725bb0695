//! Carrying a mend out: as a step of the draft, as a command, or by opening the place where a person decides.

use leptos::html;
use leptos::prelude::*;

use crate::app::address::{use_go, use_query};
use crate::app::clock;
use crate::app::route::Route;
use crate::domain::insight::adviser::{Mend, Tab};
use crate::domain::{Adoption, Command, EditionId, Moment, Robot, Slug};
use crate::ui::setup::editing::Editing;
use crate::ui::setup::library::Library;

/// What can be done about the findings on the page.
#[derive(Clone, Copy)]
pub(super) struct Doing {
    editing: Editing,
    library: Library,
    head: NodeRef<html::H2>,
    on_stage: Callback<Slug>,
    /// None where only a tab of the page would do and there is none.
    on_tab: Callback<Tab>,
    go: Callback<Route>,
}

impl Doing {
    pub(super) fn new(
        editing: Editing,
        library: Library,
        head: NodeRef<html::H2>,
        on_stage: Option<Callback<Slug>>,
        on_tab: Option<Callback<Tab>>,
    ) -> Self {
        let (_, set_tab) = use_query("tab");
        let go = use_go();
        let on_stage = on_stage.unwrap_or_else(|| Callback::new(move |stage| editing.choose(stage)));
        let on_tab = on_tab.unwrap_or_else(|| {
            Callback::new(move |tab| {
                set_tab(match tab {
                    Tab::Reasons => "reasons",
                    Tab::Robots => "robots",
                    Tab::Regulation => "regulation",
                });
            })
        });
        Self { editing, library, head, on_stage, on_tab, go: Callback::new(go) }
    }

    /// The step that the buyer's action would become, when that is what the mend does.
    pub(super) fn will_be(&self, mend: &Mend) -> Option<String> {
        let Mend::Step(stage) = mend else { return None };
        self.library.shelf.with(|shelf| {
            let shelf = shelf.as_ref()?;
            let after = self
                .editing
                .funnel
                .with(|funnel| mend.apply(funnel.as_deref()?, &shelf.funnels, &mut self.editing.names()))?;
            after.stage(*stage).map(|stage| self.editing.language.of(&stage.buyer_action))
        })
    }

    /// What the button says; none when there is nothing to press.
    pub(super) fn label(&self, mend: &Mend, place: Option<Slug>) -> Option<String> {
        let said = self.editing.words.adviser;
        let stage = |stage: &Slug| self.editing.stage(*stage, |stage| self.editing.language.of(&stage.name));
        let robot = |id: &Slug| {
            let name = self.editing.store.peek(|workspace| workspace.robot(*id).map(|robot| robot.name.clone()));
            name.map(|name| self.editing.language.of(&name)).unwrap_or_default()
        };
        Some(match mend {
            Mend::Step(_) if self.will_be(mend).is_some() => said.put_step.to_owned(),
            Mend::Step(_) => place.map(|_| said.open_stage.to_owned())?,
            Mend::Prove(_) => said.prove.to_owned(),
            Mend::Trace(_) => said.trace.to_owned(),
            Mend::Key(id) => said.key.fill([&stage(id)]),
            Mend::Reasons(_, reasons) => said.add_reasons.of(reasons.len()),
            Mend::Norm(_, days) => said.norm.fill([&self.editing.words.units.days_short.of(usize::from(*days))]),
            Mend::NoSkipping => said.no_skipping.to_owned(),
            Mend::Questions => said.questions.to_owned(),
            Mend::Insert(_) => said.insert.to_owned(),
            Mend::Split(_) => said.split.to_owned(),
            Mend::Merge(..) => said.merge.to_owned(),
            Mend::SwitchOff(id) => said.off.fill([&robot(id)]),
            Mend::SwitchOn(id) => said.on.fill([&robot(id)]),
            Mend::Adopt(id) => {
                let name = self.library.shelf.with(|shelf| {
                    let funnel = shelf.as_ref()?.funnels.iter().find(|funnel| funnel.id == *id)?;
                    Some(self.editing.language.of(&funnel.name))
                });
                said.adopt.fill([&name?])
            }
            Mend::Deals(_) => said.deals.to_owned(),
            Mend::Look(Tab::Reasons) => said.to_reasons.to_owned(),
            Mend::Look(Tab::Robots) => said.to_robots.to_owned(),
            Mend::Look(Tab::Regulation) => said.to_regulation.to_owned(),
            Mend::NewFunnel => said.new_funnel.to_owned(),
        })
    }

    /// Does it; `title` is the finding that it mends.
    pub(super) fn carry_out(&self, mend: &Mend, place: Option<Slug>, title: &str) {
        let told = self.editing.words.adviser.mended.fill([title]);
        let store = self.editing.store;
        match mend {
            Mend::Look(tab) => self.on_tab.run(*tab),
            Mend::NewFunnel => self.go.run(Route::NewFunnel),
            Mend::Split(stage) => {
                self.on_stage.run(*stage);
                // What the two are called is for the person to say.
                self.editing.splitting.set(Some(*stage));
            }
            Mend::SwitchOff(robot) => self.switch(*robot, None, told),
            Mend::SwitchOn(robot) => self.switch(*robot, Some(clock::now()), told),
            Mend::Adopt(id) => {
                if let Some(funnel) = self.library.funnels().into_iter().find(|funnel| funnel.id == *id) {
                    let command = Command::Publish {
                        funnel: Box::new(funnel),
                        edition: EditionId(clock::new_id()),
                        adoption: Adoption::AtOnce,
                        moves: [].into(),
                    };
                    // Refused only when it is there already, and then the finding is gone.
                    let _ = store.dispatch(command, told);
                    self.focus();
                }
            }
            _ => {
                let library = self.library.funnels();
                let funnel = self.editing.funnel.get_untracked();
                match funnel.and_then(|funnel| mend.apply(&funnel, &library, &mut self.editing.names())) {
                    Some(after) => {
                        self.editing.edit(told, |funnel| *funnel = after);
                        self.focus();
                    }
                    None => {
                        if let Some(stage) = place {
                            self.on_stage.run(stage);
                        }
                    }
                }
            }
        }
    }

    fn switch(&self, robot: Slug, on: Option<Moment>, told: String) {
        let known = self.editing.store.peek(|workspace| workspace.robot(robot).map(|robot| Robot::clone(robot)));
        if let Some(robot) = known {
            // Refused only when the record is gone.
            let _ = self.editing.store.dispatch(Command::TakeIn(vec![Robot { on, ..robot }.into()]), told);
            self.focus();
        }
    }

    /// The button that was pressed goes with its finding: the keyboard goes on from the head of the list.
    pub(super) fn focus(&self) {
        let head = self.head;
        clock::after_paint(move || {
            if let Some(head) = head.get_untracked() {
                // Fails only for an element that is not in the page.
                let _ = head.focus();
            }
        });
    }
}
