//! The numbers of a chart as a table: what stands behind the picture, and what is copied and saved.

use leptos::prelude::Callback;

use crate::data::table::{BOM, LineBreak, Separator, write_csv_row};

/// A cell.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// As it is shown.
    pub text: String,
    /// As it is saved, where that is another: a plain number.
    pub plain: Option<String>,
    /// Opens the deals that it counts.
    pub opens: Option<Callback<()>>,
}

/// A table with a title.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// What it is about; also the name of the files.
    pub title: String,
    /// What the columns are called; the first holds what a row is about.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

impl Cell {
    /// A number as it is shown, and as it is saved.
    pub fn number(text: impl Into<String>, plain: f64) -> Self {
        Self { text: text.into(), plain: Some(plain.to_string()), opens: None }
    }

    /// The same, and a press on it opens the deals that it counts.
    #[must_use]
    pub fn opening(self, open: impl Fn() + Send + Sync + 'static) -> Self {
        Self { opens: Some(Callback::new(move |()| open())), ..self }
    }

    fn saved(&self) -> &str {
        self.plain.as_deref().unwrap_or(&self.text)
    }
}

impl Sheet {
    /// Whether a column holds figures, which stand at its end.
    pub(super) fn is_of_figures(&self, column: usize) -> bool {
        self.rows.iter().any(|row| row.get(column).is_some_and(|cell| cell.plain.is_some()))
    }

    /// As a file that spreadsheets open: text is text even where it looks like a formula.
    pub fn csv(&self) -> String {
        let mut out = BOM.to_owned();
        write_csv_row(&mut out, Separator::Comma, LineBreak::CrLf, &self.heads);
        for row in &self.rows {
            write_csv_row(&mut out, Separator::Comma, LineBreak::CrLf, row.iter().map(Cell::saved));
        }
        out
    }

    /// As text with tabs, as spreadsheets take it from the clipboard: plain numbers, and nothing that would run as a
    /// formula.
    pub fn tabbed(&self) -> String {
        let rows = self.rows.iter().map(|row| line(row.iter().map(Cell::saved)));
        std::iter::once(line(self.heads.iter().map(String::as_str))).chain(rows).collect::<Vec<_>>().join("\n")
    }

    /// As markup, as letters and documents take it from the clipboard: what is shown.
    pub fn markup(&self) -> String {
        let heads: String = self.heads.iter().map(|head| format!("<th>{}</th>", escaped(head))).collect();
        let row = |row: &Vec<Cell>| {
            let cells: String = row.iter().map(|cell| format!("<td>{}</td>", escaped(&cell.text))).collect();
            format!("<tr>{cells}</tr>")
        };
        let rows: String = self.rows.iter().map(row).collect();
        format!("<table><caption>{}</caption><tr>{heads}</tr>{rows}</table>", escaped(&self.title))
    }

    /// A name for its files.
    pub fn file(&self, kind: &str) -> String {
        let name: String = self.title.chars().map(|sign| if sign.is_alphanumeric() { sign } else { ' ' }).collect();
        format!("{}.{kind}", name.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// Cells on one line. The rules of the file say what is a formula.
fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    let flat: Vec<String> = cells.map(|cell| cell.replace(['\t', '\n', '\r'], " ")).collect();
    write_csv_row(&mut out, Separator::Tab, LineBreak::Lf, flat);
    out.trim_end_matches('\n').to_owned()
}

/// A text inside markup.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        Sheet {
            title: "Карта потерь: 56 сделок".into(),
            heads: vec!["Этап".into(), "Сделки, \"всего\"".into()],
            rows: vec![
                vec!["=Новая\tсделка".into(), Cell::number("1 250", 1250.0)],
                vec!["КП <b>&</b>".into(), "–".into()],
                vec!["Потери".into(), Cell::number("−3,5", -3.5)],
            ],
        }
    }

    #[test]
    fn a_file_for_spreadsheets() {
        let csv = sheet().csv();
        assert!(csv.starts_with(BOM));
        let lines: Vec<_> = csv.trim_start_matches(BOM).split("\r\n").collect();
        assert_eq!(lines[0], "Этап,\"Сделки, \"\"всего\"\"\"");
        assert_eq!(lines[1], "'=Новая\tсделка,1250", "a formula is text");
        assert_eq!(lines[2], "КП <b>&</b>,–");
        assert_eq!(lines[3], "Потери,-3.5", "a number is a number");
        assert_eq!(sheet().file("csv"), "Карта потерь 56 сделок.csv");
    }

    #[test]
    fn text_for_the_clipboard_has_a_line_for_each_row_and_no_formula() {
        let tabbed = sheet().tabbed();
        let lines: Vec<_> = tabbed.lines().collect();
        assert_eq!(
            lines,
            ["Этап\t\"Сделки, \"\"всего\"\"\"", "'=Новая сделка\t1250", "КП <b>&</b>\t–", "Потери\t-3.5"]
        );
    }

    #[test]
    fn markup_for_the_clipboard_shows_names_as_they_are() {
        assert_eq!(
            sheet().markup(),
            "<table><caption>Карта потерь: 56 сделок</caption><tr><th>Этап</th><th>Сделки, \"всего\"</th></tr>\
             <tr><td>=Новая\tсделка</td><td>1 250</td></tr><tr><td>КП &lt;b&gt;&amp;&lt;/b&gt;</td><td>–</td></tr>\
             <tr><td>Потери</td><td>−3,5</td></tr></table>"
        );
    }

    #[test]
    fn a_column_of_figures_is_known_by_its_numbers() {
        assert_eq!([0, 1, 2].map(|at| sheet().is_of_figures(at)), [false, true, false]);
    }
}
