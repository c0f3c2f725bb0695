//! When a value was written and on which device: the order in which edits of several devices are told apart.
//!
//! Owns the stamp (a hybrid logical clock in 27 characters), the device's name in it, and the rule by which the next
//! stamp is found. Does not read a clock and does not invent a device: both come in from `app`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{error::Error, fmt, str::FromStr};

const COUNTER_BITS: u32 = 16;
const MS_DIGITS: usize = 13;
const COUNTER_DIGITS: usize = 4;
const DEVICE_CHARS: usize = 8;
const TEXT_LEN: usize = MS_DIGITS + 1 + COUNTER_DIGITS + 1 + DEVICE_CHARS;

/// The last moment that thirteen digits can name (year 2286). A damaged record may claim it; no clock in use shows it.
const END: u64 = 9_999_999_999_999 << COUNTER_BITS | 0xffff;

/// One browser profile on one machine: eight characters of `a` to `z` and `0` to `9`, drawn once, at first start.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceId([u8; DEVICE_CHARS]);

/// A moment of writing, unique among all devices of a workspace: `1795290000123-0000-k3f9x2qa` is milliseconds since
/// 1970 (UTC), a counter for edits within one millisecond (hexadecimal), and the device. The order of stamps is the
/// order of their texts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Milliseconds and counter in one number, so that a full counter moves the milliseconds on by itself.
    at: u64,
    device: DeviceId,
}

/// Why a text is not a stamp or not a device's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StampError {
    /// Not `<13 digits>-<4 hexadecimal digits>-<device>`; holds the text.
    Shape(String),
    /// A device's name is exactly eight characters of `a` to `z` and `0` to `9`; holds the text.
    Device(String),
}

impl fmt::Display for StampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape(text) => write!(f, "“{text}” is not a stamp (13 digits, 4 hexadecimal digits, device)"),
            Self::Device(text) => write!(f, "“{text}” is not a device id (8 of a-z, 0-9)"),
        }
    }
}

impl Error for StampError {}

impl FromStr for DeviceId {
    type Err = StampError;

    fn from_str(text: &str) -> Result<Self, StampError> {
        let known = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        match <[u8; DEVICE_CHARS]>::try_from(text.as_bytes()) {
            Ok(bytes) if bytes.iter().all(known) => Ok(Self(bytes)),
            _ => Err(StampError::Device(text.to_owned())),
        }
    }
}

impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&b| fmt::Write::write_char(f, char::from(b)))
    }
}

impl fmt::Debug for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Stamp {
    /// When the edit was made by its author's clock, in milliseconds since 1970 (UTC); never earlier than the edit
    /// that it replaced, whatever that clock said.
    #[must_use]
    pub fn ms(self) -> u64 {
        self.at >> COUNTER_BITS
    }

    /// Where the edit was made.
    #[must_use]
    pub fn device(self) -> DeviceId {
        self.device
    }
}

impl FromStr for Stamp {
    type Err = StampError;

    fn from_str(text: &str) -> Result<Self, StampError> {
        let shape = || StampError::Shape(text.to_owned());
        let bytes = text.as_bytes();
        if bytes.len() != TEXT_LEN || !text.is_ascii() {
            return Err(shape());
        }
        let (ms, rest) = text.split_at(MS_DIGITS);
        let (counter, rest) = rest.split_at(COUNTER_DIGITS + 1);
        let counter = counter.strip_prefix('-').ok_or_else(shape)?;
        let device = rest.strip_prefix('-').ok_or_else(shape)?;
        // Only lower case, or the order of texts would not be the order of stamps.
        if !ms.bytes().all(|b| b.is_ascii_digit()) || !counter.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(shape());
        }
        let ms: u64 = ms.parse().map_err(|_| shape())?;
        let counter = u64::from_str_radix(counter, 16).map_err(|_| shape())?;
        Ok(Self { at: ms << COUNTER_BITS | counter, device: device.parse()? })
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counter = self.at & ((1 << COUNTER_BITS) - 1);
        write!(f, "{:013}-{counter:04x}-{}", self.ms(), self.device)
    }
}

impl fmt::Debug for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

macro_rules! serde_as_text {
    ($type:ty) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
serde_as_text!(DeviceId);
serde_as_text!(Stamp);

/// Hands out the stamps of one edit: each later than the one before, than the last one this workspace gave out, and
/// than the value that is being replaced. The last rule is why an edit always beats what its author saw, however wrong
/// the author's clock is.
#[derive(Clone, Debug)]
pub struct Clock {
    device: DeviceId,
    now: u64,
    last: Option<Stamp>,
}

impl Clock {
    /// A clock that shows `now` (milliseconds since 1970, UTC; a time before that counts as 1970) on `device`, in a
    /// workspace whose last stamp was `last`.
    #[must_use]
    pub fn new(device: DeviceId, now: i64, last: Option<Stamp>) -> Self {
        Self { device, now: u64::try_from(now).unwrap_or(0).min(END >> COUNTER_BITS) << COUNTER_BITS, last }
    }

    /// The stamp of a value that takes the place of one written at `replaced`: a later one, until the year 2286.
    pub fn next(&mut self, replaced: Option<Stamp>) -> Stamp {
        let at = match self.last.max(replaced) {
            Some(seen) => self.now.max((seen.at + 1).min(END)),
            None => self.now,
        };
        let stamp = Stamp { at, device: self.device };
        self.last = Some(stamp);
        stamp
    }

    /// The greatest stamp given out so far in this workspace.
    #[must_use]
    pub fn last(&self) -> Option<Stamp> {
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(text: &str) -> Stamp {
        text.parse().unwrap()
    }

    fn clock(now: i64, last: Option<&str>) -> Clock {
        Clock::new("k3f9x2qa".parse().unwrap(), now, last.map(stamp))
    }

    #[test]
    fn text_of_a_stamp_is_read_back() {
        for text in ["1795290000123-0000-k3f9x2qa", "0000000000000-ffff-00000000", "9999999999999-0a0f-zzzzzzzz"] {
            assert_eq!(stamp(text).to_string(), text);
            assert_eq!(serde_json::to_string(&stamp(text)).unwrap(), format!("\"{text}\""));
            assert_eq!(serde_json::from_str::<Stamp>(&format!("\"{text}\"")).unwrap(), stamp(text));
        }
        assert_eq!(stamp("1795290000123-0002-p7d1m0zc").ms(), 1_795_290_000_123);
        assert_eq!(stamp("1795290000123-0002-p7d1m0zc").device().to_string(), "p7d1m0zc");
    }

    #[test]
    fn what_is_not_a_stamp_says_why() {
        for text in [
            "",
            "1795290000123",
            "1795290000123-0000-k3f9x2q",
            "179529000012-0000-k3f9x2qaa",
            "1795290000123-000G-k3f9x2qa",
            "1795290000123-00AF-k3f9x2qa",
            "+795290000123-0000-k3f9x2qa",
            "1795290000123-+000-k3f9x2qa",
            "1795290000123_0000_k3f9x2qa",
            "179529000012ж-0000-k3f9x2q",
        ] {
            assert_eq!(text.parse::<Stamp>(), Err(StampError::Shape(text.to_owned())), "{text}");
        }
        let upper = "1795290000123-0000-K3f9x2qa";
        assert_eq!(upper.parse::<Stamp>(), Err(StampError::Device("K3f9x2qa".to_owned())));
        assert!(serde_json::from_str::<Stamp>("17").is_err());
    }

    #[test]
    fn the_clock_goes_on_from_whatever_is_latest() {
        // A clock ahead of everything is taken as it is.
        assert_eq!(clock(5, None).next(None).to_string(), "0000000000005-0000-k3f9x2qa");
        assert_eq!(clock(5, Some("0000000000004-00ff-aaaaaaaa")).next(None), stamp("0000000000005-0000-k3f9x2qa"));
        // Within one millisecond, and behind the last stamp, the counter goes on.
        let mut same = clock(5, Some("0000000000005-0000-zzzzzzzz"));
        assert_eq!(same.next(None), stamp("0000000000005-0001-k3f9x2qa"));
        assert_eq!(same.next(None), stamp("0000000000005-0002-k3f9x2qa"));
        // The value that is replaced is a floor, even from a clock an hour ahead.
        let ahead = stamp("0000003600005-0007-aaaaaaaa");
        assert_eq!(same.next(Some(ahead)), stamp("0000003600005-0008-k3f9x2qa"));
        assert_eq!(same.last(), Some(stamp("0000003600005-0008-k3f9x2qa")));
        // A full counter moves the millisecond on.
        assert_eq!(clock(5, Some("0000000000005-ffff-aaaaaaaa")).next(None), stamp("0000000000006-0000-k3f9x2qa"));
        // However wrong a clock or a record is, what comes out can be written and read again.
        assert_eq!(
            clock(i64::MAX, Some("9999999999999-ffff-aaaaaaaa")).next(None),
            stamp("9999999999999-ffff-k3f9x2qa")
        );
        assert_eq!(clock(-1, None).next(None), stamp("0000000000000-0000-k3f9x2qa"));
    }

    proptest::proptest! {
        #[test]
        fn order_of_stamps_is_the_order_of_their_texts(
            a in "[0-8][0-9]{12}-[0-9a-f]{4}-[0-9a-z]{8}", b in "[0-8][0-9]{12}-[0-9a-f]{4}-[0-9a-z]{8}",
            same in 0_usize..28,
        ) {
            // Random texts differ in the first digit; a common beginning makes the rest matter.
            let b = format!("{}{}", &a[..same.min(27)], &b[same.min(27)..]);
            proptest::prop_assert_eq!(stamp(&a).cmp(&stamp(&b)), a.cmp(&b));
        }

        #[test]
        fn the_next_stamp_is_after_all_that_was_seen(
            now in proptest::prelude::any::<i64>(), device in "[0-9a-z]{8}",
            last in "[0-8][0-9]{12}-[0-9a-f]{4}-[0-9a-z]{8}", replaced in "[0-8][0-9]{12}-[0-9a-f]{4}-[0-9a-z]{8}",
        ) {
            let (last, replaced) = (stamp(&last), stamp(&replaced));
            let mut clock = Clock::new(device.parse().unwrap(), now, Some(last));
            let next = clock.next(Some(replaced));
            proptest::prop_assert!(next > last && next > replaced);
            proptest::prop_assert!(clock.next(None) > next);
        }
    }
}
