//! Flags with values that other libraries and `fetch` have.

use actix_web::put;
use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], credentials = "false")]
#[put("/1")]
async fn handler_1() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], credentials = "true")]
#[put("/2")]
async fn handler_2() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], credentials = "include")]
#[put("/3")]
async fn handler_3() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], credentials = 0)]
#[put("/4")]
async fn handler_4() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], enforce = "yes")]
#[put("/5")]
async fn handler_5() -> &'static str {
    ""
}

#[cors(disabled = "yes")]
#[put("/6")]
async fn handler_6() -> &'static str {
    ""
}

#[cors(disabled = false)]
#[put("/7")]
async fn handler_7() -> &'static str {
    ""
}

fn main() {}
