//! A route attribute of another framework is left alone.

use cors_runtime::cors;

mod paperclip {
    pub mod actix {
        pub use actix_web::get;
    }
}

#[cors(origins = ["https://app.example.com"])]
#[paperclip::actix::get("/")]
async fn handler() -> &'static str {
    ""
}

fn main() {}
