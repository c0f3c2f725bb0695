//! A list of stage entries: which columns it has, and what its rows say.

use crate::request::Request;
use crate::table::{Column, Table, why};
use std::collections::{BTreeMap, HashMap};
use voronka::data::table::{DateEvidence, DateStyle, NumberEvidence, NumberStyle, Row, parse_amount, parse_date};
use voronka::domain::insight::funnel::{Header, Journeys, NOBODY, Place, Step, UNKNOWN};

/// What each column may be called on the command line.
pub(crate) const COLUMNS: &[&str] = &["deal", "stage", "at", "amount", "reason"];

/// The names by which columns are found when none are given.
const DEAL: &[&str] = &["deal", "deal_id", "case_id", "case", "id", "opportunity_id", "сделка"];
const STAGE: &[&str] = &["stage", "activity", "status", "этап", "стадия"];
const AT: &[&str] = &["at", "entered_at", "timestamp", "time", "date", "дата"];
const AMOUNT: &[&str] = &["amount", "value", "сумма"];
const REASON: &[&str] = &["reason", "loss_reason", "lost_reason", "причина"];

/// Digits after the mark in the amounts.
const EXPONENT: u8 = 2;

/// A row that can be read.
struct Entry<'r> {
    to: Place,
    at: i64,
    about: u32,
    amount: Option<i64>,
    deal: &'r str,
}

/// The ways of the deals, and the reasons that their codes stand for.
pub(crate) struct History {
    pub(crate) journeys: Journeys,
    pub(crate) reasons: Vec<String>,
}

/// Reads a list. A row that can't be read is remarked on by its line and left out.
pub(crate) fn read(bytes: &[u8], request: &Request, remark: &mut impl FnMut(String)) -> Result<History, String> {
    let table = Table::read(bytes)?;
    let reader = Reader::of(&table, request)?;
    let mut reasons = Reasons::default();
    let (mut deals, mut numbers) = (Vec::<Vec<Entry<'_>>>::new(), HashMap::new());
    let mut left_out = 0;
    for row in &table.rows {
        match reader.entry(row, &mut reasons) {
            Ok(entry) => {
                let number = *numbers.entry(entry.deal).or_insert(deals.len());
                if number == deals.len() {
                    deals.push(Vec::new());
                }
                deals[number].push(entry);
            }
            Err(reason) => {
                left_out += 1;
                remark(format!("line {}: {reason}", row.line()));
            }
        }
    }
    if deals.is_empty() && left_out > 0 {
        return Err(format!("none of {left_out} rows can be read"));
    }
    let mut journeys = Journeys::new(request.stages.len()).ok_or("too many stages")?;
    for mut entries in deals {
        // Entries of one instant stay as the file has them.
        entries.sort_by_key(|entry| entry.at);
        let known = entries.iter().filter(|entry| entry.at <= request.as_of.1);
        let amount = known.rev().find_map(|entry| entry.amount).unwrap_or(UNKNOWN);
        let header = Header { amount, ..Header::default() };
        journeys.add(header, entries.into_iter().map(|Entry { to, at, about, .. }| Step { to, at, about }));
    }
    Ok(History { journeys, reasons: reasons.names })
}

struct Reader<'r> {
    table: &'r Table,
    places: BTreeMap<&'r str, Place>,
    deal: Column,
    stage: Column,
    at: Column,
    amount: Option<Column>,
    reason: Option<Column>,
    dates: DateStyle,
    numbers: NumberStyle,
}

impl<'r> Reader<'r> {
    fn of(table: &'r Table, request: &'r Request) -> Result<Self, String> {
        let find = |column: &str, names: &[&str]| {
            table.find(column, &request.columns, |header| {
                names.iter().map(|name| header.find(name)).find(|found| !found.is_empty())
            })
        };
        let stages = (0..).zip(&request.stages).map(|(at, name)| (name.as_str(), Place::Stage(at)));
        let lost = request.lost.iter().map(|name| (name.as_str(), Place::Lost));
        let won = [(request.won.as_str(), Place::Won)];
        let mut reader = Self {
            table,
            places: stages.chain(lost).chain(won).collect(),
            deal: table.need("deal", find("deal", DEAL)?)?,
            stage: table.need("stage", find("stage", STAGE)?)?,
            at: table.need("at", find("at", AT)?)?,
            amount: find("amount", AMOUNT)?,
            reason: find("reason", REASON)?,
            dates: DateStyle::Unclear,
            numbers: NumberEvidence::default().style(),
        };
        let (mut dates, mut numbers) = (DateEvidence::default(), NumberEvidence::default());
        for row in &table.rows {
            dates.observe(row.last_filled(&reader.at));
            numbers.observe(cell(row, reader.amount.as_ref()));
        }
        (reader.dates, reader.numbers) = (dates.style(), numbers.style());
        Ok(reader)
    }

    fn entry<'t>(&self, row: &'t Row, reasons: &mut Reasons) -> Result<Entry<'t>, String> {
        self.table.fits(row)?;
        let deal = row.last_filled(&self.deal).trim();
        if deal.is_empty() {
            return Err("no deal".to_owned());
        }
        let name = row.last_filled(&self.stage).trim();
        let to = *self.places.get(name).ok_or_else(|| format!("{name:?} is none of --stages, --won and --lost"))?;
        let written = row.last_filled(&self.at);
        let at = match parse_date(written, self.dates) {
            Ok(Some(date)) => {
                let offset = date.zone.map_or(0, |zone| i64::from(zone.local_minus_utc()));
                date.at.and_utc().timestamp_millis() - offset * 1_000
            }
            Ok(None) => return Err("no date".to_owned()),
            Err(problem) => return Err(format!("date {written:?} {}", why(problem))),
        };
        let written = cell(row, self.amount.as_ref());
        let amount = parse_amount(written, EXPONENT, self.numbers)
            .map_err(|problem| format!("amount {written:?} {}", why(problem)))?;
        // Where nobody says why, the end itself is the reason: there may be several.
        let reason = Some(cell(row, self.reason.as_ref()).trim()).filter(|reason| !reason.is_empty()).unwrap_or(name);
        let about = if to == Place::Lost { reasons.code(reason) } else { NOBODY };
        Ok(Entry { to, at, about, amount, deal })
    }
}

fn cell<'r>(row: &'r Row, column: Option<&Column>) -> &'r str {
    column.map_or("", |column| row.last_filled(column))
}

/// Reasons and their codes.
#[derive(Default)]
struct Reasons {
    names: Vec<String>,
    codes: HashMap<String, u32>,
}

impl Reasons {
    fn code(&mut self, reason: &str) -> u32 {
        if let Some(&code) = self.codes.get(reason) {
            return code;
        }
        let code = u32::try_from(self.names.len()).unwrap_or(NOBODY);
        self.names.push(reason.to_owned());
        self.codes.insert(reason.to_owned(), code);
        code
    }
}
