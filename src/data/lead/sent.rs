//! Leads that come as files: a letter that somebody wrote, a card that somebody sent.
//! Deliberately not here: reading the files (`letter`, `card`).

use super::carried::{LONGEST_FIELD, Lead};
use super::read;
use crate::data::card::Card;
use crate::data::letter::Letter;
use crate::domain::{Currency, contact};

/// The lead that a letter is. What the letter says itself comes first; who sent it answers what it leaves open. `home` is
/// the currency of an amount that names none.
pub fn of_letter(letter: &Letter, home: Currency) -> Lead {
    let mut lead = read(&letter.text, home).lead();
    lead.key.clone_from(&letter.id);
    lead.at = letter.at;
    if let Some(sender) = letter.from.first() {
        // The sender's own name is surer than what a text looks like.
        if !sender.name.is_empty() {
            lead.person = Some(sender.name.clone());
        }
        lead.emails.retain(|email| *email != sender.address);
        lead.emails.insert(0, sender.address.clone());
    }
    // Those it was written to are ours.
    lead.emails.retain(|email| letter.to.iter().all(|to| to.address != *email));
    if lead.need.is_none() {
        lead.need = Some(letter.subject.clone()).filter(|subject| !subject.is_empty());
    }
    lead
}

/// The lead that a card is.
pub fn of_card(card: &Card) -> Lead {
    let short = |text: &String| text.chars().take(LONGEST_FIELD).collect::<String>();
    let mut lead = Lead {
        key: card.id.as_ref().map(short),
        company: card.company.as_ref().map(short),
        person: Some(&card.name).filter(|name| !name.is_empty()).map(short),
        job: card.job.as_ref().map(short),
        phones: card.phones.clone(),
        emails: card.emails.iter().filter_map(|email| contact::email(email)).collect(),
        handles: card.pages.clone(),
        place: card.places.first().map(short),
        need: card.note.as_ref().map(short),
        ..Lead::default()
    };
    lead.fields.extend(card.fields.clone());
    lead
}
