//! tracing and tracing-actix-web: a span for each request, and one for each call of a handler.

use actix_web::{App, Responder, error::ErrorNotFound, put, web};
use cors_runtime::{AppCors, cors};
use tracing_actix_web::TracingLogger;

#[cors(origins = ["https://app.example.com"])]
#[tracing::instrument]
#[put("/items/{id}")]
async fn put_item(id: web::Path<u32>) -> actix_web::Result<impl Responder> {
    match *id {
        7 => Ok("stored"),
        _ => Err(ErrorNotFound("no such item")),
    }
}

mod tests {
    use actix_web::{http::Method, test::init_service};

    use super::*;
    use crate::requests::{answer, granted, preflight, request};

    #[actix_web::test]
    async fn a_traced_handler_keeps_its_policy() {
        let app = App::new()
            .wrap(AppCors::new())
            .wrap(TracingLogger::default()) // outermost: it sees preflights too
            .service(put_item);
        let app = init_service(app).await;

        assert_eq!(
            answer(&app, request(Method::PUT, "/items/7")).await,
            granted(200)
        );
        assert_eq!(
            answer(&app, request(Method::PUT, "/items/8")).await,
            granted(404)
        );
        assert_eq!(
            answer(&app, preflight(&Method::PUT, "/items/7")).await,
            granted(204)
        );
    }
}
