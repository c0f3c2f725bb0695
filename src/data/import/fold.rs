//! Names in the form in which two of them are compared: of people, companies, stages.
//! Deliberately not here: headers (`table::fold_header`), and what only may be the same (legal forms, misspellings),
//! which a person decides.

/// A name in lower case, ё as е, without quotation marks, one space between words, every dash the same. Other signs
/// stay: `C` and `C++` are two names.
pub fn fold_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut gap = false;
    let mut push = |letter: char| {
        match letter {
            '"' | '\'' | '«' | '»' | '“' | '”' | '„' | '‘' | '’' | '`' => return,
            // A Mac writes й and ё as и and е with a combining mark; so both forms lose the mark.
            '\u{300}'..='\u{36f}' => return,
            _ if letter.is_whitespace() => {
                gap = true;
                return;
            }
            _ => {}
        }
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        folded.push(match letter {
            'ё' => 'е',
            'й' => 'и',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            letter => letter,
        });
    };
    for letter in name.chars() {
        if letter.is_ascii() { push(letter.to_ascii_lowercase()) } else { letter.to_lowercase().for_each(&mut push) }
    }
    folded
}

/// The name of a colleague without what some systems write behind it: `Анна Ли [12]`, `Anna Lee (a.lee@acme.com)`.
pub(super) fn colleague(cell: &str) -> &str {
    let cell = cell.trim();
    let open = match cell.chars().next_back() {
        Some(']') => '[',
        Some(')') => '(',
        _ => return cell,
    };
    let Some((name, inside)) = cell.rsplit_once(open) else { return cell };
    let inside = &inside[..inside.len() - 1];
    let is_identity = inside.contains('@') || !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_digit());
    if is_identity && !name.trim().is_empty() { name.trim_end() } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_folds_to_the_same() {
        for same in [
            &["ООО «Вихрь»", "ооо Вихрь", "ООО \"ВИХРЬ\"", " ООО\u{a0}  „Вихрь“ "][..],
            &["Семён Королёв", "семен королев", "Семе\u{308}н Короле\u{308}в"],
            &["Сергей", "Сергеи\u{306}"],
            &["Mei-Mei Johns", "mei–mei johns"],
            &["O’Neil", "O'Neil"],
        ] {
            let folded: Vec<_> = same.iter().map(|name| fold_name(name)).collect();
            assert!(folded.iter().all(|other| *other == folded[0]), "{folded:?}");
        }
        assert_ne!(fold_name("C++"), fold_name("C"));
        assert_ne!(fold_name("GTXPro"), fold_name("GTX Pro"));
        assert_eq!(fold_name(" «» "), "");
    }

    #[test]
    fn a_colleague_is_known_by_name_alone() {
        for (cell, name) in [
            ("Анна Ли [12]", "Анна Ли"),
            ("Anna Lee (a.lee@acme.com)", "Anna Lee"),
            ("Анна Ли (Казань)", "Анна Ли (Казань)"),
            ("[12]", "[12]"),
            ("anna)", "anna)"),
            (" Анна ", "Анна"),
            ("", ""),
        ] {
            assert_eq!(colleague(cell), name, "{cell}");
        }
    }
}
