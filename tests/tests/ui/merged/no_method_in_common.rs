//! A policy that opens no method of the handler that names it does nothing there.

use actix_web::{App, get, route};
use cors_runtime::{cors, policy};

policy! {
    static WRITERS = { origins = ["https://app.example.com"], methods = [PUT, DELETE] };
}

#[cors(policy = WRITERS)]
#[get("/1")]
async fn reads() -> &'static str {
    ""
}

#[cors(policy = WRITERS)]
#[route("/2", method = "GET", method = "PURGE")]
async fn reads_and_purges() -> &'static str {
    ""
}

#[cors(policy = WRITERS, methods = [GET])]
#[get("/3")]
async fn says_so() -> &'static str {
    ""
}

#[cors(policy = WRITERS)]
mod module {
    #[actix_web::get("/4")]
    pub async fn stays_closed() -> &'static str {
        ""
    }
}

fn main() {
    let _ = App::new()
        .service(reads)
        .service(reads_and_purges)
        .service(says_so)
        .service(module::stays_closed);
}
