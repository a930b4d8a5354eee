//! Names that generated code could have meant mean something else here.

#![allow(dead_code, non_camel_case_types, non_snake_case)]

use ::actix_web::{HttpResponse, get, web::Path};
use ::cors_runtime::cors;

/// Not the crate.
pub mod actix_web {}
/// Not the crate.
pub mod core {}
/// Not the crate.
pub mod std {}
/// Not the crate.
pub mod alloc {}
/// Not the crate.
pub mod cors_runtime {}
/// Not the vector.
pub struct Vec;
/// Not the option.
pub struct Option;
/// Not the result.
pub struct Result;
/// Not the box.
pub struct Box;
/// Not the string.
pub struct String;
/// Not the variant.
pub struct Some;
/// Not the variant.
pub struct None;
/// Not the variant.
pub struct Ok;
/// Not the variant.
pub struct Err;
/// Not the type.
pub struct str;
/// Not the type.
pub struct bool;
/// Not ours.
pub struct Route;
/// Not ours.
pub struct Policy;
/// Not the trait.
pub trait From {}
/// Not the trait.
pub trait Into {}
/// Not the trait.
pub trait Fn {}

/// Takes arguments of the usual names.
#[cors(
    origins = ["https://app.example.com", "https://*.example.org"],
    allow_headers = ["content-type"],
    max_age = 600,
)]
#[get("/{app}/{config}")]
pub async fn handler(app: Path<(u8, u8)>) -> HttpResponse {
    let (__app, config) = app.into_inner();
    HttpResponse::Ok().body(::std::format!("{__app}{config}"))
}

/// Registers it.
pub fn register(config: &mut ::actix_web::web::ServiceConfig) {
    config.service(handler);
}
