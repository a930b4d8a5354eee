//! Code as it is in an editor while it is being typed.

use actix_web::{App, get};
use cors_runtime::cors;

#[cors(origins = )]
#[get("/")]
async fn value_missing() -> &'static str {
    ""
}

#[cors(orig)]
#[get("/")]
async fn name_begun() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"] credentials)]
#[get("/")]
async fn comma_missing() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com",], methods = [GET, ])]
#[get("/")]
async fn fine() -> &'static str {
    ""
}

#[cors = "https://app.example.com"]
#[get("/")]
async fn value_of_attribute() -> &'static str {
    ""
}

#[cors("https://app.example.com")]
#[get("/")]
async fn bare_string() -> &'static str {
    ""
}

fn main() {
    let _ = App::new()
        .service(value_missing)
        .service(name_begun)
        .service(comma_missing)
        .service(fine)
        .service(value_of_attribute)
        .service(bare_string);
}
