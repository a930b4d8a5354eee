//! Seconds that are computed.

use actix_web::put;
use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], max_age = 60 * 60)]
#[put("/1")]
async fn handler_1() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], max_age = Duration::from_secs(600))]
#[put("/2")]
async fn handler_2() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], max_age = std::time::Duration::from_hours(2))]
#[put("/3")]
async fn handler_3() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], max_age = 7 * 24 * 60 * 60)]
#[put("/4")]
async fn handler_4() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], max_age = "600")]
#[put("/5")]
async fn handler_5() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], max_age)]
#[put("/6")]
async fn handler_6() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], max_age = 10m)]
#[put("/7")]
async fn handler_7() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], max_age = "1 hour")]
#[put("/8")]
async fn handler_8() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], max_age = 300.0)]
#[put("/9")]
async fn handler_9() -> &'static str {
    ""
}

fn main() {}
