//! An attribute sees the name of a constant and not its value.

use actix_web::put;
use cors_runtime::cors;

#[cors(origins = [MY_ORIGIN])]
#[put("/1")]
async fn handler_1() -> &'static str {
    ""
}

#[cors(origins = ORIGINS)]
#[put("/2")]
async fn handler_2() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], allow_headers = HEADERS)]
#[put("/3")]
async fn handler_3() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], max_age = HOUR)]
#[put("/4")]
async fn handler_4() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], methods = METHODS)]
#[put("/5")]
async fn handler_5() -> &'static str {
    ""
}

fn main() {}
