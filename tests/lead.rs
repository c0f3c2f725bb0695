//! What texts say about leads, against texts with what was read in them by hand, and laws over any text at all.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use proptest::prelude::*;
use voronka::data::lead::{Draft, Found, LONGEST_TEXT, read};
use voronka::domain::{Currency, contact};

#[path = "lead/carried.rs"]
mod carried;
#[path = "lead/pasted.rs"]
mod pasted;
#[path = "lead/taken.rs"]
mod taken;

/// What a draft says, one line for each answer, as the fixtures have it.
fn told(draft: &Draft) -> Vec<String> {
    let mut lines = Vec::new();
    let mut one = |name: &str, found: &Option<Found<String>>| {
        lines.extend(found.as_ref().map(|found| format!("{name}: {}", found.value)));
    };
    one("company", &draft.company);
    one("person", &draft.person);
    one("job", &draft.job);
    one("place", &draft.place);
    one("tax_number", &draft.tax_number);
    one("need", &draft.need);
    one("when", &draft.when);
    one("source", &draft.source);
    for (name, all) in [("phones", &draft.phones), ("emails", &draft.emails), ("handles", &draft.handles)] {
        if !all.is_empty() {
            let values: Vec<_> = all.iter().map(|found| found.value.as_str()).collect();
            lines.push(format!("{name}: {}", values.join(" | ")));
        }
    }
    lines.extend(
        draft.amount.as_ref().map(|found| format!("amount: {} {}", found.value.minor, found.value.currency.code())),
    );
    lines.sort();
    lines
}

/// Every finding with its place.
fn spans(draft: &Draft) -> Vec<(String, std::ops::Range<usize>)> {
    let single = [&draft.company, &draft.person, &draft.job, &draft.place, &draft.need, &draft.when, &draft.source];
    let many = [&draft.phones, &draft.emails, &draft.handles];
    let found = single.into_iter().flatten().chain(many.into_iter().flatten());
    found.map(|found| (found.value.clone(), found.span.clone())).collect()
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_text_says_what_was_read_in_it() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/lead");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 25, "{} texts", files.len());
    let mut wrong = Vec::new();
    for file in files {
        let whole = std::fs::read_to_string(&file).unwrap();
        let (text, expected) = whole.split_once("=====\n").unwrap();
        let mut expected: Vec<String> = expected.lines().map(str::to_owned).collect();
        expected.sort();
        let found = told(&read(text, Currency::RUB));
        if found != expected {
            let missing: Vec<_> = expected.iter().filter(|line| !found.contains(line)).collect();
            let extra: Vec<_> = found.iter().filter(|line| !expected.contains(line)).collect();
            wrong.push(format!("{}\n  not found: {missing:#?}\n  found: {extra:#?}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Pieces that texts of leads are made of, and what breaks readers.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "ООО «",
        "»",
        "ИП ",
        "Иванов И. И.",
        " LLC",
        "GmbH.",
        "С уважением",
        ",",
        "\n",
        "\r\n",
        "Телефон: ",
        "+7 900 555-12-34",
        "8(495)1234567",
        " доб. 12",
        "a@b.ru",
        "@",
        "@name_x",
        "t.me/",
        "ИНН ",
        "7707083893",
        "бюджет ",
        "1,5 млн",
        " руб",
        "₽",
        "$",
        "12.05.2026",
        "до ",
        "15 ",
        "мая",
        "нужен ",
        "нашли вас ",
        "> ",
        "\t",
        "Имя\tТелефон\tСумма\n",
        ":",
        "от ",
        "От: ",
        "Кому: ",
        "[10:15, 03.02.2026] ",
        "ё",
        "Ё",
        "й",
        "\u{a0}",
        "(",
        "++",
        "“",
        "İ",
        "ẞ",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<String>(), 1 => "[ -~]{0,12}", 1 => "[А-яЁё .,]{0,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn findings_are_parts_of_the_text(pieces in prop::collection::vec(piece(), 0..24)) {
        let text = pieces.concat();
        let draft = read(&text, Currency::RUB);
        for (value, span) in spans(&draft) {
            let said = text.get(span.clone());
            prop_assert!(said.is_some(), "{span:?} is no part of {text:?}");
            prop_assert_eq!(tidy(said.unwrap_or_default()).to_lowercase(), value.to_lowercase());
        }
        for found in &draft.emails {
            prop_assert_eq!(contact::email(&found.value), Some(found.value.clone()));
        }
        if let Some(found) = &draft.tax_number {
            prop_assert_eq!(contact::tax_number(&text[found.span.clone()]), Some(found.value.clone()));
        }
        if let Some(found) = &draft.amount {
            prop_assert!(found.value.minor > 0 && text[found.span.clone()].contains(|c: char| c.is_ascii_digit()));
        }
    }
}

#[test]
fn a_long_text_is_read_as_far_as_it_goes_and_quickly() {
    for piece in [
        "a@",
        "+ ",
        "+7",
        "1 ",
        "(",
        "п:",
        "p: x\n",
        "я Я ",
        "ООО ",
        "«",
        "> ",
        "до ",
        "нужен ",
        "- ",
        "[1:23 456] ",
        "с уважением\n",
        "тел 8 ",
    ] {
        let text = piece.repeat(200 * 1024 / piece.len());
        let draft = read(&text, Currency::RUB);
        assert!(spans(&draft).iter().all(|(_, span)| span.end <= LONGEST_TEXT));
    }
}
