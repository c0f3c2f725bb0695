//! How a number is written: sign, currency, digits and the marks between them. What the marks mean, where the number
//! alone doesn't tell, is for the column to say.

use super::CellProblem;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Point,
    Comma,
}

impl Mark {
    pub(super) fn character(self) -> char {
        match self {
            Mark::Point => '.',
            Mark::Comma => ',',
        }
    }

    pub(super) fn other(self) -> Mark {
        match self {
            Mark::Point => Mark::Comma,
            Mark::Comma => Mark::Point,
        }
    }
}

/// What points and commas in a number must mean, by the number alone.
#[derive(Clone, Copy)]
pub(super) enum Marks {
    None,
    /// This mark stands before the fraction.
    Fraction(Mark),
    /// This mark groups thousands and there is no fraction.
    Thousands(Mark),
    /// The one mark stands before exactly three digits and can be either.
    Unclear,
}

/// A number as a cell has it: digits and marks without sign and currency.
pub(super) struct Written<'c> {
    pub(super) is_negative: bool,
    pub(super) number: &'c str,
    pub(super) currency: &'c str,
    pub(super) marks: Marks,
}

impl<'c> Written<'c> {
    /// Nothing when the cell is blank.
    pub(super) fn read(cell: &'c str) -> Result<Option<Self>, CellProblem> {
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
    let mark = mark.trim_end_matches('.');
    let is_sign = mark.contains(is_currency_sign) && mark.chars().count() <= 3;
    let is_code = mark.len() == 3 && mark.bytes().all(|byte| byte.is_ascii_uppercase());
    mark.chars().all(|c| c.is_alphabetic() || is_currency_sign(c))
        && (is_sign || is_code || ["р", "руб", "рублей", "тг", "тенге"].contains(&mark.to_lowercase().as_str()))
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
