//! What a due letter says: a message of the plan with its gaps filled from the deal, the customer, the person and whoever
//! writes, and from what people have written down for all letters.
//! Deliberately not here: who is due what (`warming`), how a text is filled (`plan`), where common values are kept (`app`).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::warming::Next;
use crate::domain::{
    CustomerId, Deal, Fate, Letter, MemberId, Message, Moment, Person, Plan, RecordId, Stop, Tongue, Workspace, fill,
};

/// The gaps that ready plans have, which the editor offers: first those that fill themselves, then links, then what is
/// known of one deal. The words of the screen call them in the same order.
pub const GAPS: [&str; 45] = [
    "company",
    "contact",
    "me",
    "city",
    "case_link",
    "sheet_link",
    "review_link",
    "calc_link",
    "deck_link",
    "offer_link",
    "answers_link",
    "memo_link",
    "plan_link",
    "drawing_link",
    "checklist_link",
    "rules_link",
    "price_link",
    "engineer",
    "unit",
    "power",
    "tariff",
    "saving",
    "payback",
    "price_one",
    "price_all",
    "price_fast",
    "price_slow",
    "contents",
    "quote_no",
    "rise",
    "rule_name",
    "rule_date",
    "slot_1",
    "slot_2",
    "time",
    "call_date",
    "visit_date",
    "start_date",
    "first_talk_date",
    "advance_date",
    "decide_by",
    "hold_until",
    "valid_until",
    "price_rise_date",
    "busy_weeks",
];

/// Whether a gap says the same in every letter, so that it is written once: a link, or who of us is named.
pub fn is_common(gap: &str) -> bool {
    gap.ends_with("_link") || ["me", "engineer", "tariff"].contains(&gap)
}

/// Whether something can fill a gap: it is one of the ready ones, or data that a funnel asks for.
pub fn is_known(workspace: &Workspace, gap: &str) -> bool {
    let stages = || workspace.pipelines().flat_map(|funnel| &funnel.stages);
    let mut asked = stages().flat_map(|stage| stage.required_fields.iter().chain(&stage.exit_fields));
    GAPS.contains(&gap) || asked.any(|field| field.id.as_str() == gap)
}

/// Who writes a letter, when, and what they know that no record says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pen {
    /// The language of the letter.
    pub tongue: Tongue,
    /// Who signs it; without one whoever leads the deal.
    pub by: Option<MemberId>,
    /// Values for all letters.
    pub common: BTreeMap<String, String>,
}

/// A due letter as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The subject; gaps that nothing fills stay as they were written.
    pub subject: String,
    /// The letter.
    pub body: String,
    /// The gaps that nothing fills, each once.
    pub missing: Vec<String>,
}

impl Pen {
    /// A message as the customer of a deal gets it. What is known of this letter alone comes first, then what the deal, the
    /// customer and their person say, then what is said in all letters.
    pub fn write(
        &self,
        workspace: &Workspace,
        deal: &Deal,
        to: Option<&str>,
        message: &Message,
        own: &BTreeMap<String, String>,
    ) -> Written {
        let tongue = self.tongue;
        let mut values = self.common.clone();
        values.extend(self.told(workspace, deal, to, tongue));
        values.extend(own.iter().map(|(gap, value)| (gap.clone(), value.clone())));
        let subject = fill(message.subject.in_tongue(tongue), &values);
        let body = fill(message.body.in_tongue(tongue), &values);
        let mut missing = subject.missing;
        missing.extend(body.missing);
        let mut seen = Vec::with_capacity(missing.len());
        missing.retain(|gap| {
            !seen.contains(gap) && {
                seen.push(gap.clone());
                true
            }
        });
        Written { subject: subject.text, body: body.text, missing }
    }

    /// The letter of what is due; none when its plan has changed meanwhile.
    pub fn draw(&self, workspace: &Workspace, next: &Next, own: &BTreeMap<String, String>) -> Option<Written> {
        let message = workspace.plan(next.basket)?.messages.iter().find(|message| message.id == next.message)?;
        Some(self.write(workspace, workspace.deal(next.deal)?, next.to.as_deref(), message, own))
    }

    /// What records say, by the name of the gap.
    fn told(
        &self,
        workspace: &Workspace,
        deal: &Deal,
        to: Option<&str>,
        tongue: Tongue,
    ) -> impl Iterator<Item = (String, String)> {
        let mut told = BTreeMap::new();
        let customer = deal.customer.and_then(|id| workspace.customer(id));
        if let Some(customer) = customer {
            told.extend(customer.fields.clone());
            told.insert("company".to_owned(), customer.name.clone());
        }
        told.extend(person(workspace, deal, to).map(|person| ("contact".to_owned(), person.name.clone())));
        let signs = self.by.or(deal.owner).and_then(|id| workspace.member(id));
        told.extend(signs.map(|member| ("me".to_owned(), member.name.clone())));
        told.extend(deal.fields.clone());
        told.into_iter().filter(|(_, value)| !value.trim().is_empty()).map(move |(gap, value)| {
            let value = day(&value).map_or(value, |day| say(day, tongue));
            (gap, value)
        })
    }
}

/// The person whom a letter of the deal addresses: whose address it goes to, else the first of the customer's.
fn person<'a>(workspace: &'a Workspace, deal: &Deal, to: Option<&str>) -> Option<&'a Person> {
    let people = deal.customer.into_iter().flat_map(|id| workspace.of(id)).filter_map(|record| match record {
        RecordId::Person(id) => workspace.person(id).map(AsRef::as_ref),
        _ => None,
    });
    let people: Vec<&Person> = people.collect();
    let theirs = people.iter().find(|person| {
        let own = person.fields.get("email").map(|own| own.trim());
        own.is_some() && own == to.map(str::trim)
    });
    theirs.or(people.first()).copied()
}

/// A date as forms keep it.
fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()
}

/// A date as a letter says it.
fn say(day: NaiveDate, tongue: Tongue) -> String {
    let form = match tongue {
        Tongue::Ru => "%d.%m.%Y",
        Tongue::En => "%B %-d, %Y",
    };
    day.format(form).to_string()
}

/// A due letter that somebody has read and keeps; none without an address or with a gap left open.
pub fn letter(next: &Next, written: Written, made: Moment, by: Option<MemberId>) -> Option<Letter> {
    let to = next.to.clone()?;
    let Written { subject, body, missing } = written;
    missing.is_empty().then_some(Letter {
        id: next.letter,
        customer: next.customer,
        deal: Some(next.deal),
        source: next.source,
        to,
        subject,
        body,
        made,
        by,
        fate: Fate::Ready,
        answered: None,
    })
}

/// A text cut where its gaps are: each piece with whether it is a gap. Together they are the text.
pub fn pieces(text: &str) -> Vec<(bool, &str)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("{{") {
        let Some(length) = rest[at..].find("}}").map(|end| end + 2) else { break };
        if at > 0 {
            pieces.push((false, &rest[..at]));
        }
        pieces.push((true, &rest[at..at + length]));
        rest = &rest[at + length..];
    }
    if !rest.is_empty() {
        pieces.push((false, rest));
    }
    pieces
}

/// The names of the gaps of a text, each once.
pub fn gaps(text: &str) -> Vec<String> {
    fill(text, &BTreeMap::new()).missing
}

/// The e-mail addresses of a customer, each once: its own, of the people, of the deals.
pub fn addresses(workspace: &Workspace, customer: CustomerId) -> Vec<String> {
    let fields = |record| match record {
        RecordId::Person(id) => workspace.person(id).map(|person| &person.fields),
        RecordId::Deal(id) => workspace.deal(id).map(|deal| &deal.fields),
        _ => None,
    };
    let own = workspace.customer(customer).map(|customer| &customer.fields);
    let all = own.into_iter().chain(workspace.of(customer).filter_map(fields));
    let all = all.filter_map(|fields| fields.get("email")).map(|address| address.trim().to_lowercase());
    let mut addresses: Vec<String> = all.filter(|address| address.contains('@')).collect();
    addresses.sort();
    addresses.dedup();
    addresses
}

/// What ends the sequence of a plan, for whatever message of it.
pub fn stops(plan: &Plan) -> Vec<Stop> {
    // That nothing comes after the last message goes without saying.
    const ALL: [Stop; 4] = [Stop::Reply, Stop::Purchase, Stop::Unsubscribed, Stop::DealOpened];
    let has = |stop: &Stop| plan.messages.iter().any(|message| message.stop_when.contains(stop));
    ALL.into_iter().filter(has).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_its_gaps_are() {
        for (text, expected) in [
            ("", vec![]),
            ("без пробелов", vec![(false, "без пробелов")]),
            ("{{company}}", vec![(true, "{{company}}")]),
            (
                "Заводу {{company}}: {{case_link}}.",
                vec![(false, "Заводу "), (true, "{{company}}"), (false, ": "), (true, "{{case_link}}"), (false, ".")],
            ),
            ("{{company", vec![(false, "{{company")]),
        ] {
            assert_eq!(pieces(text), expected, "{text}");
            assert_eq!(pieces(text).into_iter().map(|(_, piece)| piece).collect::<String>(), text);
        }
    }

    #[test]
    fn every_gap_of_the_ready_plans_is_known() {
        let content = include_str!("../../../public/content/baskets.json");
        for gap in gaps(content) {
            assert!(GAPS.contains(&gap.as_str()), "{gap}");
        }
        assert_eq!(gaps(content).len(), GAPS.len());
    }

    #[test]
    fn a_date_is_said_as_people_write_it() {
        let day = day(" 2026-11-26 ").unwrap();
        assert_eq!(say(day, Tongue::Ru), "26.11.2026");
        assert_eq!(say(day, Tongue::En), "November 26, 2026");
        assert_eq!(super::day("26 ноября"), None);
    }
}
