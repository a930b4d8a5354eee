//! The page and its files.

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header::ContentType,
    routes,
    web::{Html, Path},
};

const PAGE: &str = include_str!("../page/index.html");

/// Name, type and text of each file.
const FILES: [(&str, &str, &str); 9] = [
    (
        "icon.svg",
        "image/svg+xml",
        include_str!("../page/icon.svg"),
    ),
    (
        "inspector.css",
        "text/css; charset=utf-8",
        include_str!("../page/inspector.css"),
    ),
    (
        "inspector.js",
        "text/javascript; charset=utf-8",
        include_str!("../page/inspector.js"),
    ),
    (
        "routes.js",
        "text/javascript; charset=utf-8",
        include_str!("../page/routes.js"),
    ),
    (
        "route.js",
        "text/javascript; charset=utf-8",
        include_str!("../page/route.js"),
    ),
    (
        "question.js",
        "text/javascript; charset=utf-8",
        include_str!("../page/question.js"),
    ),
    (
        "refusals.js",
        "text/javascript; charset=utf-8",
        include_str!("../page/refusals.js"),
    ),
    (
        "snapshot.js",
        "text/javascript; charset=utf-8",
        include_str!("../page/snapshot.js"),
    ),
    (
        "dom.js",
        "text/javascript; charset=utf-8",
        include_str!("../page/dom.js"),
    ),
];

/// The page. Its address need not end in a slash, so it names the folder of its files itself.
#[routes]
#[get("")]
#[get("/")]
pub(crate) async fn show(request: HttpRequest) -> Html {
    let base = request.path().trim_end_matches('/');
    Html::new(PAGE.replace("{base}", &escaped(base)))
}

/// A file of the page.
#[get("/page/{name}")]
pub(crate) async fn show_file(name: Path<String>) -> HttpResponse {
    let file = FILES.iter().find(|file| file.0 == name.as_str());
    match file {
        Some((_, content_type, text)) => HttpResponse::Ok().content_type(*content_type).body(*text),
        None => HttpResponse::NotFound()
            .content_type(ContentType::plaintext())
            .body("no such file\n"),
    }
}

/// The text inside an attribute of HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
