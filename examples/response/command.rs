//! The waits of the leads of a file.

use crate::leads::{Lead, Leads};
use crate::request::{HELP, Request};
use std::io::Write;
use voronka::data::table::{LineBreak, Separator, write_csv_row};
use voronka::domain::Schedule;

/// The report asked for, with remarks on the way; or why there can be none.
pub(crate) fn run(arguments: &[String], remarks: &mut impl Write) -> Result<String, String> {
    let Some(request) = Request::of(arguments)? else { return Ok(HELP.to_owned()) };
    let bytes = std::fs::read(&request.file).map_err(|error| format!("{}: {error}", request.file))?;
    // A closed standard error is no reason to keep the report back.
    let mut remark = |remark: String| drop(writeln!(remarks, "{remark}"));
    let leads = Leads::read(&bytes, &request).map_err(|why| format!("{}: {why}", request.file))?;
    let (first, last) = leads.span();
    let zone = request.zone.between(first, last);
    let leads = leads.timed(&zone, &mut remark).map_err(|why| format!("{}: {why}", request.file))?;
    Ok(report(&leads, &Schedule::new(&request.week, &request.holidays, zone)))
}

fn report(leads: &[Lead<'_>], schedule: &Schedule) -> String {
    let mut report = String::new();
    let mut row = |cells: &[&str]| write_csv_row(&mut report, Separator::Comma, LineBreak::Lf, cells);
    row(&["case_id", "created_at", "first_response_at", "response_ms", "business_ms"]);
    for lead in leads {
        let (created, written) = lead.created;
        match lead.first {
            Some((first, shown)) => {
                let (real, working) = (first.0 - created.0, schedule.worked(created, first));
                row(&[lead.id, written, shown, &real.to_string(), &working.to_string()]);
            }
            None => row(&[lead.id, written, "", "", ""]),
        }
    }
    report
}
