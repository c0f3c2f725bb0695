//! What a text is when the other layout was on: «ghbdjl» was meant to be «привод», «ыфдуы» was meant to be “sales”.

/// The keys of a keyboard in the English layout and what they write in the Russian one.
const KEYS: [(&str, &str); 2] = [
    ("`qwertyuiop[]asdfghjkl;'zxcvbnm,./", "ёйцукенгшщзхъфывапролджэячсмитьбю."),
    ("~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?@#$^&", "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,\"№;:?"),
];

/// The text in the other layout, by the letters that it has most of; none when it has no letters that change.
pub fn switched(text: &str) -> Option<String> {
    let cyrillic = text.chars().filter(|c| ('а'..='я').contains(&lower(*c)) || lower(*c) == 'ё').count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    let to_english = cyrillic > latin;
    let out: String = text.chars().map(|c| key(c, to_english).unwrap_or(c)).collect();
    (out != text).then_some(out)
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn key(c: char, to_english: bool) -> Option<char> {
    KEYS.iter().find_map(|(english, russian)| {
        let (from, to) = if to_english { (russian, english) } else { (english, russian) };
        let at = from.chars().position(|other| other == c)?;
        to.chars().nth(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for (typed, meant) in [
            ("ghbdjl", "привод"),
            (";tktpj", "железо"),
            ("[bvpfdjl", "химзавод"),
            ("Gfdtk", "Павел"),
            ("ыфдуы", "sales"),
        ] {
            assert_eq!(switched(typed).as_deref(), Some(meant));
            assert_eq!(switched(meant).as_deref(), Some(typed));
        }
        assert_eq!(switched("123"), None);
        for (english, russian) in KEYS {
            assert_eq!(english.chars().count(), russian.chars().count());
        }
    }
}
