use actix_web::App;
use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"])]
#[actix_web::get("/first")]
#[actix_web::get("/second")]
async fn handler() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler);
}
