//! actix-web-httpauth: a token in front of all routes.

use actix_web::{App, Error, Responder, dev::ServiceRequest, error::ErrorForbidden, put};
use actix_web_httpauth::{extractors::bearer::BearerAuth, middleware::HttpAuthentication};
use cors_runtime::{AppCors, cors};

#[cors(origins = ["https://app.example.com"], allow_headers = ["authorization"])]
#[put("/profile")]
async fn put_profile(token: BearerAuth) -> impl Responder {
    token.token().to_owned()
}

async fn validate(
    request: ServiceRequest,
    token: BearerAuth,
) -> Result<ServiceRequest, (Error, ServiceRequest)> {
    match token.token() {
        "sesame" => Ok(request),
        _ => Err((ErrorForbidden("not your profile"), request)),
    }
}

mod tests {
    use actix_web::{http::Method, test::init_service};

    use super::*;
    use crate::requests::{answer, granted, preflight, request, withheld};

    #[actix_web::test]
    async fn refusals_of_an_authentication_are_readable_and_preflights_pass() {
        let app = App::new()
            .wrap(HttpAuthentication::bearer(validate))
            .wrap(AppCors::new()) // outermost: preflights carry no token
            .service(put_profile);
        let app = init_service(app).await;
        let with =
            |token: &str| request(Method::PUT, "/profile").insert_header(("authorization", token));

        assert_eq!(answer(&app, with("Bearer sesame")).await, granted(200));
        assert_eq!(answer(&app, with("Bearer other")).await, granted(403));
        assert_eq!(
            answer(&app, request(Method::PUT, "/profile")).await,
            granted(401)
        );
        assert_eq!(
            answer(&app, preflight(&Method::PUT, "/profile")).await,
            granted(204)
        );
    }

    #[actix_web::test]
    async fn without_app_cors_an_authentication_refuses_preflights() {
        let app = App::new()
            .wrap(HttpAuthentication::bearer(validate))
            .service(put_profile);
        let app = init_service(app).await;

        assert_eq!(
            answer(&app, preflight(&Method::PUT, "/profile")).await,
            withheld(401)
        );
    }
}
