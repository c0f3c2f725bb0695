//! Names of customers as they sound: «ООО „Ромашка“» and «Romashka LLC» are one, «Котельная № 3» and «Котельная № 4» are not.
//! Cyrillic is written in Latin letters, and spellings of one sound (`kh` and `h`, `ya` and `ia`, `x` and `ks`) become one.
//! Deliberately not here: which customers have such names (`super`).

/// What companies are by law: said beside a name, and no part of it.
const FORMS: [&str; 46] = [
    "ооо", "оао", "зао", "пао", "ао", "нао", "ип", "чп", "тоо", "одо", "гк", "гуп", "муп", "фгуп", "мку", "мбу", "ано",
    "нпо", "нпп", "тд", "тк", "пк", "ук", "кфх", "ooo", "oao", "zao", "pao", "ao", "ip", "ano", "ltd", "llc", "llp",
    "inc", "corp", "co", "plc", "gmbh", "ag", "kg", "sa", "srl", "bv", "oy", "ab",
];

/// A name as it sounds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sound {
    /// The words of the name in Latin letters, in the order of the alphabet, without spaces between them.
    pub letters: String,
    /// The numbers in the name, in its order: what tells branches and sites of one kind apart.
    pub numbers: Vec<String>,
}

impl Sound {
    /// How a name sounds. Empty for a name of nothing but signs.
    pub fn of(name: &str) -> Self {
        let lower = name.to_lowercase();
        let parts = lower.split(|c: char| !c.is_alphanumeric() && !is_mark(c)).filter(|part| !part.is_empty());
        let (numbers, words): (Vec<_>, Vec<_>) = parts.partition(|part| part.chars().all(char::is_numeric));
        // A name that is a form and nothing else is a name after all.
        let named: Vec<_> = words.iter().filter(|word| !is_form(word)).collect();
        let kept = if named.is_empty() { words.iter().collect() } else { named };
        let mut sounds: Vec<String> = kept.into_iter().map(|word| sound(word)).collect();
        sounds.sort_unstable();
        Self { letters: sounds.concat(), numbers: numbers.into_iter().map(str::to_owned).collect() }
    }

    /// Whether there is nothing to compare.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty() && self.numbers.is_empty()
    }
}

/// Whether a word in lower case says what a company is by law, and not which.
pub fn is_form(word: &str) -> bool {
    FORMS.contains(&word)
}

/// A combining mark, as a Mac writes й and ё.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// A word in lower case as it sounds, in Latin letters.
pub fn sound(word: &str) -> String {
    let latin: String = word.chars().filter(|c| !is_mark(*c)).map(latin).collect();
    // The longest first: a later rule must not see half of what an earlier one reads.
    let rules = [
        ("shch", "sh"),
        ("sch", "sh"),
        ("tch", "ch"),
        ("kh", "h"),
        ("ph", "f"),
        ("ck", "k"),
        ("ts", "c"),
        ("tz", "c"),
        ("x", "ks"),
        ("qu", "kv"),
        ("q", "k"),
        ("w", "v"),
        ("y", "i"),
        ("j", "i"),
        ("ce", "se"),
        ("ci", "si"),
    ];
    let mut said = latin;
    for (from, to) in rules {
        if said.contains(from) {
            said = said.replace(from, to);
        }
    }
    // `c` that is neither `ch` nor «ц» is read as `k` before a hard sound; «ц» before one is rare, and goes with it.
    let mut out = String::with_capacity(said.len());
    let mut letters = said.chars().peekable();
    while let Some(letter) = letters.next() {
        let letter = if letter == 'c' && letters.peek() != Some(&'h') { 'k' } else { letter };
        if !out.ends_with(letter) {
            out.push(letter);
        }
    }
    out
}

/// A Cyrillic letter in Latin ones, as passports write it; any other letter as it is.
fn latin(letter: char) -> String {
    let written = match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'й' | 'ы' | 'і' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "iu",
        'я' => "ia",
        other => return other.to_string(),
    };
    written.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_any_writing() {
        for same in [
            &["ООО «Ромашка»", "Romashka LLC", "ромашка, ООО", "РОМАШКА"][..],
            &["АО «Щёкинский Химзавод»", "Shchekinskiy himzavod", "Химзавод Щекинский", "Schekinskij Khimzavod, AO"],
            &["Компас-Сервис", "Kompas Servis", "«Сервис Компас»"],
            &["Феникс", "Feniks", "Fenix ltd", "Phenix"],
            &["Юлия Цой", "Yulia Tsoy", "Iulia Tsoi"],
            &["Алексеи\u{306} Семе\u{308}нов", "Алексей Семенов"],
        ] {
            let sounds: Vec<_> = same.iter().map(|name| Sound::of(name)).collect();
            assert!(sounds.iter().all(|other| *other == sounds[0]), "{sounds:?}");
        }
    }

    #[test]
    fn other_names_and_other_numbers() {
        for (one, other) in
            [("Котельная № 3", "Котельная № 4"), ("Ромашка", "Рябина"), ("Завод", "Завод 2"), ("ООО", "ЗАО")]
        {
            assert_ne!(Sound::of(one), Sound::of(other));
        }
        assert!(Sound::of("«» – !").is_empty());
        assert!(!Sound::of("ООО").is_empty());
    }
}
