//! Telling one deal: from the stages it visited and when, to its history, data, proofs and notes.
//! Deliberately not here: which stages and when (`deals`, `leads`).

use std::collections::{BTreeMap, BTreeSet};

use super::chance::Chance;
use super::content::{Content, Junk, Line, Need, Phrase, Seller, Several, Source, Subject, Trade};
use super::diary::DAY;
use super::funnels::Funnels;
use super::people::{Client, Clients, Staff};
use super::wording::{Wording, capital, small};
use super::{DemoProblem, Ids};
use crate::domain::{
    Activity, ActivityId, ActivityKind, Deal, DealId, EntryId, Evidence, Loss, MemberId, Money, NextContact, Record,
    Slug, Stage, StageEntry,
};

/// Everything that the telling draws from.
pub(super) struct Story<'a> {
    pub(super) content: &'a Content,
    pub(super) funnels: &'a Funnels,
    pub(super) staff: Staff<'a>,
    pub(super) clients: Clients<'a>,
    pub(super) wording: Wording<'a>,
    pub(super) chance: Chance,
}

/// What is sold: so many pieces of something.
#[derive(Clone, Copy)]
pub(super) struct Goods<'a> {
    pub(super) need: &'a Need,
    pub(super) n: i64,
    /// Of one piece, after bargaining.
    pub(super) price: i64,
}

impl Goods<'_> {
    /// In whole units of the currency, rounded to thousands.
    pub(super) fn amount(&self) -> i64 {
        ((self.n * self.price + 500) / 1000).max(1) * 1000
    }
}

/// Somebody of the sales desk, with their habits.
pub(super) type Worker<'a> = (&'a Seller, MemberId);

/// A stage or end that a deal entered.
pub(super) struct Visit<'a> {
    /// The stage, or the name of an end.
    pub(super) to: Result<&'a Stage, Slug>,
    /// The name under which the content has its words.
    pub(super) words: &'static str,
    /// When, in working minutes ago.
    pub(super) ago: i64,
    /// Who moved it and works it there.
    pub(super) by: Worker<'a>,
    pub(super) why: Option<String>,
    pub(super) loss: Option<Loss>,
}

/// What a deal is about.
pub(super) struct About<'a> {
    pub(super) client: Option<usize>,
    pub(super) title: String,
    /// The same inside a sentence.
    pub(super) need: String,
    pub(super) amount: Option<i64>,
    pub(super) products: String,
    pub(super) source: &'a Source,
    pub(super) tag: Option<&'a Phrase>,
    pub(super) urgent: bool,
    /// Whether a quote went with the payback calculation.
    pub(super) payback: bool,
    /// Whether «Обсудить условия» was passed for form's sake.
    pub(super) formal: bool,
    /// Why it waits in a basket, or an empty text.
    pub(super) why: String,
    /// When a basket returns it, in working minutes ago; drawn when nobody said.
    pub(super) returns: Option<i64>,
    /// When it has to run, in working minutes ago.
    pub(super) start: i64,
    /// The buyer's first words, instead of drawn ones.
    pub(super) request: Option<String>,
    pub(super) owner: Option<Worker<'a>>,
    /// The next contact: when, in working minutes ago and thus mostly below 0, and what for.
    pub(super) next: Option<(i64, ActivityKind, String)>,
}

impl<'a> About<'a> {
    /// A title and where it came from; the rest is not known.
    fn new(client: Option<usize>, title: String, source: &'a Source) -> Self {
        Self {
            client,
            need: small(&title),
            title,
            amount: None,
            products: String::new(),
            source,
            tag: None,
            urgent: false,
            payback: false,
            formal: false,
            why: String::new(),
            returns: None,
            start: 0,
            request: None,
            owner: None,
            next: None,
        }
    }
}

/// A note, in working minutes ago.
pub(super) struct Note {
    pub(super) ago: i64,
    pub(super) kind: ActivityKind,
    pub(super) text: String,
    pub(super) by: Option<MemberId>,
}

/// A deal that is told but has no identities yet.
pub(super) struct Draft<'a> {
    about: About<'a>,
    visits: Vec<Visit<'a>>,
    proofs: BTreeMap<Slug, i64>,
    fields: BTreeMap<String, String>,
    pub(super) notes: Vec<Note>,
}

impl<'a> Story<'a> {
    /// Goods of a trade that cost about so much.
    pub(super) fn goods(&mut self, trade: &'a Trade, target: i64) -> Result<Goods<'a>, DemoProblem> {
        let price = |need: &Need| self.content.product(&need.sku).map(|product| product.price.max(1));
        // How far the nearest possible sum is from the target.
        let mut off = Vec::new();
        for need in trade.needs.iter() {
            let price = price(need)?;
            let n = (target / price).clamp(need.few, need.many.max(need.few));
            off.push(((n * price - target).abs(), need, n, price));
        }
        let near = off.iter().map(|item| item.0).min().unwrap_or_default().max(target / 8);
        off.retain(|item| item.0 <= near);
        let (_, need, n, price) = off[self.chance.below(off.len())];
        Ok(Goods { need, n, price: price * self.chance.between(93, 108) / 100 })
    }

    /// What a deal of the content is about, as far as the content says.
    pub(super) fn about(&self, subject: &Subject, source: &'a Source) -> Result<About<'a>, DemoProblem> {
        let title = self.wording.say(&subject.title);
        let about = About::new(Some(self.clients.place(&subject.customer)?), title, source);
        let products = self.products(&subject.sku, subject.n)?;
        Ok(About { amount: Some(subject.amount), products, ..about })
    }

    /// What a deal over goods is about.
    pub(super) fn about_goods(
        &self,
        client: Option<usize>,
        goods: &Goods<'_>,
        urgent: bool,
        source: &'a Source,
    ) -> Result<About<'a>, DemoProblem> {
        let need = self.wording.fill(&goods.need.text, &[("n", &goods.n.to_string())]);
        let title = match urgent {
            true => self.wording.fill(&self.content.urgent_title, &[("need", &need)]),
            false => capital(&need),
        };
        let products = self.products(&goods.need.sku, goods.n)?;
        let about = About::new(client, title, source);
        Ok(About { need, amount: Some(goods.amount()), products, urgent, ..about })
    }

    /// What a request that is not for us is about.
    pub(super) fn about_junk(&self, junk: &Junk) -> Result<About<'a>, DemoProblem> {
        let (title, request) = (self.wording.say(&junk.title), self.wording.say(&junk.text));
        let about = About::new(None, title, self.content.source(&junk.source)?);
        Ok(About { request: Some(request), ..about })
    }

    /// A line of a specification.
    pub(super) fn products(&self, sku: &str, n: i64) -> Result<String, DemoProblem> {
        let name = self.wording.say(&self.content.product(sku)?.name);
        Ok(self.wording.fill(&self.content.answers.products, &[("name", &name), ("n", &n.to_string())]))
    }

    /// Tells a deal from its visits, oldest first.
    pub(super) fn tell(&mut self, mut about: About<'a>, mut visits: Vec<Visit<'a>>) -> Result<Draft<'a>, DemoProblem> {
        if about.formal {
            self.in_one_sitting(&mut visits);
        }
        let (mut proofs, mut fields, mut notes) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        let known = visits.iter().find(|visit| visit.words == "new").or(visits.first()).map_or(0, |visit| visit.ago);
        let until = if about.urgent { self.chance.between(6, 15) } else { self.chance.between(45, 110) };
        about.start = known - until * DAY;
        self.wait(&mut about, &visits)?;
        if let Some(first) = visits.first()
            && first.words == "leads.new"
        {
            notes.push(self.request(&about, first.ago)?);
        }
        for (at, visit) in visits.iter().enumerate() {
            let Ok(stage) = visit.to else { continue };
            let left = visits.get(at + 1).map_or(0, |next| next.ago);
            let seller =
                if stage.id.as_str().starts_with("deals") { about.owner.unwrap_or(visit.by) } else { visit.by };
            for field in &stage.required_fields {
                if !fields.contains_key(field.id.as_str()) && field.id.as_str() != "amount" {
                    let value = self.answer(field.id.as_str(), &about, visit, seller.0)?;
                    fields.insert(field.id.to_string(), value);
                }
            }
            let formal = about.formal && visit.words == "terms";
            for (place, evidence) in stage.evidence.iter().enumerate() {
                let open = at + 1 == visits.len() || visits[at + 1].to.is_err();
                let there = match (visit.words, place) {
                    _ if formal => false,
                    ("quote", 0) => about.payback,
                    _ => self.chance.percent(likely(evidence, seller.0, open)),
                };
                if there {
                    let ago = self.chance.between(left + 1, visit.ago - 1).clamp(1, visit.ago);
                    proofs.entry(evidence.id).or_insert(ago);
                }
            }
            notes.extend(self.talk(&about, visit, left, formal, seller.1)?);
        }
        if let Some(client) = about.client.and_then(|client| self.clients.all.get_mut(client)) {
            client.seen(visits.first().map_or(0, |first| first.ago));
            client.owner = client.owner.or(about.owner.map(|(_, id)| id));
        }
        // A deal without «Лиды» has a source too.
        fields.insert("source".into(), self.wording.say(&about.source.name));
        Ok(Draft { about, visits, proofs, fields, notes })
    }

    /// A stage that is passed for form's sake is passed on one day: everything up to the quote happens half an hour
    /// earlier if the night would come between.
    fn in_one_sitting(&self, visits: &mut [Visit<'_>]) {
        let Some(at) = visits.iter().position(|visit| visit.words == "terms") else { return };
        let Some(quote) = visits.get(at + 1).map(|next| next.ago) else { return };
        if self.wording.diary.morning(quote) < visits[at].ago - quote {
            visits.iter_mut().take(at + 2).for_each(|visit| visit.ago += 30);
        }
    }

    /// Why it waited in a basket and until when, if it did and the content does not say.
    fn wait(&mut self, about: &mut About<'_>, visits: &[Visit<'_>]) -> Result<(), DemoProblem> {
        let Some(at) = visits.iter().position(|visit| visit.words == "basket") else { return Ok(()) };
        let returns = match (about.returns, visits.get(at + 1)) {
            (Some(returns), _) => returns,
            (None, Some(next)) => next.ago,
            (None, None) => self.wording.diary.ahead(self.chance.between(15, 240), 0),
        };
        about.returns = Some(returns);
        if let (true, Ok(basket)) = (about.why.is_empty(), visits[at].to) {
            let name = basket.id.as_str().rsplit('.').next().unwrap_or_default();
            let why = self.chance.pick(self.content.basket_whys(name)?);
            about.why = self.wording.fill(why, &[("date", &self.wording.day(returns))]);
        }
        Ok(())
    }

    /// The buyer's first words.
    fn request(&mut self, about: &About<'_>, ago: i64) -> Result<Note, DemoProblem> {
        let text = match &about.request {
            Some(text) => text.clone(),
            None => {
                let content = self.content;
                let from = if about.urgent { &content.urgent_requests } else { &content.requests };
                let phrase = self.chance.pick(from);
                self.filled(phrase, about, ago)?
            }
        };
        Ok(Note { ago, kind: about.source.kind, text, by: None })
    }

    /// What was said on a stage.
    fn talk(
        &mut self,
        about: &About<'_>,
        visit: &Visit<'_>,
        left: i64,
        formal: bool,
        by: MemberId,
    ) -> Result<Vec<Note>, DemoProblem> {
        if formal {
            let text = self.wording.say(&self.content.formal_note);
            return Ok(vec![Note { ago: visit.ago, kind: ActivityKind::Note, text, by: Some(by) }]);
        }
        if visit.words == "leads.new" {
            return Ok(Vec::new());
        }
        let content = self.content;
        let lines = content.talk(visit.words)?;
        // The one who moved it to MQL had spoken with the buyer just before: that is the first answer.
        let answers = visit.words == "leads.mql" && visit.why.is_none();
        let more = self.chance.percent(if about.urgent { 75 } else { 45 });
        let count = match about.urgent {
            true => usize::from(answers || more),
            false => 1 + usize::from(more),
        };
        let from = self.chance.below(lines.len());
        let mut notes = Vec::new();
        for turn in 0..count {
            let line = lines.at((from + turn) % lines.len());
            let ago = match answers && turn == 0 {
                true => visit.ago + 2,
                false => self.chance.between(left + 1, visit.ago - 1).clamp(1, visit.ago),
            };
            notes.push(Note { ago, kind: line.kind, text: self.filled(&line.text, about, ago)?, by: Some(by) });
        }
        Ok(notes)
    }

    /// A text with all the gaps that the content uses.
    pub(super) fn filled(&mut self, phrase: &Phrase, about: &About<'_>, ago: i64) -> Result<String, DemoProblem> {
        let date = self.wording.day(about.start);
        let soon = self.wording.day(ago - self.chance.between(1, 5) * DAY);
        let sum = self.wording.sum(about.amount.unwrap_or(300_000) / 10 * 11);
        let no = self.chance.between(101, 2480).to_string();
        let (mut pain, mut decider) = (capital(&about.need), String::new());
        if let Some(client) = about.client.and_then(|client| self.clients.all.get(client)) {
            pain = self.wording.fill(self.chance.pick(&client.trade.pains), &[("date", &date)]);
            decider = self.decider(client);
        }
        let said = [("need", about.need.as_str()), ("pain", &pain), ("why", &about.why), ("decider", &decider)];
        let dated = [("date", date.as_str()), ("soon", &soon), ("sum", &sum), ("no", &no)];
        Ok(capital(&self.wording.fill(phrase, &[said, dated].concat())))
    }

    fn decider(&self, client: &Client<'_>) -> String {
        client.decider().map_or_else(String::new, |contact| {
            let gaps = [("name", contact.name.as_str()), ("job", contact.job.as_str())];
            self.wording.fill(&self.content.answers.person, &gaps)
        })
    }

    /// What the buyer answered to what a stage asks before a deal may enter it.
    fn answer(
        &mut self,
        field: &str,
        about: &About<'_>,
        visit: &Visit<'_>,
        seller: &Seller,
    ) -> Result<String, DemoProblem> {
        let (content, wording) = (self.content, self.wording);
        let answers = &content.answers;
        let client = about.client.and_then(|client| self.clients.all.get(client));
        let contact = client.and_then(Client::contact);
        let no = self.chance.between(2, 96).to_string();
        Ok(match field {
            "source" => wording.say(&about.source.name),
            "phone" => contact.map_or_else(|| format!("+7 900 555-00-{no:0>2}"), |contact| contact.phone.clone()),
            "email" => contact.map_or_else(|| format!("zapros{no}@mail.example"), |contact| contact.email.clone()),
            "task" => about.title.clone(),
            "products" => about.products.clone(),
            "start_date" => wording.fill(&answers.start, &[("date", &wording.day(about.start))]),
            "budget" if self.chance.percent(seller.budget_unasked) => wording.say(&answers.unasked),
            "budget" => {
                let sum = wording.sum(about.amount.unwrap_or(300_000) / 10 * 11);
                wording.fill(self.chance.pick(&answers.budget), &[("sum", &sum)])
            }
            "decision_maker" if self.chance.percent(seller.decision_maker_unasked) => wording.say(&answers.unasked),
            "decision_maker" => client.map_or_else(|| wording.say(&answers.unasked), |client| self.decider(client)),
            "approvers" => wording.say(self.chance.pick(&answers.approvers)),
            "payment_terms" => wording.say(self.chance.pick(&answers.terms)),
            "contract_no" => wording.fill(&answers.number, &[("no", &self.chance.between(101, 980).to_string())]),
            "ship_date" => wording.field_day(visit.ago - self.chance.between(16, 22) * DAY),
            "return_date" => wording.field_day(about.returns.unwrap_or_default()),
            "address" => {
                let street = wording.say(self.chance.pick(&content.streets));
                let city = client.map_or_else(String::new, |client| client.city.clone());
                wording.fill(&answers.address, &[("city", &city), ("street", &street), ("no", &no)])
            }
            unknown => return Err(DemoProblem::unknown("answer to the field", unknown)),
        })
    }

    /// The next contact in so many days (less than 0 overdue), and what for.
    pub(super) fn next(&mut self, days: i64, goals: &'a Several<Line>) -> (i64, ActivityKind, String) {
        let goal = self.chance.pick(goals);
        let part = self.chance.between(0, 999);
        let diary = self.wording.diary;
        let ago = if days < 0 { diary.days_ago(-days, part) } else { diary.ahead(days, part) };
        (ago, goal.kind, self.wording.say(&goal.text))
    }
}

/// In how many cases of a hundred a proof is there: as the seller is, fewer while the stage is not done.
fn likely(evidence: &Evidence, seller: &Seller, open: bool) -> u32 {
    let usual = if evidence.required { seller.proofs } else { seller.proofs / 2 };
    if open { usual / 2 } else { usual }
}

impl Draft<'_> {
    /// Sets a field.
    pub(super) fn field(&mut self, name: &str, value: String) {
        self.fields.insert(name.to_owned(), value);
    }

    /// Says why it ended.
    pub(super) fn ended(mut self, loss: Option<Loss>) -> Self {
        if let Some(end) = self.visits.last_mut() {
            end.loss = loss;
        }
        self
    }

    /// The deal, and then its notes.
    pub(super) fn records(self, story: &Story<'_>, ids: &mut Ids) -> Option<Vec<Record>> {
        let (diary, content) = (story.wording.diary, story.content);
        let id = DealId(ids.next());
        let created = diary.moment(self.visits.first()?.ago);
        let name = |to: &Result<&Stage, Slug>| to.map_or_else(|end| end, |stage| stage.id);
        let stage = name(&self.visits.last()?.to);
        let mut from = None;
        let entries = self.visits.into_iter().map(|visit| {
            let to = name(&visit.to);
            let at = diary.moment(visit.ago);
            StageEntry {
                id: EntryId(ids.next()),
                from: from.replace(to),
                to,
                at,
                // A request comes by itself.
                by: (visit.words != "leads.new").then_some(visit.by.1),
                why: visit.why,
                loss: visit.loss,
            }
        });
        let history = entries.collect();
        let currency = content.company.currency;
        let minor = 10_i64.pow(currency.exponent());
        let About { client, title, amount, tag, owner, next, .. } = self.about;
        let mut records = vec![Record::from(Deal {
            id,
            title,
            customer: client.and_then(|client| story.clients.all.get(client)).map(|client| client.id),
            amount: amount.map(|amount| Money::new(amount * minor, currency)),
            stage,
            owner: owner.map(|(_, id)| id),
            created,
            next: next.map(|(ago, kind, purpose)| NextContact { at: diary.moment(ago), kind, purpose }),
            proofs: self.proofs.into_iter().map(|(proof, ago)| (proof, diary.moment(ago))).collect(),
            fields: self.fields,
            tags: tag.map(|tag| story.wording.say(tag)).into_iter().collect::<BTreeSet<_>>(),
            history,
            foreign: None,
        })];
        records.extend(self.notes.into_iter().map(|note| {
            let Note { ago, kind, text, by } = note;
            Record::from(Activity { id: ActivityId(ids.next()), deal: id, kind, text, at: diary.moment(ago), by })
        }));
        Some(records)
    }
}
