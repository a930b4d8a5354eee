//! actix-web-lab: its extractors, and its middleware that turns a panic into a response.

use actix_web::{App, Responder, put};
use actix_web_lab::{extract::Json, middleware::CatchPanic};
use cors_runtime::{AppCors, cors};

#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"])]
#[put("/amount")]
async fn put_amount(amount: Json<u32>) -> impl Responder {
    assert_ne!(*amount, 0, "an amount");
    amount.to_string()
}

mod tests {
    use actix_web::{
        http::{Method, header::ContentType},
        test::init_service,
    };

    use super::*;
    use crate::requests::{answer, granted, preflight, request};

    #[actix_web::test]
    async fn a_caught_panic_is_readable() {
        let app = App::new()
            .wrap(CatchPanic::default())
            .wrap(AppCors::new()) // its response has the handler's headers too
            .service(put_amount);
        let app = init_service(app).await;
        let with = |amount: &'static str| {
            request(Method::PUT, "/amount")
                .insert_header(ContentType::json())
                .set_payload(amount)
        };

        assert_eq!(answer(&app, with("7")).await, granted(200));
        assert_eq!(answer(&app, with("seven")).await, granted(400));
        assert_eq!(answer(&app, with("0")).await, granted(500));
        assert_eq!(
            answer(&app, preflight(&Method::PUT, "/amount")).await,
            granted(204)
        );
    }
}
