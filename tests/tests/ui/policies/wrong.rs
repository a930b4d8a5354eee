//! Each mistake in a named policy is one error, which is not repeated where the policy is used.

use actix_web::{App, get};
use cors_runtime::{cors, policy};

policy! {
    static WITHOUT_ORIGINS = { credentials };
    static EVERYONE_WITH_COOKIES = { origins = "*", credentials };
    static MISSPELT = { origin = ["https://app.example.com"] };
    static WRONG = { origins = ["https://app.example.com/"], methods = [TRACE], max_age = -1 };
    static WITHOUT_ARGUMENTS = {};
}

#[cors(policy = WRONG, max_age = 60)]
#[get("/")]
async fn handler() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler);
    let _ = MISSPELT.layer();
}
