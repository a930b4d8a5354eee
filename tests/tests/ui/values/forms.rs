//! Lists and strings in other forms.

use actix_web::put;
use cors_runtime::cors;

#[cors(origins = &["https://app.example.com"])]
#[put("/1")]
async fn handler_1() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com".to_string(), String::from("https://b.example")])]
#[put("/2")]
async fn handler_2() -> &'static str {
    ""
}

#[cors(origins = "https://app.example.com, https://b.example")]
#[put("/3")]
async fn handler_3() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], allow_headers = "content-type, x-first")]
#[put("/4")]
async fn handler_4() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], methods = "put")]
#[put("/5")]
async fn handler_5() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], dangerously_allow = "null_origin")]
#[put("/6")]
async fn handler_6() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], dangerously_allow = null_origin)]
#[put("/7")]
async fn handler_7() -> &'static str {
    ""
}

#[cors(policy = "PARTNERS")]
#[put("/8")]
async fn handler_8() -> &'static str {
    ""
}

#[cors(policy = &PARTNERS)]
#[put("/9")]
async fn handler_9() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], crate = ["cors_runtime"])]
#[put("/10")]
async fn handler_10() -> &'static str {
    ""
}

fn main() {}
