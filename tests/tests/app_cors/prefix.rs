//! `AppCors::prefix`: a policy for everything under a path that has no handler of its own.

use actix_web::{
    App, Error, HttpResponse, Responder,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    guard::GuardContext,
    middleware::{ErrorHandlerResponse, ErrorHandlers, Next, NormalizePath, from_fn},
    post, web,
};
use cors_runtime::{AppCors, OriginSource, SourceError, cors, policy};

use crate::{
    gates::{TOKEN, answers_401, fails_with_401, policy as max_age},
    log,
    support::{APP, STRANGER, Server, serve},
};

policy! {
    static GRAPHQL = {
        origins = ["https://app.example.com"],
        methods = [POST],
        allow_headers = ["content-type"],
        max_age = 301,
        credentials,
    };
    static FILES = { origins = "*", methods = [GET], allow_headers = ["x-a"], max_age = 302 };
    static STRICT = { origins = ["https://app.example.com"], max_age = 303, enforce };
    static ASKED = { origins = dynamic(SOURCE), max_age = 304 };
}

/// Allows the application, if it can see the request.
struct Source;

static SOURCE: Source = Source;

impl OriginSource for Source {
    async fn allows(&self, origin: &str, request: &ServiceRequest) -> Result<bool, SourceError> {
        Ok(origin == APP && request.path().starts_with("/asked"))
    }
}

#[cors(origins = ["https://app.example.com"], max_age = 310)]
#[post("/graphql/annotated")]
async fn annotated() -> impl Responder {
    "annotated"
}

#[cors(origins = ["https://app.example.com"], max_age = 311)]
mod disabled {
    use super::{Responder, cors, post};

    #[cors(disabled)]
    #[post("/graphql/disabled")]
    pub(super) async fn disabled() -> impl Responder {
        "disabled"
    }
}

fn services(app: &mut web::ServiceConfig) {
    app.service((annotated, disabled::disabled))
        .route("/graphql", web::post().to(HttpResponse::Ok))
        .route("/files/{path:.*}", web::get().to(HttpResponse::Ok))
        .route("/files/own/{path:.*}", web::get().to(HttpResponse::Ok))
        .route("/strict", web::post().to(HttpResponse::Ok))
        .route("/asked", web::post().to(HttpResponse::Ok));
}

fn app_cors() -> AppCors {
    AppCors::new()
        .prefix("/graphql", &GRAPHQL)
        .prefix("/files", &FILES)
        .prefix("/files/own", &GRAPHQL)
        .prefix("/strict", &STRICT)
        .prefix("/asked", &ASKED)
}

fn servers() -> [Server; 2] {
    [
        serve!(
            App::new()
                .wrap(from_fn(answers_401))
                .wrap(app_cors())
                .configure(services)
        ),
        serve!(
            App::new()
                .wrap(from_fn(fails_with_401))
                .wrap(app_cors())
                .configure(services)
        ),
    ]
}

#[test]
fn preflights_under_a_prefix_get_its_policy_in_front_of_authentication() {
    for server in servers() {
        let of = |path, method| {
            let answer = server.preflight(path, method, APP);
            max_age(&answer).map(str::to_owned)
        };
        assert_eq!(of("/graphql", "POST").as_deref(), Some("301"));
        assert_eq!(of("/graphql/", "POST").as_deref(), Some("301"));
        assert_eq!(of("/files/a.txt", "GET").as_deref(), Some("302"));
        assert_eq!(of("/asked", "POST").as_deref(), Some("304"));
        assert_eq!(of("/graphqlx", "POST"), None);
        assert_eq!(of("/", "POST"), None);

        let denied = server.preflight("/graphql", "POST", STRANGER);
        assert_eq!((denied.status, denied.cors()), (403, vec!["vary: Origin"]));
        let denied = server.preflight("/graphql", "DELETE", APP);
        assert_eq!((denied.status, denied.cors()), (403, vec!["vary: Origin"]));
    }
}

#[test]
fn the_longest_prefix_and_every_handler_inside_win() {
    for server in servers() {
        let own = server.preflight("/files/own/a", "POST", APP);
        assert_eq!(max_age(&own), Some("301"));
        let answer = server.preflight("/graphql/annotated", "POST", APP);
        assert_eq!(max_age(&answer), Some("310"));
        let disabled = server.preflight("/graphql/disabled", "POST", APP);
        assert_eq!((disabled.status, disabled.cors()), (401, vec![]));
    }
}

const GRANTED: [&str; 3] = [
    "access-control-allow-credentials: true",
    "access-control-allow-origin: https://app.example.com",
    "vary: Origin",
];

#[test]
fn all_responses_under_a_prefix_get_its_headers() {
    for server in servers() {
        for (headers, status) in [(vec![], 401), (vec![TOKEN], 200)] {
            let send = |what: &str, origin: &str| {
                let origin = format!("Origin: {origin}");
                let headers: Vec<_> = headers.iter().copied().chain([&*origin]).collect();
                server.send(what, &headers)
            };
            let answer = send("POST /graphql", APP);
            assert_eq!((answer.status, answer.cors()), (status, GRANTED.to_vec()));
            let answer = send("POST /graphql", STRANGER);
            assert_eq!(
                (answer.status, answer.cors()),
                (status, vec!["vary: Origin"])
            );
            let answer = send("GET /files/a.txt", STRANGER);
            assert_eq!(answer.cors(), ["access-control-allow-origin: *"]);
            let answer = send("POST /asked", APP);
            assert_eq!(answer.values("access-control-allow-origin"), [APP]);
            let answer = send("POST /graphql/disabled", APP);
            assert_eq!((answer.status, answer.cors()), (status, vec![]));
            let answer = send("POST /graphql/annotated", APP);
            assert_eq!(answer.values("access-control-allow-credentials"), [""; 0]);
            assert_eq!(answer.values("access-control-allow-origin"), [APP]);
        }
        let answer = server.send("POST /graphql", &[]);
        assert_eq!((answer.status, answer.cors()), (401, vec!["vary: Origin"]));
    }
}

#[test]
fn a_prefix_enforces_its_policy() {
    for server in servers() {
        let send = |what, origin: &str| {
            let origin = format!("Origin: {origin}");
            server.send(what, &[TOKEN, &origin, "Sec-Fetch-Site: cross-site"])
        };
        assert_eq!(send("POST /strict", APP).status, 200);
        let refused = send("POST /strict", STRANGER);
        assert_eq!(
            (refused.status, refused.cors()),
            (403, vec!["vary: Origin"])
        );
        assert_eq!(refused.values("cache-control"), ["no-store"]);
    }
}

#[test]
fn a_path_that_is_normalized_inside_is_enforced_as_well() {
    let server = serve!(
        App::new()
            .wrap(NormalizePath::trim())
            .wrap(app_cors())
            .configure(services)
    );
    for path in ["/strict/", "//strict", "/strict//"] {
        let origin = format!("Origin: {STRANGER}");
        let headers = [&*origin, "Sec-Fetch-Site: cross-site"];
        let refused = server.send(&format!("POST {path}"), &headers);
        assert_eq!(refused.status, 403, "{path}");
    }
}

/// Rebuilds an error without its headers.
async fn page(status: u16) -> HttpResponse {
    HttpResponse::build(status.try_into().unwrap()).body("an error page")
}

async fn rebuilds(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = next.call(request).await?;
    let status = response.status();
    if status.is_success() {
        return Ok(response.map_into_boxed_body());
    }
    let page = page(status.as_u16()).await;
    Ok(response.into_response(page))
}

#[test]
fn error_pages_under_a_prefix_get_its_headers() {
    #[allow(
        clippy::unnecessary_wraps,
        reason = "the signature is that of `ErrorHandlers`"
    )]
    fn keep<B>(response: ServiceResponse<B>) -> actix_web::Result<ErrorHandlerResponse<B>> {
        Ok(ErrorHandlerResponse::Response(
            response.map_into_left_body(),
        ))
    }
    let server = serve!(
        App::new()
            .wrap(ErrorHandlers::new().default_handler(keep))
            .wrap(from_fn(rebuilds))
            .wrap(app_cors())
            .configure(services)
    );
    let origin = format!("Origin: {APP}");
    let answer = server.send("POST /graphql/nothing", &[&origin]);
    assert_eq!((answer.status, answer.cors()), (404, GRANTED.to_vec()));
    assert_eq!(answer.body, "an error page");
}

#[test]
fn an_app_with_prefixes_alone_needs_no_handler() {
    let server = serve!(
        App::new()
            .wrap(from_fn(answers_401))
            .wrap(AppCors::new().prefix("/graphql", &GRAPHQL))
            .route("/graphql", web::post().to(HttpResponse::Ok))
    );
    let answer = server.preflight("/graphql", "POST", APP);
    assert_eq!(max_age(&answer), Some("301"));
}

#[actix_web::test]
async fn a_bad_prefix_keeps_the_app_from_starting() {
    use actix_service::{IntoServiceFactory as _, ServiceFactory as _};
    use actix_web::dev::AppConfig;

    log::start();
    let twice = || AppCors::new().prefix("/a", &GRAPHQL).prefix("/a", &FILES);
    // Each worker builds the app.
    for _worker in 0..2 {
        for prefix in ["graphql", "/graphql/", "/{id}", ""] {
            let app = App::new().wrap(AppCors::new().prefix(prefix, &GRAPHQL));
            let started = app.into_factory().new_service(AppConfig::default()).await;
            assert!(started.is_err(), "{prefix}");
        }
        let app = App::new().wrap(twice());
        let started = app.into_factory().new_service(AppConfig::default()).await;
        assert!(started.is_err());
    }

    // One report of each reason is enough.
    let reports = log::messages("`AppCors` cannot be used");
    assert_eq!(reports.len(), 5, "{reports:?}");
    let (_, report) = &reports[0];
    assert!(
        report.contains("prefix `graphql` does not begin with `/`\n  help: write `/graphql`"),
        "{report}"
    );
}

fn no_request(_: &GuardContext<'_>) -> bool {
    false
}

#[cors(origins = ["https://app.example.com"], max_age = 312)]
#[post("/graphql", guard = "no_request")]
async fn never() -> impl Responder {
    "never"
}

#[test]
fn a_handler_whose_guard_refuses_leaves_the_path_to_the_prefix() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new().prefix("/graphql", &GRAPHQL))
            .service(never)
            .route("/graphql", web::post().to(HttpResponse::Ok))
    );
    let answer = server.preflight("/graphql", "POST", APP);
    assert_eq!(max_age(&answer), Some("301"));
    let origin = format!("Origin: {APP}");
    assert_eq!(server.send("POST /graphql", &[&origin]).cors(), GRANTED);
}
