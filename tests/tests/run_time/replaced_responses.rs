//! Middleware between a layer and a policy inside it that replaces the response of that policy, or fails after it.

use actix_web::{
    App, Error, HttpResponse, Responder,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    error::ErrorBadGateway,
    get,
    http::StatusCode,
    middleware::{Next, from_fn},
    web,
};
use cors_runtime::{cors, policy};

use crate::support::{APP, Server, serve};

policy! {
    static AROUND = { origins = "*" };
    static NEARER = { origins = ["https://app.example.com"] };
}

#[cors(origins = ["https://app.example.com"])]
#[get("/own")]
async fn own() -> impl Responder {
    "own"
}

#[cors(origins = ["https://app.example.com"])]
mod disabled {
    use super::{Responder, cors, get};

    #[cors(disabled)]
    #[get("/disabled")]
    pub(crate) async fn not_ours() -> impl Responder {
        "disabled"
    }
}

/// Replaces every response by one with the status that the request asks for.
async fn replace(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let status = StatusCode::from_bytes(request.headers().get("x-status").unwrap().as_bytes());
    let (request, _) = next.call(request).await?.into_parts();
    let replaced = HttpResponse::new(status.unwrap());
    Ok(ServiceResponse::new(request, replaced))
}

/// Fails when the response is there.
async fn fail(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    drop(next.call(request).await?);
    Err(ErrorBadGateway("too late"))
}

fn services(app: &mut web::ServiceConfig) {
    app.service(own)
        .service(disabled::not_ours)
        .service(web::scope("/scope").service(own))
        .service(
            web::resource("/layered")
                .wrap(NEARER.layer())
                .to(HttpResponse::Ok),
        );
}

fn replacing() -> Server {
    serve!(
        App::new()
            .wrap(from_fn(replace))
            .wrap(AROUND.layer())
            .configure(services)
    )
}

fn failing() -> Server {
    serve!(
        App::new()
            .wrap(from_fn(fail))
            .wrap(AROUND.layer())
            .configure(services)
    )
}

const GRANTED: [&str; 2] = [
    "access-control-allow-origin: https://app.example.com",
    "vary: Origin",
];
const VARIES: [&str; 1] = ["vary: Origin"];

/// The CORS headers of the response to the application, and of the same replaced by one with the status.
fn cors_of(server: &Server, path: &str, status: u16) -> Vec<String> {
    let lines = [format!("Origin: {APP}"), format!("X-Status: {status}")];
    let answer = server.send(&format!("GET {path}"), &[&lines[0], &lines[1]]);
    assert_eq!(answer.status, status, "{path}");
    answer.cors().into_iter().map(str::to_owned).collect()
}

#[test]
fn an_error_instead_of_a_handlers_response_has_the_headers_of_the_handler() {
    assert_eq!(cors_of(&replacing(), "/own", 502), GRANTED);
    assert_eq!(cors_of(&failing(), "/own", 502), GRANTED);
}

#[test]
fn another_success_or_404_instead_of_a_handlers_response_varies_by_origin() {
    let server = replacing();
    for status in [200, 404, 405] {
        assert_eq!(cors_of(&server, "/own", status), VARIES, "{status}");
    }
}

#[test]
fn what_replaces_the_response_of_a_nearer_layer_or_of_a_handler_in_a_scope_varies_by_origin() {
    for path in ["/layered", "/scope/own"] {
        for status in [200, 404, 502] {
            let replaced = cors_of(&replacing(), path, status);
            assert_eq!(replaced, VARIES, "{path} {status}");
        }
        assert_eq!(cors_of(&failing(), path, 502), VARIES, "{path}");
    }
}

#[test]
fn what_replaces_the_response_of_a_disabled_handler_has_no_headers() {
    assert!(cors_of(&replacing(), "/disabled", 502).is_empty());
    assert!(cors_of(&failing(), "/disabled", 502).is_empty());
}
