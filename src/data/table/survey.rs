//! The first look at a table: enough to show a person what was recognised, without reading the whole of it.

use super::header::Header;
use super::problem::TableProblem;
use super::reader::TableReader;
use super::row::Row;
use super::separator::Separator;

/// Rows in the sample.
const SAMPLE: usize = 200;

/// What the beginning of a table says about the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// What stands between its cells.
    pub separator: Separator,
    /// Its columns.
    pub header: Header,
    /// The first rows after the header, at most 200.
    pub sample: Vec<Row>,
}

impl Survey {
    /// Looks at a table whose separator isn't known.
    ///
    /// # Errors
    /// [`TableProblem::Empty`], [`TableProblem::OneColumn`], and what [`TableReader::next_rows`] finds in the header
    /// or the sample.
    pub fn of(text: &str) -> Result<Survey, TableProblem> {
        Survey::with(text, Separator::of(text))
    }

    /// Looks at a table with the separator that a person has chosen.
    ///
    /// # Errors
    /// The same as [`Survey::of`].
    pub fn with(text: &str, separator: Separator) -> Result<Survey, TableProblem> {
        let mut reader = TableReader::new(text, separator);
        let first = reader.next_rows(1)?.pop().ok_or(TableProblem::Empty)?;
        let sample = reader.next_rows(SAMPLE)?;
        // Said before the name is folded: of a file without line breaks it is the whole file.
        if first.cells().count() < 2 {
            return Err(TableProblem::OneColumn);
        }
        let header = Header::of(&first, &sample);
        if header.columns.len() < 2 {
            return Err(TableProblem::OneColumn);
        }
        Ok(Survey { separator, header, sample })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_recognised_from_its_beginning() {
        let survey = Survey::of("sep=;\r\n\r\nID;Имя, фамилия;Сумма;\r\n1;Анна, Ли;10,50;\r\n").unwrap();
        assert_eq!(survey.separator, Separator::Semicolon);
        assert_eq!(survey.header.columns.len(), 3);
        assert_eq!(survey.sample.iter().map(|row| (row.line(), row.cell(2))).collect::<Vec<_>>(), [(4, "10,50")]);
    }

    #[test]
    fn a_header_alone_is_a_table_and_one_column_is_not() {
        assert!(Survey::of("id,name\n").unwrap().sample.is_empty());
        assert_eq!(Survey::of("name\nAcme\nUmbrella\n"), Err(TableProblem::OneColumn));
        assert_eq!(Survey::of("name;\nAcme;\n"), Err(TableProblem::OneColumn));
        assert_eq!(Survey::with("id;name\n1;Acme\n", Separator::Tab), Err(TableProblem::OneColumn));
        assert_eq!(Survey::of("\n\n"), Err(TableProblem::Empty));
    }

    #[test]
    fn a_problem_at_the_top_is_told_at_once() {
        let problem = TableProblem::TooManyColumns { line: 1, columns: 1_000_000, limit: 1_000 };
        assert_eq!(Survey::of(&";".repeat(999_999)), Err(problem));
        assert_eq!(Survey::of("a,\"b\n1,2\n"), Err(TableProblem::BrokenQuote { line: 1 }));
    }
}
