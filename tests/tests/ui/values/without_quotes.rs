#![allow(unused)]

use cors_runtime::cors;
use actix_web::put;

#[cors(origins = *)]
#[put("/0")]
async fn handler_0() -> &'static str {
    ""
}

#[cors(origins = [*])]
#[put("/1")]
async fn handler_1() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], allow_headers = [content-type])]
#[put("/2")]
async fn handler_2() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], expose_headers = [x-request-id, "etag"])]
#[put("/3")]
async fn handler_3() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], methods = [M-SEARCH])]
#[put("/4")]
async fn handler_4() -> &'static str {
    ""
}

#[cors(origins = any)]
#[put("/5")]
async fn handler_5() -> &'static str {
    ""
}

#[cors(origins = true)]
#[put("/6")]
async fn handler_6() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], allow_headers = all)]
#[put("/7")]
async fn handler_7() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], methods = any)]
#[put("/8")]
async fn handler_8() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], credentials = yes)]
#[put("/9")]
async fn handler_9() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], credentials = None)]
#[put("/10")]
async fn handler_10() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], no_credentials)]
#[put("/11")]
async fn handler_11() -> &'static str {
    ""
}

#[cors(origins = ["https://a.example"]; credentials)]
#[put("/12")]
async fn handler_12() -> &'static str {
    ""
}

fn main() {}
