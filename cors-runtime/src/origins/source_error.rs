//! Why a source cannot answer.

use std::error::Error;

/// Why a source could not answer. It is logged through `tracing`, and the origin is denied.
pub type SourceError = Box<dyn Error + Send + Sync>;
