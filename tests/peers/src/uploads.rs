//! actix-multipart: a form with files, which browsers send without a preflight.

use actix_multipart::form::{MultipartForm, text::Text};
use actix_web::{App, Responder, post};
use cors_runtime::cors;

#[derive(MultipartForm)]
struct Upload {
    title: Text<String>,
}

#[cors(origins = ["https://app.example.com"], credentials, enforce)]
#[post("/uploads")]
async fn upload(MultipartForm(form): MultipartForm<Upload>) -> impl Responder {
    form.title.into_inner()
}

mod tests {
    use actix_web::{
        http::{Method, header},
        test::{TestRequest, init_service},
    };

    use super::*;
    use crate::requests::{ORIGIN, answer, granted, preflight, request, withheld};

    fn form(origin: &'static str, part: &str) -> TestRequest {
        let body = format!(
            "--b\r\ncontent-disposition: form-data; name=\"{part}\"\r\n\r\ntea\r\n--b--\r\n"
        );
        request(Method::POST, "/uploads")
            .insert_header((header::ORIGIN, origin))
            .insert_header((header::CONTENT_TYPE, "multipart/form-data; boundary=b"))
            .set_payload(body)
    }

    #[actix_web::test]
    async fn an_upload_is_refused_before_it_is_read() {
        let app = init_service(App::new().service(upload)).await;

        assert_eq!(answer(&app, form(ORIGIN, "title")).await, granted(200));
        assert_eq!(answer(&app, form(ORIGIN, "other")).await, granted(400));
        assert_eq!(
            answer(&app, form("https://evil.example", "title")).await,
            withheld(403)
        );
        assert_eq!(
            answer(&app, preflight(&Method::POST, "/uploads")).await,
            granted(204)
        );
    }
}
