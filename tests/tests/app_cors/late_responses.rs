//! Which responses get a policy's headers late: only those that are not a success and that belong to the handler.
//! What is uncertain varies by origin, and grants nothing.

use actix_web::{
    App, Error, HttpResponse, Responder,
    body::{BoxBody, MessageBody},
    dev::{Service as _, ServiceRequest, ServiceResponse},
    error::ErrorUnauthorized,
    get,
    guard::Host,
    http::{StatusCode, header},
    middleware::{Next, NormalizePath, from_fn},
    put, web,
};
use cors_runtime::{AppCors, cors};

use crate::{
    gates::send_put,
    support::{APP, Server, serve},
};

#[cors(origins = ["https://app.example.com"], credentials)]
#[get("/data/{status}")]
async fn get_data(status: web::Path<u16>) -> impl Responder {
    HttpResponse::build(StatusCode::from_u16(*status).unwrap()).body("from the handler")
}

/// Its policy is around its own middleware.
#[cors(origins = ["https://app.example.com"], credentials)]
#[get("/wrapped/{status}", wrap = "NormalizePath::trim()")]
async fn get_wrapped(status: web::Path<u16>) -> impl Responder {
    HttpResponse::new(StatusCode::from_u16(*status).unwrap())
}

#[cors(origins = "*")]
#[get("/public")]
async fn get_public() -> impl Responder {
    "public"
}

#[cors(origins = ["https://app.example.com"])]
#[put("/guarded", guard = "is_anything")]
async fn put_guarded() -> impl Responder {
    "guarded"
}

fn is_anything(_: &actix_web::guard::GuardContext<'_>) -> bool {
    true
}

const GRANTED: [&str; 3] = [
    "access-control-allow-credentials: true",
    "access-control-allow-origin: https://app.example.com",
    "vary: Origin",
];

/// Makes a new response of every error, as `ErrorHandlers` may do.
async fn error_pages(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = next.call(request).await?;
    if response.status().is_success() {
        return Ok(response.map_into_boxed_body());
    }
    let page = HttpResponse::build(response.status()).body("error page");
    Ok(response.into_response(page))
}

#[test]
fn an_error_of_the_handler_that_middleware_made_anew_gets_its_headers_back() {
    let server = serve!(
        App::new()
            .wrap(from_fn(error_pages))
            .wrap(AppCors::new())
            .service((get_data, get_wrapped))
            .service(web::scope("/api").service(get_data))
    );
    for path in ["/data/", "/wrapped/", "/api/data/"] {
        for status in [404, 405, 500, 400] {
            let answer = server.get(&format!("{path}{status}"), APP);
            assert_eq!((answer.status, &*answer.body), (status, "error page"));
            assert_eq!(answer.cors(), GRANTED, "{path}{status}");
        }
    }
}

/// A server whose middleware makes every response anew, with this header.
fn behind_pages_with(name: header::HeaderName, value: &'static str) -> Server {
    serve!({
        let name = name.clone();
        App::new()
            .wrap_fn(move |request, next| {
                let name = name.clone();
                let response = next.call(request);
                async move {
                    let (request, _) = response.await?.into_parts();
                    let mut page = HttpResponse::NotFound();
                    let page = page.insert_header((name, value)).finish();
                    Ok(ServiceResponse::new(request, page))
                }
            })
            .wrap(AppCors::new())
            .service(get_data)
    })
}

#[test]
fn an_error_of_the_handler_that_middleware_made_anew_keeps_what_it_says_about_cors() {
    let named = behind_pages_with(header::ACCESS_CONTROL_ALLOW_ORIGIN, "https://other.example");
    let named = named.get("/data/404", APP);
    assert_eq!(
        named.cors(),
        ["access-control-allow-origin: https://other.example"]
    );
    let varied = behind_pages_with(header::VARY, "Accept, Origin");
    let varied = varied.get("/data/404", APP);
    assert_eq!(varied.cors(), ["vary: Accept, Origin"]);
    let other = behind_pages_with(header::VARY, "Accept");
    let other = other.get("/data/404", APP);
    assert_eq!(other.values("access-control-allow-origin"), [APP]);
}

#[test]
fn the_404_of_the_router_is_left_alone() {
    let server = serve!(
        App::new()
            .wrap(from_fn(error_pages))
            .wrap(AppCors::new())
            .service(web::scope("/api").service(get_data))
    );
    for what in [
        "GET /nowhere",
        "GET /api",
        "PUT /api/data/200",
        "GET /data/200",
    ] {
        let answer = server.send(what, &["Origin: https://app.example.com"]);
        assert_eq!((answer.status, answer.cors()), (404, vec![]), "{what}");
    }
}

/// Answers like a cache or a redirect in front of the handlers, as the request says.
async fn answers_itself(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let status = request.headers().get("x-answer");
    let Some(status) = status.and_then(|status| StatusCode::from_bytes(status.as_bytes()).ok())
    else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    Ok(request.into_response(HttpResponse::new(status)))
}

fn behind_a_cache() -> Server {
    serve!(
        App::new()
            .wrap(from_fn(answers_itself))
            .wrap(AppCors::new())
            .service((get_data, get_public))
            .route("/plain", web::get().to(HttpResponse::Ok))
    )
}

#[test]
fn a_success_that_did_not_come_from_the_handler_varies_and_grants_nothing() {
    let server = behind_a_cache();
    let headers = ["Origin: https://app.example.com", "X-Answer: 200"];
    for path in ["/data/200", "/public"] {
        let answer = server.send(&format!("GET {path}"), &headers);
        assert_eq!(
            (answer.status, answer.cors()),
            (200, vec!["vary: Origin"]),
            "{path}"
        );
    }
    let answer = server.send("GET /plain", &headers);
    assert_eq!((answer.status, answer.cors()), (200, vec![]));
}

#[test]
fn responses_to_requests_without_an_origin_can_be_cached() {
    let server = behind_a_cache();
    for status in ["301", "304", "401", "503"] {
        let answer = format!("X-Answer: {status}");
        let without_origin = server.send("GET /data/200", &[&answer]);
        assert_eq!(without_origin.cors(), ["vary: Origin"], "{status}");
        let public = server.send("GET /public", &[&answer]);
        assert_eq!(
            public.cors(),
            ["access-control-allow-origin: *"],
            "{status}"
        );
        let plain = server.send("GET /plain", &[&answer]);
        assert_eq!(plain.cors(), [""; 0], "{status}");
        let with_origin = server.send(
            "GET /data/200",
            &["Origin: https://app.example.com", &answer],
        );
        assert_eq!(with_origin.cors(), GRANTED, "{status}");
    }
}

#[test]
fn the_path_at_the_router_decides_and_not_the_one_that_came() {
    let secret = || async { "plain" };
    let server = serve!(
        App::new()
            .wrap(NormalizePath::trim())
            .wrap(AppCors::new())
            .service(put_guarded)
            .service(get_slash)
            .route("/data", web::get().to(secret))
    );
    let answer = server.get("/data/", APP);
    assert_eq!((&*answer.body, answer.cors()), ("plain", vec![]));
}

#[cors(origins = ["https://app.example.com"])]
#[get("/data/")]
async fn get_slash() -> impl Responder {
    "with a slash"
}

async fn fails(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if request.headers().contains_key(header::AUTHORIZATION) {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    Err(ErrorUnauthorized("who are you?"))
}

#[test]
fn an_error_for_a_path_that_may_be_rewritten_is_granted_only_if_that_changes_nothing() {
    let server = serve!(
        App::new()
            .wrap(from_fn(fails))
            .wrap(NormalizePath::trim())
            .wrap(AppCors::new())
            .service(get_slash)
            .service(get_data)
            .route("/data", web::get().to(HttpResponse::Ok))
    );
    // Without its slash, the path is that of another route.
    let answer = server.get("/data/", APP);
    assert_eq!((answer.status, answer.cors()), (401, vec!["vary: Origin"]));
    let answer = server.get("/data/200", APP);
    assert_eq!((answer.status, answer.cors()), (401, GRANTED.to_vec()));
}

#[test]
fn a_default_service_that_takes_what_a_scope_keeps_out_is_not_granted() {
    let secret = || async { "secret" };
    let server = serve!(
        App::new()
            .wrap(AppCors::new())
            .service(
                web::scope("/api")
                    .guard(Host("a.example"))
                    .service(get_data)
                    .service(put_guarded)
            )
            .default_service(web::to(secret))
    );
    for what in ["GET /api/data/200", "PUT /api/guarded"] {
        let answer = server.send(what, &["Origin: https://app.example.com"]);
        assert_eq!((answer.status, &*answer.body), (200, "secret"), "{what}");
        assert_eq!(answer.cors(), ["vary: Origin"], "{what}");
    }
}

#[test]
fn a_plain_route_in_front_keeps_its_responses_to_itself() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new())
            .route("/guarded", web::put().to(HttpResponse::InternalServerError))
            .service(put_guarded)
    );
    let answer = send_put(&server, "/guarded", APP, &[]);
    assert_eq!(answer.status, 500);
    assert_eq!(answer.values("access-control-allow-origin"), [""; 0]);
}
