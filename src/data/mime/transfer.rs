//! Bytes as letters of ASCII carry them (RFC 2045): quoted-printable and base64.

/// The bytes behind quoted-printable. In a header an underscore is a space. What is no code stays as it is.
pub(in crate::data) fn quoted_printable(text: &[u8], in_header: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        rest = after;
        match first {
            b'=' => match after {
                [high, low, after @ ..] if let (Some(high), Some(low)) = (digit(*high), digit(*low)) => {
                    out.push(high << 4 | low);
                    rest = after;
                }
                // A line that goes on.
                _ => match line_break(after) {
                    Some(length) => rest = &after[length..],
                    None => out.push(b'='),
                },
            },
            b'_' if in_header => out.push(b' '),
            other => out.push(*other),
        }
    }
    out
}

/// How long a line break is, with the spaces that a gateway put before it.
fn line_break(text: &[u8]) -> Option<usize> {
    let spaces = text.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    match &text[spaces..] {
        [b'\r', b'\n', ..] => Some(spaces + 2),
        [b'\n' | b'\r', ..] => Some(spaces + 1),
        [] => Some(spaces),
        _ => None,
    }
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// The bytes behind base64, in either of its alphabets. Signs that are none of its letters are passed over.
pub(in crate::data) fn base64(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => {
                // What one program joined of several stands behind one another.
                (bits, count) = (0, 0);
                continue;
            }
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xff) as u8);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_printable_as_people_send_it() {
        for (text, expected) in [
            ("=D0=9D=D0=B0=\r\n=D1=81", "Нас"),
            ("a=\nb= \t\r\nc", "abc"),
            ("1=2, =zz =", "1=2, =zz "),
            ("=3d=3D", "=="),
        ] {
            assert_eq!(quoted_printable(text.as_bytes(), false), expected.as_bytes(), "{text}");
        }
        assert_eq!(quoted_printable(b"a_b=5F", true), b"a b_");
    }

    #[test]
    fn base64_as_people_send_it() {
        for (text, expected) in
            [("0J3QsNGB\r\n0L7RgQ==", "Насос"), ("YQ==YQ==", "aa"), ("YWI", "ab"), ("", ""), ("=", "")]
        {
            assert_eq!(base64(text.as_bytes()), expected.as_bytes(), "{text}");
        }
    }
}
