//! The options after a command's name. Every option takes a value: `--port 8080` or `--port=8080`.

use crate::failure::{Failure, Outcome};

/// An option that a command understands.
pub(crate) struct Flag {
    pub(crate) name: &'static str,
    pub(crate) value: &'static str,
    pub(crate) about: &'static str,
}

/// What was given on the command line.
#[derive(Debug, Default)]
pub(crate) struct Args {
    given: Vec<(&'static str, String)>,
}

impl Args {
    /// Reads `words` as options out of `known`; anything else is named in the failure.
    pub(crate) fn parse(words: impl IntoIterator<Item = String>, known: &[Flag]) -> Outcome<Self> {
        let mut args = Self::default();
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let (name, value) = match word.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (word.as_str(), None),
            };
            let Some(flag) = known.iter().find(|flag| name.strip_prefix("--") == Some(flag.name)) else {
                return Err(Failure::new(format!("unknown option `{word}`"), "run `cargo xtask help`"));
            };
            let Some(value) = value.or_else(|| words.next()) else {
                let todo = format!("write `--{} {}`: {}", flag.name, flag.value, flag.about);
                return Err(Failure::new(format!("`--{}` has no value", flag.name), todo));
            };
            args.given.push((flag.name, value));
        }
        Ok(args)
    }

    /// The value of `--name`; the last one when it was given twice.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.given.iter().rev().find(|(given, _)| *given == name).map(|(_, value)| value.as_str())
    }

    /// The value of `--port`, or `default`.
    pub(crate) fn port(&self, default: u16) -> Outcome<u16> {
        let Some(value) = self.get("port") else { return Ok(default) };
        value
            .parse()
            .map_err(|_| Failure::new(format!("`{value}` is not a port"), "give a number from 1 to 65535, like 8080"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[Flag] = &[
        Flag { name: "port", value: "N", about: "the port" },
        Flag { name: "base", value: "/path/", about: "the path" },
    ];

    fn parse(line: &str) -> Outcome<Args> {
        Args::parse(line.split_whitespace().map(str::to_owned), KNOWN)
    }

    #[test]
    fn both_spellings_are_read_and_the_last_one_counts() {
        let args = parse("--port 1 --base=/a/ --port=2").unwrap();
        assert_eq!(args.port(8080), Ok(2));
        assert_eq!(args.get("base"), Some("/a/"));
    }

    #[test]
    fn without_a_port_the_default_is_used() {
        assert_eq!(parse("").unwrap().port(8080), Ok(8080));
    }

    #[test]
    fn a_port_that_is_no_number_is_named() {
        let failure = parse("--port 70000").unwrap().port(8080).unwrap_err();
        assert!(failure.what.contains("70000"), "{failure}");
    }

    #[test]
    fn an_unknown_word_and_a_missing_value_are_refused() {
        assert!(parse("--prot 1").unwrap_err().what.contains("--prot"));
        assert!(parse("8080").unwrap_err().what.contains("8080"));
        assert!(parse("--base /a/ --port").unwrap_err().what.contains("--port"));
    }
}
