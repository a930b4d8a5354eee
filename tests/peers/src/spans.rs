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

    #[tracing::instrument]
    #[cors(origins = ["https://app.example.com"])]
    #[put("/above/{id}")]
    async fn put_above(id: web::Path<u32>) -> String {
        id.to_string()
    }

    #[cors(origins = ["https://app.example.com"])]
    #[put("/below/{id}")]
    #[tracing::instrument]
    async fn put_below(id: web::Path<u32>) -> String {
        id.to_string()
    }

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

    #[actix_web::test]
    async fn a_span_may_be_above_the_attribute_or_below_the_route() {
        let app = init_service(App::new().service((put_above, put_below))).await;
        for path in ["/above/7", "/below/7"] {
            let put = request(Method::PUT, path);
            assert_eq!(answer(&app, put).await, granted(200), "{path}");
            let preflight = preflight(&Method::PUT, path);
            assert_eq!(answer(&app, preflight).await, granted(204), "{path}");
            let unreadable = request(Method::PUT, &format!("{path}x"));
            assert_eq!(answer(&app, unreadable).await, granted(404), "{path}");
        }
    }
}
