//! Which currency a word or sign means.
//! Deliberately not here: amounts (`table::parse_amount`), rates.

use crate::domain::Currency;

/// Codes that are taken for a currency when they end a header: `amount_gbp`. A list, because most words of three letters
/// are no currency.
const COMMON: &[&str] = &[
    "AED", "AMD", "AUD", "AZN", "BGN", "BRL", "BYN", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "GEL", "HKD",
    "HUF", "IDR", "ILS", "INR", "JPY", "KGS", "KRW", "KZT", "MDL", "MXN", "NOK", "NZD", "PLN", "RON", "RSD", "RUB",
    "SEK", "SGD", "THB", "TJS", "TRY", "UAH", "USD", "UZS", "VND", "ZAR",
];

/// Signs and words that mean one currency only; `¥` means two and is not here.
const WORDS: &[(&str, &[&str])] = &[
    ("RUB", &["₽", "р", "руб", "рублей", "рубль", "рубли", "российский рубль", "rur", "rouble", "ruble"]),
    ("USD", &["$", "us$", "доллар", "доллары", "доллар сша", "us dollar", "dollar", "dollars"]),
    ("EUR", &["€", "евро", "euro", "euros"]),
    ("GBP", &["£", "фунт", "фунт стерлингов", "pound", "pounds", "pound sterling"]),
    ("KZT", &["₸", "тг", "тенге", "tenge"]),
    ("UAH", &["₴", "грн", "гривна", "hryvnia"]),
    ("BYN", &["бел. руб", "белорусский рубль"]),
    ("INR", &["₹"]),
    ("TRY", &["₺"]),
    ("ILS", &["₪"]),
    ("KRW", &["₩"]),
    ("GEL", &["₾"]),
    ("AMD", &["֏"]),
    ("CNY", &["юань", "yuan"]),
    ("JPY", &["иена", "yen"]),
];

fn of_word(word: &str) -> Option<Currency> {
    let known = WORDS.iter().find(|(_, words)| words.contains(&word));
    known.and_then(|(code, _)| Currency::new(code))
}

/// The currency that a cell of a currency column, or the mark beside an amount, means: a code of three letters, a sign
/// or a name.
pub fn currency_of(text: &str) -> Option<Currency> {
    let text = text.trim();
    let word = text.to_lowercase();
    of_word(word.trim_end_matches('.')).or_else(|| Currency::new(&text.to_ascii_uppercase()))
}

/// The currency that a header names at its end, and the header without it: `amount_gbp`, `Бюджет ₽`, `Сумма, руб.`,
/// `Amount (USD)`.
pub(super) fn split_header(title: &str) -> Option<(&str, Currency)> {
    let inner = title.trim().trim_end_matches(['.', '*', ')', ']']);
    let start = inner.rfind(|c: char| c.is_whitespace() || "_-,(/[".contains(c));
    let start = start.map_or(0, |at| at + inner[at..].chars().next().map_or(1, char::len_utf8));
    let (rest, word) = inner.split_at(start);
    let rest = rest.trim_end_matches(|c: char| c.is_whitespace() || "_-,(/[".contains(c));
    let code = word.to_ascii_uppercase();
    let currency = of_word(&word.to_lowercase())
        .or_else(|| COMMON.contains(&code.as_str()).then(|| Currency::new(&code)).flatten())?;
    (!rest.is_empty()).then_some((rest, currency))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_signs() {
        for (text, code) in [
            ("₽", Some("RUB")),
            (" руб. ", Some("RUB")),
            ("Р", Some("RUB")),
            ("Российский рубль", Some("RUB")),
            ("$", Some("USD")),
            ("usd", Some("USD")),
            ("EUR", Some("EUR")),
            ("тг.", Some("KZT")),
            ("¥", None),
            ("кредиты", None),
            ("", None),
        ] {
            assert_eq!(currency_of(text).as_ref().map(Currency::code), code, "{text}");
        }
    }

    #[test]
    fn a_header_may_name_the_currency() {
        for (title, expected) in [
            ("amount_gbp", Some(("amount", "GBP"))),
            ("Бюджет ₽", Some(("Бюджет", "RUB"))),
            ("Сумма, руб.", Some(("Сумма", "RUB"))),
            ("Amount (USD)", Some(("Amount", "USD"))),
            ("Сумма\u{a0}₸", Some(("Сумма", "KZT"))),
            ("close_value", None),
            ("USD", None),
            ("deal_sum", None),
            ("", None),
        ] {
            let found = split_header(title).map(|(rest, currency)| (rest, currency.code().to_owned()));
            assert_eq!(found.as_ref().map(|(rest, code)| (*rest, code.as_str())), expected, "{title}");
        }
    }
}
