//! The table of the design reference, in a real browser: what `Intl` gives is what people read.
#![cfg(target_arch = "wasm32")]

use chrono::{NaiveDate, TimeDelta};
use voronka::app::format::Format;
use voronka::app::words::words_for;
use wasm_bindgen_test::*;

wasm_bindgen_test_configure!(run_in_browser);

fn ru() -> Format {
    Format::new(words_for(["ru"]))
}

fn en() -> Format {
    Format::new(words_for(["en"]))
}

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default()
}

/// A local moment: the zone of the machine must not matter.
fn at(y: u32, m: i32, d: i32, hour: i32, minute: i32) -> i64 {
    js_sys::Date::new_with_year_month_day_hr_min(y, m - 1, d, hour, minute).get_time() as i64
}

const TODAY: (i32, u32, u32) = (2026, 11, 26);

fn today() -> NaiveDate {
    day(TODAY.0, TODAY.1, TODAY.2)
}

#[wasm_bindgen_test]
fn money_in_full() {
    assert_eq!(ru().money(125_000_000, "RUB", 2), "1\u{a0}250\u{a0}000\u{a0}₽");
    assert_eq!(en().money(125_000_000, "RUB", 2), "₽1,250,000");
    assert_eq!(en().money(105_450, "USD", 2), "$1,054.50");
    assert_eq!(ru().money(105_450, "USD", 2), "1\u{a0}054,50\u{a0}$");
    assert_eq!(en().money(1_054, "JPY", 0), "¥1,054");
    assert_eq!(ru().money(0, "RUB", 2), "0\u{a0}₽");
}

#[wasm_bindgen_test]
fn money_in_three_figures() {
    assert_eq!(ru().money_compact(7_160_000_000, "RUB", 2), "71,6\u{a0}млн\u{a0}₽");
    assert_eq!(en().money_compact(7_160_000_000, "RUB", 2), "₽71.6M");
    assert_eq!(ru().money_compact(31_000_000, "RUB", 2), "310\u{a0}тыс.\u{a0}₽");
    assert_eq!(en().money_compact(31_000_000, "RUB", 2), "₽310K");
    assert_eq!(ru().money_compact(259_000_000, "RUB", 2), "2,59\u{a0}млн\u{a0}₽");
    assert_eq!(ru().money_bare(5_210_000_000, 2), "52,1\u{a0}млн");
}

#[wasm_bindgen_test]
fn a_currency_that_is_no_code_is_written_as_it_is() {
    assert_eq!(ru().money(125_000_000, "у.е.", 2), "1\u{a0}250\u{a0}000\u{a0}у.е.");
    assert_eq!(en().money_compact(7_160_000_000, "", 2), "71.6M");
    assert_eq!(en().money(100, "QQQ", 2), "QQQ\u{a0}1");
}

#[wasm_bindgen_test]
fn below_zero_is_a_minus_and_not_a_hyphen() {
    assert_eq!(ru().number(-5.0), "−5");
    assert_eq!(en().number(-5.0), "−5");
    assert_eq!(ru().money(-500, "RUB", 2), "−5\u{a0}₽");
    assert_eq!(en().money(-500, "RUB", 2), "−₽5");
}

#[wasm_bindgen_test]
fn numbers_and_percents() {
    assert_eq!(ru().number(41_214.0), "41\u{a0}214");
    assert_eq!(en().number(41_214.0), "41,214");
    assert_eq!(ru().number(1_234.567), "1\u{a0}234,57");
    assert_eq!(ru().percent(0.199), "19,9\u{a0}%");
    assert_eq!(en().percent(0.199), "19.9%");
    assert_eq!(ru().percent_whole(0.834), "83\u{a0}%");
    assert_eq!(en().percent_whole(0.834), "83%");
}

#[wasm_bindgen_test]
fn dates_name_the_year_only_when_it_is_another() {
    assert_eq!(ru().date(today(), today()), "чт, 26\u{a0}нояб.");
    assert_eq!(en().date(today(), today()), "Thu, Nov 26");
    assert_eq!(ru().date(day(2025, 9, 12), today()), "12\u{a0}сент. 2025");
    assert_eq!(en().date(day(2025, 9, 12), today()), "Sep 12, 2025");
    assert_eq!(ru().date(day(2026, 5, 1), today()), "пт, 1\u{a0}мая");
    assert_eq!(ru().date(day(1969, 12, 31), day(1969, 1, 1)), "ср, 31\u{a0}дек.");
}

#[wasm_bindgen_test]
fn near_days_have_names() {
    for (n, ru_name, en_name) in [(-1, "вчера", "yesterday"), (0, "сегодня", "today"), (1, "завтра", "tomorrow")]
    {
        let near = today() + TimeDelta::days(n);
        assert_eq!(ru().day(near, today()), ru_name);
        assert_eq!(en().day(near, today()), en_name);
    }
    assert_eq!(ru().day(day(2026, 11, 28), today()), "сб, 28\u{a0}нояб.");
    assert_eq!(ru().day(day(2027, 1, 1), day(2026, 12, 31)), "завтра");
}

#[wasm_bindgen_test]
fn headings_begin_with_a_capital() {
    assert_eq!(ru().day_heading(today(), today()), "Сегодня, чт, 26\u{a0}нояб.");
    assert_eq!(ru().day_heading(day(2026, 11, 24), today()), "Вт, 24\u{a0}нояб.");
    assert_eq!(en().day_heading(day(2026, 11, 25), today()), "Yesterday, Wed, Nov 25");
}

#[wasm_bindgen_test]
fn moments_and_hours() {
    let now = at(2026, 11, 26, 9, 5);
    assert_eq!(ru().time(at(2026, 11, 26, 14, 0)), "14:00");
    assert_eq!(en().time(at(2026, 11, 26, 14, 0)), "14:00");
    assert_eq!(en().time(at(2026, 11, 26, 0, 5)), "00:05");
    assert_eq!(ru().moment(at(2026, 11, 26, 12, 30), now), "сегодня, 12:30");
    assert_eq!(en().moment(at(2026, 11, 26, 23, 59), now), "today, 23:59");
    assert_eq!(ru().moment(at(2026, 11, 25, 0, 0), now), "вчера, 00:00");
    assert_eq!(en().moment(at(2026, 11, 30, 14, 0), now), "Mon, Nov 30, 14:00");
}

#[wasm_bindgen_test]
fn spans_and_lengths() {
    assert_eq!(ru().span(day(2026, 9, 1), today()), "1\u{a0}сент.\u{a0}– 26\u{a0}нояб.");
    assert_eq!(en().span(day(2026, 9, 1), today()), "Sep 1 – Nov 26");
    for (length, ru_text, en_text) in [
        (TimeDelta::seconds(59), "0\u{a0}мин.", "0\u{a0}min"),
        (TimeDelta::minutes(12), "12\u{a0}мин.", "12\u{a0}min"),
        (TimeDelta::minutes(200), "3\u{a0}ч", "3\u{a0}h"),
        (TimeDelta::days(5), "5\u{a0}дн.", "5\u{a0}d"),
        (TimeDelta::minutes(-3), "0\u{a0}мин.", "0\u{a0}min"),
    ] {
        assert_eq!(ru().duration(length), ru_text);
        assert_eq!(en().duration(length), en_text);
    }
    assert_eq!(ru().megabytes(24_600_000), "24,6\u{a0}МБ");
    assert_eq!(en().megabytes(1), "0.1\u{a0}MB");
}

#[wasm_bindgen_test]
fn ten_thousand_sums_fit_in_the_blink_that_a_board_has() {
    let format = ru();
    format.money(1, "RUB", 2);
    let start = js_sys::Date::new_0().get_time();
    let signs: usize = (0..10_000).map(|n| format.money(n * 12_345, "RUB", 2).len()).sum();
    let spent = js_sys::Date::new_0().get_time() - start;
    assert!(signs > 0);
    // A formatter made for each call would take whole seconds.
    assert!(spent < 1_000.0, "{spent} ms");
}
