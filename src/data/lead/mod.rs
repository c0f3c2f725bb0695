//! What a letter, a signature, a message or a copied row of a table says about a lead: who asks, how to answer, what is
//! needed, when and for how much. Russian and English, by the ways in which people write, without any guess about what
//! the text does not say: whatever is found stands in it, and the place is told.
//!
//! [`read`] reads free text to a [`Draft`]; [`from_query`] and [`from_json`] read a [`Lead`] that a link, a form or an
//! inbox carries, and say what is wrong with it ([`LeadProblem`]).
//! Deliberately not here: files of letters and cards (`letter`, `card`), tables of many leads (`import`), days that words
//! mean, and which records a lead becomes.

mod amount;
mod carried;
mod company;
mod job;
mod json;
mod labels;
mod link;
mod need;
mod pasted;
mod person;
mod phrase;
mod problem;
mod reach;
mod sent;
mod taken;
mod text;

use std::ops::Range;

pub use carried::{LONGEST_FIELD, Lead, MOST_FIELDS};
pub use json::{LARGEST_LEADS, MOST_LEADS, from_json, to_json};
pub use link::{LONGEST_QUERY, from_query, to_query};
pub use pasted::{headed, is_table};
pub use problem::LeadProblem;
pub use sent::{of_card, of_letter};
pub use taken::Taking;

use crate::domain::{Currency, Money};
use labels::Label;
use text::Text;

/// How much of a text is read, in bytes; the rest of it is passed over.
pub const LONGEST_TEXT: usize = 64 * 1024;

/// Something that a text says, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// What it says.
    pub value: T,
    /// The bytes of the text that say it.
    pub span: Range<usize>,
}

/// What a text says about a lead. Texts are as they stand there, with spaces put in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The company, with its legal form when the text has it.
    pub company: Option<Found<String>>,
    /// Who asks.
    pub person: Option<Found<String>>,
    /// What they are there.
    pub job: Option<Found<String>>,
    /// Telephones as written, with extensions; the same number once.
    pub phones: Vec<Found<String>>,
    /// Electronic addresses in lower case, each once.
    pub emails: Vec<Found<String>>,
    /// Names in messengers: `@name` or an address of `t.me` or `wa.me`, each once.
    pub handles: Vec<Found<String>>,
    /// Where they are, when the text says so itself: a city or a postal address.
    pub place: Option<Found<String>>,
    /// The digits of their ИНН.
    pub tax_number: Option<Found<String>>,
    /// What is needed.
    pub need: Option<Found<String>>,
    /// When, in the words of the text.
    pub when: Option<Found<String>>,
    /// For how much: the upper end of a span.
    pub amount: Option<Found<Money>>,
    /// Where they know us from, or where the lead came from.
    pub source: Option<Found<String>>,
}

/// What a text says about a lead. `home` is the currency of an amount that names none.
///
/// Of several answers to one question what a label says («Компания: …») comes first, then what stands below a closing phrase
/// («С уважением»), then what comes first. Quoted lines of an earlier letter are passed over.
pub fn read(text: &str, home: Currency) -> Draft {
    let end = text.floor_char_boundary(LONGEST_TEXT);
    let text = Text::of(&text[..end]);
    let labels = labels::find(&text);
    let amount = amount::find(&text, &labels, home);
    let tax_number = reach::tax_number(&text, &labels);
    let taken: Vec<_> = amount.every.iter().chain(tax_number.iter().map(|found| &found.span)).cloned().collect();
    let emails = reach::emails(&text);
    let company = company::find(&text, &labels);
    let (person, job) = person::find(&text, &labels, company.as_ref());
    let when = need::when(&text, &labels);
    let source = need::source(&text, &labels);
    let need = need::need(&text, &labels);
    Draft {
        phones: reach::phones(&text, &labels, &taken),
        handles: reach::handles(&text),
        place: labels::value(&text, &labels, Label::Place),
        amount: amount.best,
        company,
        person,
        job,
        emails,
        tax_number,
        need,
        when,
        source,
    }
}

impl Draft {
    /// Whether nothing at all was found.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The lead without its places, as a link or an inbox would carry it.
    pub fn lead(&self) -> Lead {
        let said = |found: &Option<Found<String>>| found.as_ref().map(|found| found.value.clone());
        let all = |found: &[Found<String>]| found.iter().map(|found| found.value.clone()).collect();
        Lead {
            company: said(&self.company),
            person: said(&self.person),
            job: said(&self.job),
            phones: all(&self.phones),
            emails: all(&self.emails),
            handles: all(&self.handles),
            place: said(&self.place),
            tax_number: said(&self.tax_number),
            need: said(&self.need),
            when: said(&self.when),
            amount: self.amount.as_ref().map(|found| found.value),
            source: said(&self.source),
            ..Lead::default()
        }
    }
}
