//! Rates of currencies, each from a day on, and what money is worth by them.
//!
//! A converted amount is rounded to the nearest minor unit, a half to the even one, so that many amounts don't drift to one
//! side. Where no rate is known there is no amount: it is never zero, and never added to money of another currency.
//! Deliberately not here: which rate holds for which deal (`insight::in_base`), how rates are read from text
//! (`data::rates`).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Currency, Decimal, Moment, Money, Slug};

/// What one currency is worth in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Quote {
    /// The currency that is worth something.
    pub of: Currency,
    /// The one that it is worth something in.
    pub to: Currency,
    /// The day for which it was given.
    pub day: NaiveDate,
    /// So many units of the first…
    pub units: Decimal,
    /// …are so many of the second.
    pub value: Decimal,
}

/// A rate that holds until a later one of the same two currencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Its name in the records, see [`Rate::named`].
    pub id: Slug,
    /// What it says.
    pub quote: Quote,
    /// When its day begins where the company is: from then on it holds.
    pub since: Moment,
}

impl Rate {
    /// The rate of a day that begins at this moment; none for currencies that are one, and for a day that no calendar names.
    pub fn new(quote: Quote, since: Moment) -> Option<Self> {
        Some(Self { id: Self::named(quote)?, quote, since })
    }

    /// The name of a rate: the same on every device, so that two people who write it down write down one.
    pub fn named(Quote { of, to, day, .. }: Quote) -> Option<Slug> {
        let name = format!("{}-{}-{day}", of.code(), to.code()).to_ascii_lowercase();
        Slug::new(&name).ok().filter(|_| of != to)
    }
}

impl Quote {
    /// What an amount is worth by it, to the nearest minor unit, a half to the even one; none when the amount is of another
    /// currency, or worth more than an amount can hold.
    pub fn convert(self, money: Money) -> Option<Money> {
        self.convert_sum(money.minor.into(), money.currency)
            .and_then(|sum| Some(Money::new(i64::try_from(sum).ok()?, self.to)))
    }

    /// As [`Quote::convert`], for the minor units of a sum of many amounts.
    pub fn convert_sum(self, minor: i128, currency: Currency) -> Option<i128> {
        if currency != self.of {
            return None;
        }
        let (up, down) = self.per_minor()?;
        let common = gcd(minor, down);
        halves_to_even(minor.checked_div(common)?.checked_mul(up)?, down.checked_div(common)?)
    }

    /// Minor units of the second currency per minor unit of the first, as a fraction in its lowest terms.
    fn per_minor(self) -> Option<(i128, i128)> {
        let ((value, of_value), (units, of_units)) = (self.value.fraction(), self.units.fraction());
        let minor = |currency: Currency| 10_i128.pow(currency.exponent());
        let up = value.checked_mul(of_units)?.checked_mul(minor(self.to))?;
        let down = units.checked_mul(of_value)?.checked_mul(minor(self.of))?;
        let common = gcd(up, down);
        Some((up.checked_div(common)?, down.checked_div(common)?))
    }

    /// What a whole unit of the second currency is in the first.
    pub fn reversed(self) -> Self {
        Self { of: self.to, to: self.of, units: self.value, value: self.units, ..self }
    }

    /// By way of a third currency: what is worth so much of it by this, and that so much of it by the other. None when it
    /// is not the same third one. A fraction too long to be kept is rounded to billionths. As old as the older of both.
    fn across(self, other: Self) -> Option<Self> {
        let ((a, of_a), (b, of_b)) = (self.value.fraction(), other.value.fraction());
        let ((m, of_m), (n, of_n)) = (self.units.fraction(), other.units.fraction());
        let up = a.checked_mul(of_m)?.checked_mul(n)?.checked_mul(of_b)?;
        let down = m.checked_mul(of_a)?.checked_mul(b)?.checked_mul(of_n)?;
        let common = gcd(up, down);
        (self.to == other.to).then_some(())?;
        let decimal = |number: i128, places| Decimal::new(u64::try_from(number).ok()?, places).ok();
        let exact = || Some((decimal(down.checked_div(common)?, 0)?, decimal(up.checked_div(common)?, 0)?));
        // What is less than one is told of the other currency: so it has as many digits in both directions.
        let billionths = |up: i128, down| decimal(halves_to_even(up.checked_mul(1_000_000_000)?, down)?, 9);
        let rounded = || match up < down {
            true => Some((billionths(down, up)?, decimal(1, 0)?)),
            false => Some((decimal(1, 0)?, billionths(up, down)?)),
        };
        let (units, value) = exact().or_else(rounded)?;
        Some(Self { of: self.of, to: other.of, day: self.day.min(other.day), units, value })
    }

    /// What one whole unit is, for writing it and for nothing else.
    pub fn shown(self) -> f64 {
        self.value.shown() / self.units.shown()
    }
}

/// All the rates of a company, to look them up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rates(BTreeMap<(Currency, Currency), BTreeMap<(Moment, Slug), Quote>>);

impl Rates {
    pub(super) fn put(&mut self, rate: &Rate) {
        let Rate { id, quote, since } = *rate;
        self.0.entry((quote.of, quote.to)).or_default().insert((since, id), quote);
    }

    pub(super) fn take(&mut self, rate: &Rate) {
        let pair = (rate.quote.of, rate.quote.to);
        if let Some(days) = self.0.get_mut(&pair) {
            days.remove(&(rate.since, rate.id));
            if days.is_empty() {
                self.0.remove(&pair);
            }
        }
    }

    /// What a currency is worth in another at a moment: the newest rate of both that has begun by then, whichever of them it
    /// is told of; else by way of a third currency, and of several by that whose older rate is the newest. None when nobody
    /// has said, and then the other way round neither.
    pub fn at(&self, of: Currency, to: Currency, at: Moment) -> Option<Quote> {
        let across = || {
            let thirds = self.0.keys().filter_map(|&(one, other)| match of {
                _ if one == of => Some(other),
                _ if other == of => Some(one),
                _ => None,
            });
            let by_way = thirds.filter_map(|third| {
                let ((since, there), (also, back)) = (self.direct(of, third, at)?, self.direct(to, third, at)?);
                Some(((since.min(also), since.max(also), Reverse(third)), there.across(back)?))
            });
            by_way.max_by_key(|&(age, _)| age).map(|(_, quote)| quote)
        };
        self.direct(of, to, at).map(|(_, quote)| quote).or_else(across)
    }

    /// The currencies of which some rate is told, or in which one is.
    pub(super) fn currencies(&self) -> impl Iterator<Item = Currency> + '_ {
        self.0.keys().flat_map(|&(of, to)| [of, to])
    }

    /// The newest of both directions, and since when it holds; of one moment the one that is told in this direction.
    fn direct(&self, of: Currency, to: Currency, at: Moment) -> Option<(Moment, Quote)> {
        let other = self.given(to, of, at).map(|(since, quote)| (since, quote.reversed()));
        let both = [other, self.given(of, to, at)];
        both.into_iter().flatten().max_by_key(|&(since, _)| since)
    }

    fn given(&self, of: Currency, to: Currency, at: Moment) -> Option<(Moment, Quote)> {
        let before = (Moment(at.0.saturating_add(1)), Slug::FIRST);
        self.0.get(&(of, to))?.range(..before).next_back().map(|(&(since, _), quote)| (since, *quote))
    }
}

/// The greatest whole number that divides both; one for nothing and nothing.
fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        // The least number by minus one is the one remainder that there is not; it is nothing.
        (a, b) = (b, a.checked_rem(b).unwrap_or_default());
    }
    a.checked_abs().filter(|&found| found > 0).unwrap_or(1)
}

/// A quotient to the nearest whole number, a half to the even one; none when the divisor is not above nothing.
fn halves_to_even(up: i128, down: i128) -> Option<i128> {
    let (whole, rest) = (up.checked_div_euclid(down)?, up.checked_rem_euclid(down)?);
    let more = rest > down - rest || (rest == down - rest && whole % 2 != 0);
    Some(whole + i128::from(more))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::new(code).unwrap()
    }

    fn day(of: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, of).unwrap()
    }

    fn quote(of: &str, to: &str, on: u32, units: &str, value: &str) -> Quote {
        let [units, value] = [units, value].map(|number| number.parse().unwrap());
        Quote { of: currency(of), to: currency(to), day: day(on), units, value }
    }

    fn rates(quotes: &[Quote]) -> Rates {
        let mut rates = Rates::default();
        for &quote in quotes {
            rates.put(&Rate::new(quote, start(quote.day)).unwrap());
        }
        rates
    }

    fn start(day: NaiveDate) -> Moment {
        Moment::at(day.and_hms_opt(0, 0, 0).unwrap(), 0)
    }

    fn worth(quote: Quote, minor: i64) -> Option<i64> {
        quote.convert(Money::new(minor, quote.of)).map(|money| money.minor)
    }

    #[test]
    fn halves_go_to_the_even_one() {
        let half = quote("USD", "RUB", 1, "1", "0.5");
        assert_eq!([1, 2, 3, 5, -1, -3].map(|minor| worth(half, minor)), [0, 1, 2, 2, 0, -2].map(Some));
        assert_eq!(worth(quote("USD", "RUB", 1, "1", "92.5058"), 100_000), Some(9_250_580));
    }

    #[test]
    fn units_and_minor_units_differ() {
        assert_eq!(worth(quote("KZT", "RUB", 1, "100", "17.7"), 1_000_000), Some(177_000));
        // A yen has no hundredths, a dinar has thousandths.
        assert_eq!(worth(quote("JPY", "RUB", 1, "100", "59.5"), 10_000), Some(595_000));
        assert_eq!(worth(quote("KWD", "RUB", 1, "1", "300"), 1_000), Some(30_000));
        assert_eq!(worth(quote("RUB", "JPY", 1, "1", "1.68"), 10_000), Some(168));
    }

    #[test]
    fn what_no_amount_can_hold_is_unknown() {
        assert_eq!(worth(quote("USD", "RUB", 1, "1", "92.5"), i64::MAX), None);
        assert_eq!(quote("USD", "RUB", 1, "1", "92.5").convert(Money::new(1, Currency::RUB)), None);
        assert_eq!(quote("USD", "RUB", 1, "1", "92.5").convert_sum(i128::MIN, Currency::USD), None);
    }

    #[test]
    fn the_newest_that_has_begun_holds() {
        let rates = rates(&[quote("USD", "RUB", 5, "1", "90"), quote("USD", "RUB", 9, "1", "95")]);
        let at = |on, hours: i64| {
            let at = Moment(start(day(on)).0 + hours * 3_600_000);
            rates.at(Currency::USD, Currency::RUB, at).map(|quote| quote.value.to_string())
        };
        assert_eq!(at(4, 23), None);
        assert_eq!([at(5, 0), at(8, 23), at(9, 0), at(30, 0)].map(Option::unwrap), ["90", "90", "95", "95"]);
    }

    #[test]
    fn the_other_way_round_and_across() {
        let rates = rates(&[quote("USD", "RUB", 5, "1", "92.5"), quote("EUR", "RUB", 3, "1", "100.25")]);
        let now = start(day(20));
        let dollars = rates.at(Currency::RUB, Currency::USD, now).unwrap();
        assert_eq!(worth(dollars, 925_000), Some(10_000));
        let across = rates.at(currency("EUR"), Currency::USD, now).unwrap();
        assert_eq!((across.day, worth(across, 9_250)), (day(3), Some(10_025)));
        assert_eq!(rates.at(currency("KZT"), Currency::USD, now), None);
    }
}
