//! What was typed, and everything that it may have meant: as it stands, in the other layout, a number written in groups.
//! Deliberately not here: what is found by it (`index`), what is marked (`mark`).

use super::fold::{Word, digits, words};
use super::layout::switched;
use crate::domain::insight::duplicates::name::is_form;

/// One word that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Needle {
    /// The word, folded.
    pub(super) text: String,
    /// Whether it was typed in the other layout.
    pub(super) switched: bool,
    /// Whether it may stand anywhere in a number, and not only at its beginning.
    pub(super) anywhere: bool,
}

/// One meaning of a part of what was typed: all of its words are to be found.
pub(super) type Meaning = Vec<Needle>;

/// What was typed: of every part one of its meanings is to be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    parts: Vec<Vec<Meaning>>,
}

impl Query {
    /// Reads what was typed. What companies are by law is passed over, unless nothing else was typed.
    pub fn read(typed: &str) -> Self {
        let pieces: Vec<&str> = typed.split_whitespace().collect();
        let mut parts: Vec<Vec<Meaning>> = Vec::new();
        let mut named = false;
        let mut forms = Vec::new();
        for run in pieces.chunk_by(|one, other| is_of_number(one) && is_of_number(other)) {
            let Some(part) = part(run) else { continue };
            if is_legal_form(&part) {
                forms.push(part);
            } else {
                named = true;
                parts.push(part);
            }
        }
        Self { parts: if named { parts } else { forms } }
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The parts, each with its meanings.
    pub(super) fn parts(&self) -> impl Iterator<Item = &[Meaning]> {
        self.parts.iter().map(Vec::as_slice)
    }

    /// Every word of every meaning.
    pub(super) fn needles(&self) -> impl Iterator<Item = &Needle> {
        self.parts.iter().flatten().flatten()
    }
}

/// Whether a piece is a number or a part of one: `+7`, `(900)`, `555-12-34`.
fn is_of_number(piece: &str) -> bool {
    piece.contains(|c: char| c.is_ascii_digit()) && piece.chars().all(|c| c.is_ascii_digit() || "+-().,".contains(c))
}

fn is_legal_form(part: &[Meaning]) -> bool {
    matches!(part.first().map(Vec::as_slice), Some([one]) if !one.switched && is_form(&one.text))
}

/// The meanings of pieces that stand together; none of signs that mean nothing.
fn part(run: &[&str]) -> Option<Vec<Meaning>> {
    let needles = |words: Vec<Word>, switched: bool| -> Meaning {
        words.into_iter().map(|word| Needle { text: word.text, switched, anywhere: true }).collect()
    };
    let piece = run.join(" ");
    let typed = needles(words(&piece), false);
    if run.iter().all(|piece| is_of_number(piece)) {
        let whole = vec![Needle { text: digits(&piece), switched: false, anywhere: true }];
        // Digits in groups are one number first of all; that they are parts of several is only one more way to read them.
        let apart = typed.into_iter().map(|needle| Needle { anywhere: false, ..needle }).collect::<Meaning>();
        return Some(if apart.len() == 1 { vec![whole] } else { vec![whole, apart] });
    }
    // A single sign is a comma more often than a letter of the other layout.
    if typed.is_empty() && piece.chars().count() < 2 {
        return None;
    }
    let other = switched(&piece).map(|piece| needles(words(&piece), true));
    let meanings: Vec<Meaning> =
        [Some(typed), other].into_iter().flatten().filter(|meaning| !meaning.is_empty()).collect();
    (!meanings.is_empty()).then_some(meanings)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Vec<Vec<String>> {
        let query = Query::read(typed);
        let meaning = |meaning: &Meaning| meaning.iter().map(|n| n.text.as_str()).collect::<Vec<_>>().join("+");
        query.parts().map(|part| part.iter().map(meaning).collect()).collect()
    }

    #[test]
    fn parts_and_their_meanings() {
        for (typed, expected) in [
            ("ghbdjl", &[&["ghbdjl", "привод"][..]][..]),
            ("ghj,f", &[&["ghj+f", "проба"]]),
            ("ООО «Ромашка»", &[&["ромашка", "hjvfirf"]]),
            ("ооо", &[&["ооо", "jjj"]]),
            ("ВЧ-37", &[&["вч+37", "dx+37"]]),
            ("8 (900) 555-12-34", &[&["89005551234", "8+900+555+12+34"]]),
            ("1 250 000", &[&["1250000", "1+250+000"]]),
            ("37", &[&["37"]]),
            ("кедр 37", &[&["кедр", "rtlh"], &["37"]]),
            (", – «", &[]),
            ("", &[]),
        ] {
            assert_eq!(read(typed), expected, "{typed}");
        }
    }
}
