//! The page in three engines, under its own Content-Security-Policy: a script of the test uses it as a person would.

use std::{
    collections::BTreeMap,
    sync::{LazyLock, Mutex, PoisonError, mpsc},
    time::Duration,
};

use actix_web::{
    App, HttpResponse, Responder, get, post,
    web::{self, Data, Html, Json},
};
use cors_inspector::inspector;
use cors_runtime::{cors, policy};
use cors_tests::browser::Browser;

use crate::support::{Server, serve};

/// How long a browser may take to start and to use the page.
const DEADLINE: Duration = Duration::from_secs(100);

/// What the script found, by what it looked for.
type Findings = BTreeMap<String, String>;

#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"])]
#[actix_web::put("/users/{id}")]
async fn put_user() -> impl Responder {
    "saved"
}

policy! {
    static FRONTEND = { origins = ["https://app.example.com"], methods = [GET] };
}

/// A narrow window, in which the inspector's page is used.
#[get("/narrow")]
async fn show_narrow_window() -> impl Responder {
    Html::new("<!doctype html><iframe src=/used width=360 height=800></iframe>")
}

/// The inspector's page, with a script that uses it, and for this test's frame.
#[get("/used")]
async fn show_used_page() -> impl Responder {
    let page = include_str!("../../../cors-inspector/page/index.html").replace("{base}", "/__cors");
    let script = "<script type=module src=/used.js></script></body>";
    Html::new(page.replace("</body>", script))
        .customize()
        .insert_header((
            "content-security-policy",
            POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
        ))
}

/// The inspector's own.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'";

#[get("/used.js")]
async fn show_script() -> impl Responder {
    HttpResponse::Ok()
        .content_type("text/javascript")
        .body(include_str!("page.js"))
}

#[post("/findings")]
async fn take_findings(
    findings: Json<Findings>,
    sender: Data<Mutex<mpsc::Sender<Findings>>>,
) -> impl Responder {
    let sender = sender.lock().unwrap_or_else(PoisonError::into_inner);
    sender.send(findings.into_inner()).unwrap();
    HttpResponse::NoContent()
}

fn serve_app(sender: mpsc::Sender<Findings>) -> Server {
    let sender = Data::new(Mutex::new(sender));
    serve!(
        App::new()
            .app_data(Data::clone(&sender))
            .service(put_user)
            .service(show_narrow_window)
            .service(show_used_page)
            .service(show_script)
            .service(take_findings)
            .service(
                web::resource("/layered")
                    .wrap(FRONTEND.layer())
                    .route(web::get().to(HttpResponse::Ok))
            )
            .service(inspector("/__cors"))
    )
}

/// What the script found in each engine, one after another.
static FOUND: LazyLock<Vec<(Browser, Findings)>> = LazyLock::new(|| {
    let see = |browser: Browser| {
        let (sender, findings) = mpsc::channel();
        let server = serve_app(sender);
        let window = browser.show(&format!(
            "http://localhost:{}/narrow",
            server.address().port()
        ));
        let found = findings.recv_timeout(DEADLINE);
        (
            browser,
            found.unwrap_or_else(|_| panic!("nothing: {}", window.console())),
        )
    };
    Browser::ALL.map(see).into()
});

fn assert_found(what: &str, expected: &str) {
    for (browser, found) in FOUND.iter() {
        assert_eq!(found[what], expected, "{browser:?}");
    }
}

#[test]
fn the_policy_of_the_page_is_the_one_it_is_used_under() {
    let (sender, _findings) = mpsc::channel();
    let answer = serve_app(sender).send("GET /__cors", &[]);
    assert_eq!(answer.values("content-security-policy"), [POLICY]);
}

#[test]
fn the_routes_are_listed() {
    assert_found(
        "routes",
        "PUT /users/{id}, /narrow, /used, /used.js, /findings, /layered",
    );
}

#[test]
fn a_site_is_distinguished_from_another() {
    assert_found(
        "app",
        "https://app.example.com may call 2 of 2 routes with a policy.",
    );
    assert_found(
        "stranger",
        "https://evil.example may call 0 of 2 routes with a policy.",
    );
}

#[test]
fn what_is_not_an_origin_is_said_beside_the_filter() {
    assert_found(
        "no origin",
        "This is not an origin: write https://host, or null.",
    );
}

#[test]
fn a_refused_port_is_explained() {
    assert_found(
        "summary",
        "Blocked: the policy does not name https://app.example.com:8443. The preflight answer has no Access-Control-Allow-Origin header.",
    );
    assert_found(
        "remedy",
        "name https://app.example.com:8443 in origins; https://app.example.com is allowed: they differ in the port",
    );
}

#[test]
fn a_layer_is_shown_without_being_asked_for() {
    assert_found(
        "check",
        "Checked 6 routes by preflights. 1 has a layer around it.",
    );
    assert_found("layer", "/layered layer https://app.example.com");
}

#[test]
fn the_check_can_be_repeated() {
    assert_found(
        "check again",
        "Checked 6 routes by preflights. 1 has a layer around it.",
    );
}

#[test]
fn a_route_stays_open_and_keeps_the_focus_when_it_is_checked_again() {
    assert_found("still open", "true");
    assert_found("still in focus", "true");
}

#[test]
fn values_are_shown_as_text_alone() {
    assert_found("markup", "0");
    assert_found("is shown", "true");
}

#[test]
fn nothing_is_wider_than_a_narrow_window() {
    assert_found("overflow", "");
}

#[test]
fn everything_has_a_name_for_a_screen_reader_and_a_place_for_the_keyboard() {
    assert_found("unnamed", "");
}

#[test]
fn every_control_shows_that_it_has_the_focus() {
    assert_found("unfocused", "");
}
