//! A JSON body without `content-type` in the policy.

#![deny(warnings)]

use actix_web::{App, Either, post, put, web};
use cors_runtime::{cors, policy};

policy! {
    static NAMED = { origins = ["https://app.example.com"] };
}

/// Has the same name only.
#[derive(serde::Deserialize)]
struct Json<T>(T);

#[cors(origins = ["https://app.example.com"], allow_headers = ["x-first"])]
#[post("/1")]
async fn without(id: web::Data<u32>, body: web::Json<u32>) -> String {
    format!("{id:?} {body}")
}

#[cors(origins = ["https://app.example.com"])]
mod api {
    #[actix_web::put("/2")]
    pub async fn inherits(body: actix_web::web::Json<u32>) -> String {
        body.to_string()
    }
}

#[cors(origins = ["https://app.example.com"], allow_headers = ["Content-Type"])]
#[put("/3")]
async fn named(body: web::Json<u32>) -> String {
    body.to_string()
}

#[cors(origins = ["https://app.example.com"], allow_headers = ["*"])]
#[put("/4")]
async fn any(body: web::Json<u32>) -> String {
    body.to_string()
}

#[cors(policy = NAMED)]
#[put("/5")]
async fn unknown(body: web::Json<u32>) -> String {
    body.to_string()
}

#[cors(origins = ["https://app.example.com"])]
#[put("/6")]
async fn optional(body: Option<web::Json<u32>>, query: web::Query<Json<u32>>) -> String {
    format!("{body:?} {}", query.0.0)
}

#[cors(origins = ["https://app.example.com"], allow = ["content-type-not-allowed"])]
#[put("/7")]
async fn silenced(body: web::Json<u32>) -> String {
    body.to_string()
}

#[cors(origins = ["https://app.example.com"], allow = ["content-type-not-allowed"])]
#[put("/8")]
async fn silenced_in_vain() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"])]
#[put("/9")]
async fn in_a_tuple(both: (web::Path<u32>, web::Json<u32>)) -> String {
    format!("{both:?}")
}

#[cors(origins = ["https://app.example.com"])]
#[put("/10")]
async fn does_without(
    either: Either<web::Json<u32>, web::Form<u32>>,
    result: Result<web::Json<u32>, actix_web::Error>,
) -> String {
    format!("{either:?} {result:?}")
}

type Body = web::Json<u32>;

#[cors(origins = ["https://app.example.com"])]
#[put("/11")]
async fn of_another_name(body: Body) -> String {
    body.to_string()
}

fn main() {
    let _ = App::new()
        .service(without)
        .service(api::inherits)
        .service(named)
        .service(any)
        .service(unknown)
        .service(optional)
        .service(silenced)
        .service(silenced_in_vain)
        .service(in_a_tuple)
        .service(does_without)
        .service(of_another_name);
}
