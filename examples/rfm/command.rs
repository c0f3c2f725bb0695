//! The four reports on a purchase list.

use crate::purchases::PurchaseList;
use crate::request::{Form, Request};
use serde_json::{Value, json};
use std::io::Write;
use voronka::data::table::{LineBreak, Separator, write_csv_row};
use voronka::domain::insight::rfm::{
    BoundarySet, Edges, Grade, Mean, Measure, Migration, Mode, Place, Population, degrading,
};

/// The report asked for, with remarks on the way; or why there can be none.
pub(crate) fn run(arguments: &[String], remarks: &mut impl Write) -> Result<String, String> {
    let request = Request::of(arguments)?;
    let bytes = std::fs::read(&request.file).map_err(|error| format!("{}: {error}", request.file))?;
    let list = PurchaseList::read(&bytes, &request.columns).map_err(|reason| format!("{}: {reason}", request.file))?;
    // A closed standard error is no reason to keep the report back.
    let mut remark = |remark: String| drop(writeln!(remarks, "{remark}"));
    let ledger = list.ledger(&mut remark).map_err(|reason| format!("{}: {reason}", request.file))?;

    let population = ledger.summarise(request.as_of);
    if population.buyers.iter().all(|buyer| buyer.priced == 0) {
        remark("no amounts: M is unknown for everyone".to_owned());
    }
    if population.is_too_small() {
        remark(format!("{} buyers: too few for the groups to mean much", population.buyers.len()));
    }
    let boundaries = BoundarySet::of(&population, Measure::AverageCheque);
    Ok(match request.form {
        Form::Scores => scores(&population, &boundaries),
        Form::Degrading { horizon } => match degradations(&population, &boundaries, horizon) {
            (report, true) => report,
            (report, false) => {
                remark("no boundary of recency: everyone bought on the same day, or nobody did".to_owned());
                report
            }
        },
        Form::Migration { from, mode } => migration(&ledger.summarise(from), &population, mode),
        Form::Boundaries => format!("{:#}\n", boundaries_as_json(&boundaries)),
    })
}

fn csv(report: &mut String, cells: &[&str]) {
    write_csv_row(report, Separator::Comma, LineBreak::Lf, cells);
}

fn digit(grade: Option<Grade>) -> String {
    grade.map_or_else(String::new, |grade| grade.digit().to_string())
}

/// Major units with two digits after the point.
fn display(money: Mean) -> String {
    let minor = money.rounded();
    let sign = if minor < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", minor.unsigned_abs() / 100, minor.unsigned_abs() % 100)
}

fn scores(population: &Population<&str>, boundaries: &BoundarySet) -> String {
    let mut report = String::new();
    csv(
        &mut report,
        &["customer_id", "last_purchase", "R_days", "F", "M_sum_minor", "M_count", "M_display", "r", "f", "m", "code"],
    );
    for buyer in &population.buyers {
        let scores = boundaries.score(buyer);
        csv(
            &mut report,
            &[
                buyer.customer,
                &buyer.last_purchase.to_string(),
                &buyer.recency.to_string(),
                &buyer.frequency.to_string(),
                &buyer.spent.to_string(),
                &buyer.priced.to_string(),
                &buyer.money(Measure::AverageCheque).map(display).unwrap_or_default(),
                &digit(Some(scores.r)),
                &digit(Some(scores.f)),
                &digit(scores.m),
                &scores.code().map(|code| code.to_string()).unwrap_or_default(),
            ],
        );
    }
    report
}

/// The list, and whether there is a boundary that could be crossed at all.
fn degradations(population: &Population<&str>, boundaries: &BoundarySet, horizon: u32) -> (String, bool) {
    let mut report = String::new();
    csv(
        &mut report,
        &["customer_id", "last_purchase", "R_days", "leaves_best_on", "days_left", "class_on_that_day", "f", "m"],
    );
    let Ok(leaving) = degrading(population, boundaries, horizon) else { return (report, false) };
    for leaves in leaving {
        let scores = boundaries.score(&leaves.buyer);
        csv(
            &mut report,
            &[
                leaves.buyer.customer,
                &leaves.buyer.last_purchase.to_string(),
                &leaves.buyer.recency.to_string(),
                &leaves.leaves_best_on.to_string(),
                &leaves.days_left.to_string(),
                &digit(Some(leaves.class_then)),
                &digit(Some(scores.f)),
                &digit(scores.m),
            ],
        );
    }
    (report, true)
}

fn migration(before: &Population<&str>, after: &Population<&str>, mode: Mode) -> String {
    let migration = match mode {
        Mode::Frozen => Migration::frozen(before, after, &BoundarySet::of(before, Measure::AverageCheque)),
        Mode::Reranked => Migration::reranked(before, after, Measure::AverageCheque),
    };
    let named = |place: Place, outside: &str| match place {
        Place::Cell(code) => code.to_string(),
        Place::AmountUnknown => "unknown".to_owned(),
        Place::Outside => outside.to_owned(),
    };
    let mut report = String::new();
    csv(&mut report, &["from", "to", "customers"]);
    for (&(from, to), customers) in &migration.customers {
        csv(&mut report, &[&named(from, "new"), &named(to, "gone"), &customers.to_string()]);
    }
    report
}

fn boundaries_as_json(boundaries: &BoundarySet) -> Value {
    fn edges<T: Copy>(edges: Option<Edges<T>>, shown: impl Fn(T) -> Value) -> Value {
        edges.map_or(Value::Null, |edges| json!({ "best": shown(edges.best), "worst": shown(edges.worst) }))
    }
    json!({
        "as_of": boundaries.as_of,
        "N": boundaries.buyers,
        "R": edges(boundaries.r, Value::from),
        "F": edges(boundaries.f, Value::from),
        "M": edges(boundaries.m, |money| json!({
            "M_sum_minor": i64::try_from(money.sum()).map_or_else(|_| Value::from(money.sum().to_string()), Value::from),
            "M_count": money.count(),
            "M_display": display(money),
        })),
    })
}
