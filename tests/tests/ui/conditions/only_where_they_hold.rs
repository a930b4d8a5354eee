//! Entries that a condition leaves out are not validated; those that it lets in are.

#![deny(warnings)]

use actix_web::put;
use cors_runtime::{cors, policy};

#[cors(
    origins = ["https://app.example.com", #[cfg(any())] "nonsense", #[cfg(all())] "http://localhost:3000/"],
    methods = [PUT, #[cfg(any())] NONSENSE],
    allow_headers = ["content-type", #[cfg(any())] "content type", #[cfg(all())] "x first"],
    expose_headers = [#[cfg(any())] "set-cookie"],
    credentials,
)]
#[put("/1")]
async fn on_a_handler() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com", #[cfg(all())] "app.example.com", #[cfg(any())] "nonsense"])]
mod on_a_module {
    #[actix_web::get("/2")]
    pub async fn inherits() -> &'static str {
        ""
    }
}

policy! {
    static NAMED = { origins = [#[cfg(any())] "nonsense", #[cfg(all())] "https://b.example:443"] };
    static EMPTY = { origins = [#[cfg(any())] "https://a.example"] };
}

#[cors(origins = ["https://a.example", #[cfg(all())] "https://a.example", #[cfg(any())] "https://a.example"])]
#[put("/3")]
async fn warning() -> &'static str {
    ""
}

fn main() {
    let _ = &NAMED;
    let _ = &EMPTY;
    let _ = actix_web::App::new().service(warning).service(on_a_handler).service(on_a_module::inherits);
}
