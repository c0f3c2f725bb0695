//! Numbers, money, dates and spans as the reader's language writes them, through the browser's `Intl`.
//!
//! A formatter is made once for each language, kind and currency, and kept: a board formats thousands of sums. Days come
//! in as dates of the workspace's calendar; moments come in as milliseconds and are shown in the reader's time zone.

use std::cell::RefCell;

use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use super::words::Words;

/// Writes values in one language. A handle: copy it freely.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    words: &'static Words,
}

/// What a formatter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number,
    Compact,
    Percent,
    PercentWhole,
    Money,
    MoneyCompact,
    Rate,
    Day,
    DayFull,
    DayOfYear,
    DayAlone,
    Month,
    Hour,
}

struct Formatter {
    tag: &'static str,
    kind: Kind,
    currency: [u8; 3],
    format: Function,
}

thread_local! {
    static FORMATTERS: RefCell<Vec<Formatter>> = const { RefCell::new(Vec::new()) };
}

/// No currency: what formatters of plain numbers and dates are kept under.
const PLAIN: [u8; 3] = [0; 3];

impl Format {
    /// The formats of the language of `words`.
    pub fn new(words: &'static Words) -> Self {
        Self { words }
    }

    /// A number with at most two decimals: 1 234,5.
    pub fn number(self, value: f64) -> String {
        self.show(Kind::Number, PLAIN, value)
    }

    /// A share of one as a percent with at most one decimal: 19,9 %.
    pub fn percent(self, share: f64) -> String {
        self.show(Kind::Percent, PLAIN, share)
    }

    /// A share of one as a whole percent, for rates of few deals: 83 %.
    pub fn percent_whole(self, share: f64) -> String {
        self.show(Kind::PercentWhole, PLAIN, share)
    }

    /// Money in full: 1 250 000 ₽. The hundredths are written when there are any. `minor` is in the currency's smallest
    /// unit, of which `10^exponent` make a whole one. A currency that is no code of three letters is written as it is.
    pub fn money(self, minor: i64, currency: &str, exponent: u32) -> String {
        self.sum(Kind::Money, minor, currency, exponent)
    }

    /// A price of a currency with all its digits, up to six after the point: 92,5058 ₽.
    pub fn rate(self, value: f64, currency: &str) -> String {
        <[u8; 3]>::try_from(currency.as_bytes())
            .map_or_else(|_| self.number(value), |code| self.show(Kind::Rate, code, value))
    }

    /// Money in three figures: 71,6 млн ₽.
    pub fn money_compact(self, minor: i64, currency: &str, exponent: u32) -> String {
        self.sum(Kind::MoneyCompact, minor, currency, exponent)
    }

    /// Money in three figures where the currency is said beside it: 71,6 млн.
    pub fn money_bare(self, minor: i64, exponent: u32) -> String {
        self.show(Kind::Compact, PLAIN, major(minor, exponent))
    }

    /// A day: чт, 26 нояб.; 12 сент. 2025 when it is not in the year of `today`.
    pub fn date(self, day: NaiveDate, today: NaiveDate) -> String {
        if day.year() == today.year() {
            self.show(Kind::Day, PLAIN, midnight(day))
        } else {
            bare_year(&self.show(Kind::DayOfYear, PLAIN, midnight(day)))
        }
    }

    /// A day in full, as a heading: Четверг, 26 ноября.
    pub fn day_full(self, day: NaiveDate) -> String {
        capitalised(&self.show(Kind::DayFull, PLAIN, midnight(day)))
    }

    /// A month: нояб. 2026.
    pub fn month(self, day: NaiveDate) -> String {
        bare_year(&self.show(Kind::Month, PLAIN, midnight(day)))
    }

    /// A day without its weekday: 26 нояб.; 12 сент. 2025 when it is not in the year of `today`.
    pub fn day_short(self, day: NaiveDate, today: NaiveDate) -> String {
        if day.year() == today.year() { self.show(Kind::DayAlone, PLAIN, midnight(day)) } else { self.date(day, today) }
    }

    /// A day as it is spoken of: вчера, сегодня, завтра, else the date.
    pub fn day(self, day: NaiveDate, today: NaiveDate) -> String {
        self.near(day, today).map_or_else(|| self.date(day, today), str::to_owned)
    }

    /// The head of a day in a timeline: Сегодня, чт, 26 нояб.; Вт, 24 нояб.
    pub fn day_heading(self, day: NaiveDate, today: NaiveDate) -> String {
        let date = self.date(day, today);
        capitalised(&match self.near(day, today) {
            Some(near) => self.words.units.comma.fill([near, &date]),
            None => date,
        })
    }

    /// From one day to another: 1 сент. – 26 нояб.
    pub fn span(self, from: NaiveDate, to: NaiveDate) -> String {
        let [from, to] = [from, to].map(|day| self.show(Kind::DayAlone, PLAIN, midnight(day)));
        self.words.units.span.fill([&from, &to])
    }

    /// The hour of a moment, in milliseconds since 1970, where the reader is: 14:00.
    pub fn time(self, moment: i64) -> String {
        self.show(Kind::Hour, PLAIN, moment as f64)
    }

    /// A moment beside today's: сегодня, 12:30; чт, 26 нояб., 14:00.
    pub fn moment(self, moment: i64, now: i64) -> String {
        let day = self.day(local_day(moment), local_day(now));
        self.words.units.day_and_hour.fill([&day, &self.time(moment)])
    }

    /// How long something takes or waits, in its largest whole unit: 12 мин., 3 ч, 5 дн.
    pub fn duration(self, length: TimeDelta) -> String {
        let units = &self.words.units;
        let count = |n: i64| usize::try_from(n.max(0)).unwrap_or_default();
        if length < TimeDelta::hours(1) {
            units.minutes_short.of(count(length.num_minutes()))
        } else if length < TimeDelta::days(1) {
            units.hours_short.of(count(length.num_hours()))
        } else {
            units.days_short.of(count(length.num_days()))
        }
    }

    /// The size of a file: 24,6 МБ.
    pub fn megabytes(self, bytes: u64) -> String {
        let tenths = (bytes as f64 / 100_000.0).ceil() / 10.0;
        self.words.units.megabytes.fill([&self.number(tenths)])
    }

    fn near(self, day: NaiveDate, today: NaiveDate) -> Option<&'static str> {
        let units = &self.words.units;
        match day {
            _ if day == today => Some(units.today),
            _ if Some(day) == today.checked_add_days(Days::new(1)) => Some(units.tomorrow),
            _ if Some(day) == today.checked_sub_days(Days::new(1)) => Some(units.yesterday),
            _ => None,
        }
    }

    fn sum(self, kind: Kind, minor: i64, currency: &str, exponent: u32) -> String {
        let value = major(minor, exponent);
        match <[u8; 3]>::try_from(currency.as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_alphabetic) => self.show(kind, code, value),
            _ => {
                let plain = if kind == Kind::Money { Kind::Number } else { Kind::Compact };
                let number = self.show(plain, PLAIN, value);
                if currency.is_empty() { number } else { format!("{number}\u{a0}{currency}") }
            }
        }
    }

    fn show(self, kind: Kind, currency: [u8; 3], value: f64) -> String {
        let tag = self.words.tag;
        let text = FORMATTERS.with_borrow_mut(|made| {
            let known = made.iter().position(|one| one.kind == kind && one.currency == currency && one.tag == tag);
            let place = known.unwrap_or_else(|| {
                made.push(Formatter { tag, kind, currency, format: formatter(tag, kind, currency) });
                made.len() - 1
            });
            made[place].format.call1(&JsValue::UNDEFINED, &value.into())
        });
        typographic(text.ok().and_then(|text| text.as_string()).unwrap_or_default())
    }
}

fn formatter(tag: &str, kind: Kind, currency: [u8; 3]) -> Function {
    let options = Object::new();
    let set = |name: &str, value: &str| {
        // Setting a property of a fresh plain object can't be refused.
        let _ = Reflect::set(&options, &name.into(), &value.into());
    };
    let named: &[(&str, &str)] = match kind {
        Kind::Number => &[("maximumFractionDigits", "2")],
        Kind::Compact => &[("notation", "compact"), ("maximumSignificantDigits", "3")],
        Kind::Percent => &[("style", "percent"), ("maximumFractionDigits", "1")],
        Kind::PercentWhole => &[("style", "percent"), ("maximumFractionDigits", "0")],
        Kind::Money => {
            &[("style", "currency"), ("currencyDisplay", "narrowSymbol"), ("trailingZeroDisplay", "stripIfInteger")]
        }
        Kind::MoneyCompact => &[
            ("style", "currency"),
            ("currencyDisplay", "narrowSymbol"),
            ("notation", "compact"),
            ("maximumSignificantDigits", "3"),
        ],
        Kind::Rate => &[
            ("style", "currency"),
            ("currencyDisplay", "narrowSymbol"),
            ("minimumFractionDigits", "0"),
            ("maximumFractionDigits", "6"),
        ],
        Kind::Day => &[("timeZone", "UTC"), ("weekday", "short"), ("day", "numeric"), ("month", "short")],
        Kind::DayFull => &[("timeZone", "UTC"), ("weekday", "long"), ("day", "numeric"), ("month", "long")],
        Kind::DayOfYear => &[("timeZone", "UTC"), ("day", "numeric"), ("month", "short"), ("year", "numeric")],
        Kind::DayAlone => &[("timeZone", "UTC"), ("day", "numeric"), ("month", "short")],
        Kind::Month => &[("timeZone", "UTC"), ("month", "short"), ("year", "numeric")],
        Kind::Hour => &[("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")],
    };
    named.iter().for_each(|(name, value)| set(name, value));
    if currency != PLAIN {
        set("currency", &String::from_utf8_lossy(&currency));
    }
    let tags = Array::of1(&tag.into());
    match kind {
        Kind::Day | Kind::DayFull | Kind::DayOfYear | Kind::DayAlone | Kind::Month | Kind::Hour => {
            Intl::DateTimeFormat::new(&tags, &options).format()
        }
        _ => Intl::NumberFormat::new(&tags, &options).format(),
    }
}

/// A date without the «г.» that Russian adds to a year, which nobody takes for anything else.
fn bare_year(text: &str) -> String {
    text.trim_end_matches("г.").trim_end().to_owned()
}

/// Whole units of a currency. Exact for every amount under 2^53 minor units.
fn major(minor: i64, exponent: u32) -> f64 {
    minor as f64 / 10_f64.powi(exponent.try_into().unwrap_or(i32::MAX))
}

/// The start of a day in the calendar of UTC, which the formatters of days are told to use.
fn midnight(day: NaiveDate) -> f64 {
    (day - NaiveDate::default()).num_milliseconds() as f64
}

/// The day on which a moment falls where the reader is.
fn local_day(moment: i64) -> NaiveDate {
    let offset = Date::new(&(moment as f64).into()).get_timezone_offset();
    let days = (moment as f64 - offset * 60_000.0).div_euclid(86_400_000.0);
    NaiveDate::default().checked_add_signed(TimeDelta::days(days as i64)).unwrap_or_default()
}

/// A real minus, and a number bound to the word after it. `Intl` binds sums but not dates.
fn typographic(text: String) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let mut after_digit = false;
    for sign in text.chars() {
        out.push(match sign {
            '-' => '−',
            ' ' if after_digit => '\u{a0}',
            _ => sign,
        });
        after_digit = sign.is_ascii_digit();
    }
    out
}

fn capitalised(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}
