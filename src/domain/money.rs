//! Money in whole minor units, never as a fraction of a float.
//! Deliberately not here: how money is written for people (`app::format`), rates between currencies (`rates`).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The Russian rouble.
    pub const RUB: Self = Self(*b"RUB");
    /// The US dollar.
    pub const USD: Self = Self(*b"USD");

    /// The currency of a code of three capital Latin letters; whether it is in use anywhere is not checked.
    pub fn new(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        // Only capital Latin letters get in, so this never falls back.
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Digits after the point: 2 for most, 0 and 3 for the few that ISO 4217 lists so.
    pub fn exponent(&self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }
}

/// The currencies that a person chooses from; any other may come with a file.
pub const CURRENCIES: [&str; 7] = ["RUB", "USD", "EUR", "GBP", "KZT", "BYN", "CNY"];

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let code = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        Self::new(&code).ok_or_else(|| serde::de::Error::custom("not a currency code"))
    }
}

/// An amount: whole minor units (kopecks, cents) of one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Whole minor units; 1 250,50 ₽ is 125050.
    pub minor: i64,
    /// The currency they are of.
    pub currency: Currency,
}

impl Money {
    /// An amount of so many minor units.
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        assert_eq!(Currency::new("EUR").map(|c| c.exponent()), Some(2));
        assert_eq!(Currency::new("JPY").map(|c| c.exponent()), Some(0));
        assert_eq!(Currency::new("KWD").map(|c| c.exponent()), Some(3));
        for code in ["", "eur", "EURO", "РУБ", "E1R"] {
            assert_eq!(Currency::new(code), None, "{code}");
        }
    }
}
