//! Ways to reach somebody, and the number by which the state knows them, in the form in which two of them are compared.
//! Deliberately not here: names (`insight::duplicates`).

use std::collections::BTreeSet;

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

/// One of several telephones or addresses in the form in which it is compared, whatever it is.
fn form(text: &str) -> String {
    email(text).or_else(|| phone(text)).unwrap_or_else(|| text.to_lowercase())
}

/// The telephones or addresses of a field in the form in which they are compared.
pub fn forms(text: &str) -> BTreeSet<String> {
    several(text).map(form).collect()
}

/// The telephones or addresses of the first field of which the second has none, or the third has them too.
pub fn without(now: &str, theirs: &str, own: &str) -> String {
    let [theirs, own] = [theirs, own].map(forms);
    let stays = |text: &&str| !theirs.contains(&form(text)) || own.contains(&form(text));
    several(now).filter(stays).collect::<Vec<_>>().join(", ")
}

/// The telephones or addresses of both fields, each once however it is written; those of the first as they stand.
pub fn joined(one: &str, other: &str) -> String {
    let known = forms(one);
    let new: Vec<&str> = several(other).filter(|text| !known.contains(&form(text))).collect();
    match (known.is_empty(), new.is_empty()) {
        (_, true) => one.to_owned(),
        (true, false) => new.join(", "),
        (false, false) => format!("{one}, {}", new.join(", ")),
    }
}

/// The digits of an extension: of «+7 495 123-45-67 доб. 12», "x12" or «#12» what is dialled once somebody answers.
pub fn extension(text: &str) -> Option<String> {
    let end = text.find(|c: char| c.is_alphabetic() || "#,;".contains(c))?;
    let digits: String = text[end..].chars().filter(char::is_ascii_digit).collect();
    (!digits.is_empty() && digits.len() <= 8).then_some(digits)
}

/// Whether messengers may know a telephone, by its digits: a Russian number of an area is that of a desk.
pub fn is_mobile(digits: &str) -> bool {
    !["73", "74", "78"].iter().any(|area| digits.len() == 11 && digits.starts_with(area))
}

/// A name in Telegram: of `@zavod_snab` or `https://t.me/zavod_snab` the name itself. It has 5 to 32 letters of Latin,
/// digits and underscores, and begins with a letter.
pub fn username(text: &str) -> Option<String> {
    let text = text.trim();
    let text = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme)).unwrap_or(text);
    let text = ["t.me/", "telegram.me/", "@"].iter().find_map(|lead| text.strip_prefix(lead)).unwrap_or(text);
    let name = text.trim_end_matches('/');
    let sound = (5..=32).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    sound.then(|| name.to_owned())
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
    fn extensions_mobiles_and_names_in_telegram() {
        for (text, expected) in [
            ("+7 (495) 123-45-67 доб. 12", Some("12")),
            ("+1 212 565 0000 x4501", Some("4501")),
            ("84951234567#7", Some("7")),
            ("+7 900 555-12-34", None),
            ("+7 900 555-12-34, Анна", None),
            ("8 495 1234567 доб. 123456789", None),
        ] {
            assert_eq!(extension(text).as_deref(), expected, "{text}");
        }
        let mobile = |digits: &str| is_mobile(digits);
        assert!(mobile("79005551234") && mobile("12125650000") && mobile("4420703130"));
        assert!(!mobile("74951234567") && !mobile("78005553535"));
        for (text, expected) in [
            ("@zavod_snab", Some("zavod_snab")),
            (" https://t.me/zavod_snab/ ", Some("zavod_snab")),
            ("zavod1", Some("zavod1")),
            ("@снаб", None),
            ("@abc", None),
            ("1zavod", None),
            ("t.me/+79005551234", None),
        ] {
            assert_eq!(username(text).as_deref(), expected, "{text}");
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
