//! Ways to reach somebody, and the number by which the state knows them, in the form in which two of them are compared.
//! Deliberately not here: names (`insight::duplicates`).

/// An address as services compare it: trimmed and in lower case; none when it is no address.
pub fn email(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let (name, domain) = text.split_once('@')?;
    let sound =
        !name.is_empty() && domain.contains('.') && !domain.contains('@') && !text.contains(char::is_whitespace);
    sound.then_some(text)
}

/// A telephone as the digits of E.164: country code, area, number, at most 15. Written without a country it is Russian
/// when it reads like one: 8 and ten digits, or ten digits of an area. An extension is left out; none when no country can
/// be told.
pub fn phone(text: &str) -> Option<String> {
    let text = text.trim();
    let end = text.find(|c: char| c.is_alphabetic() || "#,;".contains(c)).unwrap_or(text.len());
    let (text, abroad) = (&text[..end], text.starts_with('+') || text.starts_with("00"));
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let digits = if abroad { digits.trim_start_matches('0').to_owned() } else { digits };
    let digits = match (abroad, digits.len(), digits.as_bytes().first()) {
        (true, 8..=15, _) | (false, 11, Some(b'7')) => digits,
        (false, 11, Some(b'8')) => format!("7{}", &digits[1..]),
        (false, 10, Some(b'3' | b'4' | b'8' | b'9')) => format!("7{digits}"),
        _ => return None,
    };
    Some(digits)
}

/// Whether a field of this name holds ways to reach somebody: it may hold several.
pub fn reaches(field: &str) -> bool {
    ["phone", "email"].contains(&field)
}

/// The several telephones or addresses of one field, as they are written.
pub fn several(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '\n']).map(str::trim).filter(|one| !one.is_empty())
}

/// The telephones or addresses of both fields, each once however it is written; those of the first as they stand.
pub fn joined(one: &str, other: &str) -> String {
    let same = |text: &str| email(text).or_else(|| phone(text)).unwrap_or_else(|| text.to_lowercase());
    let known: Vec<String> = several(one).map(same).collect();
    let new: Vec<&str> = several(other).filter(|text| !known.contains(&same(text))).collect();
    match (known.is_empty(), new.is_empty()) {
        (_, true) => one.to_owned(),
        (true, false) => new.join(", "),
        (false, false) => format!("{one}, {}", new.join(", ")),
    }
}

/// The digits of a Russian tax number (ИНН), of a company or of a person; none when the control digits are not those of the
/// rest as the Federal Tax Service forms them, so a slip of the hand is never compared.
pub fn tax_number(text: &str) -> Option<String> {
    /// What the digits before a control digit are multiplied by, counted back from it.
    const WEIGHTS: [u32; 11] = [8, 6, 4, 9, 5, 3, 10, 4, 2, 7, 3];
    let text = text.trim();
    let text = text.strip_prefix("ИНН").unwrap_or(text);
    if !text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || ".:-".contains(c)) {
        return None;
    }
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let controls = match digits.len() {
        10 => 9..10,
        12 => 10..12,
        _ => return None,
    };
    let holds = |at: usize| {
        let sum: u32 = digits[..at].iter().rev().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
        sum % 11 % 10 == digits[at]
    };
    let sound = controls.into_iter().all(holds) && digits.iter().any(|digit| *digit > 0);
    sound.then(|| digits.iter().filter_map(|digit| char::from_digit(*digit, 10)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_in_lower_case() {
        for (text, expected) in [
            (" Glavbuh@Zavod.RU ", Some("glavbuh@zavod.ru")),
            ("ИНФО@завод.рф", Some("инфо@завод.рф")),
            ("нет", None),
            ("@zavod.ru", None),
            ("a@b", None),
            ("a@b.ru, c@d.ru", None),
        ] {
            assert_eq!(email(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn several_are_kept_each_once() {
        for (one, other, expected) in [
            ("+7 900 555-12-34", "8 (900) 555 12 34", "+7 900 555-12-34"),
            ("+7 900 555-12-34", "+7 342 555-01-40", "+7 900 555-12-34, +7 342 555-01-40"),
            ("a@zavod.ru; b@zavod.ru", "B@zavod.ru\nc@zavod.ru", "a@zavod.ru; b@zavod.ru, c@zavod.ru"),
            ("", "12-34", "12-34"),
            ("12-34", "", "12-34"),
        ] {
            assert_eq!(joined(one, other), expected);
        }
    }

    #[test]
    fn telephones_are_digits_with_their_country() {
        for (text, expected) in [
            ("+7 (900) 555-12-34", Some("79005551234")),
            ("8 900 555 12 34", Some("79005551234")),
            ("900 555-12-34", Some("79005551234")),
            ("(495) 123-45-67 доб. 12", Some("74951234567")),
            ("79005551234", Some("79005551234")),
            ("+1 212 565 0000", Some("12125650000")),
            ("0044 20 7031 3000", Some("442070313000")),
            ("+86 138 0013 8000", Some("8613800138000")),
            ("212 565 0000", None),
            ("55-12-34", None),
            ("нет", None),
            ("", None),
            ("+1234567890123456", None),
        ] {
            assert_eq!(phone(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn tax_numbers_end_in_what_the_rest_demands() {
        for (text, expected) in [
            ("7707083893", Some("7707083893")),
            (" ИНН: 77 07 083893 ", Some("7707083893")),
            ("500100732259", Some("500100732259")),
            ("7707083894", None),
            ("500100732258", None),
            ("500100732269", None),
            ("0000000000", None),
            ("77070838", None),
            ("тел. 7707083893", None),
            ("", None),
        ] {
            assert_eq!(tax_number(text).as_deref(), expected, "{text}");
        }
    }
}
