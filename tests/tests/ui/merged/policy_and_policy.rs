//! A policy that starts from another is validated with it, however far the parts are from each other.

use actix_web::{App, get};
use cors_runtime::{cors, policy};

policy! {
    static EVERYONE = { origins = "*" };
    static WITH_COOKIES = { policy = EVERYONE, credentials };

    static COOKIES = { origins = ["https://app.example.com"], credentials };
    static WITH_ANY_HEADER = { policy = COOKIES, allow_headers = ["*"] };

    static CACHED = { policy = COOKIES, max_age = 600 };
    static INSECURE = { policy = CACHED, origins = ["http://app.example.com"] };

    static OPTED_OUT = {
        origins = ["http://app.example.com"],
        credentials,
        dangerously_allow = [insecure_origins],
    };
    static WITHOUT_OPT_OUT = { policy = OPTED_OUT, dangerously_allow = [] };
}

#[cors(policy = CACHED, origins = "*")]
#[get("/")]
async fn far_away() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(far_away);
}
