//! Rates of currencies in the cases of rules.

use serde::Deserialize;
use voronka::domain::{Company, Currency, Decimal, Quote, Rate};

use super::support::{self, day};

/// What so many units of a currency are worth from a day on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenRate {
    of: Currency,
    /// Roubles if not said otherwise.
    to: Option<Currency>,
    on: i64,
    units: Option<Decimal>,
    value: Decimal,
}

impl GivenRate {
    pub(crate) fn rate(&self) -> Result<Rate, String> {
        let since = day(self.on);
        let units = self.units.or(Decimal::new(1, 0).ok()).ok_or("one is a number")?;
        let to = self.to.unwrap_or(Currency::RUB);
        let quote = Quote { of: self.of, to, day: since.day(0), units, value: self.value };
        Rate::new(quote, since).ok_or_else(|| "a rate of a currency in itself".into())
    }
}

/// The company with its sums in this currency.
pub(crate) fn company(currency: Currency) -> Company {
    Company { currency, ..support::company() }
}
