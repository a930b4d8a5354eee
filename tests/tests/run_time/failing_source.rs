//! An `OriginSource` that fails or is slow: nobody is allowed, and `tracing` hears of it.

use std::{
    future::pending,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use actix_web::{App, dev::ServiceRequest, get};
use cors_runtime::{OriginSource, SourceError, cors};

use crate::{answers::is_granted, support::serve, told};

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
fn an_error_denies_is_told_and_is_not_kept() {
    static SOURCE: Failing = Failing(AtomicUsize::new(0));
    const ORIGIN: &str = "https://unlucky.example";

    #[cors(origins = dynamic(SOURCE))]
    #[get("/")]
    async fn asked() -> &'static str {
        "done"
    }

    told::listen();
    let server = serve!(App::new().service(asked));
    assert_eq!(server.preflight("/", "GET", ORIGIN).status, 403);
    assert!(is_granted(&server.get("/", ORIGIN), ORIGIN));
    let told = told::about(ORIGIN);
    assert_eq!(told.len(), 1, "{told:?}");
    for part in ["WARN", "the database is on fire", "denied"] {
        assert!(told[0].contains(part), "{part} is not in {told:?}");
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
fn a_source_that_does_not_answer_in_time_denies_and_is_told() {
    static SOURCE: Silent = Silent;
    const ORIGIN: &str = "https://patient.example";

    #[cors(origins = dynamic(SOURCE), enforce)]
    #[get("/")]
    async fn asked() -> &'static str {
        "done"
    }

    told::listen();
    let server = serve!(App::new().service(asked));
    let answer = server.get("/", ORIGIN);
    assert_eq!((answer.status, answer.cors()), (403, vec!["vary: Origin"]));
    let told = told::about(ORIGIN);
    assert_eq!(told.len(), 1, "{told:?}");
    for part in ["WARN", "too slow", "denied"] {
        assert!(told[0].contains(part), "{part} is not in {told:?}");
    }
}
