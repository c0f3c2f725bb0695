//! Links in what was written down, and whether one leads to a recording of the talk.
//! Deliberately not here: files that are kept with a deal.

/// A piece of what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// An address, and whether it is that of a recording.
    Link(&'a str, bool),
}

/// The pieces of a text, in order; together they are the text. Only addresses of the web are links.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = ["https://", "http://"].iter().filter_map(|scheme| rest.find(scheme)).min() {
        let (before, link) = rest.split_at(at);
        let end = link.find(|c: char| c.is_whitespace() || "<>\"«»".contains(c)).unwrap_or(link.len());
        // What ends the sentence is not part of the address.
        let address = link[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '”', '“']);
        if !before.is_empty() {
            pieces.push(Piece::Words(before));
        }
        let host = address.split_once("//").map_or("", |(_, host)| host);
        let piece = if host.is_empty() { Piece::Words(address) } else { Piece::Link(address, is_recording(address)) };
        pieces.push(piece);
        rest = &link[address.len()..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

/// Whether an address is that of a sound or a film, by its ending, or says itself that it is a recording.
fn is_recording(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_lowercase();
    let sounds = [".mp3", ".wav", ".ogg", ".opus", ".m4a", ".aac", ".webm", ".mp4"];
    sounds.iter().any(|ending| path.ends_with(ending)) || path.contains("/record") || path.contains("zapis")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn links_and_recordings() {
        let text = "Согласен, запись: https://ats.example/calls/17.MP3?sig=1. Смета на http://example.org/smeta, жду";
        let expected = [
            Piece::Words("Согласен, запись: "),
            Piece::Link("https://ats.example/calls/17.MP3?sig=1", true),
            Piece::Words(". Смета на "),
            Piece::Link("http://example.org/smeta", false),
            Piece::Words(", жду"),
        ];
        assert_eq!(pieces(text), expected);
        assert_eq!(
            pieces("javascript:alert(1) https://"),
            [Piece::Words("javascript:alert(1) "), Piece::Words("https://")]
        );
        assert_eq!(pieces(""), []);
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(words in prop::collection::vec(prop::sample::select(vec!["https://", "http://", "a.ru", " ", ".", "/x.mp3", "я", "://", "!"]), 0..20)) {
            let text = words.concat();
            let whole: String = pieces(&text).into_iter().map(|piece| match piece {
                Piece::Words(text) | Piece::Link(text, _) => text,
            }).collect();
            prop_assert_eq!(whole, text);
        }
    }
}
