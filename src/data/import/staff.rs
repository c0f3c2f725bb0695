//! From the colleagues whom a file names to those of the workspace: whoever is called the same is the same, unless a
//! person has said otherwise.
//! Deliberately not here: how names are compared (`fold`).

use std::collections::BTreeMap;

use crate::domain::MemberId;

use super::fold::{colleague, fold_name};

/// Who a colleague of the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Staff {
    /// This one of ours.
    Is(MemberId),
    /// Nobody who is to be kept: somebody who has left, a robot.
    Nobody,
}

/// The choices made so far, by name as names are compared. Whoever is not in it is the colleague of that name, made when
/// they are not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffMap(BTreeMap<String, Staff>);

impl StaffMap {
    /// What was chosen for a colleague of the file.
    pub fn get(&self, name: &str) -> Option<Staff> {
        // Empty in nearly every import, and asked in every row.
        if self.0.is_empty() { None } else { self.0.get(&fold_name(colleague(name))).copied() }
    }

    /// Chooses for a colleague of the file, or takes the choice back.
    pub fn choose(&mut self, name: &str, choice: Option<Staff>) {
        let key = fold_name(colleague(name));
        match choice {
            Some(choice) => drop(self.0.insert(key, choice)),
            None => drop(self.0.remove(&key)),
        }
    }

    /// The choices by folded name.
    pub(super) fn choices(&self) -> impl Iterator<Item = (&str, Staff)> {
        self.0.iter().map(|(name, choice)| (name.as_str(), *choice))
    }
}
