//! An inbox of leads: any address on the network that answers with JSON. What it is asked for, which of its leads are new,
//! and a form for the company's site that fills it (`form`).
//!
//! No lead is taken twice: what has been seen once is known by what the sender calls it, or by its content where the sender
//! calls it nothing, and its records get identities that follow from that name, so that two devices that read one inbox make
//! the same records. Deliberately not here: the network and the clock (`app::inbox`), how leads are written (`lead`).

mod form;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use form::{Form, page};

use super::lead::{Lead, LeadProblem, from_json, to_json};
use crate::domain::Currency;

/// The kind of place that leads of an inbox come from, with which what they are called is kept.
pub const PLACE: &str = "inbox";

/// How many minutes may lie between two readings.
pub const PERIODS: [u16; 5] = [1, 5, 15, 60, 240];

/// An inbox, as a person of this device has set it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbox {
    /// What is asked.
    pub url: String,
    /// What it knows us by; empty for one that asks for nothing.
    pub secret: String,
    /// Minutes between two readings, of [`PERIODS`].
    pub every: u16,
}

/// The marks of the leads that stood in the inbox when it was read last: those are not taken again, even when somebody has
/// thrown them away here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen(pub BTreeSet<String>);

/// A reading: what is new in the inbox, and what of it is no lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Leads that have not been seen before, each with its key.
    pub new: Vec<Lead>,
    /// What can't be taken, by its number from 1, and why.
    pub wrong: Vec<(usize, LeadProblem)>,
    /// What is to be remembered when the new ones have been taken in.
    pub seen: Seen,
}

/// Reads what an inbox answered. `home` is the currency of an amount that names none; an empty answer is an empty inbox.
///
/// # Errors
/// What is wrong with the answer as a whole, see [`from_json`].
pub fn read(text: &str, home: Currency, seen: &Seen) -> Result<Reading, LeadProblem> {
    if text.trim().is_empty() {
        return Ok(Reading::default());
    }
    let mut reading = Reading::default();
    for (at, lead) in from_json(text, home)?.into_iter().enumerate() {
        match lead {
            Err(why) => reading.wrong.push((at + 1, why)),
            Ok(mut lead) => {
                let key = lead.key.take().unwrap_or_else(|| digest(&to_json(std::slice::from_ref(&lead)), 0));
                let mark = digest(&key, 0).split_off(16);
                lead.key = Some(key);
                if reading.seen.0.insert(mark.clone()) && !seen.0.contains(&mark) {
                    reading.new.push(lead);
                }
            }
        }
    }
    Ok(reading)
}

/// The identities of the records that a lead with this key becomes.
pub fn ids(key: &str) -> [u128; 4] {
    [1, 2, 3, 4].map(|which| u128::from_str_radix(&digest(key, which), 16).unwrap_or_default())
}

/// 128 bits of a text as 32 hexadecimal digits; another `which`, other bits.
fn digest(text: &str, which: u8) -> String {
    let sum = Sha256::new().chain_update([which]).chain_update(text.as_bytes()).finalize();
    sum.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn taken(text: &str, seen: &Seen) -> Reading {
        read(text, Currency::RUB, seen).unwrap()
    }

    #[test]
    fn a_lead_is_new_once() {
        let text =
            r#"[{"id":"7","company":"Вихрь","phone":"+7 912 000-00-01"},{"company":"Заря","email":"a@b.example"}]"#;
        let first = taken(text, &Seen::default());
        assert_eq!(first.new.len(), 2);
        assert_eq!(first.new[0].key.as_deref(), Some("7"));
        // One without a name is known by what it says, in whatever order it says it.
        let other =
            r#"[{"email":"a@b.example","company":"Заря"},{"id":7,"company":"ООО Вихрь"},{"id":"8","company":"Новый"}]"#;
        let second = taken(other, &first.seen);
        assert_eq!(second.new.iter().map(|lead| lead.company.clone().unwrap()).collect::<Vec<_>>(), ["Новый"]);
        // What has left the inbox need not be remembered any longer.
        assert_eq!(taken("[]", &second.seen).seen, Seen::default());
        assert_eq!(taken(" \n", &second.seen), Reading::default());
    }

    #[test]
    fn what_is_wrong_keeps_nothing_else_out() {
        let reading = taken(r#"{"leads":[5,{"company":"Вихрь"},{"note":""}]}"#, &Seen::default());
        assert_eq!(reading.new.len(), 1);
        assert_eq!(reading.wrong, [(1, LeadProblem::NotALead), (3, LeadProblem::Nobody)]);
        assert!(matches!(read("<html>", Currency::RUB, &Seen::default()), Err(LeadProblem::NotJson { .. })));
    }

    #[test]
    fn identities_follow_from_the_key_alone() {
        let [a, b] = ["7", "8"].map(ids);
        assert_eq!(a, ids("7"));
        let all: BTreeSet<u128> = a.into_iter().chain(b).collect();
        assert_eq!(all.len(), 8);
    }

    proptest! {
        /// However an inbox grows and shrinks between readings, each of its leads is new exactly once while it stays.
        #[test]
        fn nothing_is_new_twice(readings in prop::collection::vec(prop::collection::vec(0_u8..12, 0..12), 1..6)) {
            let mut seen = Seen::default();
            let mut before = BTreeSet::new();
            for reading in readings {
                let list: Vec<String> = reading.iter().map(|id| format!(r#"{{"id":"{id}","company":"C{id}"}}"#)).collect();
                let got = taken(&format!("[{}]", list.join(",")), &seen);
                let now: BTreeSet<u8> = reading.into_iter().collect();
                let expected: BTreeSet<String> = now.difference(&before).map(u8::to_string).collect();
                let new: Vec<String> = got.new.iter().filter_map(|lead| lead.key.clone()).collect();
                prop_assert_eq!(new.len(), expected.len());
                prop_assert_eq!(new.into_iter().collect::<BTreeSet<_>>(), expected);
                (seen, before) = (got.seen, now);
            }
        }
    }
}
