//! What a command tells the system when it ends.

use std::process::ExitCode;

/// How a command ended that could do its work, wholly or in part. A command that could not gives an error instead, which
/// is told on standard error and ends the program with status 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All well: status 0.
    Done,
    /// Some input could not be used, other was: status 1.
    Partly,
    /// No input could be used, and that was told already: status 2.
    Nothing,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        match exit {
            Exit::Done => ExitCode::SUCCESS,
            Exit::Partly => ExitCode::from(1),
            Exit::Nothing => ExitCode::from(2),
        }
    }
}
