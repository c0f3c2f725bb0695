//! How people write a rate: `92,5058`, `92.5058`, `1 024,50`, `1,024.50`.

use crate::domain::Decimal;

/// The number in a cell; none when it is nothing, less, or no number. A single mark stands before the fraction; of two
/// kinds the last one does.
pub fn read(cell: &str) -> Option<Decimal> {
    let digits: String = cell.chars().filter(|sign| !sign.is_whitespace() && *sign != '\u{202f}').collect();
    let last = digits.rfind([',', '.']);
    let single = |mark: char| digits.matches(mark).count() <= 1;
    let plain = match last {
        None => digits,
        Some(at) => {
            let (whole, part) = (&digits[..at], &digits[at + 1..]);
            let mark = if digits[at..].starts_with(',') { ',' } else { '.' };
            let other = if mark == ',' { '.' } else { ',' };
            match (single(mark), whole.contains(other)) {
                // One mark alone, or after those that group thousands.
                (true, _) => format!("{}.{part}", whole.replace(other, "")),
                (false, false) if grouped(&digits, mark) => digits.replace(mark, ""),
                (false, _) => return None,
            }
        }
    };
    plain.parse().ok()
}

/// Whether the mark parts thousands.
fn grouped(digits: &str, mark: char) -> bool {
    let mut groups = digits.split(mark).map(str::len);
    groups.next().is_some_and(|first| (1..=3).contains(&first)) && groups.all(|group| group == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (cell, number) in [
            ("92,5058", "92.5058"),
            (" 92.50 ", "92.5"),
            ("1 024,5", "1024.5"),
            ("1\u{a0}024\u{202f}000", "1024000"),
            ("1,024.5", "1024.5"),
            ("1.024,5", "1024.5"),
            ("1.024.000", "1024000"),
            ("1,234", "1.234"),
        ] {
            assert_eq!(read(cell).map(|number| number.to_string()).as_deref(), Some(number), "{cell}");
        }
        for cell in ["", "0", "0,00", "-5", "1,2.3,4", "сто", "5%", "1e5", ",", ".5.", "1,", "١٢"] {
            assert_eq!(read(cell), None, "{cell}");
        }
    }
}
