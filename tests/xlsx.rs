//! Workbooks: those of others to the text of a table, ours written and read back, and files that are broken or made to burst.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use voronka::data::import::Source;
use voronka::data::table::Separator;
use voronka::data::table::xlsx::{BookProblem, Cell, LARGEST_PART, Paper, SheetText, read, write};
use voronka::domain::{Currency, Money};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/xlsx/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The rows of a sheet as the import reads them, each with the number of its line.
fn rows(sheet: &SheetText) -> Vec<(u32, Vec<String>)> {
    let source = Source::with("x.xlsx", sheet.text.clone(), Separator::Tab).unwrap();
    let header = source.header.columns.iter().map(|column| column.title.clone()).collect();
    let rows = source.sample.iter().map(|row| (row.line(), row.cells().map(str::to_owned).collect()));
    std::iter::once((0, header)).chain(rows).collect()
}

#[test]
fn a_workbook_of_excel_is_a_table_as_its_csv_would_be() {
    let sheets = read(&fixture("excel.xlsx")).unwrap();
    let names: Vec<_> = sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.rows)).collect();
    assert_eq!(names, [("Сделки", 4), ("Клиенты", 2)]);
    assert_eq!(
        rows(&sheets[0]),
        [
            (
                0,
                ["Название", "Сумма", "Телефон", "Создана", "Следующий контакт", "Оплачена", "Комментарий"]
                    .map(str::to_owned)
                    .to_vec()
            ),
            (
                4,
                [
                    "Насос \"Вихрь\" & К°",
                    "1250.5",
                    "79005551234",
                    "2024-03-31",
                    "2024-04-01 10:15:00",
                    "TRUE",
                    "Перезвонить\nв среду"
                ]
                .map(str::to_owned)
                .to_vec()
            ),
            (7, ["Болты\tи гайки", "1 200,50", "", "2024-04-02", "", "FALSE", "=SUM(A1)"].map(str::to_owned).to_vec()),
            (8, ["Прокладки", "#DIV/0!", "", "2024-04-02"].map(str::to_owned).to_vec()),
        ]
    );
    assert_eq!(rows(&sheets[1])[1].1, ["Ромашка", "Тула"]);
}

#[test]
fn other_writers_of_workbooks() {
    let sheets = read(&fixture("prefixed_1904.xlsx")).unwrap();
    assert_eq!(sheets[0].name, "A & B");
    assert_eq!(sheets[0].text, "id\tcreated\nА-1\t2024-03-31\n");
    let sheets = read(&fixture("openpyxl.xlsx")).unwrap();
    let rows = rows(&sheets[0]);
    assert_eq!((sheets.len(), sheets[0].rows, rows.len()), (1, 31, 31));
    assert_eq!(rows[3].1[..4], ["Deal 2", "200.2", "2026-01-03", "2026-01-03 09:30:00"]);
    assert_eq!(rows[4].1[1], "300.3");
}

#[test]
fn what_would_burst_is_refused() {
    // What the directory says of its last part, changed to 600 MB.
    let mut bytes = fixture("excel.xlsx");
    let entry = bytes.windows(4).rposition(|mark| mark == b"PK\x01\x02").unwrap();
    bytes[entry + 24..entry + 28].copy_from_slice(&600_000_000_u32.to_le_bytes());
    assert_eq!(read(&bytes), Err(BookProblem::Bursts { limit: LARGEST_PART as u64 }));
    let lies = read(&fixture("bomb_that_lies.xlsx"));
    assert!(matches!(lies, Err(BookProblem::Bursts { .. })), "{lies:?}");
}

#[test]
fn what_is_no_workbook_is_told() {
    let whole = fixture("excel.xlsx");
    assert_eq!(read(b""), Err(BookProblem::Broken("zip".to_owned())));
    assert_eq!(read(b"PK\x03\x04"), Err(BookProblem::Broken("zip".to_owned())));
    assert_eq!(read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Err(BookProblem::Old));
    for cut in (0..whole.len()).step_by(97) {
        assert!(read(&whole[..cut]).is_err(), "cut at {cut}");
    }
    let empty = Paper::new("Empty", ["a", "b"]);
    assert_eq!(read(&write(&empty)), Err(BookProblem::Empty));
    let mut wide = Paper::new("Wide", (0..1_001).map(|at| at.to_string()));
    wide.row([Cell::Text("x")]);
    assert!(matches!(read(&write(&wide)), Err(BookProblem::TooManyColumns { row: 1, .. })));
}

#[test]
fn a_table_is_written_as_what_it_is() {
    let mut paper = Paper::new("Сделки [март]", ["Название", "Сумма", "Доля", "Создана", "Звонок"]);
    let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    paper.row([
        Cell::Text("=HYPERLINK(\"x\")"),
        Cell::Money(Money::new(125_050, Currency::RUB)),
        Cell::Number(0.25),
        Cell::Day(day),
        Cell::Time(day.and_hms_opt(14, 5, 0).unwrap()),
    ]);
    paper.row([
        Cell::Text("a_x000D_<b>&\"\n"),
        Cell::Money(Money::new(-7, Currency::new("JPY").unwrap())),
        Cell::Blank,
        Cell::Blank,
    ]);
    let sheets = read(&write(&paper)).unwrap();
    assert_eq!(sheets[0].name, "Сделки  март");
    let rows = rows(&sheets[0]);
    assert_eq!(rows[1].1, ["=HYPERLINK(\"x\")", "1250.5", "0.25", "2026-11-22", "2026-11-22 14:05:00"]);
    assert_eq!(rows[2].1, ["a_x000D_<b>&\"\n", "-7"]);
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zА-яё =+@'\"<>&_x0-9\t\n]{1,20}", any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn texts_come_back_as_they_went(table in prop::collection::vec(prop::collection::vec(cell(), 3), 1..30)) {
        let mut paper = Paper::new("t", ["a", "b", "c"]);
        for row in &table {
            paper.row(row.iter().map(|cell| Cell::Text(cell)));
        }
        // What XML has no place for, and rows of nothing, do not come back.
        let kept = |cell: &String| cell.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect::<String>();
        let kept: Vec<Vec<String>> = table.iter().map(|row| row.iter().map(kept).collect()).collect();
        let expected: Vec<_> = kept.into_iter().filter(|row: &Vec<String>| row.iter().any(|cell| !cell.trim().is_empty())).collect();
        match read(&write(&paper)) {
            Ok(sheets) => {
                let found: Vec<Vec<String>> = rows(&sheets[0]).into_iter().skip(1).map(|(_, row)| row).collect();
                let padded = found.into_iter().map(|mut row| { row.resize(3, String::new()); row }).collect::<Vec<_>>();
                prop_assert_eq!(padded, expected);
            }
            Err(problem) => prop_assert!(expected.is_empty(), "{problem:?}"),
        }
    }

    #[test]
    fn numbers_days_and_amounts_come_back(minor in any::<i32>(), value in -1e12..1e12_f64, days in 1..80_000_i64, seconds in 0..86_400_i64) {
        let day = NaiveDate::from_ymd_opt(1900, 3, 1).unwrap() + chrono::Duration::days(days);
        let time: NaiveDateTime = day.and_hms_opt(0, 0, 0).unwrap() + chrono::Duration::seconds(seconds);
        let mut paper = Paper::new("t", ["a", "b", "c", "d"]);
        paper.row([Cell::Money(Money::new(i64::from(minor), Currency::USD)), Cell::Number(value), Cell::Day(day), Cell::Time(time)]);
        let sheets = read(&write(&paper)).unwrap();
        let row = rows(&sheets[0]).remove(1).1;
        let amount: f64 = row[0].parse().unwrap();
        prop_assert!((amount * 100.0 - f64::from(minor)).abs() < 1e-3);
        prop_assert!((row[1].parse::<f64>().unwrap() - value).abs() <= value.abs() * 1e-14);
        prop_assert_eq!(&row[2], &day.to_string());
        let written = time.format("%Y-%m-%d %H:%M:%S").to_string();
        prop_assert_eq!(row[3].as_str(), written.trim_end_matches(" 00:00:00"));
    }

    #[test]
    fn damage_anywhere_is_a_value(at in 0..4_000_usize, byte in any::<u8>(), cut in 0..4_000_usize) {
        let mut bytes = fixture("excel.xlsx");
        let length = bytes.len();
        bytes[at % length] = byte;
        let _ = read(&bytes);
        let _ = read(&bytes[cut % length..]);
    }
}
