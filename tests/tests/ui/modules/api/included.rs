#[actix_web::get("/orders")]
pub async fn orders() -> &'static str {
    ""
}
