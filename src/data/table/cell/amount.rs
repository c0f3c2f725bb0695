//! Amounts of money: `1 250 000,50 ₽`, `$1,250,000.50`, `(5)`, `−5`.

use super::CellProblem;

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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Point,
    Comma,
}

impl Mark {
    fn character(self) -> char {
        match self {
            Mark::Point => '.',
            Mark::Comma => ',',
        }
    }

    fn other(self) -> Mark {
        match self {
            Mark::Point => Mark::Comma,
            Mark::Comma => Mark::Point,
        }
    }
}

/// What points and commas in a number must mean, by the number alone.
#[derive(Clone, Copy)]
enum Marks {
    None,
    /// This mark stands before the fraction.
    Fraction(Mark),
    /// This mark groups thousands and there is no fraction.
    Thousands(Mark),
    /// The one mark stands before exactly three digits and can be either.
    Unclear,
}

/// A number as a cell has it: digits and marks without sign and currency.
struct Written<'c> {
    is_negative: bool,
    number: &'c str,
    currency: &'c str,
    marks: Marks,
}

impl<'c> Written<'c> {
    /// Nothing when the cell is blank.
    fn read(cell: &'c str) -> Result<Option<Self>, CellProblem> {
        let cell = cell.trim();
        if cell.is_empty() {
            return Ok(None);
        }
        Self::of(cell).map(Some).ok_or(CellProblem::NotAnAmount)
    }

    fn of(cell: &'c str) -> Option<Self> {
        // Accountants write a loss in brackets.
        let (is_bracketed, rest) = match cell.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
            Some(inner) => (true, inner.trim()),
            None => (false, cell),
        };
        let (outer_sign, rest) = take_sign(rest);
        let (before, rest) = take_currency_before(rest);
        let (inner_sign, rest) = take_sign(rest);
        let (number, after) = take_currency_after(rest);
        let signs = usize::from(is_bracketed) + usize::from(outer_sign.is_some()) + usize::from(inner_sign.is_some());
        if signs > 1 || !(before.is_empty() || after.is_empty()) {
            return None;
        }
        Some(Self {
            is_negative: is_bracketed || outer_sign.or(inner_sign) == Some(Sign::Minus),
            number,
            currency: if before.is_empty() { after } else { before },
            marks: marks(number)?,
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
}

fn take_sign(text: &str) -> (Option<Sign>, &str) {
    if let Some(rest) = text.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
        (Some(Sign::Minus), rest.trim_start())
    } else if let Some(rest) = text.strip_prefix('+') {
        (Some(Sign::Plus), rest.trim_start())
    } else {
        (None, text)
    }
}

fn take_currency_before(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !(is_currency_sign(c) || c.is_alphabetic())).unwrap_or(text.len());
    let (mark, rest) = text.split_at(end);
    if is_currency(mark) { (mark, rest.trim_start()) } else { ("", text) }
}

fn take_currency_after(text: &str) -> (&str, &str) {
    let start = text.rfind(|c: char| c.is_ascii_digit()).map_or(text.len(), |at| at + 1);
    let (rest, mark) = text.split_at(start);
    let mark = mark.trim();
    if is_currency(mark) { (rest, mark) } else { (text, "") }
}

fn is_currency_sign(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¤' | '¥' | '\u{20a0}'..='\u{20cf}')
}

/// A sign, perhaps with a country before it (`US$`), a code of three letters, or how Russian bookkeeping writes the
/// rouble and the tenge.
fn is_currency(mark: &str) -> bool {
    mark.contains(is_currency_sign) && mark.chars().count() <= 3
        || mark.len() == 3 && mark.bytes().all(|byte| byte.is_ascii_uppercase())
        || ["р", "руб", "рублей", "тг", "тенге"].contains(&mark.to_lowercase().trim_end_matches('.'))
}

/// What the marks of a number mean; nothing when it is no number.
fn marks(number: &str) -> Option<Marks> {
    let starts_well = number.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '.' | ','));
    let ends_well = number.ends_with(|last: char| last.is_ascii_digit());
    if !starts_well || !ends_well {
        return None;
    }
    let last_mark = number.rfind(['.', ',']).map(|at| {
        let mark = if number[at..].starts_with('.') { Mark::Point } else { Mark::Comma };
        (mark, &number[..at], &number[at + 1..])
    });
    let Some((mark, whole, fraction)) = last_mark else {
        return is_grouped(number, ' ').then_some(Marks::None);
    };
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if whole.contains(mark.character()) {
        // The last mark isn't the only one of its kind, so all of them group; the other mark has no place.
        let is_number = !whole.contains(mark.other().character()) && is_grouped(number, mark.character());
        return is_number.then_some(Marks::Thousands(mark));
    }
    if whole.contains(mark.other().character()) {
        return is_grouped(whole, mark.other().character()).then_some(Marks::Fraction(mark));
    }
    if !whole.is_empty() && !is_grouped(whole, ' ') {
        return None;
    }
    let could_group =
        fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0') && is_digits(whole);
    Some(if could_group { Marks::Unclear } else { Marks::Fraction(mark) })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether these are digits alone, or digits in groups with this mark between them: three in the last group and two or
/// three in those before (India groups by two). For a space stands any kind of it, and the apostrophe of the Swiss.
fn is_grouped(number: &str, mark: char) -> bool {
    let between = |c: char| match mark {
        ' ' => matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’'),
        mark => c == mark,
    };
    let mut groups = number.split(between);
    let Some(first) = groups.next().filter(|first| is_digits(first)) else { return false };
    let groups: Vec<&str> = groups.collect();
    let Some((last, middle)) = groups.split_last() else { return true };
    first.len() <= 3
        && is_digits(last)
        && last.len() == 3
        && middle.iter().all(|group| is_digits(group) && (2..=3).contains(&group.len()))
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
            "12,34,5",
            "1,2.3,4",
            "1.2.3",
            "--5",
            "(-5)",
            "$5 USD",
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
