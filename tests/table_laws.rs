//! Laws of reading and writing tables, over any text and any bytes.

use chrono::NaiveDate;
use proptest::prelude::*;
use voronka::data::table::*;

type Cells = Vec<Vec<String>>;

fn separator() -> impl Strategy<Value = Separator> {
    proptest::sample::select(&Separator::ALL[..])
}

fn line_break() -> impl Strategy<Value = LineBreak> {
    prop_oneof![Just(LineBreak::Lf), Just(LineBreak::CrLf)]
}

/// Any text, and often one made of the characters that mean something in a table.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[\"',;|\t\r\n=+@\u{feff} aё5.-]{0,6}",
        "'{0,2}[=+@-]?[0-9 ,.]{0,4}",
        "(sep=|SEP=)[,;|\t]?",
        Just(String::new()),
    ]
}

fn table() -> impl Strategy<Value = Cells> {
    prop::collection::vec(prop::collection::vec(cell(), 1..6), 0..8)
}

fn write(table: &Cells, separator: Separator, line_break: LineBreak) -> String {
    let mut text = String::new();
    for cells in table {
        write_csv_row(&mut text, separator, line_break, cells);
    }
    text
}

fn read(text: &str, separator: Separator) -> Result<Vec<Row>, TableProblem> {
    TableReader::new(text, separator).next_rows(usize::MAX)
}

fn cells(rows: &[Row]) -> Cells {
    rows.iter().map(|row| row.cells().map(str::to_owned).collect()).collect()
}

/// Beginnings that make a reader expect something.
const BEGINNINGS: &[&[u8]] = &[b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"sep=;\n", b"a;b\n\""];

const STYLES: &[NumberStyle] =
    &[NumberStyle::Whole, NumberStyle::DecimalPoint, NumberStyle::DecimalComma, NumberStyle::Mixed];

/// Everything that can be done with a text, to see that nothing panics.
fn read_all_of(text: &str, separator: Separator) {
    let mut numbers = NumberEvidence::default();
    let mut dates = DateEvidence::default();
    let mut reader = TableReader::new(text, separator);
    while let Ok(rows) = reader.next_rows(3)
        && !rows.is_empty()
    {
        for cell in rows.iter().flat_map(Row::cells) {
            numbers.observe(cell);
            dates.observe(cell);
            let _ = (fold_header(cell), currency_mark(cell));
            let _ = (parse_amount(cell, 2, numbers.style()), parse_date(cell, dates.style()));
        }
    }
}

proptest! {
    #[test]
    fn reading_what_was_written_gives_the_same_cells(
        table in table(), separator in separator(), line_break in line_break(),
    ) {
        let text = write(&table, separator, line_break);
        prop_assert_eq!(cells(&read(&text, separator).unwrap()), table);
    }

    #[test]
    fn a_written_file_is_decoded_to_the_same_text(table in table(), separator in separator()) {
        let text = write(&table, separator, LineBreak::CrLf);
        let with_mark = [BOM, &text].concat();
        for file in [&text, &with_mark] {
            match decode(file.as_bytes()) {
                Ok(decoded) => prop_assert_eq!(decoded, Decoded { text: text.clone(), encoding: Encoding::Utf8 }),
                // Cells of nothing but spaces or control characters, or that begin like a page.
                Err(problem) => prop_assert!(matches!(problem, TableProblem::Empty | TableProblem::NotATable(_))),
            }
        }
    }

    #[test]
    fn any_slicing_gives_the_same_rows_and_the_same_problem(
        text in "([a-c]{0,2}[,\"\r\n]){0,60}", separator in separator(), budgets in prop::collection::vec(1usize..5, 1..4),
    ) {
        let mut whole = TableReader::new(text.as_str(), separator);
        let mut sliced = whole.clone();
        let expected = whole.next_rows(usize::MAX);
        let mut rows = Vec::new();
        let mut done = 0;
        for &budget in budgets.iter().cycle() {
            match sliced.next_rows(budget) {
                Ok(slice) if slice.is_empty() => break,
                Ok(slice) => {
                    prop_assert!(slice.len() <= budget);
                    rows.extend(slice);
                }
                Err(problem) => {
                    prop_assert_eq!(whole.next_rows(1), Err(problem));
                    break;
                }
            }
            let (now, total) = sliced.progress();
            prop_assert!(done < now && now <= total && total == text.len());
            done = now;
        }
        prop_assert_eq!(rows, expected.unwrap_or_default());
    }

    #[test]
    fn a_row_knows_the_line_that_it_starts_on(table in table(), separator in separator()) {
        let text = write(&table, separator, LineBreak::Lf);
        let mut line = 1;
        for (row, cells) in read(&text, separator).unwrap().iter().zip(&table) {
            prop_assert_eq!(row.line(), line);
            let mut written = String::new();
            write_csv_row(&mut written, separator, LineBreak::Lf, cells);
            line += written.replace("\r\n", "\n").chars().filter(|c| matches!(c, '\r' | '\n')).count() as u32;
        }
    }

    /// Two letters side by side are what no UTF-8 has, so every line with Cyrillic has them here, as every real one.
    #[test]
    fn cyrillic_in_windows_1251_is_found_and_read(
        lines in prop::collection::vec("([А-яЁё0-9 ;«»№—]{0,12}[А-я][а-я]{2}[А-яЁё0-9 ;«»№—]{0,12}|[ -~]{0,20})", 1..6),
    ) {
        let text = lines.join("\r\n");
        prop_assume!(!text.trim().is_empty() && !text.trim_start().starts_with('<'));
        let (bytes, _, lost) = encoding_rs::WINDOWS_1251.encode(&text);
        prop_assert!(!lost);
        prop_assert_eq!(decode(&bytes).map(|decoded| decoded.text), Ok(text));
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in any::<Vec<u8>>(), mark in prop::sample::select(BEGINNINGS),
    ) {
        let bytes = [mark, &bytes].concat();
        let text = match decode(&bytes) {
            Ok(decoded) => decoded.text,
            Err(_) => String::from_utf8_lossy(&bytes).into_owned(),
        };
        let _ = Survey::of(&text);
        for separator in Separator::ALL {
            read_all_of(&text, separator);
        }
    }

    #[test]
    fn no_cells_make_reading_panic(table in table(), separator in separator()) {
        read_all_of(&table.concat().join(&separator.character().to_string()), separator);
    }

    #[test]
    fn an_amount_is_read_back_from_every_way_of_writing_it(
        minor in any::<i64>(), group in prop::sample::select(&["", " ", "\u{a0}", "\u{202f}", ","][..]),
        currency in prop::sample::select(&["", " ₽", "₽", " руб.", " USD"][..]),
        style in prop::sample::select(STYLES),
    ) {
        let digits = (minor.unsigned_abs() / 100).to_string();
        let grouped: String = digits.char_indices().map(|(at, digit)| {
            let is_boundary = at > 0 && (digits.len() - at).is_multiple_of(3);
            format!("{}{digit}", if is_boundary { group } else { "" })
        }).collect();
        let (plus, minus) = if minor < 0 { ("-", "−") } else { ("", "+") };
        let cents = minor.unsigned_abs() % 100;
        let mark = if group == "," { '.' } else { ',' };
        for cell in [
            format!("{plus}{grouped}{mark}{cents:02}{currency}"),
            format!("{minus}{grouped}.{cents:02}{currency} "),
        ] {
            prop_assert_eq!(parse_amount(&cell, 2, style), Ok(Some(minor)), "{}", cell);
        }
    }

    #[test]
    fn a_date_is_read_back_from_every_way_of_writing_it(days in 0..3_000_000i32, second in 0u32..86_400) {
        let at = NaiveDate::from_num_days_from_ce_opt(366 + days).unwrap().and_hms_opt(second / 3600, second / 60 % 60, second % 60).unwrap();
        for (format, style) in [
            ("%Y-%m-%d %H:%M:%S", DateStyle::Unclear),
            ("%Y-%m-%dT%H:%M:%S", DateStyle::MonthFirst),
            ("%d.%m.%Y %H:%M:%S", DateStyle::Unclear),
            ("%d/%m/%Y %H:%M:%S", DateStyle::DayFirst),
            ("%m/%d/%Y %I:%M:%S %p", DateStyle::MonthFirst),
            ("%Y%m%d %H:%M:%S", DateStyle::Unclear),
        ] {
            if at.date() < NaiveDate::MAX && at.date().to_string().len() == 10 {
                let cell = at.format(format).to_string();
                prop_assert_eq!(parse_date(&cell, style).map(|date| date.map(|date| date.at)), Ok(Some(at)), "{}", cell);
            }
        }
    }
}
