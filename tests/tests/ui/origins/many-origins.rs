#![deny(deprecated)]

use actix_web::{App, get};
use cors_runtime::cors;

#[cors(origins = [
    "https://01.example",
    "https://02.example",
    "https://03.example",
    "https://04.example",
    "https://05.example",
    "https://06.example",
    "https://07.example",
    "https://08.example",
    "https://09.example",
    "https://10.example",
    "https://11.example",
    "https://12.example",
    "https://13.example",
    "https://14.example",
    "https://15.example",
    "https://16.example",
    "https://17.example",
    "https://18.example",
    "https://19.example",
    "https://20.example",
    "https://21.example",
    "https://22.example",
    "https://23.example",
    "https://24.example",
    "https://25.example",
    "https://26.example",
    "https://27.example",
    "https://28.example",
    "https://29.example",
    "https://30.example",
    "https://31.example",
    "https://32.example",
    "https://33.example",
    "https://34.example",
    "https://35.example",
    "https://36.example",
    "https://37.example",
    "https://38.example",
    "https://39.example",
    "https://40.example",
    "https://41.example",
    "https://42.example",
    "https://43.example",
    "https://44.example",
    "https://45.example",
    "https://46.example",
    "https://47.example",
    "https://48.example",
    "https://49.example",
    "https://50.example",
    "https://51.example",
])]
#[get("/")]
async fn handler() -> &'static str {
    ""
}

fn main() {
    let _ = App::new().service(handler);
}
