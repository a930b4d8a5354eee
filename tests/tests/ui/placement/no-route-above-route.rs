//! An item that is not a handler and has a route attribute all the same: the route attribute adds no errors.

use actix_web::get;
use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"])]
#[get("/1")]
pub struct Handler;

impl Handler {
    #[cors(origins = ["https://app.example.com"])]
    #[get("/2")]
    pub async fn read(&self) -> &'static str {
        ""
    }
}

#[get("/3")]
async fn uses_the_import() -> &'static str {
    ""
}

fn main() {
    let _ = Handler.read();
    let _ = uses_the_import;
}
