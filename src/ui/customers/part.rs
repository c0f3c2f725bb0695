//! The part of somebody in the decision and where they stand, in words.

use crate::app::words::Clients;
use crate::domain::{Part, Person, Stance};

/// The part in the decision.
pub(in crate::ui) fn part_name(words: &Clients, part: Part) -> &'static str {
    match part {
        Part::Decides => words.decides,
        Part::Influences => words.influences,
        Part::Uses => words.uses,
        Part::Pays => words.pays,
    }
}

/// Where somebody stands.
pub(in crate::ui) fn stance_name(words: &Clients, stance: Stance) -> &'static str {
    match stance {
        Stance::For => words.in_favour,
        Stance::Neutral => words.neutral,
        Stance::Against => words.against,
    }
}

/// What is known of somebody in a line: job, part in the decision, where they stand.
pub(in crate::ui) fn about(words: &Clients, person: &Person) -> String {
    let job = ["job_title", "job"].into_iter().find_map(|name| person.fields.get(name)).cloned();
    let part = person.part.map(|part| part_name(words, part).to_owned());
    let stance = person.stance.map(|stance| stance_name(words, stance).to_owned());
    [job, part, stance].into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
}
