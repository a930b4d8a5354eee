//! Constants of actix-web's `http` module, whose names say what they are.

use actix_web::put;
use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], methods = [Method::GET, http::Method::PUT])]
#[put("/1")]
async fn handler_1() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], methods = Method::PUT)]
#[put("/2")]
async fn handler_2() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], allow_headers = [CONTENT_TYPE, header::IF_MATCH])]
#[put("/3")]
async fn handler_3() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], expose_headers = header::ETAG)]
#[put("/4")]
async fn handler_4() -> &'static str {
    ""
}

fn main() {}
