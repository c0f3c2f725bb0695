//! How an example answers.

use std::io::{StderrLock, Write};
use std::process::ExitCode;

/// Runs an example on the words that it was called with: its report on standard output, its remarks on standard error;
/// status 2 with the reason when the input can't be used.
pub(crate) fn answer(run: impl FnOnce(&[String], &mut StderrLock<'_>) -> Result<String, String>) -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut remarks = std::io::stderr().lock();
    match run(&arguments, &mut remarks) {
        Ok(report) => match std::io::stdout().lock().write_all(report.as_bytes()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Err(reason) => {
            // Nowhere is left to tell that standard error is closed.
            let _ = writeln!(remarks, "{reason}");
            ExitCode::from(2)
        }
    }
}
