//! Responses that never reached the handler get its headers on the way out.

use actix_web::{
    App, Error, HttpResponse, Responder,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    error::{ErrorNotFound, ErrorTooManyRequests},
    get,
    guard::GuardContext,
    http::header,
    middleware::{Next, from_fn},
    put, web,
};
use cors_runtime::{AppCors, cors, is_preflight};

use crate::{
    gates::{TOKEN, answers_401, behind_either_gate, fails_with_401, send_put},
    support::{APP, STRANGER, serve},
};

#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"], credentials)]
#[put("/users/{id}")]
async fn put_user() -> impl Responder {
    HttpResponse::NoContent()
}

#[cors(origins = "*")]
#[get("/users/{id}")]
async fn get_user() -> impl Responder {
    "user"
}

fn is_version_2(request: &GuardContext<'_>) -> bool {
    let version = request.head().headers().get("x-version");
    is_preflight(request) || version.is_some_and(|version| version == "2")
}

#[cors(origins = ["https://app.example.com"])]
#[put("/guarded", guard = "is_version_2")]
async fn put_guarded() -> impl Responder {
    HttpResponse::NoContent()
}

fn services(app: &mut web::ServiceConfig) {
    app.service(put_user)
        .service(get_user)
        .service(web::scope("/api").service(put_user))
        .route("/plain", web::put().to(HttpResponse::Ok));
}

const ALLOWED: [&str; 4] = [
    "access-control-allow-credentials: true",
    "access-control-allow-origin: https://app.example.com",
    "access-control-expose-headers: etag",
    "vary: Origin",
];

#[test]
fn a_refusal_in_front_of_the_handler_can_be_read() {
    let servers = behind_either_gate(services);
    for server in &servers {
        for path in ["/users/7", "/api/users/7"] {
            let answer = send_put(server, path, APP, &[]);
            assert_eq!((answer.status, answer.body.as_str()), (401, "who are you?"));
            assert_eq!(answer.cors(), ALLOWED);

            let answer = send_put(server, path, STRANGER, &[]);
            assert_eq!((answer.status, answer.cors()), (401, vec!["vary: Origin"]));

            let answer = send_put(server, path, APP, &[TOKEN]);
            assert_eq!((answer.status, answer.cors()), (204, ALLOWED.to_vec()));
        }
        let answer = server.get("/users/7", STRANGER);
        assert_eq!(answer.status, 401);
        assert_eq!(answer.cors(), ["access-control-allow-origin: *"]);

        for path in ["/plain", "/nowhere", "/api/nowhere"] {
            let answer = send_put(server, path, APP, &[]);
            assert_eq!((answer.status, answer.cors()), (401, vec![]), "{path}");
        }
        // A cache may have stored this response before a page asks for it.
        let answer = server.send("PUT /users/7", &[]);
        assert_eq!((answer.status, answer.cors()), (401, vec!["vary: Origin"]));
        let answer = server.send("GET /users/7", &[]);
        assert_eq!(answer.cors(), ["access-control-allow-origin: *"]);
    }
}

#[cors(origins = ["https://app.example.com"])]
#[put("/")]
async fn put_root() -> impl Responder {
    HttpResponse::NoContent()
}

#[test]
fn a_target_with_a_host_is_known_by_its_path() {
    let servers = behind_either_gate(|app| {
        app.service(put_root).service(put_user);
    });
    for server in &servers {
        for target in [
            "http://api.example.com",
            "http://api.example.com?page=7",
            "http://api.example.com/",
            "http://api.example.com/users/%37?page=7",
        ] {
            let answer = send_put(server, target, APP, &[]);
            assert_eq!(answer.status, 401, "{target}");
            assert!(
                answer
                    .cors()
                    .contains(&"access-control-allow-origin: https://app.example.com"),
                "{target}: {:?}",
                answer.cors()
            );
        }
    }
}

#[test]
fn a_scope_may_refuse() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new())
            .service(
                web::scope("/api")
                    .wrap(from_fn(fails_with_401))
                    .service(put_user)
            )
            .service(
                web::scope("/too")
                    .wrap(from_fn(answers_401))
                    .service(put_user)
            )
    );
    for path in ["/api/users/7", "/too/users/7"] {
        assert_eq!(server.preflight(path, "PUT", APP).status, 204);
        let answer = send_put(&server, path, APP, &[]);
        assert_eq!(
            (answer.status, answer.cors()),
            (401, ALLOWED.to_vec()),
            "{path}"
        );
        let answer = send_put(&server, path, APP, &[TOKEN]);
        assert_eq!(
            (answer.status, answer.cors()),
            (204, ALLOWED.to_vec()),
            "{path}"
        );
    }
}

#[test]
fn responses_for_paths_and_methods_without_a_route_get_no_headers() {
    let server = serve!(App::new().wrap(AppCors::new()).configure(services));
    for (what, status) in [
        ("PUT /nowhere", 404),
        ("DELETE /users/7", 404),
        ("DELETE /plain", 404),
        ("PUT /api", 404),
    ] {
        let answer = server.send(what, &["Origin: https://app.example.com"]);
        assert_eq!((answer.status, answer.cors()), (status, vec![]), "{what}");
    }
    let server = serve!(
        App::new()
            .wrap(AppCors::new())
            .service(web::resource("/both").route(web::get().to(HttpResponse::Ok)))
            .service(put_user)
    );
    let answer = send_put(&server, "/both", APP, &[]);
    assert_eq!((answer.status, answer.cors()), (405, vec![]));
}

/// Finds nothing.
async fn fails_with_404(
    _request: ServiceRequest,
    _next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    Err(ErrorNotFound("no such tenant"))
}

#[test]
fn a_404_of_middleware_in_front_varies_by_origin_and_grants_nothing() {
    let server = serve!(
        App::new()
            .wrap(from_fn(fails_with_404))
            .wrap(AppCors::new())
            .configure(services)
    );
    let answer = send_put(&server, "/users/7", APP, &[]);
    assert_eq!((answer.status, answer.cors()), (404, vec!["vary: Origin"]));
}

/// Refuses with headers that say something else about CORS, and about caching.
async fn refuses_with_headers_of_its_own(
    request: ServiceRequest,
    _next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = HttpResponse::TooManyRequests()
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "https://evil.example"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_HEADERS, "*"))
        .append_header((header::VARY, "Accept-Encoding, origin"))
        .finish();
    Ok(request.into_response(response))
}

#[test]
fn the_policy_overrides_the_headers_of_middleware() {
    let server = serve!(
        App::new()
            .wrap(from_fn(refuses_with_headers_of_its_own))
            .wrap(AppCors::new())
            .configure(services)
    );
    let answer = send_put(&server, "/users/7", APP, &[]);
    assert_eq!(answer.status, 429);
    assert_eq!(answer.cors()[..3], ALLOWED[..3]);
    assert_eq!(answer.cors()[3..], ["vary: Accept-Encoding, origin"]);
    let answer = send_put(&server, "/users/7", STRANGER, &[]);
    assert_eq!(answer.cors(), ["vary: Accept-Encoding, origin"]);
}

/// Turns the errors from within into other errors.
async fn says_429(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    match next.call(request).await {
        Ok(response) => Ok(response.map_into_boxed_body()),
        Err(_) => Err(ErrorTooManyRequests("not again")),
    }
}

#[test]
fn errors_of_errors_get_the_headers() {
    let server = serve!(
        App::new()
            .wrap(from_fn(fails_with_401))
            .wrap(from_fn(says_429))
            .wrap(AppCors::new())
            .configure(services)
    );
    let answer = send_put(&server, "/users/7", APP, &[]);
    assert_eq!((answer.status, answer.cors()), (429, ALLOWED.to_vec()));
}

#[test]
fn guards_decide_for_refusals_as_well() {
    let servers = behind_either_gate(|app| {
        app.service(put_guarded);
    });
    for server in &servers {
        let answer = send_put(server, "/guarded", APP, &["X-Version: 2"]);
        assert_eq!(answer.status, 401);
        assert_eq!(answer.values("access-control-allow-origin"), [APP]);
        let answer = send_put(server, "/guarded", APP, &["X-Version: 1"]);
        assert_eq!((answer.status, answer.cors()), (401, vec![]));
    }
}
