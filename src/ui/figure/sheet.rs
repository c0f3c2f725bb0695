//! The numbers of a chart as a table: what stands behind the picture, and what is copied and saved.

use crate::data::table::{BOM, LineBreak, Separator, write_csv_row};

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// As it is shown.
    pub text: String,
    /// As it is saved, where that is another: a plain number.
    pub plain: Option<String>,
}

/// A table with a title.
#[derive(Clone, Debug, Default, PartialEq)]
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
        Self { text: text.to_owned(), plain: None }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, plain: None }
    }
}

impl Cell {
    /// A number as it is shown, and as it is saved.
    pub fn number(text: impl Into<String>, plain: f64) -> Self {
        Self { text: text.into(), plain: Some(plain.to_string()) }
    }

    fn saved(&self) -> &str {
        self.plain.as_deref().unwrap_or(&self.text)
    }
}

impl Sheet {
    /// As a file that spreadsheets open: text is text even where it looks like a formula.
    pub fn csv(&self) -> String {
        let mut out = BOM.to_owned();
        write_csv_row(&mut out, Separator::Comma, LineBreak::CrLf, &self.heads);
        for row in &self.rows {
            write_csv_row(&mut out, Separator::Comma, LineBreak::CrLf, row.iter().map(Cell::saved));
        }
        out
    }

    /// As text with tabs, as spreadsheets and letters take it from the clipboard: what is shown, with plain numbers.
    pub fn tabbed(&self) -> String {
        let line = |cells: Vec<&str>| cells.into_iter().map(flat).collect::<Vec<_>>().join("\t");
        let heads = line(self.heads.iter().map(String::as_str).collect());
        let rows = self.rows.iter().map(|row| line(row.iter().map(Cell::saved).collect()));
        std::iter::once(heads).chain(rows).collect::<Vec<_>>().join("\n")
    }

    /// A name for its files.
    pub fn file(&self, kind: &str) -> String {
        let name: String = self.title.chars().map(|sign| if sign.is_alphanumeric() { sign } else { ' ' }).collect();
        format!("{}.{kind}", name.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// A cell on one line.
fn flat(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        Sheet {
            title: "Карта потерь: 56 сделок".into(),
            heads: vec!["Этап".into(), "Сделки, \"всего\"".into()],
            rows: vec![vec!["=Новая\tсделка".into(), Cell::number("1 250", 1250.0)], vec!["КП".into(), "–".into()]],
        }
    }

    #[test]
    fn a_file_for_spreadsheets() {
        let csv = sheet().csv();
        assert!(csv.starts_with(BOM));
        let lines: Vec<_> = csv.trim_start_matches(BOM).split("\r\n").collect();
        assert_eq!(lines[0], "Этап,\"Сделки, \"\"всего\"\"\"");
        assert_eq!(lines[1], "'=Новая\tсделка,1250", "a formula is text");
        assert_eq!(lines[2], "КП,–");
        assert_eq!(sheet().file("csv"), "Карта потерь 56 сделок.csv");
    }

    #[test]
    fn text_for_the_clipboard() {
        assert_eq!(sheet().tabbed(), "Этап\tСделки, \"всего\"\n=Новая сделка\t1250\nКП\t–");
    }
}
