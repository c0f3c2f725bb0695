//! A purchase list: which columns it has, and what its rows say.

use crate::command_line::Words;
use crate::table::{Column, Table, why};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use voronka::data::table::{
    DateEvidence, DateStyle, Header, NumberEvidence, NumberStyle, Row, fold_header, parse_amount, parse_date,
};
use voronka::domain::insight::rfm::{Kind, Ledger, Purchase};

/// The names by which columns are found when none are given.
const CUSTOMER: &[&str] =
    &["customer_id", "customer", "client_id", "client", "buyer", "клиент", "покупатель", "заказчик"];
const DATE: &[&str] =
    &["ordered_at", "order_date", "purchase_date", "paid_at", "invoice_date", "date", "дата", "дата заказа"];
const AMOUNT: &[&str] = &["amount", "total", "sum", "revenue", "value", "сумма", "бюджет"];
const KIND: &[&str] = &["kind"];

/// Digits after the mark in the amounts.
const EXPONENT: u8 = 2;

/// A day from the command line.
pub(crate) fn day(words: &mut Words<'_>) -> Result<NaiveDate, String> {
    let value = words.value()?;
    value.parse().map_err(|_| format!("{} wants a date like 2011-12-02, not {value:?}", words.name))
}

/// What each column of a purchase list may be called on the command line.
pub(crate) const COLUMNS: &[&str] = &["customer", "date", "amount", "kind"];

/// The rows of a file with what is known of its columns.
pub(crate) struct PurchaseList {
    table: Table,
    columns: Columns,
    dates: DateStyle,
    numbers: NumberStyle,
}

struct Columns {
    customer: Column,
    date: Column,
    amount: Option<Column>,
    kind: Option<Column>,
}

impl PurchaseList {
    /// Reads a file.
    pub(crate) fn read(bytes: &[u8], titles: &BTreeMap<String, String>) -> Result<PurchaseList, String> {
        let table = Table::read(bytes)?;
        let columns = Columns::of(&table, titles)?;
        let (mut dates, mut numbers) = (DateEvidence::default(), NumberEvidence::default());
        for row in &table.rows {
            dates.observe(row.last_filled(&columns.date));
            numbers.observe(columns.amount(row));
        }
        Ok(PurchaseList { table, columns, dates: dates.style(), numbers: numbers.style() })
    }

    /// The purchases; a row that can't be read is remarked on by its line and left out.
    pub(crate) fn ledger(&self, remark: &mut impl FnMut(String)) -> Result<Ledger<&str>, String> {
        let (mut purchases, mut left_out) = (Vec::with_capacity(self.table.rows.len()), 0);
        for row in &self.table.rows {
            match self.purchase(row) {
                Ok(purchase) => purchases.push(purchase),
                Err(reason) => {
                    left_out += 1;
                    remark(format!("line {}: {reason}", row.line()));
                }
            }
        }
        if purchases.is_empty() && left_out > 0 {
            return Err(format!("none of {left_out} rows can be read"));
        }
        Ok(purchases.into_iter().collect())
    }

    fn purchase<'r>(&self, row: &'r Row) -> Result<Purchase<&'r str>, String> {
        self.table.fits(row)?;
        let customer = row.last_filled(&self.columns.customer).trim();
        if customer.is_empty() {
            return Err("no customer".to_owned());
        }
        let date = self.date(row.last_filled(&self.columns.date))?;
        let amount_cell = self.columns.amount(row);
        let amount = parse_amount(amount_cell, EXPONENT, self.numbers)
            .map_err(|problem| format!("amount {amount_cell:?} {}", why(problem)))?;
        let kind = match self.columns.kind.as_deref().map(|columns| row.last_filled(columns).trim().to_lowercase()) {
            None => Kind::Sale,
            Some(kind) if kind == "sale" => Kind::Sale,
            Some(kind) if kind == "refund" => Kind::Refund,
            Some(kind) => return Err(format!("kind is sale or refund, not {kind:?}")),
        };
        if kind == Kind::Refund && amount > Some(0) {
            return Err(format!("a refund's amount is negative, not {amount_cell:?}"));
        }
        Ok(Purchase { customer, date, kind, amount })
    }

    fn date(&self, cell: &str) -> Result<NaiveDate, String> {
        match parse_date(cell, self.dates) {
            Ok(Some(date)) => Ok(date.at.date()),
            Ok(None) => Err("no date".to_owned()),
            Err(problem) => Err(format!("date {cell:?} {}", why(problem))),
        }
    }
}

impl Columns {
    fn of(table: &Table, titles: &BTreeMap<String, String>) -> Result<Columns, String> {
        let find = |column: &str, names: &[&str]| {
            table.find(column, titles, |header| {
                names.iter().map(|name| common(header, name)).find(|found| !found.is_empty())
            })
        };
        Ok(Columns {
            customer: table.need("customer", find("customer", CUSTOMER)?)?,
            date: table.need("date", find("date", DATE)?)?,
            amount: find("amount", AMOUNT)?,
            kind: find("kind", KIND)?,
        })
    }

    fn amount<'r>(&self, row: &'r Row) -> &'r str {
        self.amount.as_deref().map_or("", |columns| row.last_filled(columns))
    }
}

/// Columns with a common name; an amount may have its currency behind it, like `amount_gbp`.
fn common(header: &Header, name: &str) -> Vec<usize> {
    let exact = header.find(name);
    if !exact.is_empty() || !AMOUNT.contains(&name) {
        return exact;
    }
    let name = fold_header(name);
    let has_currency = |folded: &str| {
        folded
            .strip_prefix(&name)
            .is_some_and(|rest| rest.len() == 3 && rest.bytes().all(|byte| byte.is_ascii_lowercase()))
    };
    (0..header.columns.len()).filter(|&at| has_currency(&header.columns[at].folded)).collect()
}
