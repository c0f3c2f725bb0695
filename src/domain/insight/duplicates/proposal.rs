//! Two customers side by side: what each says of itself, what of it would stay, and which of their people are one. A person
//! looks at it and decides otherwise where they know better.

use std::collections::BTreeMap;

use super::name::Sound;
use crate::domain::contact::{email, joined, phone, reaches, several};
use crate::domain::insight::clientele::fold;
use crate::domain::{Customer, CustomerId, MergerId, Merging, Outcome, Person, PersonId, RecordId, Workspace};

/// What two customers say of themselves.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The name.
    Name,
    /// Company or person.
    Kind,
    /// Who looks after it.
    Owner,
    /// The currency in which deals with it begin.
    Currency,
    /// A field.
    Field(String),
}

/// One thing that both or one of them says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What.
    pub what: What,
    /// What each says, if anything: the one that stays first. Of the owner and the kind nothing is said here.
    pub sides: [Option<String>; 2],
    /// Whether both say the same.
    pub same: bool,
    /// Telephones and addresses: both stay.
    pub both: bool,
    /// Which stays: 0 or 1.
    pub chosen: usize,
}

/// What hangs on a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Its people.
    pub people: usize,
    /// Its purchases: orders from outside and deals won.
    pub bought: usize,
    /// Deals at work.
    pub open: usize,
    /// Deals that have ended otherwise than bought.
    pub ended: usize,
    /// Letters, talks and notes.
    pub said: usize,
    /// Files, those of its deals included.
    pub files: usize,
}

impl Tally {
    /// Of a customer.
    pub fn of(workspace: &Workspace, customer: CustomerId) -> Self {
        let mut tally = Self::default();
        for id in workspace.of(customer) {
            match id {
                RecordId::Person(_) => tally.people += 1,
                RecordId::Purchase(_) => tally.bought += 1,
                RecordId::Letter(_) | RecordId::Interview(_) | RecordId::Note(_) => tally.said += 1,
                RecordId::Attachment(_) => tally.files += 1,
                RecordId::Deal(deal) => {
                    let Some(stage) = workspace.deal(deal).map(|deal| deal.stage) else { continue };
                    let end = workspace.pipeline_of(stage).and_then(|funnel| funnel.end(stage));
                    match end.map(|end| end.outcome) {
                        None => tally.open += 1,
                        Some(Outcome::Won) => tally.bought += 1,
                        Some(_) => tally.ended += 1,
                    }
                    for id in workspace.of(deal) {
                        match id {
                            RecordId::Activity(_) => tally.said += 1,
                            RecordId::Attachment(_) => tally.files += 1,
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        tally
    }

    /// How much hangs on it: the one on which more does is the one that stays.
    fn weight(&self) -> usize {
        self.people + self.bought + self.open + self.ended + self.said + self.files
    }
}

/// How two would become one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The one that stays, and the one that goes.
    pub of: [CustomerId; 2],
    /// What each says of itself.
    pub rows: Vec<Row>,
    /// People who are one: the one of the second, and the one of the first.
    pub people: BTreeMap<PersonId, PersonId>,
    /// What hangs on each.
    pub tallies: [Tally; 2],
}

/// How two customers would become one; none when one of them is gone.
pub fn propose(workspace: &Workspace, pair: [CustomerId; 2]) -> Option<Proposal> {
    let weigh = |id| Tally::of(workspace, id);
    // Of the equally heavy the one that became known first stays.
    let of = if weigh(pair[1]).weight() > weigh(pair[0]).weight() { [pair[1], pair[0]] } else { pair };
    let [kept, gone] = [workspace.customer(of[0])?, workspace.customer(of[1])?];
    let mut rows = vec![Row {
        what: What::Name,
        sides: [Some(kept.name.clone()), Some(gone.name.clone())],
        same: kept.name == gone.name,
        both: false,
        chosen: 0,
    }];
    if kept.kind != gone.kind {
        rows.push(Row { what: What::Kind, sides: [None, None], same: false, both: false, chosen: 0 });
    }
    if kept.owner.is_some() || gone.owner.is_some() {
        let same = kept.owner == gone.owner;
        let chosen = usize::from(kept.owner.is_none());
        rows.push(Row { what: What::Owner, sides: [None, None], same, both: false, chosen });
    }
    if kept.currency.is_some() || gone.currency.is_some() {
        let said = |of: &Customer| of.currency.map(|currency| currency.code().to_owned());
        rows.push(Row {
            what: What::Currency,
            sides: [said(kept), said(gone)],
            same: kept.currency == gone.currency,
            both: false,
            chosen: usize::from(kept.currency.is_none()),
        });
    }
    let names = kept.fields.keys().chain(gone.fields.keys().filter(|name| !kept.fields.contains_key(*name)));
    rows.extend(names.map(|name| row(name, kept, gone)));
    let people = same_people(workspace, of);
    Some(Proposal { of, rows, people, tallies: of.map(weigh) })
}

fn row(name: &str, kept: &Customer, gone: &Customer) -> Row {
    let side = |of: &Customer| of.fields.get(name).filter(|text| !text.trim().is_empty()).cloned();
    let sides = [side(kept), side(gone)];
    let (same, both, chosen) = match &sides {
        [Some(one), Some(other)] if reaches(name) => (joined(one, other) == one.trim(), true, 0),
        [Some(one), Some(other)] => {
            let (one, other) = (fold(one), fold(other));
            // The one who wrote more knew more: «Мостовск, ул. Речная, 4» and the same with its index.
            (one == other, false, usize::from(one != other && other.contains(&one)))
        }
        [one, _] => (false, false, usize::from(one.is_none())),
    };
    Row { what: What::Field(name.to_owned()), sides, same, both, chosen }
}

/// The people of the second who are people of the first: with the same address or telephone, or the same name.
fn same_people(workspace: &Workspace, of: [CustomerId; 2]) -> BTreeMap<PersonId, PersonId> {
    let [ours, theirs] = of.map(|customer| {
        let people = workspace.of(customer).filter_map(|id| match id {
            RecordId::Person(id) => workspace.person(id).map(AsRef::as_ref),
            _ => None,
        });
        people.collect::<Vec<&Person>>()
    });
    let mut same = BTreeMap::new();
    // Who works at both is one of ours already, and nobody becomes part of them who becomes part of somebody themselves.
    for their in theirs.into_iter().filter(|their| ours.iter().all(|our| our.id != their.id)) {
        let found = ours.iter().find(|our| are_one(our, their));
        // Two of theirs are not made one with the same of ours: a person looks at that.
        if let Some(our) = found.filter(|our| !same.values().any(|taken| taken == &our.id)) {
            same.insert(their.id, our.id);
        }
    }
    same
}

fn are_one(one: &Person, other: &Person) -> bool {
    let all = |of: &Person, field: &str, read: fn(&str) -> Option<String>| {
        of.fields.get(field).into_iter().flat_map(|text| several(text)).filter_map(read).collect::<Vec<_>>()
    };
    let share = |field, read: fn(&str) -> Option<String>| {
        let theirs = all(other, field, read);
        all(one, field, read).iter().any(|ours| theirs.contains(ours))
    };
    share("email", email) || share("phone", phone) || Sound::of(&one.name) == Sound::of(&other.name)
}

impl Proposal {
    /// The wish to make them one in this way; none when one of them is gone.
    pub fn merging(&self, workspace: &Workspace, id: MergerId) -> Option<Merging> {
        let [kept, gone] = [workspace.customer(self.of[0])?, workspace.customer(self.of[1])?];
        let mut into = Customer::clone(kept);
        for row in self.rows.iter().filter(|row| row.chosen == 1) {
            match &row.what {
                What::Name => into.name.clone_from(&gone.name),
                What::Kind => into.kind = gone.kind,
                What::Owner => into.owner = gone.owner,
                What::Currency => into.currency = gone.currency,
                What::Field(name) if row.both => drop(into.fields.remove(name)),
                What::Field(name) => {
                    if let Some(value) = gone.fields.get(name) {
                        into.fields.insert(name.clone(), value.clone());
                    }
                }
            }
        }
        Some(Merging { id, into, gone: gone.id, people: self.people.clone() })
    }
}
