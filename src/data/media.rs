//! What a kept file is by its media type, or by the ending of its name where nobody told a type, and whether a browser may
//! show it. Deliberately not here: its contents.

/// What a file is to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// A picture.
    Picture,
    /// A document as it is printed.
    Pdf,
    /// Plain text.
    Text,
    /// A sound.
    Sound,
    /// A table.
    Table,
    /// Anything else.
    Other,
}

/// What a file is.
pub fn look(media: &str, name: &str) -> Look {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    match bare(media) {
        "application/pdf" => Look::Pdf,
        "text/csv" | "application/vnd.ms-excel" => Look::Table,
        media if media.ends_with("spreadsheetml.sheet") => Look::Table,
        "text/plain" => Look::Text,
        media if media.starts_with("image/") => Look::Picture,
        media if media.starts_with("audio/") => Look::Sound,
        "" => match ending.as_str() {
            "pdf" => Look::Pdf,
            "csv" | "xls" | "xlsx" | "ods" => Look::Table,
            "txt" | "md" | "log" => Look::Text,
            "jpg" | "jpeg" | "png" | "gif" | "webp" => Look::Picture,
            "mp3" | "wav" | "ogg" | "opus" | "m4a" | "aac" => Look::Sound,
            _ => Look::Other,
        },
        _ => Look::Other,
    }
}

/// The media type as which a browser may show a file in a tab of its own; none for what could carry a program, as a page or a
/// drawing of lines does, and for what no browser shows.
pub fn shown_as(media: &str, name: &str) -> Option<&'static str> {
    let pictures = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp"];
    let sounds = ["audio/mpeg", "audio/wav", "audio/ogg", "audio/webm", "audio/mp4", "audio/aac", "audio/flac"];
    let known = pictures.into_iter().chain(sounds).find(|known| *known == bare(media));
    match look(media, name) {
        Look::Pdf => Some("application/pdf"),
        // Whatever it says, it is shown as letters and never as a page.
        Look::Text => Some("text/plain;charset=utf-8"),
        Look::Picture | Look::Sound => known,
        Look::Table | Look::Other => None,
    }
}

/// A media type without what follows it: `audio/webm;codecs=opus` is `audio/webm`.
pub fn bare(media: &str) -> &str {
    media.split(';').next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_shown() {
        for (media, name, seen, shown) in [
            ("image/png", "Схема.png", Look::Picture, Some("image/png")),
            ("image/svg+xml", "Схема.svg", Look::Picture, None),
            ("application/pdf", "КП.pdf", Look::Pdf, Some("application/pdf")),
            ("", "КП.PDF", Look::Pdf, Some("application/pdf")),
            ("text/html", "Страница.html", Look::Other, None),
            ("text/plain", "Страница.html", Look::Text, Some("text/plain;charset=utf-8")),
            ("text/csv", "Цены.csv", Look::Table, None),
            ("audio/webm;codecs=opus", "Запись.webm", Look::Sound, Some("audio/webm")),
            ("audio/midi", "Запись.mid", Look::Sound, None),
            ("application/xhtml+xml", "a.png", Look::Other, None),
            ("", "Без имени", Look::Other, None),
        ] {
            assert_eq!((look(media, name), shown_as(media, name)), (seen, shown), "{media} {name}");
        }
    }
}
