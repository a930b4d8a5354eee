//! What the handler says is fine alone, and so is the policy.

use actix_web::{App, get};
use cors_runtime::{cors, policy};

policy! {
    static EVERYONE = { origins = "*" };
    static INSECURE = { origins = ["http://app.example.com"] };
    static ANY_METHOD = { origins = ["https://app.example.com"], methods = ["*"] };
    static ANY_HEADER = { origins = ["https://app.example.com"], allow_headers = ["*"] };
    static ALL_EXPOSED = { origins = ["https://app.example.com"], expose_headers = ["*"] };
    static NULL = { origins = ["null"], dangerously_allow = [null_origin] };
    static COOKIES = { origins = ["https://app.example.com"], credentials };
}

#[cors(policy = EVERYONE, credentials)]
#[get("/1")]
async fn credentials_for_everyone() -> &'static str {
    ""
}

#[cors(policy = INSECURE, credentials)]
#[get("/2")]
async fn credentials_for_the_insecure() -> &'static str {
    ""
}

#[cors(policy = ANY_HEADER, credentials)]
#[get("/3")]
async fn credentials_with_any_header() -> &'static str {
    ""
}

#[cors(policy = ALL_EXPOSED, credentials)]
#[get("/4")]
async fn credentials_with_all_exposed() -> &'static str {
    ""
}

#[cors(policy = NULL, credentials)]
#[get("/5")]
async fn credentials_for_null() -> &'static str {
    ""
}

#[cors(policy = COOKIES, origins = "*")]
#[get("/6")]
async fn everyone_with_credentials() -> &'static str {
    ""
}

#[cors(policy = COOKIES, origins = ["http://app.example.com"])]
#[get("/7")]
async fn the_insecure_with_credentials() -> &'static str {
    ""
}

#[cors(policy = COOKIES, origins = ["https://*.co.uk"])]
#[get("/8")]
async fn a_public_suffix_with_credentials() -> &'static str {
    ""
}

#[cors(policy = COOKIES, allow_headers = ["*"])]
#[get("/9")]
async fn any_header_with_credentials() -> &'static str {
    ""
}

#[cors(policy = COOKIES, expose_headers = ["*"])]
#[get("/10")]
async fn all_exposed_with_credentials() -> &'static str {
    ""
}

#[cors(policy = COOKIES, origins = ["null"], dangerously_allow = [null_origin])]
#[get("/11")]
async fn null_with_credentials() -> &'static str {
    ""
}

#[cors(policy = ANY_METHOD, credentials)]
#[get("/12")]
async fn credentials_with_any_method() -> &'static str {
    ""
}

fn main() {
    let _ = App::new()
        .service(credentials_for_everyone)
        .service(credentials_for_the_insecure)
        .service(credentials_with_any_header)
        .service(credentials_with_all_exposed)
        .service(credentials_for_null)
        .service(everyone_with_credentials)
        .service(the_insecure_with_credentials)
        .service(a_public_suffix_with_credentials)
        .service(any_header_with_credentials)
        .service(all_exposed_with_credentials)
        .service(null_with_credentials)
        .service(credentials_with_any_method);
}
