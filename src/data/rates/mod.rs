//! Rates of currencies from text that somebody pastes or drops: a table of day, currency and rate, the daily table of the
//! Bank of Russia copied from its page, its XML.
//!
//! Columns go by their headers, or without any by what stands in them. Rows that are not understood come out with the
//! reason; captions around a table are passed over. Any text is read to its end.
//! Deliberately not here: keeping rates (`domain::Command`), words for people.

mod number;
mod table;
mod xml;

pub use number::read as decimal;

use chrono::NaiveDate;

use crate::domain::{Currency, Decimal, Quote};

/// The most lines that are read: the rates of all currencies for a year are fewer.
pub const MOST_LINES: usize = 20_000;

/// A rate that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The line of the text, from one.
    pub line: u32,
    /// What it says.
    pub quote: Quote,
}

/// A row that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The line of the text, from one.
    pub line: u32,
    /// What stands there, at most eighty characters.
    pub text: String,
    /// Why.
    pub why: Reason,
}

/// Why a row is no rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No cell is a currency.
    NoCurrency,
    /// It is the rate of the company's own currency.
    OwnCurrency,
    /// This is no rate above nothing, or none that is short enough to be kept.
    NotARate(String),
    /// This is no number of units.
    NotUnits(String),
    /// This is no day of the calendar, or its year has two digits, or month and day can change places.
    NotADay(String),
    /// The row has no day, and nothing else says which.
    NoDay,
    /// A row above says another rate of the same currency and day.
    Twice,
}

/// What a text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The rates, in the order of the text.
    pub found: Vec<Found>,
    /// The rows that were not understood.
    pub wrong: Vec<Wrong>,
    /// The day that a heading above the table says.
    pub day: Option<NaiveDate>,
    /// Whether there were more lines than are read.
    pub cut: bool,
}

/// The rates of a text, each against this currency; rows without a day are of the one that the text says, else of `day`.
pub fn read(text: &str, to: Currency, day: Option<NaiveDate>) -> Reading {
    let mut reading = Reading::default();
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('<') {
        xml::read(text, to, &mut reading);
    } else {
        table::read(text, to, day, &mut reading);
    }
    reading
}

/// What a row says, before it is a rate.
struct Row<'t> {
    line: u32,
    text: &'t str,
    of: Option<Currency>,
    /// The day, or what stands in its place.
    day: Result<Option<NaiveDate>, &'t str>,
    units: &'t str,
    value: &'t str,
}

impl Reading {
    fn take(&mut self, row: &Row<'_>, to: Currency) {
        match self.quote(row, to) {
            Ok(quote) => {
                let same = |found: &&Found| (found.quote.of, found.quote.day) == (quote.of, quote.day);
                match self.found.iter().rev().find(same) {
                    None => self.found.push(Found { line: row.line, quote }),
                    Some(known) if known.quote == quote => {}
                    Some(_) => self.refuse(row, Reason::Twice),
                }
            }
            Err(why) => self.refuse(row, why),
        }
    }

    fn refuse(&mut self, row: &Row<'_>, why: Reason) {
        let text = row.text.trim().chars().take(80).collect();
        self.wrong.push(Wrong { line: row.line, text, why });
    }

    fn quote(&self, row: &Row<'_>, to: Currency) -> Result<Quote, Reason> {
        let of = row.of.ok_or(Reason::NoCurrency)?;
        if of == to {
            return Err(Reason::OwnCurrency);
        }
        let value = number::read(row.value).ok_or_else(|| Reason::NotARate(short(row.value)))?;
        let one = || Decimal::new(1, 0).ok();
        let units = if row.units.trim().is_empty() { one() } else { number::read(row.units) };
        let units = units.ok_or_else(|| Reason::NotUnits(short(row.units)))?;
        let day = row.day.map_err(|day| Reason::NotADay(short(day)))?.ok_or(Reason::NoDay)?;
        Ok(Quote { of, to, day, units, value })
    }
}

fn short(text: &str) -> String {
    text.trim().chars().take(40).collect()
}
