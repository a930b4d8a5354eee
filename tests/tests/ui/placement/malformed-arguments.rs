//! Arguments whose punctuation is wrong.

use actix_web::put;
use cors_runtime::cors;

#[cors(origins: ["https://app.example.com"])]
#[put("/1")]
async fn handler_1() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com" "https://b.example"])]
#[put("/2")]
async fn handler_2() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"],, credentials)]
#[put("/3")]
async fn handler_3() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"] max_age = 60)]
#[put("/4")]
async fn handler_4() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com",, "https://b.example"])]
#[put("/5")]
async fn handler_5() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], credentials enforce)]
#[put("/6")]
async fn handler_6() -> &'static str {
    ""
}

#[cors(origins = [#cfg(debug_assertions) "http://localhost:3000", "https://app.example.com"])]
#[put("/7")]
async fn handler_7() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com"], # credentials)]
#[put("/8")]
async fn handler_8() -> &'static str {
    ""
}

#[cors("origins" = ["https://app.example.com"])]
#[put("/9")]
async fn handler_9() -> &'static str {
    ""
}

#[cors({ origins = ["https://app.example.com"] })]
#[put("/10")]
async fn handler_10() -> &'static str {
    ""
}

#[cors(origins = env "CORS_ORIGINS")]
#[put("/11")]
async fn handler_11() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com", #[cfg(debug_assertions)]])]
#[put("/12")]
async fn handler_12() -> &'static str {
    ""
}

fn main() {}
