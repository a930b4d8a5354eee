//! `disabled` cannot be combined with other arguments.

use actix_web::get;
use cors_runtime::{cors, policy};

#[cors(disabled, max_age = 60)]
#[get("/1")]
async fn with_others() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"])]
mod module {
    use actix_web::get;
    use cors_runtime::cors;

    #[cors(origins = ["https://app.example.com"], disabled)]
    #[get("/2")]
    pub async fn with_others() -> &'static str {
        ""
    }
}

policy! {
    static NOBODY = { disabled };
}

fn main() {}
