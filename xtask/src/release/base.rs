//! The path that a build is served under.

use std::fmt;

use crate::failure::{Failure, Outcome};

/// A path that begins and ends with a slash, like `/` or `/sales/voronka/`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Base(String);

impl Base {
    pub(crate) fn root() -> Self {
        Self("/".to_owned())
    }

    /// Reads a path; a missing slash at its end is added.
    pub(crate) fn parse(text: &str) -> Outcome<Self> {
        let plain = |c: char| c.is_ascii_alphanumeric() || "/-_.~".contains(c);
        if !text.starts_with('/') || text.contains("//") || text.contains("..") || !text.chars().all(plain) {
            let what = format!("`{text}` is not a path that a page can be served under");
            return Err(Failure::new(what, "write it like /voronka/, of Latin letters, digits, and - _ . ~"));
        }
        Ok(Self(if text.ends_with('/') { text.to_owned() } else { format!("{text}/") }))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_ends_with_a_slash() {
        assert_eq!(Base::parse("/a/b").unwrap().as_str(), "/a/b/");
        assert_eq!(Base::parse("/a/b/").unwrap().as_str(), "/a/b/");
        assert_eq!(Base::parse("/").unwrap(), Base::root());
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for text in ["", "a/b", "https://host/a", "//host/", "/a/../b/", "/a b/", "/a\"b/"] {
            assert!(Base::parse(text).is_err(), "{text}");
        }
    }
}
