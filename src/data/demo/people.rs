//! Who sells and who may buy: the sales desk, 286 companies and the people who work there.
//! Deliberately not here: what they buy (`orders`) and what they ask for (`deals`, `leads`).

use std::collections::{BTreeMap, BTreeSet};

use super::chance::Chance;
use super::content::{Buys, Content, Seller, Size, Trade};
use super::diary::days;
use super::phrase::Phrase;
use super::wording::{Wording, address};
use super::{DemoProblem, Ids, Language};
use crate::domain::{Customer, CustomerId, CustomerKind, Member, MemberId, Part, Person, PersonId, Record, Role};

/// Companies with purchases, and all companies, as the design's figures have them.
const BUYERS: usize = 137;
const COMPANIES: usize = 286;

/// The sales desk.
pub(super) struct Staff<'a> {
    sellers: Vec<(&'a Seller, MemberId)>,
}

impl<'a> Staff<'a> {
    pub(super) fn new(content: &'a Content, ids: &mut Ids) -> Self {
        Self { sellers: content.people.iter().map(|seller| (seller, MemberId(ids.next()))).collect() }
    }

    /// Somebody by their name in the content.
    pub(super) fn get(&self, id: &str) -> Result<(&'a Seller, MemberId), DemoProblem> {
        let found = self.sellers.iter().find(|(seller, _)| seller.id == id).copied();
        found.ok_or_else(|| DemoProblem::unknown("person", id))
    }

    /// One of those with a role, counted round and round.
    pub(super) fn of(&self, role: Role, turn: usize) -> Result<(&'a Seller, MemberId), DemoProblem> {
        let with: Vec<_> = self.sellers.iter().filter(|(seller, _)| seller.role == role).copied().collect();
        let found = turn.checked_rem(with.len()).and_then(|at| with.get(at)).copied();
        found.ok_or_else(|| DemoProblem::unknown("role", &format!("{role:?}")))
    }

    /// Whether this is one who took over customers of a colleague in spring.
    pub(super) fn took_over(&self, member: Option<MemberId>) -> bool {
        self.sellers.iter().any(|&(seller, id)| seller.took_over && member == Some(id))
    }

    pub(super) fn records(&self, wording: Wording<'_>) -> impl Iterator<Item = Record> {
        let record = move |&(seller, id): &(&Seller, MemberId)| {
            Record::from(Member { id, name: wording.say(&seller.name), role: Some(seller.role) })
        };
        self.sellers.iter().map(record)
    }
}

/// Somebody who works at a company.
pub(super) struct Contact {
    id: PersonId,
    pub(super) name: String,
    pub(super) job: String,
    part: Part,
    pub(super) phone: String,
    pub(super) email: String,
    decides: bool,
}

/// A company that buys or may buy.
pub(super) struct Client<'a> {
    pub(super) id: CustomerId,
    name: String,
    pub(super) trade: &'a Trade,
    pub(super) city: String,
    pub(super) buyer: bool,
    pub(super) buys: Option<&'a Buys>,
    /// Who looks after it.
    pub(super) owner: Option<MemberId>,
    contacts: Vec<Contact>,
    site: String,
    /// Since when it is known, in working minutes ago.
    pub(super) known: i64,
}

impl Client<'_> {
    /// The one who writes and calls.
    pub(super) fn contact(&self) -> Option<&Contact> {
        self.contacts.first()
    }

    /// The one who decides, as far as anybody said.
    pub(super) fn decider(&self) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.decides).or(self.contacts.last())
    }

    /// It did something so long ago, so it was known before.
    pub(super) fn seen(&mut self, ago: i64) {
        self.known = self.known.max(ago + 1);
    }
}

/// All companies: those of the content first, in its order, then invented ones.
pub(super) struct Clients<'a> {
    pub(super) all: Vec<Client<'a>>,
    places: BTreeMap<&'a str, usize>,
}

impl<'a> Clients<'a> {
    pub(super) fn new(
        content: &'a Content,
        staff: &Staff<'a>,
        wording: Wording<'_>,
        ids: &mut Ids,
        seed: u64,
    ) -> Result<Self, DemoProblem> {
        let chance = &mut Chance::new(seed, "companies");
        let mut all: Vec<Client<'a>> = Vec::with_capacity(COMPANIES);
        let mut places = BTreeMap::new();
        for known in content.customers.iter() {
            places.insert(known.id.as_str(), all.len());
            let site = address(known.name.say(Language::En));
            let trade = content.trade(&known.trade)?;
            all.push(Client {
                id: CustomerId(ids.next()),
                name: wording.say(&known.name),
                trade,
                city: wording.say(&known.city),
                buyer: !known.prospect,
                buys: known.buys.as_ref(),
                owner: None,
                contacts: contacts(content, wording, &site, known.size, chance, ids)?,
                site,
                known: 0,
            });
        }
        let mut names = BTreeSet::new();
        for known in content.customers.iter() {
            names.extend([known.name.say(Language::Ru).to_owned(), known.name.say(Language::En).to_owned()]);
        }
        let mut buyers = all.iter().filter(|client| client.buyer).count();
        while all.len() < COMPANIES {
            let (trade, kind, name) = invent(content, &mut names, chance);
            let site = address(&kind.say(Language::En).replace("{}", name.say(Language::En)));
            let size = [Size::Small, Size::Small, Size::Medium, Size::Medium, Size::Large][chance.below(5)];
            all.push(Client {
                id: CustomerId(ids.next()),
                name: wording.say(kind).replace("{}", name.say(wording.language)),
                trade,
                city: wording.say(chance.pick(&content.cities)),
                buyer: buyers < BUYERS,
                buys: None,
                owner: None,
                contacts: contacts(content, wording, &site, size, chance, ids)?,
                site,
                known: 0,
            });
            buyers += 1;
        }
        for (turn, client) in all.iter_mut().filter(|client| client.buyer).enumerate() {
            let farmer = client.buys.map_or_else(|| staff.of(Role::Farmer, turn), |buys| staff.get(&buys.farmer));
            client.owner = Some(farmer?.1);
        }
        Ok(Self { all, places })
    }

    /// The place of a company of the content.
    pub(super) fn place(&self, id: &str) -> Result<usize, DemoProblem> {
        self.places.get(id).copied().ok_or_else(|| DemoProblem::unknown("customer", id))
    }

    /// The places of those that have bought.
    pub(super) fn buyers(&self) -> Vec<usize> {
        (0..self.all.len()).filter(|&at| self.all[at].buyer).collect()
    }

    /// The places of those that have not and that the content does not speak of.
    pub(super) fn strangers(&self) -> Vec<usize> {
        (self.places.len()..self.all.len()).filter(|&at| !self.all[at].buyer).collect()
    }

    pub(super) fn records(&self, wording: Wording<'_>, seed: u64) -> Vec<Record> {
        let mut chance = Chance::new(seed, "acquaintance");
        let mut records = Vec::with_capacity(self.all.len() * 3);
        for client in &self.all {
            let mut fields = named([("trade", client.trade.name.say(wording.language)), ("city", &client.city)]);
            if let Some(contact) = client.contact() {
                let email = format!("info@{}.example", client.site);
                fields.extend(named([("phone", contact.phone.as_str()), ("email", &email)]));
            }
            // Those that buy have been known for years, the others since their first request or a little longer.
            let longer = if client.buyer { chance.between(days(20), days(1800)) } else { chance.between(0, days(5)) };
            records.push(Record::from(Customer {
                id: client.id,
                kind: CustomerKind::Company,
                name: client.name.clone(),
                owner: client.owner,
                created: wording.diary.moment(client.known.max(days(2)) + longer),
                fields,
                tags: BTreeSet::new(),
                foreign: None,
                currency: None,
            }));
        }
        for client in &self.all {
            records.extend(client.contacts.iter().map(|contact| {
                let Contact { name, job, part, phone, email, .. } = contact;
                let fields = named([("job_title", job.as_str()), ("phone", phone), ("email", email)]);
                Record::from(Person {
                    id: contact.id,
                    customer: client.id,
                    also: BTreeSet::new(),
                    name: name.clone(),
                    part: Some(*part),
                    stance: None,
                    fields,
                    foreign: None,
                })
            }));
        }
        records
    }
}

fn named<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> BTreeMap<String, String> {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// A company that is not there yet: its trade, what it is and what it is called.
fn invent<'a>(
    content: &'a Content,
    names: &mut BTreeSet<String>,
    chance: &mut Chance,
) -> (&'a Trade, &'a Phrase, &'a Phrase) {
    let mut tries = 0;
    loop {
        let trade = chance.pick(content.trades());
        let (kind, name) = (chance.pick(&trade.kinds), chance.pick(&content.names));
        tries += 1;
        // New in both languages, so that the draws do not depend on the language.
        let [ru, en] = [Language::Ru, Language::En].map(|in_it| kind.say(in_it).replace("{}", name.say(in_it)));
        let new = !names.contains(&ru) && !names.contains(&en);
        names.extend([ru, en]);
        // A content with few names has to repeat them.
        if new || tries > 200 {
            return (trade, kind, name);
        }
    }
}

/// The people of a company: more of them in a larger one.
fn contacts(
    content: &Content,
    wording: Wording<'_>,
    site: &str,
    size: Size,
    chance: &mut Chance,
    ids: &mut Ids,
) -> Result<Vec<Contact>, DemoProblem> {
    let count = match size {
        Size::Small => 1,
        Size::Medium => chance.between(1, 2),
        Size::Large => chance.between(2, 3),
    };
    let first = chance.below(content.jobs.len());
    let mut contacts = Vec::new();
    for turn in 0..count as usize {
        let jobs = (0..content.jobs.len()).map(|at| content.jobs.at((first + turn * 3 + at) % content.jobs.len()));
        // The last one decides; the others have any jobs but the same.
        let last = turn as i64 + 1 == count;
        let mut fit = jobs.filter(|job| {
            let taken = contacts.iter().any(|other: &Contact| other.job == job.name.say(wording.language));
            !taken && (!last || job.part == Part::Decides)
        });
        let job = fit.next().unwrap_or_else(|| content.jobs.at(first));
        let woman = chance.percent(30);
        let given = chance.pick(if woman { &content.given.women } else { &content.given.men });
        let surname = chance.pick(&content.given.surnames);
        let ending = match (woman, wording.language) {
            (false, _) => "",
            (true, Language::Ru) => "а",
            (true, Language::En) => "a",
        };
        let en = |phrase: &Phrase| phrase.say(Language::En).to_ascii_lowercase();
        let initial: String = en(given).chars().take(1).collect();
        let digits = chance.below(10_000);
        contacts.push(Contact {
            id: PersonId(ids.next()),
            name: format!("{} {}{ending}", wording.say(given), wording.say(surname)),
            job: wording.say(&job.name),
            part: job.part,
            phone: format!("+7 9{:02} 555-{:02}-{:02}", chance.below(100), digits / 100, digits % 100),
            email: format!("{initial}.{}{}@{site}.example", en(surname), if woman { "a" } else { "" }),
            decides: job.part == Part::Decides,
        });
    }
    Ok(contacts)
}
