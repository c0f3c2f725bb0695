//! How files of one make were read when somebody looked at them last, so that the next one comes as the last.
//! Deliberately not here: what the words of a choice mean (`data::import`), and files themselves, which are not kept.

use std::collections::BTreeMap;

use super::{Currency, IntakeId, identity};

/// What was chosen for files of one system with the same columns. Choices are words that are understood when a file comes; one
/// that is no longer understood, as when its stage has gone, is asked for again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// Identity: [`IntakeId::of`] the system and its columns.
    pub id: IntakeId,
    /// The system that the files come from, as [`ForeignId`](super::ForeignId) names it.
    pub system: String,
    /// What their rows are: `deals`, `contacts`.
    pub kind: String,
    /// What somebody took a column for, by the name of the column as names of columns are compared.
    pub columns: BTreeMap<String, String>,
    /// Where the deals of a stage stand, or `-` when they are left out; by funnel and stage, a line each.
    pub stages: BTreeMap<String, String>,
    /// Who a colleague of the files is, or `-` when they are nobody's; by name as names are compared.
    pub staff: BTreeMap<String, String>,
    /// The currency of amounts that name none, when somebody had to say.
    pub currency: Option<Currency>,
    /// Whether day or month comes first in dates, when somebody had to say.
    pub dates: Option<String>,
}

impl IntakeId {
    /// The identity that goes with files of a system with these columns, in whichever order they stand.
    pub fn of<'c>(system: &str, columns: impl Iterator<Item = &'c str>) -> Self {
        let mut columns: Vec<&str> = columns.collect();
        columns.sort_unstable();
        let parts: Vec<&[u8]> = std::iter::once(system).chain(columns).map(str::as_bytes).collect();
        Self(identity::named(&parts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_of_one_make_by_system_and_columns() {
        let of = |system, columns: &[&'static str]| IntakeId::of(system, columns.iter().copied());
        assert_eq!(of("amocrm", &["id", "этап"]), of("amocrm", &["этап", "id"]));
        assert_ne!(of("amocrm", &["id", "этап"]), of("csv", &["id", "этап"]));
        assert_ne!(of("csv", &["id", "этап"]), of("csv", &["idэтап"]));
    }
}
