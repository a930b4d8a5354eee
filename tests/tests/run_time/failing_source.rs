//! An `OriginSource` that fails or is slow: no origin is allowed, and a warning is logged.

use std::{
    future::pending,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use actix_web::{App, dev::ServiceRequest, get};
use cors_runtime::{OriginSource, SourceError, cors};

use crate::{answers::is_granted, log_capture, support::serve};

/// Fails, and would allow if it were asked again.
struct Failing(AtomicUsize);

impl OriginSource for Failing {
    async fn allows(&self, _: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        match self.0.fetch_add(1, Ordering::Relaxed) {
            0 => Err("the database is on fire".into()),
            _ => Ok(true),
        }
    }
}

#[test]
fn an_error_denies_is_logged_and_is_not_cached() {
    static SOURCE: Failing = Failing(AtomicUsize::new(0));
    const ORIGIN: &str = "https://unlucky.example";

    #[cors(origins = dynamic(SOURCE))]
    #[get("/")]
    async fn asked() -> &'static str {
        "done"
    }

    log_capture::start();
    let server = serve!(App::new().service(asked));
    assert_eq!(server.preflight("/", "GET", ORIGIN).status, 403);
    assert!(is_granted(&server.get("/", ORIGIN), ORIGIN));
    let lines = log_capture::lines_with(ORIGIN);
    assert_eq!(lines.len(), 1, "{lines:?}");
    for part in ["WARN", "the database is on fire", "denied"] {
        assert!(lines[0].contains(part), "{part} is not in {lines:?}");
    }
}

/// Never answers.
struct Silent;

impl OriginSource for Silent {
    async fn allows(&self, _: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        pending().await
    }

    fn time_limit(&self) -> Duration {
        Duration::ZERO
    }
}

#[test]
fn a_source_that_does_not_answer_in_time_denies_and_is_logged() {
    static SOURCE: Silent = Silent;
    const ORIGIN: &str = "https://patient.example";

    #[cors(origins = dynamic(SOURCE), enforce)]
    #[get("/")]
    async fn asked() -> &'static str {
        "done"
    }

    log_capture::start();
    let server = serve!(App::new().service(asked));
    let answer = server.get("/", ORIGIN);
    assert_eq!((answer.status, answer.cors()), (403, vec!["vary: Origin"]));
    let lines = log_capture::lines_with(ORIGIN);
    assert_eq!(lines.len(), 1, "{lines:?}");
    for part in ["WARN", "too slow", "denied"] {
        assert!(lines[0].contains(part), "{part} is not in {lines:?}");
    }
}
