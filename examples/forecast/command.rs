//! The forecast for every customer of a purchase list.

use crate::purchases::PurchaseList;
use crate::request::Request;
use std::io::Write;
use voronka::data::table::{LineBreak, Separator, write_csv_row};
use voronka::domain::insight::forecast::{FEWEST_CUSTOMERS, FEWEST_REPEATERS, Fit, Forecast, History, NoFit, Sample};
use voronka::domain::insight::forecast::{fit, histories};

/// The forecast, with remarks on the way; or why there can be none.
pub(crate) fn run(arguments: &[String], remarks: &mut impl Write) -> Result<String, String> {
    let request = Request::of(arguments)?;
    let bytes = std::fs::read(&request.file).map_err(|error| format!("{}: {error}", request.file))?;
    let unusable = |reason: String| format!("{}: {reason}", request.file);
    let list = PurchaseList::read(&bytes, &request.columns).map_err(unusable)?;
    // A closed standard error is no reason to keep the report back.
    let mut remark = |remark: String| drop(writeln!(remarks, "{remark}"));
    let ledger = list.ledger(&mut remark).map_err(unusable)?;

    let customers = histories(&ledger, request.calibration_end);
    let sample: Sample = customers.iter().map(History::pattern).collect();
    let fit = match request.parameters {
        Some(parameters) => {
            let forecast = Forecast { model: request.model, parameters };
            Fit { forecast, log_likelihood: sample.log_likelihood(forecast), customers: sample.customers }
        }
        None => fit(request.model, &sample).map_err(|none| unusable(told(none)))?,
    };
    remark(as_json(&fit));
    Ok(table(&customers, fit.forecast, &request.days))
}

fn told(none: NoFit) -> String {
    match none {
        NoFit::TooFew { customers, repeaters } => format!(
            "{customers} customers, {repeaters} of them with repeat purchases; a forecast wants at least \
             {FEWEST_CUSTOMERS} and {FEWEST_REPEATERS}, or --params"
        ),
        NoFit::Unsettled => "no parameters describe these customers best".to_owned(),
    }
}

fn as_json(fit: &Fit) -> String {
    let [r, alpha, a, b] = fit.forecast.parameters.values();
    let (ll, n) = (fit.log_likelihood, fit.customers);
    format!(r#"{{"r":{r},"alpha":{alpha},"a":{a},"b":{b},"ll":{ll},"n":{n}}}"#)
}

fn table(customers: &[History<&str>], forecast: Forecast, days: &[u32]) -> String {
    let longest = days.iter().copied().max().unwrap_or_default();
    let mut report = String::new();
    let mut row = |cells: &[String]| {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        write_csv_row(&mut report, Separator::Comma, LineBreak::Lf, &cells);
    };
    let mut header: Vec<String> =
        ["customer_id", "repeat_purchase_days", "t_x_days", "T_days", "p_alive"].map(str::to_owned).to_vec();
    header.extend(days.iter().map(|days| format!("p_buy_{days}d")));
    header.push(format!("e_purchases_{longest}d"));
    row(&header);
    for customer in customers {
        let pattern = customer.pattern();
        let mut cells = vec![
            customer.buyer.customer.to_owned(),
            customer.repeats.to_string(),
            customer.last.to_string(),
            customer.age.to_string(),
            figure(forecast.alive(pattern)),
        ];
        cells.extend(days.iter().map(|&days| figure(forecast.buys_within(pattern, days))));
        cells.push(figure(forecast.purchases_within(pattern, longest)));
        row(&cells);
    }
    report
}

/// More digits than anybody needs, so that figures can be compared.
fn figure(value: f64) -> String {
    format!("{value:.12}")
}
