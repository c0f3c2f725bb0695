//! Slips of the hand: a letter too many, one missing, one in place of another, two that changed places.

/// How many slips a word of so many letters may have: one from four letters, two from eight.
pub(super) fn allowed(letters: usize) -> usize {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Which letters a word has, a bit for each. A slip changes at most two of them, so that words that are far apart are told
/// apart without looking at their letters.
pub(super) fn letters(word: &str) -> u64 {
    word.chars().fold(0, |bits, c| {
        let bit = match c {
            'а'..='я' => c as u32 - 'а' as u32,
            'a'..='z' => 32 + c as u32 - 'a' as u32,
            other => 58 + other as u32 % 6,
        };
        bits | 1 << bit
    })
}

/// How near a word is to what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Near {
    /// So many slips away.
    Whole(usize),
    /// Its beginning is.
    Beginning(usize),
}

/// What a typed word is compared with, kept from word to word so that nothing is allocated for each.
#[derive(Debug)]
pub(super) struct Typed {
    typed: Vec<char>,
    bits: u64,
    most: usize,
    rows: [Vec<usize>; 3],
    before: Option<char>,
}

impl Typed {
    /// What was typed; none when it is too short for slips.
    pub(super) fn new(typed: &str) -> Option<Self> {
        let bits = letters(typed);
        let typed: Vec<char> = typed.chars().collect();
        let most = allowed(typed.len());
        let row = || vec![0; typed.len() + 1];
        let rows = [row(), row(), row()];
        (most > 0).then_some(Self { typed, bits, most, rows, before: None })
    }

    /// How near a word is that has these letters; none when it is too far. The optimal string alignment distance
    /// (restricted Damerau–Levenshtein), row by row of the word, until every way is too long.
    pub(super) fn near(&mut self, word: &str, bits: u64) -> Option<Near> {
        // A beginning lacks of what was typed only what the slips changed.
        #[expect(clippy::cast_possible_truncation, reason = "one or two")]
        let most = self.most as u32;
        if (self.bits & !bits).count_ones() > most {
            return None;
        }
        let count = self.typed.len();
        for (at, cell) in self.rows[1].iter_mut().enumerate() {
            *cell = at;
        }
        self.before = None;
        let mut beginning = usize::MAX;
        let (mut read, mut whole) = (0, true);
        for letter in word.chars() {
            read += 1;
            let [last, now, next] = &mut self.rows;
            next[0] = read;
            let mut least = next[0];
            for at in 1..=count {
                let same = self.typed[at - 1] == letter;
                let mut ways = (now[at - 1] + usize::from(!same)).min(now[at] + 1).min(next[at - 1] + 1);
                let crossed = at > 1
                    && self.typed[at - 2] == letter
                    && self.before.is_some_and(|before| before == self.typed[at - 1]);
                if crossed {
                    ways = ways.min(last[at - 2] + 1);
                }
                next[at] = ways;
                least = least.min(ways);
            }
            beginning = beginning.min(next[count]);
            self.before = Some(letter);
            self.rows.rotate_left(1);
            // Two letters that change places reach over a row.
            let [last, now, _] = &self.rows;
            let lost = least > self.most && last.iter().min().is_none_or(|least| *least >= self.most);
            if lost || (read > count + self.most && now[count] > self.most) {
                whole = false;
                break;
            }
        }
        let slips = self.rows[1][count];
        if whole && slips <= self.most {
            return Some(Near::Whole(slips));
        }
        // With half of a short word typed, its beginning is like the beginning of too many others.
        (count > 4 && beginning <= self.most.min(allowed(count - 1))).then_some(Near::Beginning(beginning))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(typed: &str, word: &str) -> Option<Near> {
        Typed::new(typed)?.near(word, letters(word))
    }

    #[test]
    fn one_slip_from_four_letters_two_from_eight() {
        for (typed, word, expected) in [
            ("насос", "насос", Some(Near::Whole(0))),
            ("насас", "насос", Some(Near::Whole(1))),
            ("насо", "насос", Some(Near::Whole(1))),
            ("нассос", "насос", Some(Near::Whole(1))),
            ("наосс", "насос", Some(Near::Whole(1))),
            ("ансос", "насос", Some(Near::Whole(1))),
            ("насус", "насыс", Some(Near::Whole(1))),
            ("носас", "насос", None),
            ("нос", "нас", None),
            ("дымосас", "дымосос", Some(Near::Whole(1))),
            ("преобрасователь", "преобразователь", Some(Near::Whole(1))),
            ("проебрасовотель", "преобразователь", None),
            ("перобрасователь", "преобразователь", Some(Near::Whole(2))),
            ("приобразав", "преобразователь", Some(Near::Beginning(2))),
            ("приобра", "преобразователь", Some(Near::Beginning(1))),
            ("прио", "преобразователь", None),
            ("завод", "элеватор", None),
        ] {
            assert_eq!(near(typed, word), expected, "{typed} {word}");
        }
    }
}
