//! Macros in an attribute's arguments expand after the attribute.

use actix_web::put;
use cors_runtime::cors;

#[cors(origins = [concat!("https://", "app.example.com")])]
#[put("/1")]
async fn handler_1() -> &'static str {
    ""
}

#[cors(origins = [env!("APP_ORIGIN")])]
#[put("/2")]
async fn handler_2() -> &'static str {
    ""
}

#[cors(origins = [format!("https://{}", HOST)])]
#[put("/3")]
async fn handler_3() -> &'static str {
    ""
}

#[cors(origins = vec!["https://app.example.com"])]
#[put("/4")]
async fn handler_4() -> &'static str {
    ""
}

#[cors(origins = include_str!("origins.txt"))]
#[put("/5")]
async fn handler_5() -> &'static str {
    ""
}

fn main() {}
