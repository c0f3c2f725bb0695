//! Tables of rates: a row a rate, with or without headers, with captions above that may say the day.

use chrono::NaiveDate;

use super::{MOST_LINES, Reading, Row, number};
use crate::data::import::currency_of;
use crate::data::table::{DateStyle, fold_header, parse_date};
use crate::domain::Currency;

/// How headers call the columns, folded as headers are.
const DAY: &[&str] = &["дата", "день", "на дату", "с дня", "day", "date", "rate date", "data"];
const CODE: &[&str] = &[
    "букв. код",
    "букв код",
    "буквенный код",
    "код валюты",
    "код",
    "iso",
    "code",
    "currency code",
    "char code",
    "charcode",
];
const CURRENCY: &[&str] = &["валюта", "currency", "cdx", "наименование", "из валюты", "from"];
const UNITS: &[&str] = &["единиц", "номинал", "количество", "кол-во", "за", "units", "nominal", "quantity", "amount"];
const VALUE: &[&str] = &["курс", "курс, руб.", "rate", "value", "curs", "exchange rate", "official rate"];

/// Where the columns stand.
#[derive(Clone, Copy, Debug, Default)]
struct Columns {
    day: Option<usize>,
    currency: Option<usize>,
    units: Option<usize>,
    value: Option<usize>,
}

impl Columns {
    /// By the headers of a row; none unless it names the currency and the rate.
    fn of(cells: &[&str]) -> Option<Self> {
        let folded: Vec<String> = cells.iter().map(|cell| fold_header(cell)).collect();
        let find = |names: &[&str]| folded.iter().position(|cell| names.iter().any(|name| fold_header(name) == *cell));
        let currency = find(CODE).or_else(|| find(CURRENCY));
        let columns = Self { day: find(DAY), currency, units: find(UNITS), value: find(VALUE) };
        (columns.currency.is_some() && columns.value.is_some()).then_some(columns)
    }
}

pub(super) fn read(text: &str, to: Currency, day: Option<NaiveDate>, reading: &mut Reading) {
    let mut columns = None;
    for (at, line) in text.lines().enumerate() {
        if at == MOST_LINES {
            reading.cut = true;
            break;
        }
        let cells = cells(line);
        if let Some(named) = Columns::of(&cells) {
            columns = Some(named);
            continue;
        }
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let usual = reading.day.or(day);
        let row = match columns {
            Some(columns) => by_header(line, number, &cells, columns, usual),
            None => by_content(line, number, &cells, usual),
        };
        match row {
            Some(row) => reading.take(&row, to),
            // A caption: of its days the last one is meant, «с 18.11.2026 на 20.11.2026».
            None => reading.day = cells.iter().filter_map(|cell| day_within(cell)).next_back().or(reading.day),
        }
    }
}

/// What stands between the signs that part cells in a line: tabs, else semicolons, else bars, else spaces where a currency
/// stands between them, else commas.
fn cells(line: &str) -> Vec<&str> {
    let mark = ['\t', ';', '|'].into_iter().find(|mark| line.contains(*mark));
    let split: Vec<&str> = match mark {
        Some(mark) => line.split(mark).collect(),
        None => {
            let words: Vec<&str> = line.split_whitespace().collect();
            let told = words.len() > 1 && words.iter().any(|word| code_of(word).is_some());
            if told { words } else { line.split(',').collect() }
        }
    };
    split.into_iter().map(|cell| cell.trim().trim_matches('"').trim()).collect()
}

fn by_header<'t>(
    text: &'t str,
    line: u32,
    cells: &[&'t str],
    columns: Columns,
    usual: Option<NaiveDate>,
) -> Option<Row<'t>> {
    let cell = |column: Option<usize>| column.and_then(|at| cells.get(at)).copied().unwrap_or_default();
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    let day = match cell(columns.day) {
        "" => Ok(usual),
        told => day_of(told).map(Some).ok_or(told),
    };
    let of = currency_of(cell(columns.currency));
    // A line under the table, or between its parts.
    (filled > 1).then(|| Row { line, text, of, day, units: cell(columns.units), value: cell(columns.value) })
}

/// Without headers a row is known by its currency. The numbers after it are the rate, or units and rate; before it stands
/// the rate only when nothing stands after it.
fn by_content<'t>(text: &'t str, line: u32, cells: &[&'t str], usual: Option<NaiveDate>) -> Option<Row<'t>> {
    let code = cells.iter().position(|cell| code_of(cell).is_some());
    let at = code.or_else(|| cells.iter().position(|cell| currency_word(cell).is_some()));
    let day = cells.iter().find(|cell| looks_like_day(cell)).map(|cell| day_of(cell).ok_or(*cell));
    let Some(at) = at else {
        // Something with several cells and a number in it was meant to be a rate.
        let meant = cells.len() > 1 && cells.iter().any(|cell| number::read(cell).is_some());
        return meant.then_some(Row { line, text, of: None, day: Ok(None), units: "", value: "" });
    };
    let of = cells.get(at).and_then(|cell| code_of(cell).or_else(|| currency_word(cell)));
    let numbers = |cells: &[&'t str]| -> Vec<&'t str> {
        let told =
            |cell: &&&str| cell.starts_with(|sign: char| sign.is_ascii_digit() || sign == '-') && !looks_like_day(cell);
        cells.iter().filter(told).copied().collect()
    };
    let (before, after) = cells.split_at(at);
    let (units, value) = match (numbers(before).as_slice(), numbers(after.get(1..).unwrap_or_default()).as_slice()) {
        (_, [units, value, ..]) => (*units, *value),
        // «100 KZT = 17,70».
        ([.., units], [value]) if cells.contains(&"=") => (*units, *value),
        // Units, a name, and no number where the rate is to be.
        (_, [units]) if after.len() > 3 && after.get(1) == Some(units) => {
            (*units, after.last().copied().unwrap_or_default())
        }
        (_, [value]) => ("", *value),
        ([.., value], []) => ("", *value),
        ([], []) => ("", after.get(1).copied().unwrap_or_default()),
    };
    let told = cells.iter().filter(|cell| !cell.is_empty()).count() > 1;
    told.then(|| Row { line, text, of, day: day.map_or(Ok(usual), |day| day.map(Some)), units, value })
}

/// A currency by its code in capitals.
fn code_of(cell: &str) -> Option<Currency> {
    Currency::new(cell)
}

/// A currency by its name or sign. Other words of three letters are none.
fn currency_word(cell: &str) -> Option<Currency> {
    currency_of(cell).filter(|_| cell.chars().count() != 3 || cell.chars().any(|sign| !sign.is_ascii_lowercase()))
}

fn looks_like_day(cell: &str) -> bool {
    let parts = cell.split(['.', '-', '/']).collect::<Vec<_>>();
    parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn day_of(cell: &str) -> Option<NaiveDate> {
    let read = parse_date(cell, DateStyle::Unclear).ok().flatten()?;
    Some(read.at.date())
}

fn day_within(cell: &str) -> Option<NaiveDate> {
    let words = cell.split(|sign: char| sign.is_whitespace() || matches!(sign, ',' | '(' | ')' | ':'));
    words.filter(|word| looks_like_day(word)).filter_map(day_of).next_back()
}
