//! A table of typed cells on its way out: what a list shows, ready to be written as CSV or as a workbook.
//!
//! A cell keeps what it is, so that a spreadsheet counts with numbers and sorts by days. Deliberately not here: which
//! columns a list has, and the words of its heads.

use std::future::Future;

use chrono::{NaiveDate, NaiveDateTime};

use super::separator::Separator;
use super::write::{BOM, LineBreak, write_csv_row};
use super::xlsx::{Cell, Paper};
use crate::domain::Money;

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Blank,
    /// A text; never run as a formula.
    Text(String),
    /// A number.
    Number(f64),
    /// An amount, in its own currency.
    Money(Money),
    /// A day.
    Day(NaiveDate),
    /// A day and a time by the clock of whoever saves the table.
    Time(NaiveDateTime),
    /// Yes or no.
    Flag(bool),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(told: Option<T>) -> Self {
        told.map_or(Self::Blank, Into::into)
    }
}

/// A table with a name, one head for each column, and rows of as many cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What it is about: the name of the file and of the sheet in a workbook.
    pub name: String,
    /// What the columns are called.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}

/// How a language of readers writes tables, so that their spreadsheet reads them without being asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Between cells: a semicolon where the comma is in numbers.
    pub separator: Separator,
    /// Between whole and part of a number.
    pub point: char,
    /// What stands for yes and for no.
    pub flags: [&'static str; 2],
}

impl Dialect {
    /// As Excel in Russian writes and reads.
    pub const RU: Self = Self { separator: Separator::Semicolon, point: ',', flags: ["да", "нет"] };
    /// As Excel in English writes and reads.
    pub const EN: Self = Self { separator: Separator::Comma, point: '.', flags: ["yes", "no"] };
}

impl Sheet {
    /// The table as a CSV file, a part for every so many rows: one behind the other they are the file.
    pub fn csv(&self, dialect: Dialect) -> impl Iterator<Item = String> + '_ {
        const SLICE: usize = 2_000;
        let mut head = BOM.to_owned();
        write_csv_row(&mut head, dialect.separator, LineBreak::CrLf, &self.heads);
        let slices = self.rows.chunks(SLICE).map(move |rows| {
            let mut out = String::new();
            for row in rows {
                write_csv_row(&mut out, dialect.separator, LineBreak::CrLf, row.iter().map(|cell| dialect.write(cell)));
            }
            out
        });
        std::iter::once(head).chain(slices)
    }

    /// The table as it goes into a workbook; `pause` comes between so many rows, so that the page answers meanwhile.
    pub async fn paper<P: Future<Output = ()>>(&self, pause: impl Fn() -> P) -> Paper {
        const SLICE: usize = 2_000;
        let mut paper = Paper::new(self.name.clone(), &self.heads);
        for rows in self.rows.chunks(SLICE) {
            rows.iter().for_each(|row| paper.row(row.iter().map(Value::cell)));
            pause().await;
        }
        paper
    }

    /// A name for its file.
    pub fn file(&self, kind: &str) -> String {
        let name: String = self.name.chars().map(|sign| if sign.is_alphanumeric() { sign } else { ' ' }).collect();
        format!("{}.{kind}", name.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

impl Value {
    fn cell(&self) -> Cell<'_> {
        match self {
            Self::Blank => Cell::Blank,
            Self::Text(text) => Cell::Text(text),
            Self::Number(number) => Cell::Number(*number),
            Self::Money(money) => Cell::Money(*money),
            Self::Day(day) => Cell::Day(*day),
            Self::Time(time) => Cell::Time(*time),
            Self::Flag(flag) => Cell::Flag(*flag),
        }
    }
}

impl Dialect {
    fn write(self, cell: &Value) -> String {
        match cell {
            Value::Blank => String::new(),
            Value::Text(text) => text.clone(),
            Value::Number(number) => self.number(number.to_string()),
            Value::Money(money) => self.number(decimal(*money)),
            Value::Day(day) => day.to_string(),
            Value::Time(time) => time.format("%Y-%m-%d %H:%M").to_string(),
            Value::Flag(flag) => self.flags[usize::from(!flag)].to_owned(),
        }
    }

    fn number(self, text: String) -> String {
        text.replace('.', &self.point.to_string())
    }
}

/// An amount in whole units with all its places: 1250.50.
fn decimal(money: Money) -> String {
    let places = money.currency.exponent() as usize;
    let digits = format!("{:0>width$}", money.minor.unsigned_abs(), width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    let sign = if money.minor < 0 { "-" } else { "" };
    let point = if places == 0 { "" } else { "." };
    format!("{sign}{whole}{point}{part}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;

    fn sheet() -> Sheet {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let row = vec![
            "=cmd|' /C calc'!A0".into(),
            Value::Number(-3.5),
            Value::Money(Money::new(-5, Currency::RUB)),
            Value::Day(day),
            Value::Time(day.and_hms_opt(9, 5, 0).unwrap()),
            Value::Flag(true),
            Value::Blank,
            "a;b,c".into(),
        ];
        let heads = ["Имя", "Число", "Сумма", "День", "Время", "Да", "Пусто", "Знаки"].map(str::to_owned).to_vec();
        Sheet { name: "Клиенты: все/2026".into(), heads, rows: vec![row] }
    }

    #[test]
    fn each_language_gets_the_table_that_its_spreadsheet_reads() {
        let ru: String = sheet().csv(Dialect::RU).collect();
        assert!(ru.starts_with("\u{feff}Имя;Число;"));
        assert_eq!(ru.lines().nth(1), Some("'=cmd|' /C calc'!A0;-3,5;-0,05;2026-11-22;2026-11-22 09:05;да;;\"a;b,c\""));
        let en: String = sheet().csv(Dialect::EN).collect();
        assert_eq!(
            en.lines().nth(1),
            Some("'=cmd|' /C calc'!A0,-3.5,-0.05,2026-11-22,2026-11-22 09:05,yes,,\"a;b,c\"")
        );
        assert_eq!(sheet().file("csv"), "Клиенты все 2026.csv");
    }

    #[test]
    fn a_workbook_says_what_the_table_says() {
        let sheet = sheet();
        let paper = std::pin::pin!(sheet.paper(|| std::future::ready(())));
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        let std::task::Poll::Ready(paper) = paper.poll(&mut context) else { panic!("it waits for nothing") };
        let book = crate::data::table::xlsx::read(&crate::data::table::xlsx::write(&paper)).unwrap();
        let lines: Vec<&str> = book[0].text.lines().collect();
        assert_eq!(lines[0], "Имя\tЧисло\tСумма\tДень\tВремя\tДа\tПусто\tЗнаки");
        let cells: Vec<&str> = lines[1].split('\t').collect();
        assert!(cells[0].ends_with("=cmd|' /C calc'!A0"), "{}", cells[0]);
        assert_eq!(&cells[1..4], ["-3.5", "-0.05", "2026-11-22"]);
        assert_eq!(cells[7], "a;b,c");
    }

    #[test]
    fn amounts_have_all_their_places() {
        let money = |minor, code| decimal(Money::new(minor, Currency::new(code).unwrap()));
        assert_eq!(money(125_050, "RUB"), "1250.50");
        assert_eq!(money(i64::MIN, "RUB"), "-92233720368547758.08");
        assert_eq!([money(1_054, "JPY"), money(0, "USD"), money(7, "USD")], ["1054", "0.00", "0.07"]);
    }

    #[test]
    fn a_long_table_comes_in_parts() {
        let sheet = Sheet { rows: vec![vec![Value::Number(1.0)]; 4_001], heads: vec!["n".into()], ..Sheet::default() };
        assert_eq!(sheet.csv(Dialect::EN).count(), 4);
        assert_eq!(sheet.csv(Dialect::EN).collect::<String>().lines().count(), 4_002);
    }
}
