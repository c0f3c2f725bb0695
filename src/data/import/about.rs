//! Whom a column is about, where its header says so behind its name: `Рабочий телефон (контакт)`, `Адрес (компания)`.
//! Deliberately not here: what the column holds (`vocabulary`).

/// Whom a column says to be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// The person.
    Contact,
    /// The company.
    Company,
}

/// Whom a header says to be about; nobody in particular when it does not.
pub(super) fn about(title: &str) -> Option<About> {
    let (_, inside) = title.trim().strip_suffix(')')?.rsplit_once('(')?;
    match inside.trim().to_lowercase().as_str() {
        "контакт" | "контакта" | "contact" => Some(About::Contact),
        "компания" | "компании" | "company" => Some(About::Company),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_headers_are_about() {
        for (title, expected) in [
            ("Рабочий телефон (контакт)", Some(About::Contact)),
            ("Адрес (Компания) ", Some(About::Company)),
            ("Phone (company)", Some(About::Company)),
            ("Бюджет (₽)", None),
            ("Телефон", None),
            ("контакт)", None),
        ] {
            assert_eq!(about(title), expected, "{title}");
        }
    }
}
