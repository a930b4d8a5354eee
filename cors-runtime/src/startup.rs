//! Says why a server does not start. actix-web itself reports only that it did not.

/// Logs the reason as an error, or prints it if nothing listens: a program need not have a logger yet.
pub(crate) fn report_failure(reason: &str) {
    if tracing::event_enabled!(tracing::Level::ERROR) || log::log_enabled!(log::Level::Error) {
        tracing::error!("{reason}");
    } else {
        eprintln!("error: {reason}");
    }
}
