//! actix-web-grants: a permission for each handler.

use std::collections::HashSet;

use actix_web::{App, Error, Responder, delete, dev::ServiceRequest};
use actix_web_grants::{GrantsMiddleware, protect};
use cors_runtime::{AppCors, cors};

#[cors(origins = ["https://app.example.com"], allow_headers = ["x-role"])]
#[delete("/items")]
#[protect("ADMIN")]
async fn delete_items() -> impl Responder {
    "deleted"
}

async fn permissions(request: &mut ServiceRequest) -> Result<HashSet<String>, Error> {
    let role = request.headers().get("x-role");
    Ok(role
        .and_then(|role| role.to_str().ok())
        .map(str::to_owned)
        .into_iter()
        .collect())
}

#[cors(origins = ["https://app.example.com"])]
#[protect("ADMIN")]
#[delete("/offers")]
async fn delete_offers() -> impl Responder {
    "deleted"
}

mod tests {
    use actix_web::{http::Method, test::init_service};

    use super::*;
    use crate::requests::{answer, granted, preflight, request};

    #[actix_web::test]
    async fn a_missing_permission_is_readable() {
        let app = App::new()
            .wrap(GrantsMiddleware::with_extractor(permissions))
            .wrap(AppCors::new())
            .service(delete_items)
            .service(delete_offers);
        let app = init_service(app).await;
        let with = |role: &str| request(Method::DELETE, "/items").insert_header(("x-role", role));

        assert_eq!(answer(&app, with("ADMIN")).await, granted(200));
        assert_eq!(answer(&app, with("GUEST")).await, granted(403));
        assert_eq!(
            answer(&app, preflight(&Method::DELETE, "/items")).await,
            granted(204)
        );
        assert_eq!(
            answer(&app, request(Method::DELETE, "/offers")).await,
            granted(403)
        );
        assert_eq!(
            answer(&app, preflight(&Method::DELETE, "/offers")).await,
            granted(204)
        );
    }
}
