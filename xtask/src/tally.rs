//! How many tests passed and failed, read from what the test programs report.

use std::fmt;

use crate::failure::{Failure, Outcome};

/// Counted tests. A skipped test is counted apart: it is neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// Whether there were tests, all of them ran, and all passed.
    pub(crate) fn is_green(self) -> bool {
        self.passed > 0 && self.failed == 0 && self.skipped == 0
    }

    /// The sum of every `test result:` line, as Rust's own test program and that of the browser write them.
    pub(crate) fn of_libtest(output: &str) -> Self {
        let mut sum = Self::default();
        for line in output.lines().filter_map(|line| line.trim().strip_prefix("test result:")) {
            let count = |word| {
                let parts = line.split([';', '.']).map(str::trim);
                parts.filter_map(|part| part.strip_suffix(word)).find_map(|n| n.trim().parse().ok()).unwrap_or(0)
            };
            sum.add(Self { passed: count("passed"), failed: count("failed"), skipped: count("ignored") });
        }
        sum
    }

    /// The counts of Playwright's JSON report. A test that passed only when repeated is a failure.
    pub(crate) fn of_playwright(report: &str) -> Outcome<Self> {
        let bad = || Failure::new("Playwright's report can't be read", "look at what it wrote above");
        let json: serde_json::Value = serde_json::from_str(report).map_err(|_| bad())?;
        let stats = json.get("stats").ok_or_else(bad)?;
        let count = |name: &str| stats.get(name).and_then(serde_json::Value::as_u64).ok_or_else(bad);
        Ok(Self {
            passed: count("expected")?,
            failed: count("unexpected")? + count("flaky")?,
            skipped: count("skipped")?,
        })
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_several_test_programs_are_added() {
        let output = "running 3 tests\n...\n\
            test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 1 passed; 2 failed; 4 ignored; 0 measured; 7 filtered out; finished in 0.01s\n\
            println: 9 passed\n";
        assert_eq!(Tally::of_libtest(output), Tally { passed: 4, failed: 2, skipped: 4 });
    }

    #[test]
    fn playwrights_report_is_read() {
        let report = r#"{"suites": [], "stats": {"expected": 5, "skipped": 1, "unexpected": 2, "flaky": 1}}"#;
        assert_eq!(Tally::of_playwright(report), Ok(Tally { passed: 5, failed: 3, skipped: 1 }));
        assert!(Tally::of_playwright("{}").is_err());
    }

    #[test]
    fn green_means_that_something_ran_and_nothing_was_left_out() {
        assert!(Tally { passed: 1, failed: 0, skipped: 0 }.is_green());
        assert!(!Tally::default().is_green());
        assert!(!Tally { passed: 1, failed: 0, skipped: 1 }.is_green());
        assert!(!Tally { passed: 1, failed: 1, skipped: 0 }.is_green());
    }

    /// The line that ends `cargo xtask test`.
    #[test]
    fn the_sum_is_said_in_one_form() {
        assert_eq!(Tally { passed: 12, failed: 0, skipped: 0 }.to_string(), "12 passed, 0 failed");
    }
}
