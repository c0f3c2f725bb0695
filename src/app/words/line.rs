//! Words with gaps: a sentence to fill and a thing to count.
//!
//! Texts stay data, so that a language costs the bytes of its words and no code. A sentence with the wrong gaps does not
//! compile.

/// A sentence with `N` gaps, written `{0}`, `{1}`, … in the order that the language needs.
#[derive(Clone, Copy, Debug)]
pub struct Line<const N: usize>(&'static str);

impl<const N: usize> Line<N> {
    /// Takes a sentence that names each gap at least once and no other: anything else stops the build.
    pub(super) const fn new(text: &'static str) -> Self {
        assert!(names_every_gap(text, N), "a sentence holds each of its gaps and no other");
        Self(text)
    }

    /// The sentence with its gaps filled. A name that brings quotation marks of its own gets the inner kind when the
    /// sentence quotes it: «Элеватор „Степной“».
    pub fn fill(&self, gaps: [&str; N]) -> String {
        fill(self.0, &gaps)
    }
}

/// A thing counted, in every form that its language has for a number.
#[derive(Clone, Copy, Debug)]
pub struct Count {
    /// How the language counts.
    pub(super) grammar: &'static Grammar,
    /// The forms, in the order of [`Grammar::form`]; `{}` is where the number goes.
    pub(super) forms: [&'static str; 3],
}

impl Count {
    /// The number with its thing: «5 сделок».
    pub fn of(&self, n: usize) -> String {
        self.forms[(self.grammar.form)(n).min(2)].replace("{}", &self.grammar.number(n))
    }
}

/// How a language counts.
#[derive(Debug)]
pub struct Grammar {
    /// Which form goes with a number.
    pub(super) form: fn(usize) -> usize,
    /// What stands between thousands.
    pub(super) thousands: &'static str,
}

impl Grammar {
    /// A whole number with its thousands apart: 41 214.
    pub fn number(&self, n: usize) -> String {
        let digits = n.to_string();
        let mut out = String::with_capacity(digits.len() + 4);
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push_str(self.thousands);
            }
            out.push(digit);
        }
        out
    }
}

/// Russian: 1 сделка (21, 101), 2 сделки (3, 4, 22), 5 сделок (0, 11 to 14).
pub fn plural_ru(n: usize) -> usize {
    match (n % 10, n % 100) {
        (1, tail) if tail != 11 => 0,
        (2..=4, tail) if !(12..=14).contains(&tail) => 1,
        _ => 2,
    }
}

/// English: 1 deal, everything else deals.
pub fn plural_en(n: usize) -> usize {
    usize::from(n != 1)
}

const fn names_every_gap(text: &str, count: usize) -> bool {
    let bytes = text.as_bytes();
    let mut seen = [false; 4];
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'{' {
            if at + 2 >= bytes.len() || bytes[at + 2] != b'}' || bytes[at + 1] < b'0' {
                return false;
            }
            let gap = (bytes[at + 1] - b'0') as usize;
            if gap >= count || gap >= seen.len() {
                return false;
            }
            seen[gap] = true;
        }
        at += 1;
    }
    let mut gap = 0;
    while gap < count {
        if !seen[gap] {
            return false;
        }
        gap += 1;
    }
    true
}

fn fill(text: &str, gaps: &[&str]) -> String {
    let mut out = String::with_capacity(text.len() + gaps.iter().map(|gap| gap.len()).sum::<usize>());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((number, tail)) = after.split_once('}') else { break };
        let gap = number.parse().ok().and_then(|gap: usize| gaps.get(gap)).copied().unwrap_or_default();
        match before.chars().next_back() {
            Some('«') => out.push_str(&gap.replace('«', "„").replace('»', "“")),
            Some('“') => out.push_str(&gap.replace('“', "‘").replace('”', "’")),
            _ => out.push_str(gap),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_plurals_by_the_table() {
        let form = |n| ["сделка", "сделки", "сделок"][plural_ru(n)];
        for n in [1, 21, 31, 101, 121, 1001] {
            assert_eq!(form(n), "сделка", "{n}");
        }
        for n in [2, 3, 4, 22, 34, 102, 1002] {
            assert_eq!(form(n), "сделки", "{n}");
        }
        for n in [0, 5, 9, 10, 11, 12, 13, 14, 15, 19, 20, 25, 100, 111, 112, 114, 211, 1000, 1011] {
            assert_eq!(form(n), "сделок", "{n}");
        }
    }

    #[test]
    fn english_plurals_by_the_table() {
        assert_eq!(plural_en(1), 0);
        for n in [0, 2, 5, 11, 21, 101] {
            assert_eq!(plural_en(n), 1, "{n}");
        }
    }

    #[test]
    fn thousands_stand_apart() {
        let grammar = Grammar { form: plural_ru, thousands: "\u{a0}" };
        for (n, expected) in [
            (0, "0"),
            (7, "7"),
            (999, "999"),
            (1000, "1\u{a0}000"),
            (41_214, "41\u{a0}214"),
            (1_250_000, "1\u{a0}250\u{a0}000"),
        ] {
            assert_eq!(grammar.number(n), expected);
        }
    }

    #[test]
    fn gaps_are_filled_in_the_order_of_the_sentence() {
        assert_eq!(Line::<2>::new("{1} после {0}, снова {1}").fill(["а", "б"]), "б после а, снова б");
        assert_eq!(Line::<1>::new("{0}").fill([""]), "");
        assert_eq!(Line::<1>::new("{0} и всё").fill(["{0}"]), "{0} и всё");
    }

    #[test]
    fn quotes_inside_quotes_are_the_inner_kind() {
        assert_eq!(Line::<1>::new("«{0}» наш").fill(["Элеватор «Степной»"]), "«Элеватор „Степной“» наш");
        assert_eq!(Line::<1>::new("{0} наш").fill(["Элеватор «Степной»"]), "Элеватор «Степной» наш");
        assert_eq!(Line::<1>::new("“{0}” is ours").fill(["The “Steppe” Mill"]), "“The ‘Steppe’ Mill” is ours");
    }

    #[test]
    fn a_sentence_with_the_wrong_gaps_is_refused() {
        assert!(names_every_gap("{0} и {1}", 2));
        for (text, count) in [("{0}", 2), ("{0} {1}", 1), ("нет", 1), ("{}", 1), ("{x}", 1), ("{0", 1), ("{9}", 4)] {
            assert!(!names_every_gap(text, count), "{text}");
        }
    }
}
