//! An entry of a list may have `#[cfg(..)]` and no other attribute, wherever a list takes entries.

use actix_web::{get, put};
use cors_runtime::{cors, policy};

#[cors(
    origins = [#[allow(unused)] "https://app.example.com", #[doc = "staging"] "https://b.example"],
    methods = [#[cfg_attr(debug_assertions, cfg(any()))] PUT],
    allow_headers = [#[cfg] "content-type", #[cfg(test, debug_assertions)] "x-first"],
    expose_headers = #[cfg(test)] ["etag"],
    #[cfg(test)] credentials,
    dangerously_allow = [#[must_use] insecure_origins],
)]
#[put("/1")]
async fn on_a_handler() -> &'static str {
    ""
}

#[cors(origins = [#[inline] "https://app.example.com"])]
mod on_a_module {
    #[actix_web::get("/2")]
    pub async fn handler() -> &'static str {
        ""
    }
}

policy! {
    static NAMED = { origins = [#[expect(unused)] "https://app.example.com"] };
}

#[cors(origins = [
    #[cfg(unix)] "https://1.example",
    #[cfg(windows)] "https://2.example",
    #[cfg(test)] "https://3.example",
    #[cfg(debug_assertions)] "https://4.example",
    #[cfg(unix)] "https://5.example",
])]
#[get("/3")]
async fn too_many_conditions() -> &'static str {
    ""
}

fn main() {}
