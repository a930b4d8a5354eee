//! Pages that ask real apps: in memory, and over a socket; and the check of every annotated route.

#![allow(clippy::unwrap_used, clippy::unused_async)]

use std::panic::{AssertUnwindSafe, catch_unwind};

use actix_web::{
    App, HttpRequest, HttpResponse, Responder, dev::ServiceRequest, error, get, http::header,
    middleware, post, put, test::init_service, web,
};
use actix_web_httpauth::{extractors::bearer::BearerAuth, middleware::HttpAuthentication};
use cors_browser::{Body, Credentials, DeclaredPolicy, Fetch, Page, Reason, Response, RouteCheck};
use cors_runtime::{AppCors, cors, routes};

const PAGE: &str = "https://app.example.com";

#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"], expose_headers = ["etag"], credentials)]
#[put("/users/{id}")]
async fn put_user(request: HttpRequest, body: String) -> impl Responder {
    let host = request
        .headers()
        .get("host")
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned();
    HttpResponse::Ok()
        .insert_header((header::ETAG, "\"1\""))
        .insert_header(("x-host", host))
        .body(body)
}

#[cors(origins = ["https://*.partner.example"])]
#[get("/dates/{date:\\d{4}-\\d\\d-\\d\\d}")]
async fn date() -> impl Responder {
    "date"
}

#[cors(origins = "*")]
#[get("/old")]
async fn old() -> impl Responder {
    HttpResponse::TemporaryRedirect()
        .insert_header((header::LOCATION, "/new"))
        .finish()
}

#[cors(origins = "*")]
#[get("/new")]
async fn new() -> impl Responder {
    "new"
}

#[post("/plain")]
async fn plain() -> impl Responder {
    "plain"
}

fn services(config: &mut web::ServiceConfig) {
    config
        .service(put_user)
        .service(date)
        .service(old)
        .service(new)
        .service(plain);
}

fn put_json() -> Fetch {
    Fetch::new("https://api.example.com/users/7")
        .method("PUT")
        .credentials(Credentials::Include)
        .header("content-type", "application/json")
        .body(Body::text("{}"))
}

#[actix_web::test]
async fn a_page_asks_a_service_in_memory() {
    let app = init_service(App::new().configure(services)).await;
    let mut page = Page::on(PAGE);
    let dialogue = page.fetch(&app, put_json()).await;
    assert_eq!(dialogue.assert_exposed("etag"), "\"1\"");
    assert!(dialogue.is_preflighted());
    let last = dialogue.responses().last().unwrap();
    assert_eq!(
        last.headers.text("x-host").as_deref(),
        Some("api.example.com")
    );

    Page::on("https://evil.example")
        .fetch(&app, put_json())
        .await
        .assert_blocked(Reason::PreflightAcaoMissing);
    page.fetch(
        &app,
        Fetch::new("https://api.example.com/plain").method("POST"),
    )
    .await
    .assert_blocked(Reason::AcaoMissing);
}

#[actix_web::test]
async fn a_page_asks_a_running_server_and_follows_redirects_itself() {
    let server = actix_test::start(|| App::new().configure(services));
    let mut page = Page::on(PAGE);
    page.fetch(server.addr(), put_json())
        .await
        .assert_readable();
    let dialogue = page
        .fetch(server.addr(), Fetch::new("https://api.example.com/old"))
        .await;
    dialogue.assert_readable();
    assert_eq!(dialogue.requests().count(), 2, "{dialogue}");
}

#[actix_web::test]
async fn a_declared_policy_names_the_remedy() {
    let app = init_service(App::new().configure(services)).await;
    let dialogue = Page::on("http://app.example.com")
        .fetch(&app, put_json())
        .await;
    let route = routes()
        .find(|route| route.path() == "/users/{id}")
        .unwrap();
    let remedy = DeclaredPolicy::from(&route).remedy(dialogue.outcome.blocked().unwrap());
    assert_eq!(
        (remedy.argument, remedy.nearest.as_deref()),
        (Some("origins"), Some(PAGE))
    );
    assert_eq!(
        remedy.to_string(),
        "name `http://app.example.com` in `origins`; `https://app.example.com` is allowed: they differ in the scheme"
    );
}

#[actix_web::test]
async fn a_dead_server_gives_no_answer() {
    let dead = std::net::TcpListener::bind(("127.0.0.1", 0))
        .unwrap()
        .local_addr()
        .unwrap();
    Page::on(PAGE)
        .fetch(dead, put_json())
        .await
        .assert_blocked(Reason::NoAnswer);
}

#[test]
fn a_list_that_the_server_does_not_send_is_not_found() {
    let put = Fetch::new("https://api.example.com/users/7")
        .method("PUT")
        .header("content-type", "application/json");
    let dialogue = Page::on(PAGE).run(&put, |_| {
        Some(Response::new(204, [("access-control-allow-origin", PAGE)]))
    });
    dialogue.assert_blocked(Reason::MethodNotAllowed);
    assert!(!dialogue.to_string().contains("found:"), "{dialogue}");
}

#[actix_web::test]
async fn a_failed_assertion_shows_the_whole_dialogue() {
    let app = init_service(App::new().configure(services)).await;
    let dialogue = Page::on("https://app.example.com:8443")
        .fetch(&app, put_json())
        .await;
    let panic = catch_unwind(AssertUnwindSafe(|| {
        dialogue.assert_readable();
    }));
    let message = *panic.unwrap_err().downcast::<String>().unwrap();
    for part in [
        "> OPTIONS https://api.example.com/users/7",
        "> Origin: https://app.example.com:8443",
        "< 403",
        "usual causes: Nothing answers `OPTIONS` here",
        "change: If the status is 403, name the page's origin in `origins`.",
    ] {
        assert!(message.contains(part), "{message}");
    }
}

#[actix_web::test]
async fn every_annotated_route_answers_its_preflight() {
    let app = init_service(App::new().service(web::scope("/api").configure(services))).await;
    let report = RouteCheck::of(routes()).prefix("/api").run(&app).await;
    report.assert_answered();
    assert_eq!(report.answered, 4, "{report}");
}

async fn authenticate(
    request: ServiceRequest,
    _: BearerAuth,
) -> Result<ServiceRequest, (actix_web::Error, ServiceRequest)> {
    Err((error::ErrorUnauthorized("no"), request))
}

#[actix_web::test]
async fn routes_behind_an_authentication_are_listed_as_refused() {
    let app = App::new()
        .wrap(HttpAuthentication::bearer(authenticate))
        .configure(services);
    let report = RouteCheck::of(routes()).run(&init_service(app).await).await;
    assert_eq!((report.answered, report.refused.len()), (0, 4), "{report}");
    assert!(
        report.to_string().contains(
            "refused: PUT /users/{id} (actix::put_user): status 401, preflight-acao-missing"
        ),
        "{report}"
    );

    let app = App::new()
        .wrap(HttpAuthentication::bearer(authenticate))
        .wrap(AppCors::new())
        .configure(services);
    RouteCheck::of(routes())
        .run(&init_service(app).await)
        .await
        .assert_answered();
}

#[actix_web::test]
async fn a_handler_that_is_not_registered_is_listed_as_refused() {
    let app = init_service(
        App::new()
            .wrap(middleware::NormalizePath::trim())
            .service(new),
    )
    .await;
    let report = RouteCheck::of(routes()).run(&app).await;
    assert_eq!((report.answered, report.refused.len()), (1, 3), "{report}");
}
