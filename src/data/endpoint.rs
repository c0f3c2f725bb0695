//! Addresses on the network that a person of this device has set: where letters go, where leads come from.
//! Deliberately not here: the network (`app`).

/// Whether something may be exchanged with an address: `https`, or this very machine. Anything else would send letters,
/// leads and secrets readable by anybody on the way, and the page's own policy forbids it.
pub fn is_safe(url: &str) -> bool {
    let url = url.trim();
    let rest = url.strip_prefix("https://");
    let rest = rest.or_else(|| {
        let host = url.strip_prefix("http://")?;
        let name = host.split(['/', '?', '#']).next()?;
        let name = name.rsplit_once(':').map_or(name, |(name, _)| name);
        ["127.0.0.1", "localhost"].contains(&name).then_some(host)
    });
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with(['/', '?', '#', ':']) && !url.contains(char::is_whitespace)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_addresses_are_taken() {
        for url in ["https://hooks.example/a?b=c", "http://127.0.0.1:9000/x", "http://localhost", " https://a.example "]
        {
            assert!(is_safe(url), "{url}");
        }
        for url in [
            "",
            "https://",
            "https:///path",
            "http://hooks.example/",
            "http://127.0.0.1.example/",
            "ftp://a",
            "//a",
            "javascript:alert(1)",
            "https://a b",
            "http://localhost.example:80/",
        ] {
            assert!(!is_safe(url), "{url}");
        }
    }
}
