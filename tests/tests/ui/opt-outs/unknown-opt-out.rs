use actix_web::{App, get};
use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], dangerously_allow = [insecure_origin, everything])]
#[get("/")]
async fn handler() -> &'static str {
    ""
}

/// The opt-out that was meant permits the origin.
#[cors(origins = ["http://app.example.com"], credentials, dangerously_allow = [insecure_origin])]
#[get("/meant")]
async fn meant() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler).service(meant);
}
