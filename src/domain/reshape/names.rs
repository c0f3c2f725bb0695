//! Fresh short names: what is new is never called as something that was, or old proofs, reasons and histories would
//! speak of it.

use std::collections::BTreeSet;

use crate::domain::{Pipeline, Slug, Text, Workspace};

/// How many letters tell a fresh name from others: 30 bits, so that two devices hardly ever choose the same.
const LETTERS: u32 = 6;
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// So many bytes of the owner's name go into a fresh one: a kind, a dot and the letters stay below the longest name.
const OWNER: usize = 30;

/// Gives names that nothing in the workspace has or ever had.
#[derive(Clone, Debug)]
pub struct Names {
    taken: BTreeSet<Slug>,
    seed: u128,
}

impl Names {
    /// For a workspace; `seed` is a number that no other device has.
    pub fn new(workspace: &Workspace, seed: u128) -> Self {
        let live = workspace.pipelines().map(AsRef::as_ref);
        let drafts = workspace.drafts().map(|draft| draft.funnel.as_ref());
        let past = workspace.pipelines().flat_map(|funnel| workspace.editions(funnel.id));
        let past = past.map(|edition| edition.funnel.as_ref());
        let mut taken: BTreeSet<Slug> = live.chain(drafts).chain(past).flat_map(named).collect();
        taken.extend(workspace.robots().map(|robot| robot.id));
        taken.extend(workspace.regulations().map(|regulation| regulation.id));
        Self { taken, seed }
    }

    /// A stage or an end of a funnel: `deals-4r.s7k2m9q`.
    pub fn place(&mut self, funnel: Slug) -> Slug {
        self.inside(funnel.as_str(), "s")
    }

    /// A proof of a stage.
    pub fn proof(&mut self, stage: Slug) -> Slug {
        self.inside(stage.as_str(), "p")
    }

    /// A loss reason of a stage.
    pub fn reason(&mut self, stage: Slug) -> Slug {
        self.inside(stage.as_str(), "r")
    }

    /// A piece of data.
    pub fn field(&mut self) -> Slug {
        self.inside("data", "f")
    }

    /// A funnel.
    pub fn funnel(&mut self) -> Slug {
        self.fresh("f-")
    }

    /// A question of a funnel, whose answers no other question of it has.
    pub fn question(&mut self, funnel: Slug) -> Slug {
        loop {
            let id = self.fresh("");
            let field = funnel.child(&format!("q{id}")).unwrap_or(id);
            if field == id || self.taken.insert(field) {
                return id;
            }
        }
    }

    fn inside(&mut self, owner: &str, kind: &str) -> Slug {
        // Names are Latin letters, digits and signs: every byte is a letter.
        let owner = owner.get(..OWNER.min(owner.len())).unwrap_or_default();
        self.fresh(&format!("{owner}.{kind}"))
    }

    /// A name that begins so; ends because only so many are taken.
    fn fresh(&mut self, begins: &str) -> Slug {
        loop {
            let letters = (0..LETTERS).rev().map(|at| ALPHABET[(self.seed >> (5 * at) & 31) as usize]);
            let name: String = begins.chars().chain(letters.map(char::from)).collect();
            self.seed = self.seed.wrapping_add(1);
            if let Ok(slug) = Slug::new(&name)
                && self.taken.insert(slug)
            {
                return slug;
            }
        }
    }
}

/// Every name that a funnel has given.
fn named(funnel: &Pipeline) -> Vec<Slug> {
    let mut names = vec![funnel.id];
    names.extend(funnel.places());
    for stage in &funnel.stages {
        names.extend(stage.evidence.iter().map(|proof| proof.id));
        names.extend(stage.loss_reasons.iter().map(|reason| reason.id));
        names.extend(stage.required_fields.iter().chain(&stage.exit_fields).map(|field| field.id));
    }
    names.extend(funnel.questions.iter().flat_map(|question| [question.id, question.field(funnel.id).id]));
    names
}

impl Pipeline {
    /// Another funnel that works as this one does: no deal, no place in the 4R model, every name its own.
    #[must_use]
    pub fn copied(&self, name: Text, names: &mut Names) -> Self {
        let mut copy = Self { id: names.funnel(), name, four_r: None, archived: false, ..self.clone() };
        for at in 0..copy.stages.len() {
            let was = copy.stages[at].id;
            let stage = copy.stages[at].renamed(names.place(copy.id), names);
            for question in copy.questions.iter_mut().filter(|question| question.before == Some(was)) {
                question.before = Some(stage.id);
            }
            copy.stages[at] = stage;
        }
        for end in &mut copy.ends {
            end.id = names.place(copy.id);
        }
        copy
    }
}
