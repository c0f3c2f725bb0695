//! The addresses by which a browser begins to call or to write: `tel:`, `mailto:`, Telegram, WhatsApp. Only of what is sound
//! (`domain::contact`): a number without a country can't be dialled from anywhere, and leads nowhere.
//! Deliberately not here: what is written (`message`), letters of content plans (`mail`).

use super::mail::escaped;
use crate::domain::contact::{email, extension, is_mobile, phone, username};

/// What calls a telephone, with its extension (RFC 3966).
pub fn tel(text: &str) -> Option<String> {
    let digits = phone(text)?;
    Some(match extension(text) {
        Some(extension) => format!("tel:+{digits};ext={extension}"),
        None => format!("tel:+{digits}"),
    })
}

/// What opens a letter to an address (RFC 6068), with a subject and a text where there are any.
pub fn mailto(address: &str, subject: &str, text: &str) -> Option<String> {
    let to = email(address)?;
    let crlf = text.replace("\r\n", "\n").replace('\n', "\r\n");
    let parts = [("subject", subject.split_whitespace().collect::<Vec<_>>().join(" ")), ("body", crlf)];
    let parts = parts.into_iter().filter(|(_, value)| !value.trim().is_empty());
    let parts: Vec<String> = parts.map(|(name, value)| format!("{name}={}", escaped(&value, ""))).collect();
    let query = if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) };
    Some(format!("mailto:{}{query}", escaped(&to, "@")))
}

/// What opens a conversation in Telegram: by a name there, or by a telephone. A text can be given by a name alone.
pub fn telegram(text: &str, message: &str) -> Option<String> {
    if let Some(name) = username(text) {
        let query = if message.trim().is_empty() { String::new() } else { format!("?text={}", escaped(message, "")) };
        return Some(format!("https://t.me/{name}{query}"));
    }
    phone(text).filter(|digits| is_mobile(digits)).map(|digits| format!("https://t.me/+{digits}"))
}

/// What opens a conversation in WhatsApp with a telephone, and with a text where there is any.
pub fn whatsapp(text: &str, message: &str) -> Option<String> {
    let digits = phone(text).filter(|digits| is_mobile(digits) && extension(text).is_none())?;
    let query = if message.trim().is_empty() { String::new() } else { format!("?text={}", escaped(message, "")) };
    Some(format!("https://wa.me/{digits}{query}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_of_what_is_sound() {
        assert_eq!(tel("8 (495) 123-45-67 доб. 12").as_deref(), Some("tel:+74951234567;ext=12"));
        assert_eq!(tel("+7 900 555-12-34").as_deref(), Some("tel:+79005551234"));
        assert_eq!(tel("55-12-34"), None);
        assert_eq!(mailto(" Glavbuh@zavod.ru ", "", "").as_deref(), Some("mailto:glavbuh@zavod.ru"));
        let letter = mailto("a+b&c@zavod.ru", "Счёт № 5\nBcc: x", "Да?\nНет").unwrap();
        assert_eq!(
            letter,
            "mailto:a%2Bb%26c@zavod.ru?subject=%D0%A1%D1%87%D1%91%D1%82%20%E2%84%96%205%20Bcc%3A%20x&body=%D0%94%D0%B0%3F%0D%0A%D0%9D%D0%B5%D1%82"
        );
        assert_eq!(mailto("нет", "", ""), None);
        assert_eq!(telegram("+7 900 555-12-34", "").as_deref(), Some("https://t.me/+79005551234"));
        assert_eq!(telegram("@zavod_snab", "Да?").as_deref(), Some("https://t.me/zavod_snab?text=%D0%94%D0%B0%3F"));
        assert_eq!(telegram("+7 495 123-45-67", ""), None, "a desk has no messenger");
        assert_eq!(whatsapp("8 900 555 12 34", "").as_deref(), Some("https://wa.me/79005551234"));
        assert_eq!(whatsapp("+7 900 555-12-34 доб. 5", ""), None);
    }

    proptest! {
        #[test]
        fn any_text_gives_an_address_of_its_own_kind_or_none(text in r"\PC{0,40}", message in r"[\PC\n]{0,80}") {
            let plain = |address: &str| address.is_ascii() && !address.contains([' ', '"', '<', '>', '\n']);
            for (address, lead) in [
                (tel(&text), "tel:+"),
                (mailto(&text, &message, &message), "mailto:"),
                (telegram(&text, &message), "https://t.me/"),
                (whatsapp(&text, &message), "https://wa.me/"),
            ] {
                prop_assert!(address.is_none_or(|address| address.starts_with(lead) && plain(&address)));
            }
        }
    }
}
