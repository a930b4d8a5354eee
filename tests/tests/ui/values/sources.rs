//! Origins known at run time, in forms that do not work.

use actix_web::put;
use cors_runtime::cors;

#[cors(origins = env(APP_ORIGINS))]
#[put("/1")]
async fn handler_1() -> &'static str {
    ""
}

#[cors(origins = env("APP_ORIGINS", "https://app.example.com"))]
#[put("/2")]
async fn handler_2() -> &'static str {
    ""
}

#[cors(origins = env("APP_ORIGINS", default = "http://localhost:3000"))]
#[put("/3")]
async fn handler_3() -> &'static str {
    ""
}

#[cors(origins = env("APP_ORIGINS", or = ["http://localhost:3000"]))]
#[put("/4a")]
async fn handler_4a() -> &'static str {
    ""
}

#[cors(origins = env("APP_ORIGINS", default = [LOCAL]))]
#[put("/4")]
async fn handler_4() -> &'static str {
    ""
}

#[cors(origins = env("APP_ORIGINS", default = ["http://localhost:3000/"]))]
#[put("/5")]
async fn handler_5() -> &'static str {
    ""
}

#[cors(origins = dynamic("ORIGINS"))]
#[put("/6")]
async fn handler_6() -> &'static str {
    ""
}

#[cors(origins = dynamic(&ORIGINS))]
#[put("/7")]
async fn handler_7() -> &'static str {
    ""
}

#[cors(origins = dynamc(ORIGINS))]
#[put("/8")]
async fn handler_8() -> &'static str {
    ""
}

#[cors(origins = ["https://app.example.com", dynamic(ORIGINS)])]
#[put("/9")]
async fn handler_9() -> &'static str {
    ""
}

#[cors(origins = ["*", env("APP_ORIGINS")])]
#[put("/10")]
async fn handler_10() -> &'static str {
    ""
}

fn main() {}
