//! A page as plain text: what its tags say about lines, and signs that are written by name.
//! Deliberately not here: everything else that a page does; nothing of it is ever shown as a page.

/// Tags that begin a new line.
const BLOCKS: [&str; 14] =
    ["br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol", "blockquote", "hr"];
/// Tags whose contents are not read.
const UNREAD: [&str; 4] = ["style", "script", "head", "title"];

/// The text of a page.
pub(super) fn text(html: &str) -> String {
    let mut out = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push(&mut out, &rest[..at]);
        let after = &rest[at + 1..];
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let Some(end) = after.find('>') else {
            rest = "";
            break;
        };
        let tag = after[..end].trim_start_matches('/');
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
        rest = &after[end + 1..];
        if UNREAD.contains(&name.as_str()) && !after.starts_with('/') {
            rest = beyond(rest, &name);
        } else if name == "td" || name == "th" {
            // Cells stand a space apart, whether both tags of each are there or not.
            if !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        } else if name == "br" || BLOCKS.contains(&name.as_str()) && !out.ends_with('\n') {
            out.push('\n');
        }
    }
    push(&mut out, rest);
    out.lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

/// What stands behind the end of a tag that is not read.
fn beyond<'h>(html: &'h str, name: &str) -> &'h str {
    let mut rest = html;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if rest.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name)) {
            return rest.find('>').map_or("", |end| &rest[end + 1..]);
        }
    }
    ""
}

/// Adds a text between tags: line breaks there are spaces, and names of signs are signs.
fn push(out: &mut String, text: &str) {
    let mut rest = text;
    let mut add = |text: &str| {
        for letter in text.chars() {
            let letter = if letter.is_ascii_whitespace() { ' ' } else { letter };
            if letter != ' ' || !out.ends_with([' ', '\n']) {
                out.push(letter);
            }
        }
    };
    while let Some(at) = rest.find('&') {
        add(&rest[..at]);
        let after = &rest[at + 1..];
        let end = after.char_indices().take(10).find(|(_, c)| *c == ';').map(|(end, _)| end);
        match end.and_then(|end| Some((sign(&after[..end])?, end))) {
            Some((sign, end)) => {
                add(sign.encode_utf8(&mut [0; 4]));
                rest = &after[end + 1..];
            }
            None => {
                add("&");
                rest = after;
            }
        }
    }
    add(rest);
}

fn sign(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control());
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "laquo" => '«',
        "raquo" => '»',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        "euro" => '€',
        "copy" => '©',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_as_text() {
        for (html, expected) in [
            (
                "<p>Добрый день!</p><p>Нужен&nbsp;насос<br>и&#160;муфта &lt;2&gt;</p>",
                "\nДобрый день!\nНужен насос\nи\u{a0}муфта <2>",
            ),
            ("<head><style>p{}</style></head><div>a\n  b</div><!-- c --><script>x<y</SCRIPT>d", "\na b\nd"),
            ("<tr><td>Имя</td><td>Анна</td></tr>", "\nИмя Анна"),
            ("a & b &bad; <c", "a & b &bad;"),
            ("<", ""),
        ] {
            assert_eq!(text(html).trim_end(), expected, "{html}");
        }
    }
}
