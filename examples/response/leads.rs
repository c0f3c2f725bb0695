//! A list of leads: which columns it has, and what its rows say.

use crate::request::Request;
use crate::table::{Column, Table, why};
use voronka::data::table::{CellDate, DateEvidence, DateStyle, Row, parse_date};
use voronka::domain::{Moment, Zone};

/// What each column may be called on the command line.
pub(crate) const COLUMNS: &[&str] = &["id", "created", "first"];

/// The names by which columns are found when none are given.
const ID: &[&str] = &["case_id", "lead_id", "deal_id", "id", "case", "lead", "deal", "заявка", "сделка"];
const CREATED: &[&str] = &["created_at", "created", "lead_created_at", "received_at", "создана", "дата создания"];
const FIRST: &[&str] =
    &["first_response_at", "first_response", "first_answer_at", "responded_at", "answered_at", "first", "первый ответ"];

/// A lead: a time is the moment, and how the file has it.
pub(crate) struct Lead<'r> {
    pub(crate) id: &'r str,
    pub(crate) created: (Moment, &'r str),
    /// None while nobody has answered.
    pub(crate) first: Option<(Moment, &'r str)>,
}

/// The rows of a file with what is known of its columns.
pub(crate) struct Leads {
    table: Table,
    id: Column,
    created: Column,
    first: Column,
    /// Each column is of one system, and has its own way of writing days.
    styles: [DateStyle; 2],
}

impl Leads {
    /// Reads a file whole: the columns can be judged only by all of their cells.
    pub(crate) fn read(bytes: &[u8], request: &Request) -> Result<Self, String> {
        let table = Table::read(bytes)?;
        let find = |column: &str, names: &[&str]| {
            let found = table.find(column, &request.columns, |header| {
                names.iter().map(|name| header.find(name)).find(|found| !found.is_empty())
            });
            table.need(column, found?)
        };
        let (id, created, first) = (find("id", ID)?, find("created", CREATED)?, find("first", FIRST)?);
        let style = |column: &Column| {
            let mut evidence = DateEvidence::default();
            table.rows.iter().for_each(|row| evidence.observe(row.last_filled(column)));
            evidence
        };
        let (one, other) = (style(&created).style(), style(&first).style());
        // Where one column does not tell, the other one of the same file does.
        let or = |one, other| if one == DateStyle::Unclear { other } else { one };
        Ok(Self { table, id, created, first, styles: [or(one, other), or(other, one)] })
    }

    /// The first and the last day that the file tells of, as if it were told in UTC.
    pub(crate) fn span(&self) -> (Moment, Moment) {
        let [created, first] = self.styles;
        let times = self.table.rows.iter().flat_map(|row| {
            [parse_date(row.last_filled(&self.created), created), parse_date(row.last_filled(&self.first), first)]
        });
        let moments = times.filter_map(|time| time.ok().flatten()).map(|time| Moment::at(time.at, 0));
        let known = moments.fold(None, |span: Option<(Moment, Moment)>, at| {
            Some(span.map_or((at, at), |(first, last)| (first.min(at), last.max(at))))
        });
        known.unwrap_or_default()
    }

    /// The leads. A row that can't be read is remarked on by its line and left out.
    pub(crate) fn timed(&self, zone: &Zone, remark: &mut impl FnMut(String)) -> Result<Vec<Lead<'_>>, String> {
        let (mut leads, mut left_out) = (Vec::with_capacity(self.table.rows.len()), 0);
        for row in &self.table.rows {
            match self.lead(row, zone) {
                Ok(lead) => leads.push(lead),
                Err(reason) => {
                    left_out += 1;
                    remark(format!("line {}: {reason}", row.line()));
                }
            }
        }
        if leads.is_empty() && left_out > 0 {
            return Err(format!("none of {left_out} rows can be read"));
        }
        Ok(leads)
    }

    fn lead<'r>(&self, row: &'r Row, zone: &Zone) -> Result<Lead<'r>, String> {
        self.table.fits(row)?;
        let id = row.last_filled(&self.id).trim();
        if id.is_empty() {
            return Err("no id".to_owned());
        }
        let created = time(row.last_filled(&self.created), self.styles[0], zone)?;
        let created = created.ok_or("not said when it was created")?;
        let first = time(row.last_filled(&self.first), self.styles[1], zone)?;
        match first {
            Some((first, shown)) if first < created.0 => {
                Err(format!("answered at {shown:?}, before it was created at {:?}", created.1))
            }
            _ => Ok(Lead { id, created, first }),
        }
    }
}

/// A time that a cell tells, and how; none when it is blank.
fn time<'r>(cell: &'r str, style: DateStyle, zone: &Zone) -> Result<Option<(Moment, &'r str)>, String> {
    let cell = cell.trim();
    let date = parse_date(cell, style).map_err(|problem| format!("time {cell:?} {}", why(problem)))?;
    let moment = |CellDate { at, zone: told }: CellDate| match told {
        Some(told) => Moment(at.and_utc().timestamp_millis() - i64::from(told.local_minus_utc()) * 1_000),
        None => zone.at(at),
    };
    Ok(date.map(|date| (moment(date), cell)))
}
