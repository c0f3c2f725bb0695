//! What was said: the buyer's first words, what followed on each stage, and the answers that stages ask for.
//! Deliberately not here: the words themselves (`content`).

use super::DemoProblem;
use super::about::About;
use super::diary::DAY;
use super::draft::Note;
use super::people::Client;
use super::phrase::Phrase;
use super::story::{Stay, Story};
use super::wording::capital;
use crate::domain::ActivityKind;

impl Story<'_> {
    /// The buyer's first words.
    pub(super) fn request(&mut self, about: &About<'_>, ago: i64) -> Note {
        let requests = &self.content.requests;
        let from = match (about.urgent, about.source.kind) {
            (false, ActivityKind::Letter) => &requests.written,
            (false, _) => &requests.spoken,
            (true, ActivityKind::Letter) => &requests.urgent_written,
            (true, _) => &requests.urgent_spoken,
        };
        let text = match &about.request {
            Some(text) => text.clone(),
            None => {
                let phrase = self.chance.pick(from);
                self.filled(phrase, about, ago)
            }
        };
        Note { ago, kind: about.source.kind, text, by: None }
    }

    /// What was said on a stage.
    pub(super) fn talk(&mut self, about: &About<'_>, stay: &Stay<'_, '_>) -> Result<Vec<Note>, DemoProblem> {
        let (visit, by) = (stay.visit, Some(stay.by.1));
        if stay.formal {
            let text = self.wording.say(&self.content.formal_note);
            return Ok(vec![Note { ago: visit.ago, kind: ActivityKind::Note, text, by }]);
        }
        let lines = match visit.words {
            "leads.new" => return Ok(Vec::new()),
            "leads.mql" => self.content.talk(about.talk)?,
            _ if stay.silent => self.content.talk("silent")?,
            words => self.content.talk(words)?,
        };
        // The one who moved it to MQL or into a basket had spoken with the buyer just before; to MQL, that is the first
        // answer.
        let (answers, waits) = (visit.words == "leads.mql", visit.words == "basket");
        let more = self.chance.percent(if about.urgent { 75 } else { 45 });
        let count = match about.urgent {
            true => usize::from(answers || more),
            false => 1 + usize::from(more),
        };
        let from = if waits { 0 } else { self.chance.below(lines.len()) };
        let mut notes = Vec::new();
        for turn in 0..count.min(lines.len()) {
            let line = lines.at((from + turn) % lines.len());
            let ago = match (answers || waits) && turn == 0 {
                true => visit.ago + 2,
                false => self.during(stay),
            };
            notes.push(Note { ago, kind: line.kind, text: self.filled(&line.text, about, ago), by });
        }
        Ok(notes)
    }

    /// A text with all the gaps that the content uses.
    fn filled(&mut self, phrase: &Phrase, about: &About<'_>, ago: i64) -> String {
        // Drawn whether the text asks for them or not, so that the story is the same in both languages.
        let soon = ago - self.chance.between(1, 5) * DAY;
        let no = self.chance.between(101, 2480);
        let client = about.client.and_then(|client| self.clients.all.get(client));
        let pain = client.map(|client| self.chance.pick(&client.trade.pains));
        let wording = self.wording;
        let text = wording.fill_with(phrase, |gap| {
            Some(match gap {
                "need" => about.need.as_str().into(),
                "why" => about.why.as_str().into(),
                "date" => wording.day(about.start).into(),
                "soon" => wording.day(soon).into(),
                "sum" => wording.sum(about.amount.unwrap_or(300_000) / 10 * 11).into(),
                "no" => no.to_string().into(),
                "pain" => wording.fill(pain?, &[("date", &wording.day(about.start))]).into(),
                "decider" => self.decider(client?).into(),
                _ => return None,
            })
        });
        capital(&text)
    }

    fn decider(&self, client: &Client<'_>) -> String {
        client.decider().map_or_else(String::new, |contact| {
            let gaps = [("name", contact.name.as_str()), ("job", contact.job.as_str())];
            self.wording.fill(&self.content.answers.person, &gaps)
        })
    }

    /// What the buyer answered to what a stage asks before a deal may enter it.
    pub(super) fn answer(
        &mut self,
        field: &str,
        about: &About<'_>,
        stay: &Stay<'_, '_>,
    ) -> Result<String, DemoProblem> {
        let (content, wording, seller) = (self.content, self.wording, stay.by.0);
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
            "ship_date" => wording.field_day(stay.visit.ago - self.chance.between(16, 22) * DAY),
            "return_date" => wording.field_day(about.returns.unwrap_or_default()),
            "address" => {
                let street = wording.say(self.chance.pick(&content.streets));
                let city = client.map_or_else(String::new, |client| client.city.clone());
                wording.fill(&answers.address, &[("city", &city), ("street", &street), ("no", &no)])
            }
            unknown => return Err(DemoProblem::unknown("answer to the field", unknown)),
        })
    }
}
