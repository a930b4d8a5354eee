//! What the exit status says.

use std::process::ExitCode;

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// The page may read the response; the server does what its policies declare.
    Readable,
    /// The page is blocked; the server does something else.
    Blocked,
    /// The server does not respond.
    NoAnswer,
    /// The arguments cannot be used (`EX_USAGE` of `sysexits.h`).
    Unusable,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Readable => 0,
            Exit::Blocked => 1,
            Exit::NoAnswer => 2,
            Exit::Unusable => 64,
        })
    }
}

/// Prints what is wrong with the command line, or the help that was asked for.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    // Where nothing can be printed, the status is all that is left.
    let _ = error.print();
    if error.use_stderr() {
        Exit::Unusable.into()
    } else {
        Exit::Readable.into()
    }
}
