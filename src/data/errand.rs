//! Errands: what is worked out away from the page, in a worker, because it takes longer than a page may stand still.
//!
//! A page and its worker exchange [`Sheet`]s: a head in JSON and columns of numbers, so that tens of thousands of purchases
//! go over in one copy. Both ends are of one build, and neither keeps a sheet. Customers are numbered by their place among
//! all, in ascending order.
//! Deliberately not here: the worker (`app::away`), what the answers mean (`domain::insight`).

mod foreign;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

pub use foreign::{BookRead, ask_book, ask_paper, book, paper};

use crate::domain::CustomerId;
use crate::domain::insight::forecast::{History, Model};
use crate::domain::insight::funnel::{Courses, Journeys, Question, Report};
use crate::domain::insight::outlook::{Grounds, Outlook, Prospect};
use crate::domain::insight::rfm::{Buyer, Kind, Ledger, Purchase};

/// What is to be worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Errand {
    /// Who buys within the next days, see [`Outlook`].
    Outlook {
        /// By which model.
        model: Model,
        /// How many days to look ahead.
        days: u32,
        /// The last day that is known.
        today: NaiveDate,
    },
    /// What stands in a workbook, see [`table::xlsx`](crate::data::table::xlsx).
    Book,
    /// A table as a workbook.
    Paper,
    /// What became of the deals of a funnel, see [`Report`].
    Funnel {
        /// What is asked.
        question: Question,
        /// How many stages the funnel has.
        stages: usize,
        /// How many deals are on the sheet.
        deals: usize,
    },
    /// How the deals of one stage left it, see [`Courses`].
    Course {
        /// What is asked.
        question: Question,
        /// Of which stage, from 0.
        stage: u8,
        /// By which ages in milliseconds, rising.
        ages: [i64; 3],
        /// How many stages the funnel has.
        stages: usize,
        /// How many deals are on the sheet.
        deals: usize,
    },
}

/// What goes between a page and its worker.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What the columns are about, as JSON.
    pub head: String,
    /// Rows of small numbers.
    pub small: Vec<u32>,
    /// Rows of amounts, in minor units; [`UNKNOWN`] is none.
    pub amounts: Vec<i64>,
    /// Rows of probabilities; no number is none.
    pub chances: Vec<f64>,
    /// A file, or texts.
    pub bytes: Vec<u8>,
}

/// Stands for an amount that nobody knows.
const UNKNOWN: i64 = i64::MIN;
/// Stands for a number of days that there is not.
const NONE: u32 = u32::MAX;

/// Small numbers of a purchase: who, the day, the kind.
const OF_PURCHASE: usize = 3;
/// Small numbers of a prospect: who, the day of the last purchase, days since then, purchases, those of known amount,
/// repeats, days from first to last, days from first to today, the usual interval.
const OF_PROSPECT: usize = 9;

/// A sheet that is not of this build; it says what is wrong.
pub type Unreadable = String;

/// Who the numbers on a sheet are.
pub type Customers = Vec<CustomerId>;

/// The sheet that asks who will buy, of the customers of these purchases, and who its numbers are.
pub fn ask(errand: Errand, purchases: &[Purchase<CustomerId>]) -> (Sheet, Customers) {
    let mut customers: Customers = purchases.iter().map(|purchase| purchase.customer).collect();
    customers.sort_unstable();
    customers.dedup();
    let mut sheet = Sheet { head: head(&errand), ..Sheet::default() };
    sheet.small.reserve(purchases.len() * OF_PURCHASE);
    sheet.amounts.reserve(purchases.len());
    for purchase in purchases {
        // Everybody is among them.
        #[expect(clippy::cast_possible_truncation, reason = "fewer than a browser has room for")]
        let number = customers.binary_search(&purchase.customer).unwrap_or_else(|place| place) as u32;
        let kind = match purchase.kind {
            Kind::Sale => 0,
            Kind::Refund => 1,
            Kind::RefundOf(sale) => sale.saturating_add(2),
        };
        sheet.small.extend([number, day_number(purchase.date), kind]);
        sheet.amounts.push(purchase.amount.unwrap_or(UNKNOWN));
    }
    (sheet, customers)
}

/// The sheet that asks for the figures of a funnel.
pub fn ask_funnel(question: Question, journeys: &Journeys) -> Sheet {
    let (stages, deals) = (journeys.stages(), journeys.len());
    let (small, amounts) = journeys.columns();
    Sheet { head: head(&Errand::Funnel { question, stages, deals }), small, amounts, ..Sheet::default() }
}

/// The sheet that asks how the deals of a stage left it.
pub fn ask_course(question: Question, stage: u8, ages: [i64; 3], journeys: &Journeys) -> Sheet {
    let (stages, deals) = (journeys.stages(), journeys.len());
    let (small, amounts) = journeys.columns();
    Sheet { head: head(&Errand::Course { question, stage, ages, stages, deals }), small, amounts, ..Sheet::default() }
}

/// Does what a sheet asks for.
///
/// # Errors
/// The sheet is not one of [`ask`].
pub fn answer(sheet: &Sheet) -> Result<Sheet, Unreadable> {
    match read_head(sheet)? {
        Errand::Book => Ok(foreign::book_sheet(&sheet.bytes)),
        Errand::Paper => foreign::paper_sheet(&sheet.bytes),
        Errand::Outlook { model, days, today } => Ok(outlook_sheet(&Outlook::of(&ledger(sheet)?, model, days, today))),
        Errand::Funnel { question, stages, deals } => {
            let report = Report::of(&journeys(sheet, stages, deals)?, question);
            Ok(Sheet { head: head(&report), ..Sheet::default() })
        }
        Errand::Course { question, stage, ages, stages, deals } => {
            let courses = Courses::of(&journeys(sheet, stages, deals)?, question, stage, ages);
            Ok(Sheet { head: head(&courses), ..Sheet::default() })
        }
    }
}

fn journeys(sheet: &Sheet, stages: usize, deals: usize) -> Result<Journeys, Unreadable> {
    let journeys = Journeys::of_columns(stages, deals, &sheet.small, &sheet.amounts);
    journeys.ok_or_else(|| "the columns do not fit together".to_owned())
}

/// Reads the answer to [`Errand::Course`].
///
/// # Errors
/// The sheet is not one of [`answer`].
pub fn courses(sheet: &Sheet) -> Result<Courses, Unreadable> {
    read_head(sheet)
}

/// Reads the answer to [`Errand::Funnel`].
///
/// # Errors
/// The sheet is not one of [`answer`].
pub fn report(sheet: &Sheet) -> Result<Report, Unreadable> {
    read_head(sheet)
}

/// Reads the answer to [`Errand::Outlook`].
///
/// # Errors
/// The sheet is not one of [`answer`], or of other customers.
pub fn outlook(sheet: &Sheet, customers: &Customers) -> Result<Outlook<CustomerId>, Unreadable> {
    let grounds: Grounds = read_head(sheet)?;
    let rows = sheet.small.chunks_exact(OF_PROSPECT).zip(&sheet.amounts).zip(&sheet.chances);
    let prospect = |((small, &spent), &chance): ((&[u32], &i64), &f64)| {
        let &[number, last, recency, frequency, priced, repeats, span, age, usual] = small else {
            return Err("a row is cut".to_owned());
        };
        let customer = *customers.get(number as usize).ok_or_else(|| format!("nobody is number {number}"))?;
        let spent = i128::from(spent);
        let buyer = Buyer { customer, last_purchase: day(last)?, recency, frequency, spent, priced };
        let usual = (usual != NONE).then_some(usual);
        let history = History { buyer, repeats, last: span, age, usual };
        Ok(Prospect { history, buys: (!chance.is_nan()).then_some(chance) })
    };
    Ok(Outlook { prospects: rows.map(prospect).collect::<Result<_, _>>()?, grounds })
}

fn outlook_sheet(outlook: &Outlook<u32>) -> Sheet {
    let mut sheet = Sheet { head: head(&outlook.grounds), ..Sheet::default() };
    for Prospect { history, buys } in &outlook.prospects {
        let &History { buyer, repeats, last, age, usual } = history;
        let Buyer { customer, last_purchase, recency, frequency, spent, priced } = buyer;
        let usual = usual.unwrap_or(NONE);
        let day = day_number(last_purchase);
        sheet.small.extend([customer, day, recency, frequency, priced, repeats, last, age, usual]);
        // What is more than any currency holds is shown as the most that it can be.
        sheet.amounts.push(i64::try_from(spent).unwrap_or(if spent < 0 { i64::MIN } else { i64::MAX }));
        sheet.chances.push(buys.unwrap_or(f64::NAN));
    }
    sheet
}

fn ledger(sheet: &Sheet) -> Result<Ledger<u32>, Unreadable> {
    let purchase = |(small, &amount): (&[u32], &i64)| {
        let &[customer, date, kind] = small else { return Err("a row is cut".to_owned()) };
        let kind = match kind {
            0 => Kind::Sale,
            1 => Kind::Refund,
            sale => Kind::RefundOf(sale - 2),
        };
        Ok(Purchase { customer, date: day(date)?, kind, amount: (amount != UNKNOWN).then_some(amount) })
    };
    sheet.small.chunks_exact(OF_PURCHASE).zip(&sheet.amounts).map(purchase).collect()
}

#[expect(clippy::cast_sign_loss, reason = "back and forth again in `day`")]
fn day_number(date: NaiveDate) -> u32 {
    date.num_days_from_ce() as u32
}

#[expect(clippy::cast_possible_wrap, reason = "back and forth again in `day_number`")]
fn day(number: u32) -> Result<NaiveDate, Unreadable> {
    NaiveDate::from_num_days_from_ce_opt(number as i32).ok_or_else(|| format!("{number} is no day"))
}

/// Everything that stands in a head can be written.
fn head(of: &impl Serialize) -> String {
    serde_json::to_string(of).unwrap_or_default()
}

fn read_head<'s, T: Deserialize<'s>>(sheet: &'s Sheet) -> Result<T, Unreadable> {
    serde_json::from_str(&sheet.head).map_err(|why| why.to_string())
}
