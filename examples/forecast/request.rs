//! What was asked for on the command line.

use crate::command_line::Words;
use crate::purchases::{COLUMNS, day};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use voronka::domain::insight::forecast::{Model, Parameters};

const USAGE: &str = "usage: forecast PURCHASES.csv --calibration-end YYYY-MM-DD [--model bgnbd|mbgnbd] \
[--params r,alpha,a,b] [--days 30,273] [--columns customer=…,date=…,amount=…,kind=…]";

/// Further than a century nobody asks.
const MOST_DAYS: u32 = 36_525;

pub(crate) struct Request {
    pub(crate) file: String,
    pub(crate) calibration_end: NaiveDate,
    pub(crate) model: Model,
    /// Parameters that are given and need no fit.
    pub(crate) parameters: Option<Parameters>,
    /// How far to look ahead; at least one number.
    pub(crate) days: Vec<u32>,
    /// Titles of columns by what they hold, where they were given.
    pub(crate) columns: BTreeMap<String, String>,
}

impl Request {
    pub(crate) fn of(arguments: &[String]) -> Result<Request, String> {
        let (mut file, mut end, mut parameters, mut columns) = (None, None, None, BTreeMap::new());
        let (mut model, mut days) = (Model::AfterRepeats, vec![30, 273]);
        let mut words = Words::of(arguments);
        while let Some(word) = words.next() {
            match word {
                "--calibration-end" => end = Some(day(&mut words)?),
                "--columns" => columns = words.titles(COLUMNS)?,
                "--model" => {
                    model = match words.value()? {
                        "bgnbd" => Model::AfterRepeats,
                        "mbgnbd" => Model::AfterAnyPurchase,
                        other => return Err(format!("--model is bgnbd or mbgnbd, not {other:?}")),
                    };
                }
                "--params" => parameters = Some(given(words.value()?)?),
                "--days" => days = horizons(words.value()?)?,
                _ if word.starts_with("--") => return Err(format!("{word} is not known\n{USAGE}")),
                _ if file.is_none() => file = Some(word.to_owned()),
                _ => return Err(format!("one file at a time\n{USAGE}")),
            }
        }
        let calibration_end = end.ok_or(format!("--calibration-end is missing\n{USAGE}"))?;
        let file = file.ok_or(format!("no file given\n{USAGE}"))?;
        Ok(Request { file, calibration_end, model, parameters, days, columns })
    }
}

fn given(value: &str) -> Result<Parameters, String> {
    let wrong = || format!("--params wants four numbers r,alpha,a,b, not {value:?}");
    let numbers: Result<Vec<f64>, _> = value.split(',').map(|number| number.trim().parse()).collect();
    let [r, alpha, a, b] = numbers.ok().and_then(|numbers| <[f64; 4]>::try_from(numbers).ok()).ok_or_else(wrong)?;
    Parameters { r, alpha, a, b }.checked().map_err(|reason| format!("--params: {reason}"))
}

fn horizons(value: &str) -> Result<Vec<u32>, String> {
    let number = |days: &str| {
        days.trim()
            .parse()
            .ok()
            .filter(|days| (1..=MOST_DAYS).contains(days))
            .ok_or_else(|| format!("--days wants numbers of days from 1 to {MOST_DAYS}, not {days:?}"))
    };
    value.split(',').map(number).collect()
}
