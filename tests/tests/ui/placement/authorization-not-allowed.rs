//! A handler that reads `Authorization` without the header in the policy.

#![deny(warnings)]

use actix_web::{App, get, web};
use actix_web_httpauth::{
    extractors::{basic, bearer::BearerAuth},
    headers::authorization::{Authorization, Bearer},
};
use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], allow_headers = ["*"])]
#[get("/1")]
async fn bearer(token: BearerAuth) -> String {
    token.token().to_string()
}

#[cors(origins = ["https://app.example.com"])]
#[get("/2")]
async fn with_password(user: basic::BasicAuth) -> String {
    user.user_id().to_string()
}

#[cors(origins = ["https://app.example.com"])]
#[get("/3")]
async fn typed(header: web::Header<Authorization<Bearer>>) -> String {
    header.into_inner().into_scheme().token().to_string()
}

#[cors(origins = ["https://app.example.com"], allow_headers = ["*", "authorization"])]
#[get("/4")]
async fn allowed(token: BearerAuth) -> String {
    token.token().to_string()
}

fn main() {
    let _ = App::new()
        .service(bearer)
        .service(with_password)
        .service(typed)
        .service(allowed);
}
