//! What a customer in a basket of «Обновить» is written, and when (0.13 to 0.17): cases and reviews, presentations, news,
//! price lists. A plan is data of the workspace; each basket has one at most.
//! Deliberately not here: who is due what today (`insight::warming`), what was sent (`letter`).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Slug, Text};

/// Where the days of a message are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// The day on which the customer came into the basket.
    Entry,
    /// The day for which the customer plans to buy, by the deal's own data.
    PurchaseDate,
}

/// What ends a sequence before a message of it is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// The customer answered.
    Reply,
    /// The customer bought.
    Purchase,
    /// The customer wants no letters.
    Unsubscribed,
    /// Another deal with the customer was opened.
    DealOpened,
    /// Nothing comes after this message.
    LastMessage,
}

/// One message of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its name in the plan.
    pub id: Slug,
    /// So many days after its anchor; before it when negative.
    pub day: i16,
    /// Where the days are counted from.
    pub anchor: Anchor,
    /// The subject of the letter.
    pub subject: Text,
    /// What it is for.
    pub purpose: Text,
    /// The letter, with gaps like `{{company}}`.
    pub body: Text,
    /// What ends the sequence before it.
    pub stop_when: BTreeSet<Stop>,
}

impl Message {
    /// The day on which it is due, counted from its anchor; none at the end of the calendar.
    pub fn due(&self, anchor: NaiveDate) -> Option<NaiveDate> {
        let days = Days::new(self.day.unsigned_abs().into());
        if self.day < 0 { anchor.checked_sub_days(days) } else { anchor.checked_add_days(days) }
    }
}

/// The content plan of a basket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The basket.
    pub id: Slug,
    /// The messages, in the order in which they are read; their days decide when they are due.
    pub messages: Vec<Message>,
    /// What to ask the customer before putting them into the basket.
    pub entry_question: Text,
    /// What an audience file of the basket is shown in advertising.
    pub audience: Text,
}

/// A text with its gaps filled, as far as there is something to fill them with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The text. A gap that nothing fills stays as it was written.
    pub text: String,
    /// The gaps that nothing fills, each once, in order of appearance.
    pub missing: Vec<String>,
}

/// Fills the gaps `{{name}}` of a text. Blank values fill nothing.
pub fn fill(text: &str, values: &BTreeMap<String, String>) -> Filled {
    let mut filled = Filled::default();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, beyond)) = after.split_once("}}") else { break };
        filled.text.push_str(before);
        match values.get(name.trim()).map(|value| value.trim()).filter(|value| !value.is_empty()) {
            Some(value) => filled.text.push_str(value),
            None => {
                filled.text.push_str(&rest[before.len()..rest.len() - beyond.len()]);
                if !filled.missing.iter().any(|known| known == name.trim()) {
                    filled.missing.push(name.trim().to_owned());
                }
            }
        }
        rest = beyond;
    }
    filled.text.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_and_those_left_are_named() {
        let values = [("company", "Импульс"), ("me", "  "), ("empty", "")];
        let values = values.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        for (text, expected, missing) in [
            ("Заводу {{company}}: {{case_link}}", "Заводу Импульс: {{case_link}}", vec!["case_link"]),
            ("{{ company }}, {{me}}, {{me}}", "Импульс, {{me}}, {{me}}", vec!["me"]),
            ("без пробелов", "без пробелов", vec![]),
            ("{{company", "{{company", vec![]),
            ("{{company}}}} {{", "Импульс}} {{", vec![]),
            ("", "", vec![]),
        ] {
            let filled = fill(text, &values);
            assert_eq!((filled.text.as_str(), filled.missing), (expected, missing.iter().map(|&m| m.into()).collect()));
        }
    }

    #[test]
    fn a_message_is_due_before_or_after_its_anchor() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let message = |days| Message {
            id: Slug::new("timing-5").unwrap(),
            day: days,
            anchor: Anchor::PurchaseDate,
            subject: Text::default(),
            purpose: Text::default(),
            body: Text::default(),
            stop_when: BTreeSet::new(),
        };
        assert_eq!(message(-30).due(day("2027-03-01")), Some(day("2027-01-30")));
        assert_eq!(message(0).due(day("2027-03-01")), Some(day("2027-03-01")));
        assert_eq!(message(7).due(day("2026-12-28")), Some(day("2027-01-04")));
        assert_eq!(message(1).due(NaiveDate::MAX), None);
    }
}
