//! An API behind app-level authentication, and `AppCors` in front of that.

use actix_web::{App, Responder, get, put, web};
use actix_web_httpauth::middleware::HttpAuthentication;
use cors_runtime::{AppCors, SharedOrigins, cors};
use cors_tests::browser::Browser;

use crate::{
    SEEN,
    bearer::validated,
    site::{Host, Page},
    support::{Server, serve},
};

/// The origin of pages that may call.
pub(crate) static PAGES: SharedOrigins = SharedOrigins::new();

#[cors(origins = dynamic(PAGES), allow_headers = ["authorization"], credentials)]
#[put("/users/{id}")]
async fn put_user() -> impl Responder {
    "saved"
}

#[cors(origins = dynamic(PAGES), allow_headers = ["authorization"], credentials)]
#[get("/users/{id}")]
async fn get_user() -> impl Responder {
    "a user"
}

/// The API, for as long as the pages need it.
pub(crate) fn api() -> Server {
    serve!(
        App::new()
            .wrap(HttpAuthentication::bearer(validated))
            .wrap(AppCors::new())
            .service(web::scope("/api").service(get_user).service(put_user))
    )
}

/// The same page from an origin that the policies name, and from another.
pub(crate) fn pages(api: &Server) -> [Page; 2] {
    let script = format!(
        "const user = 'http://{}/api/users/7';
        const token = {{ Authorization: 'Bearer let-me-in' }};
        const credentials = 'include';
        await check('with a token', user, {{ method: 'PUT', headers: token }});
        await check('with a token and cookies', user, {{ method: 'PUT', headers: token, credentials }});
        await check('read with a token', user, {{ headers: token }});
        await check('without a token', user, {{ method: 'PUT' }});
        await check('read without a token', user, {{ credentials }});
        await check('by another method', user, {{ method: 'PATCH', headers: token, credentials }});",
        api.address()
    );
    let page = |name, host| Page {
        name,
        host,
        script: script.clone(),
    };
    [
        page("allowed", Host::Localhost),
        page("stranger", Host::Loopback),
    ]
}

#[test]
fn a_page_gets_through_authentication_and_reads_its_refusals() {
    for seen in SEEN.iter() {
        assert_eq!(
            seen.reports.of("allowed"),
            [
                ("with a token", "200 saved"),
                ("with a token and cookies", "200 saved"),
                ("read with a token", "200 a user"),
                ("without a token", "401 "),
                ("read without a token", "401 "),
                ("by another method", "TypeError"),
            ],
            "{:?}",
            seen.browser
        );
    }
}

#[test]
fn a_page_of_a_stranger_reads_nothing() {
    for seen in SEEN.iter() {
        let came: Vec<_> = seen
            .reports
            .of("stranger")
            .iter()
            .map(|check| check.1)
            .collect();
        assert_eq!(came, ["TypeError"; 6], "{:?}", seen.browser);
    }
}

#[test]
fn the_console_names_the_method_that_no_handler_has() {
    let chromium = SEEN
        .iter()
        .find(|seen| seen.browser == Browser::Chromium)
        .unwrap();
    let reason = "Method PATCH is not allowed by Access-Control-Allow-Methods";
    assert!(chromium.console.contains(reason), "{}", chromium.console);
}
