//! A table as a workbook: one sheet with a header that stays, days and amounts as what they are, texts as texts.
//! Deliberately not here: the archive around it (`pack`), which tables there are.

use std::fmt::Write as _;

use chrono::{NaiveDate, NaiveDateTime};

use super::MOST_ROWS;
use super::pack::Packing;
use super::paper::{Cell, Paper};
use crate::domain::Currency;

/// The longest text that a cell of Excel holds, in units of UTF-16.
const LONGEST_CELL: usize = 32_767;
/// Styles of cells: plain, header, day, day and time; from here on amounts, one for each currency.
const FIRST_MONEY: usize = 4;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OF: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The workbook of a table. Rows beyond what a sheet holds go on over further sheets, each with the header.
pub fn write(paper: &Paper) -> Vec<u8> {
    let mut currencies: Vec<Currency> = Vec::new();
    let mut sheets: Vec<Body> = Vec::new();
    let mut header: Vec<String> = Vec::new();
    for (at, row) in paper.rows().enumerate() {
        let cells: Vec<Cell<'_>> = row.collect();
        if at == 0 {
            header = cells
                .iter()
                .map(|cell| if let Cell::Text(text) = cell { (*text).to_owned() } else { String::new() })
                .collect();
            continue;
        }
        if sheets.last().is_none_or(|sheet| sheet.rows >= MOST_ROWS) {
            sheets.push(Body::new(&header));
        }
        if let Some(sheet) = sheets.last_mut() {
            sheet.row(&cells, &mut currencies);
        }
    }
    if sheets.is_empty() {
        sheets.push(Body::new(&header));
    }
    let mut packing = Packing::default();
    packing.add("[Content_Types].xml", types(sheets.len()).as_bytes());
    packing.add("_rels/.rels", relations(&[("officeDocument".to_owned(), "xl/workbook.xml".to_owned())]).as_bytes());
    packing.add("xl/workbook.xml", book(&paper.name, sheets.len()).as_bytes());
    let mut related: Vec<_> =
        (1..=sheets.len()).map(|number| ("worksheet".to_owned(), format!("worksheets/sheet{number}.xml"))).collect();
    related.push(("styles".to_owned(), "styles.xml".to_owned()));
    packing.add("xl/_rels/workbook.xml.rels", relations(&related).as_bytes());
    packing.add("xl/styles.xml", styles(&currencies).as_bytes());
    for (number, sheet) in (1..).zip(sheets) {
        packing.add(&format!("xl/worksheets/sheet{number}.xml"), sheet.done().as_bytes());
    }
    packing.done()
}

/// The rows of one sheet while they grow.
struct Body {
    text: String,
    rows: u32,
    /// The widest cell of each column, in letters.
    widths: Vec<usize>,
}

impl Body {
    fn new(header: &[String]) -> Self {
        let mut body = Self { text: String::new(), rows: 0, widths: vec![8; header.len()] };
        body.begin();
        for (column, title) in header.iter().enumerate() {
            body.text(column, title, 1);
        }
        body.text.push_str("</row>");
        body
    }

    fn begin(&mut self) {
        self.rows += 1;
        let _ = write!(self.text, "<row r=\"{}\">", self.rows);
    }

    fn row(&mut self, cells: &[Cell<'_>], currencies: &mut Vec<Currency>) {
        self.begin();
        for (column, cell) in cells.iter().enumerate() {
            match cell {
                Cell::Blank => {}
                Cell::Text(text) => self.text(column, text, 0),
                Cell::Number(value) => self.number(column, &value.to_string(), 0),
                Cell::Flag(yes) => {
                    let place = place(column, self.rows);
                    let _ = write!(self.text, "<c r=\"{place}\" t=\"b\"><v>{}</v></c>", u8::from(*yes));
                }
                Cell::Day(day) => self.number(column, &days(day.and_time(chrono::NaiveTime::MIN)), 2),
                Cell::Time(time) => self.number(column, &days(*time), 3),
                Cell::Money(money) => {
                    let known = currencies.iter().position(|currency| *currency == money.currency);
                    let place = known.unwrap_or_else(|| {
                        currencies.push(money.currency);
                        currencies.len() - 1
                    });
                    self.number(column, &decimal(money.minor, money.currency.exponent()), FIRST_MONEY + place);
                }
            }
        }
        self.text.push_str("</row>");
    }

    fn text(&mut self, column: usize, text: &str, style: usize) {
        if text.is_empty() {
            return;
        }
        self.widen(column, text.lines().map(|line| line.chars().count()).max().unwrap_or(0) + 2);
        let place = place(column, self.rows);
        let _ = write!(self.text, "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        escape(&mut self.text, cut(text));
        self.text.push_str("</t></is></c>");
    }

    fn number(&mut self, column: usize, value: &str, style: usize) {
        self.widen(column, value.len() + if style == 0 { 2 } else { 6 });
        let place = place(column, self.rows);
        let _ = write!(self.text, "<c r=\"{place}\" s=\"{style}\"><v>{value}</v></c>");
    }

    fn widen(&mut self, column: usize, width: usize) {
        if self.widths.len() <= column {
            self.widths.resize(column + 1, 8);
        }
        self.widths[column] = self.widths[column].max(width.min(60));
    }

    fn done(self) -> String {
        let mut out = String::with_capacity(self.text.len() + 1_024);
        let _ = write!(out, "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\">");
        out.push_str("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");
        if !self.widths.is_empty() {
            out.push_str("<cols>");
            for (number, width) in (1..).zip(&self.widths) {
                let _ = write!(out, "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>");
            }
            out.push_str("</cols>");
        }
        let _ = write!(out, "<sheetData>{}</sheetData>", self.text);
        if let Some(last) = self.widths.len().checked_sub(1) {
            let _ = write!(out, "<autoFilter ref=\"A1:{}\"/>", place(last, self.rows));
        }
        out.push_str("</worksheet>");
        out
    }
}

/// A column and a row as Excel calls them.
fn place(column: usize, row: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        // Less than 26.
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().map(char::from).collect();
    format!("{letters}{row}")
}

/// Days since the end of 1899, as Excel counts from March 1900 on.
fn days(at: NaiveDateTime) -> String {
    let seconds = NaiveDate::from_ymd_opt(1899, 12, 30)
        .map_or(0, |day| (at - day.and_time(chrono::NaiveTime::MIN)).num_seconds());
    #[expect(clippy::cast_precision_loss, reason = "seconds of some thousand years")]
    let days = seconds as f64 / 86_400.0;
    days.to_string()
}

/// Minor units as a number with a point.
fn decimal(minor: i64, exponent: u32) -> String {
    let one = 10_u64.pow(exponent);
    let sign = if minor < 0 { "-" } else { "" };
    let (whole, rest) = (minor.unsigned_abs() / one, minor.unsigned_abs() % one);
    match exponent as usize {
        0 => format!("{sign}{whole}"),
        width => format!("{sign}{whole}.{rest:0width$}"),
    }
}

fn cut(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST_CELL
    });
    end.map_or(text, |(at, _)| &text[..at])
}

fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '_']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            // What looks like a sign that Excel has written in letters must not become that sign.
            _ if rest[at..].starts_with("_x") => "_x005F_",
            _ => "_",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

fn types(sheets: usize) -> String {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let mut out = format!("{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">");
    out.push_str(
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
    );
    out.push_str("<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    let _ = write!(out, "<Override PartName=\"/xl/workbook.xml\" ContentType=\"{kind}.sheet.main+xml\"/>");
    let _ = write!(out, "<Override PartName=\"/xl/styles.xml\" ContentType=\"{kind}.styles+xml\"/>");
    for number in 1..=sheets {
        let _ = write!(
            out,
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{kind}.worksheet+xml\"/>"
        );
    }
    out.push_str("</Types>");
    out
}

fn relations(related: &[(String, String)]) -> String {
    let mut out =
        format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (number, (kind, target)) in (1..).zip(related) {
        let _ = write!(out, "<Relationship Id=\"rId{number}\" Type=\"{OF}/{kind}\" Target=\"{target}\"/>");
    }
    out.push_str("</Relationships>");
    out
}

fn book(name: &str, sheets: usize) -> String {
    let mut out = format!("{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OF}\"><sheets>");
    // A name of a sheet has at most 31 letters, and not these.
    let plain: String = name.chars().map(|c| if c.is_control() || "[]:*?/\\'".contains(c) { ' ' } else { c }).collect();
    let plain: String = plain.trim().chars().take(24).collect();
    let plain = if plain.is_empty() { "1" } else { plain.trim_end() };
    for number in 1..=sheets {
        out.push_str("<sheet name=\"");
        let named = if number == 1 { plain.to_owned() } else { format!("{plain} {number}") };
        escape(&mut out, &named);
        let _ = write!(out, "\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
    }
    out.push_str("</sheets></workbook>");
    out
}

fn styles(currencies: &[Currency]) -> String {
    let mut out = format!("{HEAD}<styleSheet xmlns=\"{MAIN}\">");
    let _ = write!(out, "<numFmts count=\"{}\">", currencies.len() + 2);
    out.push_str("<numFmt numFmtId=\"164\" formatCode=\"dd.mm.yyyy\"/><numFmt numFmtId=\"165\" formatCode=\"dd.mm.yyyy\\ hh:mm\"/>");
    for (number, currency) in (166..).zip(currencies) {
        let digits = match currency.exponent() {
            0 => String::new(),
            width => format!(".{}", "0".repeat(width as usize)),
        };
        let sign = match currency.code() {
            "RUB" => "₽",
            "USD" => "$",
            "EUR" => "€",
            "KZT" => "₸",
            code => code,
        };
        let _ = write!(out, "<numFmt numFmtId=\"{number}\" formatCode=\"#,##0{digits}\\ &quot;{sign}&quot;\"/>");
    }
    out.push_str("</numFmts><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>");
    out.push_str("<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>");
    out.push_str("<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>");
    out.push_str("<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>");
    out.push_str(
        "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>",
    );
    let _ = write!(out, "<cellXfs count=\"{}\">", currencies.len() + FIRST_MONEY);
    let mut style = |format: usize, font: usize| {
        let _ = write!(
            out,
            "<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/>"
        );
    };
    style(0, 0);
    style(0, 1);
    style(164, 0);
    style(165, 0);
    (0..currencies.len()).for_each(|at| style(166 + at, 0));
    out.push_str("</cellXfs></styleSheet>");
    out
}
