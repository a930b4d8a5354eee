#![allow(unused)]

use cors_runtime::cors;
use actix_web::put;

#[cors(origins = ("https://a.example", "https://b.example"))]
#[put("/0")]
async fn handler_0() -> &'static str {
    ""
}

#[cors(origins = { "https://a.example" })]
#[put("/1")]
async fn handler_1() -> &'static str {
    ""
}

#[cors(origins = ["https://a.example"][..])]
#[put("/2")]
async fn handler_2() -> &'static str {
    ""
}

#[cors(origins = HashSet::from(["https://a.example"]))]
#[put("/3")]
async fn handler_3() -> &'static str {
    ""
}

#[cors(origins = [b"https://a.example"])]
#[put("/4")]
async fn handler_4() -> &'static str {
    ""
}

#[cors(origins = &[])]
#[put("/5")]
async fn handler_5() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], methods = vec![Method::PUT])]
#[put("/6")]
async fn handler_6() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], methods = &[Method::PUT, Method::DELETE])]
#[put("/7")]
async fn handler_7() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], methods = [PUT | DELETE])]
#[put("/8")]
async fn handler_8() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], allow_headers = vec![header::CONTENT_TYPE, "x-first"])]
#[put("/9")]
async fn handler_9() -> &'static str {
    ""
}

fn main() {}
