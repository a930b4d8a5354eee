//! validator: the values of a form.

use actix_web::{App, Responder, error::ErrorUnprocessableEntity, get, post, web};
use cors_runtime::cors;
use validator::Validate;

#[derive(serde::Deserialize, Validate)]
struct Letter {
    #[validate(email)]
    to: String,
}

#[cors(origins = ["https://app.example.com"])]
#[post("/letters")]
async fn send_letter(letter: web::Form<Letter>) -> actix_web::Result<impl Responder> {
    letter.validate().map_err(ErrorUnprocessableEntity)?;
    Ok(letter.into_inner().to)
}

#[cors(origins = ["https://app.example.com"])]
#[get("/letters")]
async fn find_letters(of: web::Query<Letter>) -> actix_web::Result<impl Responder> {
    of.validate().map_err(ErrorUnprocessableEntity)?;
    Ok(of.into_inner().to)
}

mod tests {
    use actix_web::{
        http::{Method, header::ContentType},
        test::{TestRequest, init_service},
    };

    use super::*;
    use crate::requests::{answer, granted, preflight, request};

    fn letter(form: &'static str) -> TestRequest {
        request(Method::POST, "/letters")
            .insert_header(ContentType::form_url_encoded())
            .set_payload(form)
    }

    #[actix_web::test]
    async fn what_is_wrong_with_a_form_is_readable() {
        let app = init_service(App::new().service((send_letter, find_letters))).await;

        assert_eq!(answer(&app, letter("to=a@b.example")).await, granted(200));
        assert_eq!(answer(&app, letter("to=nobody")).await, granted(422));
        assert_eq!(answer(&app, letter("from=a@b.example")).await, granted(400));
        let found = request(Method::GET, "/letters?to=a@b.example");
        assert_eq!(answer(&app, found).await, granted(200));
        let not_found = request(Method::GET, "/letters?to=nobody");
        assert_eq!(answer(&app, not_found).await, granted(422));
        let preflight = preflight(&Method::POST, "/letters");
        assert_eq!(answer(&app, preflight).await, granted(204));
    }
}
