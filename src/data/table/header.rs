//! The first row of a table: names of columns, and a form in which names from different systems can be compared.

use super::row::Row;

/// The columns of a table, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Every column; two may have the same name.
    pub columns: Vec<Column>,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name as the file has it, without spaces around it.
    pub title: String,
    /// The name in the form of [`fold_header`].
    pub folded: String,
}

impl Header {
    /// The columns that a first row names. Nameless columns at the end in which no row of the sample has anything are
    /// left out: some systems write a separator after the last cell.
    pub fn of(first: &Row, sample: &[Row]) -> Header {
        let mut columns: Vec<Column> =
            first.cells().map(|cell| Column { title: cell.trim().to_owned(), folded: fold_header(cell) }).collect();
        while let Some(last) = columns.last()
            && last.title.is_empty()
            && sample.iter().all(|row| row.cell(columns.len() - 1).trim().is_empty())
        {
            columns.pop();
        }
        Header { columns }
    }

    /// The positions of every column with this name, from 0, names compared as [`fold_header`] makes them.
    pub fn find(&self, name: &str) -> Vec<usize> {
        let folded = fold_header(name);
        (0..self.columns.len()).filter(|&at| self.columns[at].folded == folded).collect()
    }
}

/// A header in the form in which two of them are compared: letters and digits only, in lower case, ё as е, without
/// what stands in brackets at the end. `Deal - Title*`, `deal_title` and `DEAL TITLE (text)` are the same;
/// so are `Бюджет ₽` and `бюджет`.
///
/// A header of nothing but signs, like `№`, stays as it is. The form is for comparing and never shown.
pub fn fold_header(header: &str) -> String {
    let name = without_suffix(header.trim().trim_end_matches('*').trim_end());
    let folded: String = letters_and_digits(if name.is_empty() { header } else { name });
    if folded.is_empty() { header.split_whitespace().collect() } else { folded }
}

/// The header up to a bracket that closes at its end.
fn without_suffix(header: &str) -> &str {
    let open = match header.chars().next_back() {
        Some(')') => '(',
        Some(']') => '[',
        _ => return header,
    };
    header.rfind(open).map_or(header, |at| header[..at].trim_end())
}

fn letters_and_digits(name: &str) -> String {
    // A Mac writes й and ё as и and е with a combining mark, which is no letter; so both forms lose the mark.
    let unmarked = |letter| match letter {
        'ё' => 'е',
        'й' => 'и',
        letter => letter,
    };
    name.chars().flat_map(char::to_lowercase).filter(|letter| letter.is_alphanumeric()).map(unmarked).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Separator, TableReader};
    use super::*;

    #[test]
    fn names_that_people_take_for_the_same_fold_to_the_same() {
        for same in [
            &["Deal - Title*", "deal_title", "DEAL–TITLE", "Deal\u{a0}Title (required)", " dealTitle"][..],
            &["Бюджет ₽", "Бюджет ", "бюджет, ₸", "БЮДЖЕТ*"],
            &["Учётная запись", "учетная запись", "Уче\u{308}тная_запись"],
            &["Рабочий e-mail", "Рабочий email", "Рабочии\u{306} Email [контакт]"],
            &["Организация (Primary)*", "организация"],
            &["№", " № "],
            &["(id)", "id"],
        ] {
            let folded: Vec<String> = same.iter().map(|header| fold_header(header)).collect();
            assert!(folded.iter().all(|other| *other == folded[0]), "{folded:?}");
        }
    }

    #[test]
    fn different_names_stay_different() {
        let folded = ["Примечание", "Примечание 2", "Сумма", "Сумма/Валюта", "№", "#", "%", ""].map(fold_header);
        for (at, one) in folded.iter().enumerate() {
            assert!(!folded[..at].contains(one), "{one}");
        }
    }

    #[test]
    fn an_empty_column_at_the_end_is_left_out_unless_it_holds_something() {
        let rows = |text| TableReader::new(text, Separator::Semicolon).next_rows(9).unwrap();
        let titles = |text| {
            let rows = rows(text);
            let header = Header::of(&rows[0], &rows[1..]);
            header.columns.into_iter().map(|column| column.title).collect::<Vec<_>>()
        };
        assert_eq!(titles("ID;Имя;\n1;Анна;\n"), ["ID", "Имя"]);
        assert_eq!(titles("ID;Имя;;\n1;Анна;;\n2\n"), ["ID", "Имя"]);
        assert_eq!(titles("ID;Имя;\n1;Анна;звонила\n"), ["ID", "Имя", ""]);
        assert_eq!(titles("ID;;Имя\n1;;Анна\n"), ["ID", "", "Имя"]);
    }

    #[test]
    fn a_repeated_header_is_found_in_every_place() {
        let rows =
            TableReader::new("utm_source,ID,utm source\na,1,\n,2,\nc,3,d\n", Separator::Comma).next_rows(9).unwrap();
        let columns = Header::of(&rows[0], &rows[1..]).find("UTM-Source");
        assert_eq!(columns, [0, 2]);
        assert_eq!(rows[1..].iter().map(|row| row.last_filled(&columns)).collect::<Vec<_>>(), ["a", "", "d"]);
    }
}
