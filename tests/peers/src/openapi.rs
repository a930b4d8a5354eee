//! utoipa and utoipa-actix-web: the description of an API from its handlers.

use actix_web::{App, Responder, error::ErrorNotFound, get, web};
use cors_runtime::cors;
use utoipa_actix_web::{AppExt, scope};
use utoipa_swagger_ui::SwaggerUi;

/// One item of the list.
#[cors(origins = ["https://app.example.com"])]
#[utoipa::path(responses((status = OK, body = String), (status = NOT_FOUND)))]
#[get("/items/{id}")]
async fn read_item(id: web::Path<u32>) -> actix_web::Result<impl Responder> {
    match *id {
        7 => Ok("tea"),
        _ => Err(ErrorNotFound("no such item")),
    }
}

mod tests {
    use actix_web::{
        http::Method,
        test::{call_and_read_body, init_service},
    };

    use super::*;
    use crate::requests::{answer, granted, preflight, request, withheld};

    #[actix_web::test]
    async fn a_documented_handler_keeps_its_policy() {
        let app = App::new()
            .into_utoipa_app()
            .service(scope("/api").service(read_item))
            .openapi_service(|api| SwaggerUi::new("/docs/{_:.*}").url("/openapi.json", api))
            .into_app();
        let app = init_service(app).await;

        assert_eq!(
            answer(&app, request(Method::GET, "/api/items/7")).await,
            granted(200)
        );
        assert_eq!(
            answer(&app, request(Method::GET, "/api/items/8")).await,
            granted(404)
        );
        assert_eq!(
            answer(&app, preflight(&Method::GET, "/api/items/7")).await,
            granted(204)
        );
        assert_eq!(
            answer(&app, request(Method::GET, "/docs/")).await,
            withheld(200)
        );
        let api =
            call_and_read_body(&app, request(Method::GET, "/openapi.json").to_request()).await;
        assert!(String::from_utf8_lossy(&api).contains(r#""/api/items/{id}":{"get""#));
    }
}
