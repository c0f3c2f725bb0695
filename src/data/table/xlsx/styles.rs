//! Which formats of a workbook show a number as a date or a time.
//! Deliberately not here: every other thing that a format does.

use std::collections::HashMap;

use super::BookProblem;
use super::archive::Archive;
use super::xml::{Step, Xml};

/// What a number in a cell is shown as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Look {
    #[default]
    Number,
    /// A day, with the time of day when it is not midnight.
    Date,
    /// A time of day, or a span of time.
    Time,
}

/// More than a workbook can have.
const MOST_STYLES: usize = 70_000;

/// How the cells of each style look.
pub(super) fn read(archive: &Archive<'_>, part: &str) -> Result<Vec<Look>, BookProblem> {
    let mut xml = Xml::open(archive, part)?;
    let mut own: HashMap<u32, Look> = HashMap::new();
    let mut looks = Vec::new();
    let mut is_of_cells = false;
    loop {
        match xml.next()? {
            Step::Open(tag) => match tag.name() {
                "numFmt" => {
                    let number = tag.get("numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(number), Some(code)) = (number, tag.get("formatCode"))
                        && own.len() < MOST_STYLES
                    {
                        own.insert(number, of_code(&code));
                    }
                }
                "cellXfs" => is_of_cells = true,
                "xf" if is_of_cells && looks.len() < MOST_STYLES => {
                    let number = tag.get("numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    looks.push(own.get(&number).copied().unwrap_or_else(|| built_in(number)));
                }
                _ => {}
            },
            Step::Close("cellXfs") => is_of_cells = false,
            Step::End => return Ok(looks),
            _ => {}
        }
    }
}

/// The formats that every workbook has: ECMA-376, 18.8.30; those of East Asia are dates as well.
fn built_in(number: u32) -> Look {
    match number {
        14..=17 | 22 | 27..=31 | 34..=36 | 50..=54 | 57..=58 => Look::Date,
        18..=21 | 32..=33 | 45..=47 | 55..=56 => Look::Time,
        _ => Look::Number,
    }
}

/// What a format of a workbook's own shows: its letters, without texts in quotation marks, brackets and behind a backslash.
fn of_code(code: &str) -> Look {
    let mut letters = String::new();
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => {
                signs.by_ref().find(|c| *c == '"');
            }
            '\\' | '_' | '*' => {
                signs.next();
            }
            '[' => {
                let inside: String = signs.by_ref().take_while(|c| *c != ']').collect();
                // Hours, minutes and seconds beyond a day: `[h]:mm`.
                if matches!(inside.to_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    letters.push('h');
                }
            }
            ';' => break,
            sign => letters.extend(sign.to_lowercase()),
        }
    }
    let letters = letters.replace("general", "").replace("основной", "");
    if letters.contains(['d', 'y', 'д', 'г']) || letters.contains("mmm") {
        Look::Date
    } else if letters.contains(['h', 's', 'ч']) {
        Look::Time
    } else if letters.contains('m') {
        Look::Date
    } else {
        Look::Number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_dates_are_told_from_those_of_numbers() {
        for code in
            ["dd.mm.yyyy", "yyyy\\-mm\\-dd;@", "[$-419]d mmmm yyyy\" г.\"", "mmm-yy", "dd/mm/yy h:mm", "ДД.ММ.ГГГГ"]
        {
            assert_eq!(of_code(code), Look::Date, "{code}");
        }
        for code in ["h:mm", "[h]:mm:ss", "mm:ss.0", "h:mm AM/PM"] {
            assert_eq!(of_code(code), Look::Time, "{code}");
        }
        for code in [
            "0.00",
            "#,##0.00\\ \"руб.\"",
            "General",
            "[Red]-0;0",
            "@",
            "0%",
            "#,##0\\ [$₽-419]",
            "\"день\" 0",
            "0.00E+00",
            "_-* #,##0_-",
        ] {
            assert_eq!(of_code(code), Look::Number, "{code}");
        }
    }
}
