//! The app of most tests here, and what it grants.

use actix_web::{Responder, put, web::ServiceConfig};
use cors_runtime::cors;

use crate::support::{APP, Answer, Client, STRANGER, assert_refused};

#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"], credentials)]
#[put("/named")]
pub(crate) async fn named() -> impl Responder {
    "handled"
}

pub(crate) fn app(app: &mut ServiceConfig) {
    app.service(named);
}

/// Asserts that the preflight was granted.
#[track_caller]
pub(crate) fn assert_granted(answer: &Answer) {
    assert_eq!((answer.status, &*answer.body), (204, ""));
    assert_eq!(
        answer.cors(),
        [
            "access-control-allow-credentials: true",
            "access-control-allow-headers: content-type",
            "access-control-allow-methods: PUT",
            &format!("access-control-allow-origin: {APP}"),
            "vary: Origin",
        ]
    );
}

/// Asserts that the server of the app answers as it always does.
#[track_caller]
pub(crate) fn assert_serves(server: &Client) {
    assert_granted(&server.preflight("/named", "PUT", APP));
    assert_refused(
        &server.preflight("/named", "PUT", STRANGER),
        "origin-not-allowed",
    );
}

/// The bytes of a preflight for the app, on a connection that stays open.
pub(crate) fn preflight(origin: &str) -> String {
    format!(
        "OPTIONS /named HTTP/1.1\r\nHost: localhost\r\nOrigin: {origin}\r\n\
         Access-Control-Request-Method: PUT\r\n\r\n"
    )
}
