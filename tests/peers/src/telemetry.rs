//! sentry and opentelemetry: what watches an app from the outside.

use actix_web::{App, Responder, error::ErrorInternalServerError, put, web};
use cors_runtime::{AppCors, cors};
use opentelemetry_instrumentation_actix_web::RequestTracing;
use sentry_actix::Sentry;

#[cors(
    origins = ["https://app.example.com"],
    allow_headers = ["sentry-trace", "baggage", "traceparent", "tracestate"],
)]
#[put("/stock/{amount}")]
async fn put_stock(amount: web::Path<u32>) -> actix_web::Result<impl Responder> {
    match *amount {
        0 => Err(ErrorInternalServerError("the shelf broke")),
        _ => Ok("stored"),
    }
}

mod tests {
    use actix_web::{http::Method, test::init_service};

    use super::*;
    use crate::requests::{answer, granted, preflight, request};

    #[actix_web::test]
    async fn a_watched_handler_keeps_its_policy() {
        let app = App::new()
            .wrap(AppCors::new())
            .wrap(Sentry::new())
            .wrap(RequestTracing::new()) // outermost: it sees preflights too
            .service(put_stock);
        let app = init_service(app).await;

        assert_eq!(
            answer(&app, request(Method::PUT, "/stock/7")).await,
            granted(200)
        );
        assert_eq!(
            answer(&app, request(Method::PUT, "/stock/0")).await,
            granted(500)
        );
        assert_eq!(
            answer(&app, preflight(&Method::PUT, "/stock/7")).await,
            granted(204)
        );
    }
}
