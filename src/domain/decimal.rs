//! A number above nothing with digits after the point, kept exactly as it was written.
//! Deliberately not here: how people write numbers (`data::rates`, `app::format`).

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The greatest number of parts.
const MOST: u64 = 1_000_000_000_000_000_000;
/// The most digits after the point.
const PLACES: u8 = 9;

/// So many parts of a power of ten; two that are equal are written alike.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: u64,
    places: u8,
}

/// It is no such number: nothing or less, or longer than eighteen digits, nine of them after the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidDecimal;

impl fmt::Display for InvalidDecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a number above nothing of at most eighteen digits")
    }
}

impl Decimal {
    /// So many parts of which `10^places` make one.
    ///
    /// # Errors
    /// Nothing, and numbers that are longer than is kept.
    pub fn new(mut digits: u64, mut places: u8) -> Result<Self, InvalidDecimal> {
        while places > 0 && digits != 0 && digits.is_multiple_of(10) {
            (digits, places) = (digits / 10, places - 1);
        }
        if digits == 0 || digits > MOST || places > PLACES { Err(InvalidDecimal) } else { Ok(Self { digits, places }) }
    }

    /// The parts, and how many of them make one.
    pub(super) fn fraction(self) -> (i128, i128) {
        (self.digits.into(), 10_i128.pow(self.places.into()))
    }

    /// The nearest float, for writing the number and for nothing else.
    #[expect(clippy::cast_precision_loss, reason = "it is shown rounded")]
    pub fn shown(self) -> f64 {
        self.digits as f64 / 10_f64.powi(self.places.into())
    }
}

impl Ord for Decimal {
    /// By what they are, not by their digits.
    fn cmp(&self, other: &Self) -> Ordering {
        let ((digits, one), (others, of_other)) = (self.fraction(), other.fraction());
        // Of eighteen digits and nine: the products hold.
        (digits * of_other).cmp(&(others * one))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = 10_u64.pow(self.places.into());
        match usize::from(self.places) {
            0 => write!(f, "{}", self.digits),
            places => write!(f, "{}.{:0places$}", self.digits / one, self.digits % one),
        }
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Decimal {
    type Err = InvalidDecimal;
    fn from_str(text: &str) -> Result<Self, InvalidDecimal> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(part) || text.ends_with('.') {
            return Err(InvalidDecimal);
        }
        let part = part.trim_end_matches('0');
        let places = u8::try_from(part.len()).map_err(|_| InvalidDecimal)?;
        Self::new(format!("{whole}{part}").parse().map_err(|_| InvalidDecimal)?, places)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_as_read() {
        for (text, written) in [("92.5058", "92.5058"), ("92.50", "92.5"), ("0.07", "0.07"), ("18", "18"), ("007", "7")]
        {
            assert_eq!(text.parse::<Decimal>().unwrap().to_string(), written);
        }
        for text in
            ["", "0", "0.00", "-1", "1.", ".5", "1,5", "1e3", "1.2.3", "12345678901234567890", "0.0000000001", "١"]
        {
            assert_eq!(text.parse::<Decimal>(), Err(InvalidDecimal), "{text}");
        }
    }
}
