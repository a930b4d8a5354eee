//! The place of the policy among what actix-web runs for a route: inside the app and its scopes,
//! outside the route's own `wrap`s, behind its own `guard`s.

use std::sync::Mutex;

use actix_web::{
    App, Error, HttpMessage, HttpRequest, HttpResponse, Responder,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    get,
    guard::{self, GuardContext},
    http::header::{self, HeaderName, HeaderValue},
    middleware::{DefaultHeaders, Next, from_fn},
    put, web,
    web::ServiceConfig,
};
use cors_runtime::{cors, is_preflight};

use crate::support::{APP, Server, serve};

/// The route's own steps, in the order in which they saw the request.
#[derive(Debug, Default, Clone)]
struct Steps(Vec<&'static str>);

fn step(request: &ServiceRequest, name: &'static str) {
    let mut extensions = request.extensions_mut();
    let mut steps = extensions.remove::<Steps>().unwrap_or_default();
    steps.0.push(name);
    extensions.insert(steps);
}

fn step_of_guard(context: &GuardContext<'_>, name: &'static str) {
    let mut steps = context.req_data_mut().remove::<Steps>().unwrap_or_default();
    steps.0.push(name);
    context.req_data_mut().insert(steps);
}

/// Marks request and response, and reports whether the policy had written its headers when it saw them.
async fn mark(
    name: &'static str,
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    step(&request, name);
    let mut response = next.call(request).await?;
    let is_written = response
        .headers()
        .contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    let seen = HeaderValue::try_from(format!("{name} {is_written}")).unwrap();
    response
        .headers_mut()
        .append(HeaderName::from_static("x-seen"), seen);
    Ok(response)
}

macro_rules! marking {
    ($($name:ident)*) => {$(
        async fn $name(
            request: ServiceRequest,
            next: Next<impl MessageBody>,
        ) -> Result<ServiceResponse<impl MessageBody>, Error> {
            mark(stringify!($name), request, next).await
        }
    )*};
}

marking!(first second third scope_wide app_wide);

fn guard_one(context: &GuardContext<'_>) -> bool {
    step_of_guard(context, "guard_one");
    true
}

fn guard_two(context: &GuardContext<'_>) -> bool {
    step_of_guard(context, "guard_two");
    !context.head().headers().contains_key("x-refuse")
}

#[cors(origins = ["https://app.example.com"])]
#[get(
    "/ordered",
    guard = "guard_one",
    wrap = "from_fn(first)",
    guard = "guard_two",
    wrap = "from_fn(second)",
    wrap = "from_fn(third)"
)]
async fn ordered(request: HttpRequest) -> impl Responder {
    let steps = request.extensions().get::<Steps>().cloned();
    steps.unwrap_or_default().0.join(" ")
}

#[cors(origins = ["https://app.example.com"])]
#[get(
    "/default-headers",
    wrap = "DefaultHeaders::new().add((\"access-control-allow-origin\", \"*\")).add((\"x-default\", \"1\"))"
)]
async fn default_headers() -> impl Responder {
    HttpResponse::Ok()
}

fn version_two(context: &GuardContext<'_>) -> bool {
    let headers = context.head().headers();
    headers
        .get("x-version")
        .is_some_and(|version| version == "2")
}

fn version_two_or_preflight(context: &GuardContext<'_>) -> bool {
    is_preflight(context) || version_two(context)
}

#[cors(origins = ["https://app.example.com"], allow_headers = ["x-version"])]
#[put("/guarded", guard = "version_two")]
async fn guarded() -> impl Responder {
    "guarded"
}

#[cors(origins = ["https://app.example.com"], allow_headers = ["x-version"])]
#[put("/versioned", guard = "version_two_or_preflight")]
async fn versioned() -> impl Responder {
    "two"
}

fn on_host_a(context: &GuardContext<'_>) -> bool {
    guard::Guard::check(&guard::Host("a.example"), context)
}

fn on_host_b(context: &GuardContext<'_>) -> bool {
    guard::Guard::check(&guard::Host("b.example"), context)
}

#[cors(origins = ["https://app.example.com"])]
#[put("/by-host", guard = "on_host_a")]
async fn by_host_a() -> impl Responder {
    "a"
}

#[cors(origins = "*")]
#[put("/by-host", guard = "on_host_b")]
async fn by_host_b() -> impl Responder {
    "b"
}

fn app(app: &mut ServiceConfig) {
    app.service((ordered, default_headers, guarded, versioned))
        .service((by_host_a, by_host_b));
}

#[test]
fn wraps_and_guards_keep_their_order_inside_the_policy() {
    let answer = Server::of(app).get("/ordered", APP);
    assert_eq!(answer.body, "guard_one guard_two third second first");
    let inside = ["first false", "second false", "third false"];
    assert_eq!(answer.values("x-seen"), inside);
    assert_eq!(answer.cors().len(), 2, "{answer:?}");
}

#[test]
fn wraps_are_made_in_the_order_in_which_they_are_written() {
    static MADE: Mutex<Vec<&str>> = Mutex::new(Vec::new());
    fn made(name: &'static str) -> DefaultHeaders {
        MADE.lock().unwrap().push(name);
        DefaultHeaders::new()
    }
    #[cors(origins = "*")]
    #[get("/made", wrap = "made(\"first\")", wrap = "made(\"second\")")]
    async fn with_two_wraps() -> impl Responder {
        "made"
    }
    let server = Server::of(|app| {
        app.service(with_two_wraps);
    });
    assert_eq!(server.get("/made", APP).body, "made");
    assert_eq!(*MADE.lock().unwrap(), ["first", "second"]);
}

#[test]
fn middleware_of_scopes_and_apps_stays_outside_and_sees_the_headers() {
    let server = serve!(
        App::new().wrap(from_fn(app_wide)).service(
            web::scope("/scope")
                .wrap(from_fn(scope_wide))
                .configure(app)
        )
    );
    let answer = server.get("/scope/ordered", APP);
    let outside = [
        "first false",
        "second false",
        "third false",
        "scope_wide true",
        "app_wide true",
    ];
    assert_eq!(answer.values("x-seen"), outside);

    let preflight = server.preflight("/scope/ordered", "GET", APP);
    assert_eq!(preflight.status, 204);
    let outside_only = ["scope_wide true", "app_wide true"];
    assert_eq!(preflight.values("x-seen"), outside_only);
}

#[test]
fn the_policy_wins_over_what_wraps_say_about_cors() {
    let answer = Server::of(app).get("/default-headers", APP);
    let expected = [
        "access-control-allow-origin: https://app.example.com",
        "vary: Origin",
    ];
    assert_eq!(answer.cors(), expected);
    assert_eq!(answer.values("x-default"), ["1"]);
}

#[test]
fn a_guard_that_refuses_leaves_the_request_to_others() {
    let server = Server::of(app);
    let origin = format!("Origin: {APP}");
    let answer = server.send("GET /ordered", &[&origin, "X-Refuse: 1"]);
    assert_eq!((answer.status, answer.cors().len()), (404, 0));

    assert_eq!(server.send("PUT /guarded", &[&origin]).status, 404);
    let answer = server.send("PUT /guarded", &[&origin, "X-Version: 2"]);
    assert_eq!((answer.status, &*answer.body), (200, "guarded"));
    assert_eq!(answer.cors().len(), 2);
}

#[test]
fn a_guard_that_does_not_pass_a_preflight_refuses_it() {
    let answer = Server::of(app).preflight("/guarded", "PUT", APP);
    assert_eq!((answer.status, answer.cors().len()), (404, 0));
}

#[test]
fn a_guard_can_let_preflights_pass() {
    let server = Server::of(app);
    let answer = server.preflight("/versioned", "PUT", APP);
    assert_eq!(answer.status, 204);
    assert_eq!(answer.values("access-control-allow-headers"), ["x-version"]);
    let origin = format!("Origin: {APP}");
    assert_eq!(server.send("PUT /versioned", &[&origin]).status, 404);
    let answer = server.send("PUT /versioned", &[&origin, "X-Version: 2"]);
    assert_eq!(answer.body, "two");
}

#[test]
fn is_preflight_is_true_of_preflights_alone() {
    fn preflights(context: &GuardContext<'_>) -> bool {
        is_preflight(context)
    }
    let server = Server::of(|app| {
        app.service(web::resource("/ask").guard(preflights).to(HttpResponse::Ok));
    });
    let asked = "Access-Control-Request-Method: PUT";
    let origin = "Origin: https://app.example.com";
    assert_eq!(server.send("OPTIONS /ask", &[origin, asked]).status, 200);
    let twice: &[&str] = &[origin, asked, asked];
    for lines in [&[][..], &[origin], &[asked], twice] {
        assert_eq!(server.send("OPTIONS /ask", lines).status, 404, "{lines:?}");
    }
    for method in ["GET", "PUT", "POST", "HEAD"] {
        let answer = server.send(&format!("{method} /ask"), &[origin, asked]);
        assert_eq!(answer.status, 404, "{method}");
    }
}

#[test]
fn a_preflight_is_answered_with_the_policy_of_its_host() {
    let server = Server::of(app);
    let preflight = |host: &str| {
        let request = format!(
            "OPTIONS /by-host HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
             Origin: https://evil.example\r\nAccess-Control-Request-Method: PUT\r\n\r\n"
        );
        server.send_bytes(request.as_bytes())
    };
    assert_eq!(preflight("a.example").status, 403);
    assert_eq!(preflight("b.example").status, 204);
    let elsewhere = preflight("c.example");
    assert_eq!((elsewhere.status, elsewhere.cors().len()), (404, 0));
}

#[test]
fn guards_of_scopes_decide_about_preflights_too() {
    let server = Server::of(|config| {
        config
            .service(
                web::scope("/s")
                    .guard(guard::Host("a.example"))
                    .service(ordered),
            )
            .service(
                web::scope("/s")
                    .guard(guard::Host("localhost"))
                    .service(by_host_b_everywhere),
            );
    });
    assert_eq!(server.preflight("/s/ordered", "GET", APP).status, 404);
    assert_eq!(server.preflight("/s/everywhere", "PUT", APP).status, 204);
}

#[cors(origins = "*")]
#[put("/everywhere")]
async fn by_host_b_everywhere() -> impl Responder {
    "b"
}

#[test]
fn a_policy_holds_for_the_first_handler_that_takes_the_request() {
    #[cors(origins = ["https://app.example.com"])]
    #[get("/twice/{number}")]
    async fn first_by_path() -> impl Responder {
        "first"
    }
    #[cors(origins = "*")]
    #[get("/twice/{word}")]
    async fn second_by_path() -> impl Responder {
        "second"
    }
    let server = Server::of(|app| {
        app.service((first_by_path, second_by_path));
    });
    assert_eq!(server.get("/twice/1", APP).body, "first");
    assert_eq!(
        server
            .preflight("/twice/1", "GET", "https://evil.example")
            .status,
        403
    );
}
