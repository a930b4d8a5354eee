#![allow(unused)]

use cors_runtime::cors;
use actix_web::put;

#[cors(origins("https://a.example"))]
#[put("/0")]
async fn handler_0() -> &'static str {
    ""
}

#[cors(origins(["https://a.example"]))]
#[put("/1")]
async fn handler_1() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], methods(PUT))]
#[put("/2")]
async fn handler_2() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], max_age(600))]
#[put("/3")]
async fn handler_3() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], credentials(false))]
#[put("/4")]
async fn handler_4() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], credentials(true))]
#[put("/5")]
async fn handler_5() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], enforce(false))]
#[put("/6")]
async fn handler_6() -> &'static str {
    ""
}

#[cors(policy(PARTNERS))]
#[put("/7")]
async fn handler_7() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], dangerously_allow(null_origin))]
#[put("/8")]
async fn handler_8() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], allow("any-port"))]
#[put("/9")]
async fn handler_9() -> &'static str {
    ""
}

fn main() {}
