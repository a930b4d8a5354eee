//! `policy` takes the path of a named policy.

use actix_web::{App, get};
use cors_runtime::cors;

static TEXT: &str = "";

#[cors(policy = NO_SUCH_POLICY)]
#[get("/1")]
async fn unresolved() -> &'static str {
    ""
}

#[cors(policy = TEXT)]
#[get("/2")]
async fn of_another_type() -> &'static str {
    ""
}

fn main() {
    let _ = App::new()
        .service(unresolved)
        .service(of_another_type);
}
