//! A module that says too little is an error for those handlers only that add nothing.

use cors_runtime::cors;

#[cors(credentials)]
mod completed {
    use actix_web::get;
    use cors_runtime::cors;

    #[cors(origins = ["https://app.example.com"])]
    #[get("/1")]
    pub async fn with_origins() -> &'static str {
        ""
    }

    #[cors(max_age = 60)]
    #[actix_web::put("/2")]
    pub async fn without_origins() -> &'static str {
        ""
    }
}

fn main() {}
