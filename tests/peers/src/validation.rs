//! garde: the values of a request's body.

use actix_web::{App, Responder, error::ErrorUnprocessableEntity, post, web};
use cors_runtime::cors;
use garde::Validate;

#[derive(serde::Deserialize, Validate)]
struct Order {
    #[garde(range(min = 1))]
    amount: u32,
}

#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"])]
#[post("/orders")]
async fn create_order(order: web::Json<Order>) -> actix_web::Result<impl Responder> {
    order.validate().map_err(ErrorUnprocessableEntity)?;
    Ok(order.amount.to_string())
}

mod tests {
    use actix_web::{
        http::{Method, header::ContentType},
        test::{TestRequest, init_service},
    };

    use super::*;
    use crate::requests::{answer, granted, preflight, request};

    fn order(amount: &str) -> TestRequest {
        request(Method::POST, "/orders")
            .insert_header(ContentType::json())
            .set_payload(format!("{{\"amount\":{amount}}}"))
    }

    #[actix_web::test]
    async fn what_is_wrong_with_a_body_is_readable() {
        let app = init_service(App::new().service(create_order)).await;

        assert_eq!(answer(&app, order("2")).await, granted(200));
        assert_eq!(answer(&app, order("0")).await, granted(422));
        assert_eq!(answer(&app, order("\"two\"")).await, granted(400));
        assert_eq!(
            answer(&app, preflight(&Method::POST, "/orders")).await,
            granted(204)
        );
    }
}
