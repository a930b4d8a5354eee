//! `dynamic` takes a `static` that knows origins.

use actix_web::{App, get};
use cors_runtime::cors;

static TEXT: &str = "https://app.example.com";

struct NoSource;

static NO_SOURCE: NoSource = NoSource;

#[cors(origins = dynamic(TEXT))]
#[get("/1")]
async fn text() -> &'static str {
    ""
}

#[cors(origins = dynamic(NO_SOURCE))]
#[get("/2")]
async fn no_source() -> &'static str {
    ""
}

#[cors(origins = dynamic(NO_SUCH_SET))]
#[get("/3")]
async fn unresolved() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(text).service(no_source).service(unresolved);
}
