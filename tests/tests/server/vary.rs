//! `Vary`, merged by token: what a handler says stays, and `Origin` is added where nothing says it.
//! Source: <https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>.

use actix_web::{HttpRequest, HttpResponse, Responder, get, http::header, web::ServiceConfig};
use cors_runtime::cors;

use crate::support::{APP, Answer, STRANGER, Server};

#[cors(origins = ["https://app.example.com"])]
#[get("/named")]
async fn named(request: HttpRequest) -> impl Responder {
    varying(&request)
}

#[cors(origins = "*")]
#[get("/public")]
async fn public(request: HttpRequest) -> impl Responder {
    varying(&request)
}

/// Answers with one `Vary` line for each `X-Vary` line that came.
fn varying(request: &HttpRequest) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    for value in request.headers().get_all("x-vary") {
        response.append_header((header::VARY, value.clone()));
    }
    response.finish()
}

fn app(app: &mut ServiceConfig) {
    app.service((named, public));
}

/// The `Vary` lines that the handler writes, and those that are sent.
const MERGED: [(&[&str], &[&str]); 12] = [
    (&[], &["Origin"]),
    (&["Accept"], &["Accept", "Origin"]),
    (&["Accept, Cookie"], &["Accept, Cookie", "Origin"]),
    (&["Accept", "Cookie"], &["Accept", "Cookie", "Origin"]),
    (&["Origin"], &["Origin"]),
    (&["origin"], &["origin"]),
    (&["Accept, ORIGIN"], &["Accept, ORIGIN"]),
    (&["Accept", "Cookie ,Origin"], &["Accept", "Cookie ,Origin"]),
    (&["*"], &["*"]),
    (&["Accept, *"], &["Accept, *"]),
    (&["X-Origin"], &["X-Origin", "Origin"]),
    (&["Origin-Trial"], &["Origin-Trial", "Origin"]),
];

#[test]
fn lines_and_tokens_of_the_handler_survive_without_duplicates() {
    let server = Server::of(app);
    for (written, expected) in MERGED {
        for origin in [APP, STRANGER] {
            let answer = answer_with(&server, "/named", written, origin);
            assert_eq!(answer.values("vary"), expected, "{written:?} to {origin}");
        }
    }
}

#[test]
fn a_public_resource_varies_as_its_handler_says() {
    let server = Server::of(app);
    for (written, _) in MERGED {
        let answer = answer_with(&server, "/public", written, APP);
        assert_eq!(answer.values("vary"), written);
    }
}

/// Asks for an answer with these `Vary` lines.
fn answer_with(server: &Server, path: &str, vary: &[&str], origin: &str) -> Answer {
    let mut lines = vec![format!("Origin: {origin}")];
    lines.extend(vary.iter().map(|line| format!("X-Vary: {line}")));
    let lines: Vec<_> = lines.iter().map(String::as_str).collect();
    server.send(&format!("GET {path}"), &lines)
}
