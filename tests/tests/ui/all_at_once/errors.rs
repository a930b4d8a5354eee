use actix_web::{App, put};
use cors_runtime::cors;

#[cors(
    origins = ["https://app.example.com/", "*", "http://api.example.com"],
    credentials,
    methods = [get, TRACE, PUT],
    max_age = -1,
    allow_headers = ["*", "Cookie"],
    expose_headers = ["Set-Cookie"],
    expose = ["etag"],
)]
#[put("/")]
async fn handler() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler);
}
