//! Colour for terminals, and none for pipes.

use std::{
    env,
    io::{self, IsTerminal as _, Write as _},
};

/// A way to emphasise.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Style {
    Good,
    Bad,
    Quiet,
    Strong,
}

/// The text in the style, if standard output is a terminal and `NO_COLOR` (<https://no-color.org>) is not set.
pub(crate) fn styled(text: &str, style: Style) -> String {
    if !io::stdout().is_terminal() || env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
    {
        return text.to_owned();
    }
    let code = match style {
        Style::Good => "32",
        Style::Bad => "1;31",
        Style::Quiet => "2",
        Style::Strong => "1",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

/// Prints a report. A reader that has gone away, such as `head`, is not an error.
pub(crate) fn print(text: &str) {
    let _ = writeln!(io::stdout(), "{}", text.trim_end());
}

/// Shows how far a long run is, on a terminal alone.
pub(crate) fn progress(text: &str) {
    if io::stderr().is_terminal() {
        let _ = write!(io::stderr(), "\r\u{1b}[K{text}");
    }
}
