#![allow(unused)]

use cors_runtime::cors;
use actix_web::put;

#[cors(origins = std::env::var("APP_ORIGINS"))]
#[put("/0")]
async fn handler_0() -> &'static str {
    ""
}

#[cors(origins = env("APP_ORIGINS")?)]
#[put("/1")]
async fn handler_1() -> &'static str {
    ""
}

#[cors(origins = env("APP_ORIGINS").split(","))]
#[put("/2")]
async fn handler_2() -> &'static str {
    ""
}

#[cors(origins = env["APP_ORIGINS"])]
#[put("/3")]
async fn handler_3() -> &'static str {
    ""
}

#[cors(origins = env(std::env::var("APP_ORIGINS")))]
#[put("/4")]
async fn handler_4() -> &'static str {
    ""
}

#[cors(origins = "$APP_ORIGINS")]
#[put("/5")]
async fn handler_5() -> &'static str {
    ""
}

#[cors(origins = "${APP_ORIGINS}")]
#[put("/6")]
async fn handler_6() -> &'static str {
    ""
}

#[cors(origins = "env(APP_ORIGINS)")]
#[put("/7")]
async fn handler_7() -> &'static str {
    ""
}

#[cors(origins = dynamic(ORIGINS.get()))]
#[put("/8")]
async fn handler_8() -> &'static str {
    ""
}

#[cors(origins = |origin| origin.ends_with(".example.com"))]
#[put("/9")]
async fn handler_9() -> &'static str {
    ""
}

fn main() {}
