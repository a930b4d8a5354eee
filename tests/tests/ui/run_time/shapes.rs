//! What `env(..)` and `dynamic(..)` take.

use actix_web::{App, get};
use cors_runtime::cors;

#[cors(origins = env(CORS_ORIGINS))]
#[get("/1")]
async fn no_literal() -> &'static str {
    ""
}

#[cors(origins = env("A", "B"))]
#[get("/2")]
async fn two_variables() -> &'static str {
    ""
}

#[cors(origins = env(""))]
#[get("/3")]
async fn no_name() -> &'static str {
    ""
}

#[cors(origins = env())]
#[get("/4")]
async fn nothing() -> &'static str {
    ""
}

#[cors(origins = dynamic("ORIGINS"))]
#[get("/6")]
async fn no_path() -> &'static str {
    ""
}

#[cors(origins = environment("A"))]
#[get("/7")]
async fn misspelt() -> &'static str {
    ""
}

#[cors(origins = dynamic(ORIGINS, "https://app.example.com"))]
#[get("/8")]
async fn two_sources() -> &'static str {
    ""
}

fn main() {
    let _ = App::new()
        .service(no_literal)
        .service(two_variables)
        .service(no_name)
        .service(nothing)
        .service(no_path)
        .service(misspelt)
        .service(two_sources);
}
