//! A text as it is gone through: lines without what quotes them, and words in the form in which they are compared.
//! Deliberately not here: what any of them mean.

use std::ops::Range;

use super::Found;

/// A text with its lines and words.
pub(super) struct Text<'a> {
    pub(super) whole: &'a str,
    /// The lines that speak for the sender, in order, without spaces around them; a blank one is an empty range.
    pub(super) lines: Vec<Range<usize>>,
    /// The words of those lines, in order.
    pub(super) words: Vec<Word>,
}

/// A word: letters and digits, with hyphens, apostrophes and the marks of numbers inside.
pub(super) struct Word {
    pub(super) span: Range<usize>,
    /// In lower case, with ё as е.
    pub(super) folded: String,
    /// Which line it stands on.
    pub(super) line: usize,
}

impl<'a> Text<'a> {
    pub(super) fn of(whole: &'a str) -> Self {
        let every: Vec<Range<usize>> = lines(whole).collect();
        let is_quoted = |line: &Range<usize>| whole[line.clone()].starts_with('>');
        let own: Vec<_> = every.iter().filter(|line| !is_quoted(line)).cloned().collect();
        // A letter of nothing but quotations is one that somebody passed on.
        let lines = match own.iter().all(Range::is_empty) {
            true => every.into_iter().map(|line| unquoted(whole, line)).collect(),
            false => own,
        };
        let words = lines.iter().enumerate().flat_map(|(at, line)| words(whole, line.clone(), at)).collect();
        Self { whole, lines, words }
    }

    pub(super) fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |line| &self.whole[line.clone()])
    }

    /// The words of a line.
    pub(super) fn words_of(&self, line: usize) -> &[Word] {
        let from = self.words.partition_point(|word| word.line < line);
        let to = self.words.partition_point(|word| word.line <= line);
        &self.words[from..to]
    }

    /// What stands between two words of one line.
    pub(super) fn between(&self, one: &Word, next: &Word) -> &'a str {
        self.whole.get(one.span.end..next.span.start).unwrap_or("\n")
    }

    /// What stands at a place, with spaces put in order; none when there is nothing but signs.
    pub(super) fn found(&self, span: Range<usize>) -> Option<Found<String>> {
        let span = trimmed(self.whole, span);
        let value = tidy(&self.whole[span.clone()]);
        value.chars().any(char::is_alphanumeric).then_some(Found { value, span })
    }
}

/// How much of a line is the head that a messenger puts before a message, when it does: `[10:15, 12.05.2026] Иван Петров: `.
/// The part of it that names the author comes with it.
pub(super) fn head(line: &str) -> Option<(usize, Range<usize>)> {
    let is_stamp = |text: &str| {
        text.contains(':') && text.bytes().filter(u8::is_ascii_digit).count() >= 4 && text.chars().count() <= 40
    };
    let (stamp, rest) = match line.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => line.split_once(" - ").filter(|(stamp, _)| !stamp.contains(char::is_alphabetic))?,
    };
    let name = line.len() - rest.len();
    let end = name + rest.find(':')?;
    (is_stamp(stamp) && end - name <= 120).then_some((end + 1, name..end))
}

/// One space between words, no line breaks.
pub(super) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A range without the spaces and the loose marks around what it holds.
pub(super) fn trimmed(whole: &str, span: Range<usize>) -> Range<usize> {
    let text = &whole[span.clone()];
    let loose = |c: char| c.is_whitespace() || ",;:|*•·–—\u{2022}\u{feff}".contains(c);
    let start = span.start + (text.len() - text.trim_start_matches(loose).len());
    let end = span.start + text.trim_end_matches(loose).len();
    start..end.max(start)
}

/// In lower case, with ё as е.
pub(super) fn folded(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(|c| if c == 'ё' { 'е' } else { c }).collect()
}

fn lines(whole: &str) -> impl Iterator<Item = Range<usize>> {
    let start = whole.as_ptr() as usize;
    whole.split(['\n', '\r']).map(move |line| {
        let from = line.as_ptr() as usize - start;
        let text = line.trim_start();
        let from = from + (line.len() - text.len());
        from..from + text.trim_end().len()
    })
}

fn unquoted(whole: &str, line: Range<usize>) -> Range<usize> {
    let text = whole[line.clone()].trim_start_matches(|c: char| c == '>' || c.is_whitespace());
    line.end - text.len()..line.end
}

fn words(whole: &str, line: Range<usize>, at: usize) -> Vec<Word> {
    let mut words = Vec::new();
    let mut letters = whole[line.clone()].char_indices().peekable();
    let mut from = None;
    let mut last = ' ';
    while let Some((offset, letter)) = letters.next() {
        let next = letters.peek().map_or(' ', |(_, next)| *next);
        let inside = match letter {
            // A hyphen between digits parts the ends of a span.
            '-' | '‑' if last.is_ascii_digit() && next.is_ascii_digit() => false,
            '-' | '\'' | '’' | '‑' | '&' => last.is_alphanumeric() && next.is_alphanumeric(),
            '.' | ',' | ':' => last.is_ascii_digit() && next.is_ascii_digit(),
            _ => letter.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&letter),
        };
        let here = line.start + offset;
        match (inside, from) {
            (true, None) => from = Some(here),
            (false, Some(begun)) => {
                words.push(begun..here);
                from = None;
            }
            _ => {}
        }
        last = letter;
    }
    words.extend(from.map(|begun| begun..line.end));
    words.into_iter().map(|span| Word { folded: folded(&whole[span.clone()]), span, line: at }).collect()
}
