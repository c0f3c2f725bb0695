//! A text cut into what the grammar reads: words in lower case without ё, numbers, signs.

/// What a piece of text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, in lower case, ё as е.
    Word(String),
    /// Digits: what they count, and how many there are. None where they count more than anybody means.
    Number(Option<u32>, usize),
    /// Anything else but space.
    Sign(char),
}

/// A piece of text and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// The first byte, and the one after the last.
    pub(super) from: usize,
    pub(super) to: usize,
    /// Whether nothing stands between it and the piece before.
    pub(super) close: bool,
}

impl Token {
    pub(super) fn word(&self) -> Option<&str> {
        if let Kind::Word(word) = &self.kind { Some(word) } else { None }
    }

    /// The number, where it has at most so many digits.
    pub(super) fn number(&self, digits: usize) -> Option<u32> {
        match self.kind {
            Kind::Number(number, length) if length <= digits => number,
            _ => None,
        }
    }

    pub(super) fn is(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }
}

/// The pieces of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((from, letter)) = letters.next() {
        if letter.is_whitespace() {
            continue;
        }
        let same: fn(char) -> bool = match letter {
            letter if letter.is_ascii_digit() => |next| next.is_ascii_digit(),
            letter if letter.is_alphabetic() => |next| next.is_alphabetic(),
            _ => |_| false,
        };
        let mut to = from + letter.len_utf8();
        while let Some(&(at, next)) = letters.peek().filter(|(_, next)| same(*next)) {
            to = at + next.len_utf8();
            letters.next();
        }
        let piece = &text[from..to];
        let kind = if letter.is_ascii_digit() {
            Kind::Number(piece.parse().ok(), piece.len())
        } else if letter.is_alphabetic() {
            Kind::Word(piece.to_lowercase().replace('ё', "е"))
        } else {
            Kind::Sign(letter)
        };
        let close = tokens.last().is_some_and(|last| last.to == from);
        tokens.push(Token { kind, from, to, close });
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces() {
        let kinds: Vec<Kind> = tokens("Ёлку 14:05, 3pm №").into_iter().map(|token| token.kind).collect();
        let word = |word: &str| Kind::Word(word.into());
        let number = |number, digits| Kind::Number(Some(number), digits);
        let expected = [
            word("елку"),
            number(14, 2),
            Kind::Sign(':'),
            number(5, 2),
            Kind::Sign(','),
            number(3, 1),
            word("pm"),
            Kind::Sign('№'),
        ];
        assert_eq!(kinds, expected);
        assert_eq!(tokens("99999999999")[0].kind, Kind::Number(None, 11));
        let close: Vec<bool> = tokens("14 :05").iter().map(|token| token.close).collect();
        assert_eq!(close, [false, false, true]);
    }
}
