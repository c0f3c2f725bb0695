//! A purchase list: which columns it has, and what its rows say.

use chrono::NaiveDate;
use std::collections::BTreeMap;
use voronka::data::table::{
    CellProblem, DateEvidence, DateStyle, Header, NumberEvidence, NumberStyle, Row, Survey, TableProblem, TableReader,
    decode, fold_header, parse_amount, parse_date,
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

/// The rows of a file with what is known of its columns.
pub(crate) struct PurchaseList {
    rows: Vec<Row>,
    columns: Columns,
    width: usize,
    dates: DateStyle,
    numbers: NumberStyle,
}

/// Positions; several where a title is repeated.
struct Columns {
    customer: Vec<usize>,
    date: Vec<usize>,
    amount: Option<Vec<usize>>,
    kind: Option<Vec<usize>>,
}

impl PurchaseList {
    /// Reads a file whole: the columns can be judged only by all of their cells.
    pub(crate) fn read(bytes: &[u8], titles: &BTreeMap<String, String>) -> Result<PurchaseList, String> {
        let text = decode(bytes).map_err(told)?.text;
        let survey = Survey::of(&text).map_err(told)?;
        let columns = Columns::of(&survey.header, titles)?;
        let mut reader = TableReader::new(text, survey.separator);
        reader.next_rows(1).map_err(told)?;
        let (mut rows, mut dates, mut numbers) = (Vec::new(), DateEvidence::default(), NumberEvidence::default());
        loop {
            let slice = reader.next_rows(10_000).map_err(told)?;
            if slice.is_empty() {
                break;
            }
            for row in slice.into_iter().filter(|row| !row.is_blank()) {
                dates.observe(row.last_filled(&columns.date));
                numbers.observe(columns.amount(&row));
                rows.push(row);
            }
        }
        let width = survey.header.columns.len();
        Ok(PurchaseList { rows, columns, width, dates: dates.style(), numbers: numbers.style() })
    }

    /// The purchases; a row that can't be read is remarked on by its line and left out.
    pub(crate) fn ledger(&self, remark: &mut impl FnMut(String)) -> Result<Ledger<&str>, String> {
        let (mut purchases, mut left_out) = (Vec::with_capacity(self.rows.len()), 0);
        for row in &self.rows {
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
        if row.overflows(self.width) {
            return Err(format!("{} cells, and the header has {}", row.len(), self.width));
        }
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
    fn of(header: &Header, titles: &BTreeMap<String, String>) -> Result<Columns, String> {
        let find = |column: &str, names: &[&str]| match titles.get(column) {
            Some(title) => match header.find(title) {
                found if found.is_empty() => Err(format!("no column {title:?}; there are: {}", listed(header))),
                found => Ok(Some(found)),
            },
            None => Ok(names.iter().map(|name| common(header, name)).find(|found| !found.is_empty())),
        };
        let missing = |column: &str| {
            format!("no column for the {column}: name it with --columns {column}=…; there are: {}", listed(header))
        };
        Ok(Columns {
            customer: find("customer", CUSTOMER)?.ok_or_else(|| missing("customer"))?,
            date: find("date", DATE)?.ok_or_else(|| missing("date"))?,
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

fn listed(header: &Header) -> String {
    header.columns.iter().map(|column| column.title.as_str()).collect::<Vec<_>>().join(", ")
}

fn told(problem: TableProblem) -> String {
    match problem {
        TableProblem::Empty => "the file is empty".to_owned(),
        TableProblem::OneColumn => "the file has one column only".to_owned(),
        TableProblem::NotATable(foreign) => format!("the file is no table but {foreign:?}"),
        TableProblem::TooLarge { bytes, limit } => format!("the file has {bytes} bytes; at most {limit} are read"),
        TableProblem::TooManyColumns { line, columns, limit } => {
            format!("line {line}: {columns} columns; at most {limit} are read")
        }
        TableProblem::BrokenQuote { line } => format!("line {line}: a quotation mark is opened and never closed"),
        TableProblem::MixedEncoding { line } => format!("line {line}: the text changes its encoding or is damaged"),
    }
}

fn why(problem: CellProblem) -> &'static str {
    match problem {
        CellProblem::NotAnAmount => "is no number",
        CellProblem::AmbiguousAmount => "can be read as two numbers",
        CellProblem::AmountTooLarge => "is too large",
        CellProblem::NotADate => "is no date",
        CellProblem::ShortYear => "has a year of two digits",
        CellProblem::NoSuchMoment => "is not in the calendar",
        CellProblem::AmbiguousDate => "can have day and month in either order",
    }
}
