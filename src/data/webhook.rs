//! What goes to the address on the network that sends letters on, and what its answers mean.
//!
//! One letter is one JSON POST with the letter's identity as its `Idempotency-Key` (the IETF draft "The Idempotency-Key
//! HTTP Header Field"): a try whose answer was lost is made again with the same key, and the receiver, who alone can know
//! that it has the letter, sends it on once. Deliberately not here: the network (`app::outbox`), pauses (`domain::letter`).

use chrono::DateTime;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::domain::{Letter, Moment, Post, Way};

/// The address that takes letters, as a person of this device has set it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhook {
    /// Where letters are posted to.
    pub url: String,
    /// What the receiver knows us by; empty for one that asks for nothing.
    pub secret: String,
}

/// A letter as it is posted. `name` is what the customer is called.
pub fn body(letter: &Letter, name: &str) -> String {
    let made = DateTime::from_timestamp_millis(letter.made.0);
    let deal = letter.deal.map(|deal| deal.to_string());
    json!({
        "id": letter.id.to_string(),
        "to": letter.to,
        "subject": letter.subject,
        "text": letter.body,
        "customer": { "id": letter.customer.to_string(), "name": name },
        "deal": deal,
        "prepared_at": made.map(|made| made.to_rfc3339()),
    })
    .to_string()
}

/// What is noted of a try without an answer in time; the screen has a sentence for it.
pub const TIMEOUT: &str = "timeout";
/// What is noted of a try that found nobody, or somebody who does not let pages of other addresses in.
pub const NETWORK: &str = "network";
/// What is noted of an address that leads to another.
pub const REDIRECT: &str = "redirect";

/// How much of what the other side says is kept with the letter.
const MOST_SAID: usize = 200;

/// What an answer means for the letter: 2xx is taken; what is busy, broken or in doubt is tried again (408, 409, 425, 429,
/// 5xx), after as long as `Retry-After` asks for; everything else is a refusal that another try would get again.
pub fn verdict(status: u16, said: &str, retry_after: Option<&str>, now: Moment) -> Post {
    let said: String = said.trim().chars().take(MOST_SAID).collect();
    let why = if said.is_empty() { format!("HTTP {status}") } else { format!("HTTP {status}: {said}") };
    match status {
        // What a browser tells of a redirect that it was not to follow.
        0 | 300..=399 => Post::Refused(REDIRECT.to_owned()),
        200..=299 => Post::Sent(Way::Webhook),
        408 | 409 | 425 | 429 | 500..=599 => Post::Missed { why, wait: retry_after.and_then(|text| wait(text, now)) },
        _ => Post::Refused(why),
    }
}

/// The wait that `Retry-After` asks for, in milliseconds: seconds, or a date (RFC 9110, 10.2.3).
fn wait(text: &str, now: Moment) -> Option<i64> {
    let text = text.trim();
    let seconds = text.parse::<u32>().ok().map(|seconds| i64::from(seconds) * 1_000);
    seconds.or_else(|| {
        let until = DateTime::parse_from_rfc2822(text).ok()?.timestamp_millis();
        Some((until - now.0).max(0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CampaignId, CustomerId, Fate, Source};

    #[test]
    fn answers_and_what_they_mean() {
        let now = Moment(1_795_000_000_000);
        let missed = |why: &str, wait| Post::Missed { why: why.into(), wait };
        for (status, said, retry, expected) in [
            (200, "ok", None, Post::Sent(Way::Webhook)),
            (204, "", None, Post::Sent(Way::Webhook)),
            (500, "", None, missed("HTTP 500", None)),
            (503, " later ", Some("120"), missed("HTTP 503: later", Some(120_000))),
            (429, "", Some("Wed, 18 Nov 2026 11:08:20 GMT"), missed("HTTP 429", Some(1_795_000_100_000 - now.0))),
            (429, "", Some("Wed, 18 Nov 2020 11:08:20 GMT"), missed("HTTP 429", Some(0))),
            (429, "", Some("soon"), missed("HTTP 429", None)),
            (409, "", None, missed("HTTP 409", None)),
            (400, "no such list", None, Post::Refused("HTTP 400: no such list".into())),
            (401, "", None, Post::Refused("HTTP 401".into())),
            (0, "", None, Post::Refused(REDIRECT.into())),
            (302, "", None, Post::Refused(REDIRECT.into())),
        ] {
            assert_eq!(verdict(status, said, retry, now), expected, "{status}");
        }
        let Post::Missed { why, .. } = verdict(500, &"ж".repeat(5_000), None, now) else { panic!() };
        assert_eq!(why.chars().count(), "HTTP 500: ".len() + MOST_SAID);
    }

    #[test]
    fn a_letter_as_it_is_posted() {
        let source = Source::Campaign(CampaignId(7));
        let letter = Letter {
            id: source.letter(CustomerId(5)),
            customer: CustomerId(5),
            deal: None,
            source,
            to: "zakup@zavod.example".into(),
            subject: "Прайс «на осень»".into(),
            body: "Здравствуйте.\n\"Цены\" внутри.".into(),
            made: Moment(1_795_000_000_000),
            by: None,
            fate: Fate::Ready,
            answered: None,
        };
        let posted: serde_json::Value = serde_json::from_str(&body(&letter, "Завод")).unwrap();
        assert_eq!(posted["id"], letter.id.to_string());
        assert_eq!(posted["to"], "zakup@zavod.example");
        assert_eq!(posted["subject"], "Прайс «на осень»");
        assert_eq!(posted["text"], "Здравствуйте.\n\"Цены\" внутри.");
        assert_eq!(posted["customer"]["name"], "Завод");
        assert_eq!(posted["deal"], serde_json::Value::Null);
    }
}
