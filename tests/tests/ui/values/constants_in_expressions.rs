#![allow(unused)]

use cors_runtime::cors;
use actix_web::put;

#[cors(origins = [MY_ORIGIN.to_owned()])]
#[put("/0")]
async fn handler_0() -> &'static str {
    ""
}

#[cors(origins = [&MY_ORIGIN])]
#[put("/1")]
async fn handler_1() -> &'static str {
    ""
}

#[cors(origins = ORIGINS.iter())]
#[put("/2")]
async fn handler_2() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], allow_headers = [&*NAMES])]
#[put("/3")]
async fn handler_3() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], allow_headers = NAMES.to_vec())]
#[put("/4")]
async fn handler_4() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], max_age = 10 * MINUTE)]
#[put("/5")]
async fn handler_5() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], max_age = HOUR as u32)]
#[put("/6")]
async fn handler_6() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], max_age = None)]
#[put("/7")]
async fn handler_7() -> &'static str {
    ""
}

#[cors(policy = Some(PARTNERS))]
#[put("/8")]
async fn handler_8() -> &'static str {
    ""
}

#[cors(policy = PARTNERS.layer())]
#[put("/9")]
async fn handler_9() -> &'static str {
    ""
}

fn main() {}
