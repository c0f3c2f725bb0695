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

/// Whom a header says to be about, and the header without it; none when it does not.
pub(super) fn about(title: &str) -> Option<(About, &str)> {
    let (name, inside) = title.trim().strip_suffix(')')?.rsplit_once('(')?;
    let about = match inside.trim().to_lowercase().as_str() {
        "контакт" | "контакта" | "contact" => About::Contact,
        "компания" | "компании" | "company" => About::Company,
        _ => return None,
    };
    let name = name.trim_end();
    (!name.is_empty()).then_some((about, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_headers_are_about() {
        for (title, expected) in [
            ("Рабочий телефон (контакт)", Some((About::Contact, "Рабочий телефон"))),
            ("Адрес (Компания) ", Some((About::Company, "Адрес"))),
            ("Phone (company)", Some((About::Company, "Phone"))),
            ("(company)", None),
            ("Бюджет (₽)", None),
            ("Телефон", None),
            ("контакт)", None),
        ] {
            assert_eq!(about(title), expected, "{title}");
        }
    }
}
