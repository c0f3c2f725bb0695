//! Public holidays that come ready, `public/content/holidays.json`, which is fetched when it is asked for. A list has the days
//! of one year on which nobody works, weekends apart.
//! Deliberately not here: the holidays of the company itself (`domain::Timetable`).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::domain::Text;

/// The holidays of a country in a year.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Holidays {
    /// What the list is called: «Россия, 2026».
    pub name: Text,
    /// The days.
    pub days: BTreeSet<NaiveDate>,
}

/// The lists of a file, in its order. `content` is its text.
///
/// # Errors
/// What is wrong with the file, and on which line.
pub fn holidays(content: &str) -> Result<Vec<Holidays>, String> {
    serde_json::from_str(content).map_err(|why| why.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, Weekday};

    #[test]
    fn the_lists_are_of_working_days_of_one_year() {
        let lists = holidays(include_str!("../../public/content/holidays.json")).unwrap();
        assert_eq!(lists.iter().map(|list| list.days.len()).collect::<Vec<_>>(), [15, 14, 12]);
        for Holidays { name, days } in lists {
            let year = days.first().unwrap().year();
            assert!(name.ru.contains(&year.to_string()) && name.en.contains(&year.to_string()), "{name:?}");
            for day in days {
                assert!(day.year() == year && !matches!(day.weekday(), Weekday::Sat | Weekday::Sun), "{day}");
            }
        }
        assert!(holidays("[{}]").unwrap_err().contains("line 1"));
    }
}
