//! Values that other tools accept, with the value that works in the help.

use actix_web::get;
use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], methods = [GET, OPTIONS])]
#[get("/1")]
async fn handler_1() -> &'static str {
    ""
}

#[cors(origins = ["localhost:*"])]
#[get("/2")]
async fn handler_2() -> &'static str {
    ""
}

#[cors(origins = ["http://192.168.*"])]
#[get("/3")]
async fn handler_3() -> &'static str {
    ""
}

#[cors(origins = ["moz-extension://*"])]
#[get("/4")]
async fn handler_4() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type: json"])]
#[get("/5")]
async fn handler_5() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], allow_headers = ["X Custom"])]
#[get("/6")]
async fn handler_6() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], allow_headers = ["x-a, x-b"])]
#[get("/7")]
async fn handler_7() -> &'static str {
    ""
}

fn main() {}
