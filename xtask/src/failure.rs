//! Why a command stopped, and what the developer can do about it.

use std::fmt;

/// A sentence that says what went wrong and one that says what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) what: String,
    pub(crate) todo: String,
}

/// The result of anything a command does.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    pub(crate) fn new(what: impl Into<String>, todo: impl Into<String>) -> Self {
        Self { what: what.into(), todo: todo.into() }
    }

    /// The failure of a command that has told everything already, and whose last line is wanted as it is.
    pub(crate) fn said() -> Self {
        Self::new("", "")
    }

    pub(crate) fn is_said(&self) -> bool {
        self.what.is_empty()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  What to do: {}", self.what, self.todo)
    }
}
