//! A module's warning is reported once, however many handlers inherit its cause.

#![deny(warnings)]

use actix_web::App;
use cors_runtime::cors;

#[cors(origins = ["https://*.example.com"], credentials)]
mod module {
    use actix_web::get;
    use cors_runtime::cors;

    #[get("/1")]
    pub async fn first() -> &'static str {
        ""
    }

    #[get("/2")]
    pub async fn second() -> &'static str {
        ""
    }

    #[cors(origins = ["https://*.example.org"])]
    #[get("/3")]
    pub async fn with_its_own() -> &'static str {
        ""
    }
}

fn main() {
    let _ = App::new()
        .service(module::first)
        .service(module::second)
        .service(module::with_its_own);
}
