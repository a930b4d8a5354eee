//! actix-ws: a handshake that browsers do not restrict.

use actix_web::{App, HttpRequest, Responder, get, web};
use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"], credentials, enforce)]
#[get("/prices")]
async fn prices(request: HttpRequest, body: web::Payload) -> actix_web::Result<impl Responder> {
    let (response, session, _messages) = actix_ws::handle(&request, body)?;
    session.close(None).await.ok();
    Ok(response)
}

mod tests {
    use actix_web::{
        http::{Method, header},
        test::{TestRequest, init_service},
    };

    use super::*;
    use crate::requests::{ORIGIN, answer, granted, preflight, request, withheld};

    fn handshake(origin: &'static str) -> TestRequest {
        request(Method::GET, "/prices")
            .insert_header((header::ORIGIN, origin))
            .insert_header((header::UPGRADE, "websocket"))
            .insert_header((header::CONNECTION, "upgrade"))
            .insert_header((header::SEC_WEBSOCKET_VERSION, "13"))
            .insert_header((header::SEC_WEBSOCKET_KEY, "dGhlIHNhbXBsZSBub25jZQ=="))
    }

    #[actix_web::test]
    async fn a_handshake_from_another_site_is_refused() {
        let app = init_service(App::new().service(prices)).await;

        assert_eq!(answer(&app, handshake(ORIGIN)).await, granted(101));
        assert_eq!(
            answer(&app, handshake("https://evil.example")).await,
            withheld(403)
        );
        assert_eq!(
            answer(&app, request(Method::GET, "/prices")).await,
            granted(400)
        );
        assert_eq!(
            answer(&app, preflight(&Method::GET, "/prices")).await,
            granted(204)
        );
    }
}
