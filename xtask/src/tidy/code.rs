//! Rust source without its comments and strings, so that a rule about code does not stumble over words about it.

/// `text` with comments and the insides of strings and characters blanked. Lines and columns stay where they are.
pub(super) fn code(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = skipped(&chars, at);
        for c in &chars[at..end] {
            out.push(if *c == '\n' { '\n' } else { ' ' });
        }
        if end == at {
            out.push(chars[at]);
            at += 1;
        } else {
            at = end;
        }
    }
    out
}

/// Where the comment, string or character that begins at `at` ends; `at` itself when none begins there.
fn skipped(chars: &[char], at: usize) -> usize {
    let next = |n: usize| chars.get(at + n).copied();
    let end = match chars[at] {
        '/' if next(1) == Some('/') => line_end(chars, at),
        '/' if next(1) == Some('*') => block_end(chars, at),
        '"' => string_end(chars, at + 1),
        'r' if !continues_word(chars, at) => raw_string_end(chars, at).unwrap_or(at),
        // A lifetime has no closing quote right after its first letter; a character has.
        '\'' if next(1) == Some('\\') => position(chars, at + 3, |c| c == '\'') + 1,
        '\'' if next(2) == Some('\'') => at + 3,
        _ => at,
    };
    end.min(chars.len())
}

fn line_end(chars: &[char], at: usize) -> usize {
    position(chars, at, |c| c == '\n')
}

/// Block comments nest.
fn block_end(chars: &[char], at: usize) -> usize {
    let (mut depth, mut at) = (0_usize, at);
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    at
}

fn string_end(chars: &[char], mut at: usize) -> usize {
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

fn raw_string_end(chars: &[char], at: usize) -> Option<usize> {
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    let open = at + 1 + hashes;
    if chars.get(open) != Some(&'"') {
        return None;
    }
    let closes =
        |at: usize| chars[at] == '"' && chars[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
    let close = (open + 1..chars.len()).find(|at| closes(*at));
    Some(close.map_or(chars.len(), |at| at + 1 + hashes))
}

/// Whether the character at `at` belongs to a word that began before it; `b` of `br"…"` is no such word.
fn continues_word(chars: &[char], at: usize) -> bool {
    let is_word = |at: usize| chars[at].is_alphanumeric() || chars[at] == '_';
    match at.checked_sub(1) {
        Some(before) if chars[before] == 'b' => before.checked_sub(1).is_some_and(is_word),
        Some(before) => is_word(before),
        None => false,
    }
}

fn position(chars: &[char], from: usize, wanted: impl Fn(char) -> bool) -> usize {
    (from..chars.len()).find(|at| wanted(chars[*at])).unwrap_or(chars.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_lines_stay() {
        assert_eq!(code("a // todo!()\nb"), "a           \nb");
        assert_eq!(code("a /* x /* y */ z */ b"), "a                   b");
        assert_eq!(code("a /* 1\n2 */ b").lines().count(), 2);
    }

    #[test]
    fn strings_of_every_kind_go() {
        for source in
            [r#"f("leptos \" web_sys")"#, r##"f(r#"leptos " web_sys"#)"##, r#"f(b"leptos")"#, r##"f(br#"leptos"#)"##]
        {
            let code = code(source);
            assert!(!code.contains("leptos") && !code.contains("web_sys"), "{source} became {code}");
            assert!(code.starts_with("f(") && code.ends_with(')'), "{source} became {code}");
        }
    }

    #[test]
    fn characters_are_told_from_lifetimes() {
        assert_eq!(code("f('\"', x) // c"), "f(   , x)     ");
        assert_eq!(code(r"f('\'', x)"), "f(    , x)");
        assert_eq!(code("fn f<'a>(x: &'a str) {}"), "fn f<'a>(x: &'a str) {}");
    }

    #[test]
    fn words_that_end_in_r_are_no_raw_strings() {
        assert_eq!(code("for x in var {}"), "for x in var {}");
        assert_eq!(code("r#type"), "r#type");
    }

    #[test]
    fn what_never_ends_ends_with_the_file() {
        for source in ["/* a", "\"a", "r#\"a", "'\\n"] {
            assert_eq!(code(source).trim(), "", "{source}");
        }
    }
}
