//! What of a record is searched: its head, by which people know it, and the rest.
//! Deliberately not here: how it is shown (`ui/palette`).

use super::fold::digits;
use crate::domain::contact::phone;
use crate::domain::{ActivityId, Change, CustomerId, DealId, Money, PersonId, Record, RecordId, Workspace};

/// What is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A deal or lead.
    Deal(DealId),
    /// A customer.
    Customer(CustomerId),
    /// Somebody at a customer.
    Person(PersonId),
    /// What passed between the seller and the buyer.
    Activity(ActivityId),
}

/// The kinds of what is found, in the order in which they are shown.
pub const KINDS: usize = 4;

impl Subject {
    /// Its place in the order in which kinds are shown.
    pub fn kind(self) -> usize {
        match self {
            Self::Deal(_) => 0,
            Self::Customer(_) => 1,
            Self::Person(_) => 2,
            Self::Activity(_) => 3,
        }
    }

    /// What a record is searched as; none when it is not searched.
    pub fn of(record: RecordId) -> Option<Self> {
        match record {
            RecordId::Deal(id) => Some(Self::Deal(id)),
            RecordId::Customer(id) => Some(Self::Customer(id)),
            RecordId::Person(id) => Some(Self::Person(id)),
            RecordId::Activity(id) => Some(Self::Activity(id)),
            _ => None,
        }
    }

    /// Everything that is searched, list by list, but for what passed with customers, which comes with their deals. Deals at
    /// work come before others, so that they are found while an index is built.
    pub const LISTS: [fn(&Workspace) -> Vec<Self>; 4] = [
        |workspace| workspace.customers().map(|customer| Self::Customer(customer.id)).collect(),
        |workspace| {
            let stages = workspace.pipelines().flat_map(|funnel| &funnel.stages);
            let columns = stages.filter_map(|stage| workspace.column(stage.id));
            columns.flat_map(|column| column.deals().map(Self::Deal)).collect()
        },
        |workspace| workspace.people().map(|person| Self::Person(person.id)).collect(),
        |workspace| {
            let ended = workspace.deals().filter(|deal| is_closed(workspace, deal.stage));
            ended.map(|deal| Self::Deal(deal.id)).collect()
        },
    ];

    /// Everything that is searched otherwise after a change: a customer's name stands on their deals and people, what passed is
    /// found while there is a deal that it belongs to, and a deal of a funnel that has changed may be closed where it was open.
    pub fn touched(change: &Change, workspace: &Workspace) -> Vec<Self> {
        let mut touched: Vec<Self> = Vec::new();
        for edit in &change.edits {
            touched.extend(Self::of(edit.id));
            let comes_or_goes = edit.before.is_none() || edit.after.is_none();
            if matches!(edit.id, RecordId::Customer(_)) || matches!(edit.id, RecordId::Deal(_)) && comes_or_goes {
                touched.extend(workspace.of(edit.id).filter_map(Self::of));
            }
            for side in [&edit.before, &edit.after].into_iter().flatten() {
                if let Record::Pipeline(funnel) = side {
                    let columns = funnel.places().filter_map(|place| workspace.column(place));
                    touched.extend(columns.flat_map(|column| column.deals().map(Self::Deal)));
                }
            }
        }
        touched.sort_unstable();
        touched.dedup();
        touched
    }
}

/// A record as it is searched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// What it is known by.
    pub head: Vec<String>,
    /// What else is found.
    pub rest: Vec<String>,
    /// Numbers that are found by any part of them: telephones, tax numbers, amounts.
    pub numbers: Vec<String>,
    /// Whether it is a deal that has ended.
    pub closed: bool,
    /// Milliseconds since 1970 of what happened to it last.
    pub at: i64,
}

impl Paper {
    /// A record as it is searched; none when it is gone.
    pub fn of(subject: Subject, workspace: &Workspace) -> Option<Self> {
        let mut paper = Self::default();
        match subject {
            Subject::Deal(id) => {
                let deal = workspace.deal(id)?;
                let customer = deal.customer.and_then(|id| workspace.customer(id));
                paper.head = customer.map(|customer| customer.name.clone()).into_iter().collect();
                paper.head.push(deal.title.clone());
                paper.fields(&deal.fields);
                paper.rest.extend(deal.tags.iter().cloned());
                paper.rest.extend(deal.foreign.as_ref().map(|foreign| foreign.id.clone()));
                paper.rest.extend(deal.next.as_ref().map(|next| next.purpose.clone()));
                paper.numbers.extend(deal.amount.map(whole));
                paper.closed = is_closed(workspace, deal.stage);
                paper.at = deal.entered().0;
            }
            Subject::Customer(id) => {
                let customer = workspace.customer(id)?;
                paper.head.push(customer.name.clone());
                paper.fields(&customer.fields);
                paper.rest.extend(customer.tags.iter().cloned());
                paper.rest.extend(customer.foreign.as_ref().map(|foreign| foreign.id.clone()));
                paper.at = customer.created.0;
            }
            Subject::Person(id) => {
                let person = workspace.person(id)?;
                paper.head.push(person.name.clone());
                paper.fields(&person.fields);
                let customers = person.customers().filter_map(|id| workspace.customer(id));
                paper.rest.extend(customers.map(|customer| customer.name.clone()));
                // An identity begins with when it was made.
                paper.at = i64::try_from(person.id.0 >> 80).unwrap_or_default();
            }
            Subject::Activity(id) => {
                let activity = workspace.activity(id)?;
                // Without its deal there is nowhere to show it.
                workspace.deal(activity.deal)?;
                paper.head.push(activity.text.clone());
                paper.at = activity.at.0;
            }
        }
        Some(paper)
    }

    fn fields(&mut self, fields: &std::collections::BTreeMap<String, String>) {
        for value in fields.values() {
            for value in value.split([',', ';', '\n']) {
                match number(value) {
                    Some(number) => self.numbers.push(number),
                    None => self.rest.push(value.to_owned()),
                }
            }
        }
    }
}

fn is_closed(workspace: &Workspace, stage: crate::domain::Slug) -> bool {
    workspace.pipeline_of(stage).is_none_or(|funnel| funnel.position(stage).is_none())
}

/// The whole units of an amount.
fn whole(amount: Money) -> String {
    (amount.minor.unsigned_abs() / 10_u64.pow(amount.currency.exponent())).to_string()
}

/// A telephone with its country, or any other number that is written with nothing but digits and the signs of a telephone.
fn number(value: &str) -> Option<String> {
    let plain = value.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-()".contains(c));
    phone(value).or_else(|| Some(digits(value)).filter(|digits| plain && !digits.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;

    #[test]
    fn numbers_are_searched_as_digits() {
        for (value, expected) in [
            ("8 (900) 555-12-34", Some("79005551234")),
            ("7707083893", Some("7707083893")),
            (" 12-34 ", Some("1234")),
            ("Пермь", None),
            ("дом 5", None),
            ("", None),
        ] {
            assert_eq!(number(value).as_deref(), expected, "{value}");
        }
        assert_eq!(whole(Money::new(125_000_050, Currency::RUB)), "1250000");
    }
}
