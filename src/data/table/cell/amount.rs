//! Amounts of money: `1 250 000,50 ₽`, `$1,250,000.50`, `(5)`, `−5`.

use super::CellProblem;
use super::number::{Mark, Marks, Written};

/// What the marks in the numbers of a column mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberStyle {
    /// `1,234.56`: a point before the fraction.
    DecimalPoint,
    /// `1.234,56`: a comma before the fraction.
    DecimalComma,
    /// No cell shows which mark stands before a fraction, so a mark before exactly three digits groups thousands;
    /// except in a currency that has thousandths, where such a cell is ambiguous.
    Whole,
    /// Some cells have a point and some a comma before the fraction.
    Mixed,
}

/// What the cells of a column tell about its [`NumberStyle`]. Every cell may be shown; those that tell nothing, or
/// aren't numbers, change nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NumberEvidence {
    point: bool,
    comma: bool,
}

impl NumberEvidence {
    /// Takes one more cell into account.
    pub fn observe(&mut self, cell: &str) {
        let Ok(Some(written)) = Written::read(cell) else { return };
        let fraction_mark = match written.marks {
            Marks::None | Marks::Unclear => return,
            Marks::Fraction(mark) => mark,
            Marks::Thousands(mark) => mark.other(),
        };
        match fraction_mark {
            Mark::Point => self.point = true,
            Mark::Comma => self.comma = true,
        }
    }

    /// What the cells shown so far add up to.
    pub fn style(self) -> NumberStyle {
        match (self.point, self.comma) {
            (true, false) => NumberStyle::DecimalPoint,
            (false, true) => NumberStyle::DecimalComma,
            (false, false) => NumberStyle::Whole,
            (true, true) => NumberStyle::Mixed,
        }
    }
}

/// The amount in a cell, in minor units of a currency that has `exponent` digits after the mark; nothing when the cell
/// is blank. More digits are rounded, half away from zero.
///
/// Signs and names of currencies around the number are passed over: see [`currency_mark`]. The style of the column is
/// asked only where the cell can be read in two ways.
///
/// # Errors
/// [`CellProblem::NotAnAmount`], [`CellProblem::AmbiguousAmount`], [`CellProblem::AmountTooLarge`].
pub fn parse_amount(cell: &str, exponent: u8, style: NumberStyle) -> Result<Option<i64>, CellProblem> {
    let Some(written) = Written::read(cell)? else { return Ok(None) };
    let fraction_mark = match (written.marks, style) {
        (Marks::None, _) => None,
        (Marks::Fraction(mark), _) => Some(mark),
        (Marks::Thousands(mark), _) => Some(mark.other()),
        (Marks::Unclear, NumberStyle::Whole) if exponent < 3 => None,
        (Marks::Unclear, NumberStyle::DecimalPoint) => Some(Mark::Point),
        (Marks::Unclear, NumberStyle::DecimalComma) => Some(Mark::Comma),
        (Marks::Unclear, NumberStyle::Whole | NumberStyle::Mixed) => return Err(CellProblem::AmbiguousAmount),
    };
    let (whole, fraction) = match fraction_mark.and_then(|mark| written.number.rsplit_once(mark.character())) {
        Some(halves) => halves,
        None => (written.number, ""),
    };
    minor_units(whole, fraction, exponent, written.is_negative).map(Some).ok_or(CellProblem::AmountTooLarge)
}

/// What stands around the number of a cell: `₽`, `руб.`, `USD`, or nothing. An importer compares it with the currency
/// that it takes the column for.
pub fn currency_mark(cell: &str) -> &str {
    match Written::read(cell) {
        Ok(Some(written)) => written.currency,
        _ => "",
    }
}

fn minor_units(whole: &str, fraction: &str, exponent: u8, is_negative: bool) -> Option<i64> {
    let kept = fraction.bytes().chain(std::iter::repeat(b'0')).take(usize::from(exponent));
    let mut minor: i64 = 0;
    for digit in whole.bytes().filter(u8::is_ascii_digit).chain(kept).map(|byte| i64::from(byte - b'0')) {
        let signed = if is_negative { -digit } else { digit };
        minor = minor.checked_mul(10)?.checked_add(signed)?;
    }
    match fraction.as_bytes().get(usize::from(exponent)) {
        Some(b'5'..) => minor.checked_add(if is_negative { -1 } else { 1 }),
        _ => Some(minor),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(cell: &str) -> Result<Option<i64>, CellProblem> {
        parse_amount(cell, 2, NumberStyle::Whole)
    }

    fn style(cells: &[&str]) -> NumberStyle {
        let mut evidence = NumberEvidence::default();
        cells.iter().for_each(|cell| evidence.observe(cell));
        evidence.style()
    }

    #[test]
    fn amounts_are_read_as_systems_and_people_write_them() {
        for (cell, minor) in [
            ("1 250 000,50 ₽", 125_000_050),
            ("1\u{a0}250\u{202f}000,5 руб.", 125_000_050),
            ("1,250,000.50", 125_000_050),
            ("1.250.000,50 EUR", 125_000_050),
            ("12,50,000.00", 125_000_000),
            ("1’250’000.5", 125_000_050),
            ("$1,250.00", 125_000),
            ("-$5", -500),
            ("$-5", -500),
            ("-5", -500),
            ("−5", -500),
            ("(5)", -500),
            ("($1,000)", -100_000),
            ("+7,5", 750),
            ("USD 100", 10_000),
            ("US$1.5", 150),
            ("100р.", 10_000),
            ("0", 0),
            ("-0", 0),
            (".5", 50),
            ("0.125", 13),
            ("-0,125", -13),
            ("0,124", 12),
            ("1100.0449999", 110_004),
            ("1234567.891", 123_456_789),
            ("92233720368547758.07", i64::MAX),
            ("-92233720368547758.08", i64::MIN),
        ] {
            assert_eq!(amount(cell), Ok(Some(minor)), "{cell}");
        }
        for blank in ["", " ", "\u{a0}"] {
            assert_eq!(amount(blank), Ok(None));
        }
    }

    #[test]
    fn what_is_no_number_is_told() {
        for cell in [
            "abc",
            "-",
            "—",
            "1-2",
            "1 2",
            "1 25",
            "1234 567",
            "1234,567.00",
            "1234.567.890",
            "12,34,5",
            "1,2.3,4",
            "1.2.3",
            "--5",
            "(-5)",
            "$5 USD",
            "5-$",
            "5 000,$",
            "5%",
            "1e6",
            "1,",
            ".",
            ",",
            "1..5",
            "12 шт",
            "5 usd",
            "1 000 00,5",
            "01.02.2024",
            "٣",
            "₽",
        ] {
            assert_eq!(amount(cell), Err(CellProblem::NotAnAmount), "{cell}");
        }
        for cell in ["92233720368547758.08", "-92233720368547758.09", "92233720368547758.075", &"9".repeat(400)] {
            assert_eq!(amount(cell), Err(CellProblem::AmountTooLarge), "{cell}");
        }
    }

    #[test]
    fn digits_after_the_mark_follow_the_currency() {
        let yen = |cell| parse_amount(cell, 0, NumberStyle::DecimalPoint);
        assert_eq!([yen("1500"), yen("1500.4"), yen("1500.5")], [Ok(Some(1500)), Ok(Some(1500)), Ok(Some(1501))]);
        let dinar = |style| parse_amount("1.234", 3, style);
        assert_eq!(dinar(NumberStyle::DecimalPoint), Ok(Some(1234)));
        assert_eq!(dinar(NumberStyle::Whole), Err(CellProblem::AmbiguousAmount));
    }

    #[test]
    fn a_cell_that_reads_two_ways_is_decided_by_its_column() {
        for (neighbours, cell, minor) in [
            (&["10.5", "x", ""][..], "1,234", Ok(Some(123_400))),
            (&["10.5"], "1.234", Ok(Some(123))),
            (&["10,50 ₽"], "1,234", Ok(Some(123))),
            (&["1.250.000"], "1.234", Ok(Some(123_400))),
            (&["500", "1 000"], "1,234", Ok(Some(123_400))),
            (&["500", "2,345"], "1.234", Ok(Some(123_400))),
            (&["1,5", "1.5"], "1,234", Err(CellProblem::AmbiguousAmount)),
            (&["1,5", "1.5"], "1 234", Ok(Some(123_400))),
        ] {
            assert_eq!(parse_amount(cell, 2, style(neighbours)), minor, "{neighbours:?} {cell}");
        }
    }

    #[test]
    fn the_currency_beside_a_number_is_told() {
        let cells = ["1 250,50 ₽", "$-5", "100 руб.", "EUR 7", "(£5)", "12", "x ₽", ""];
        assert_eq!(cells.map(currency_mark), ["₽", "$", "руб.", "EUR", "£", "", "", ""]);
    }
}
