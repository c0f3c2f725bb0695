//! The daily XML of the Bank of Russia, `XML_daily`: a list `ValCurs` with its day, and a `Valute` for each currency.
//! Nothing of XML is needed beyond finding these: no entity stands in codes and numbers.

use super::{MOST_LINES, Reading, Row};
use crate::data::table::{DateStyle, parse_date};
use crate::domain::Currency;

pub(super) fn read(text: &str, to: Currency, reading: &mut Reading) {
    let head = text.split_once("<ValCurs").and_then(|(_, rest)| rest.split_once('>')).map(|(head, _)| head);
    let told = head.and_then(|head| between(head, "Date=\"", "\""));
    reading.day = told.and_then(|day| parse_date(day, DateStyle::DayFirst).ok().flatten()).map(|day| day.at.date());
    let mut rest = text;
    let mut line = 1;
    for _ in 0..MOST_LINES {
        let Some((before, after)) = rest.split_once("<Valute") else { return };
        line += lines(before);
        let (valute, next) = after.split_once("</Valute>").unwrap_or((after, ""));
        let tag = |open: &str, close: &str| between(valute, open, close).unwrap_or_default().trim();
        let code = tag("<CharCode>", "</CharCode>");
        let row = Row {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            text: if code.is_empty() { valute } else { code },
            of: Currency::new(code),
            day: Ok(reading.day),
            units: tag("<Nominal>", "</Nominal>"),
            value: tag("<Value>", "</Value>"),
        };
        reading.take(&row, to);
        line += lines(valute);
        rest = next;
    }
    reading.cut = true;
}

fn lines(text: &str) -> usize {
    text.matches('\n').count()
}

fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    Some(text.split_once(open)?.1.split_once(close)?.0)
}
