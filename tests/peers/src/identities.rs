//! actix-identity: the user of a session.

use actix_identity::{Identity, IdentityMiddleware};
use actix_session::{SessionMiddleware, storage::CookieSessionStore};
use actix_web::{App, HttpMessage, HttpRequest, Responder, cookie::Key, delete, post};
use cors_runtime::{AppCors, cors};

#[cors(origins = ["https://app.example.com"], credentials)]
#[post("/login")]
async fn login(request: HttpRequest) -> actix_web::Result<impl Responder> {
    Identity::login(&request.extensions(), "alice".into())?;
    Ok("welcome")
}

#[cors(origins = ["https://app.example.com"], credentials)]
#[delete("/account")]
async fn delete_account(user: Identity) -> actix_web::Result<impl Responder> {
    Ok(user.id()?)
}

mod tests {
    use actix_web::{dev::Service, http::Method, test::init_service};

    use super::*;
    use crate::requests::{answer, granted, preflight, request};

    #[actix_web::test]
    async fn an_identity_comes_with_a_request_from_another_origin() {
        let sessions = SessionMiddleware::new(CookieSessionStore::default(), Key::generate());
        let app = App::new()
            .wrap(IdentityMiddleware::default())
            .wrap(sessions)
            .wrap(AppCors::new())
            .service(login)
            .service(delete_account);
        let app = init_service(app).await;

        let welcome = app
            .call(request(Method::POST, "/login").to_request())
            .await
            .unwrap();
        let cookie = welcome.response().cookies().next().unwrap().into_owned();
        let deleted = request(Method::DELETE, "/account").cookie(cookie);
        assert_eq!(answer(&app, deleted).await, granted(200));
        assert_eq!(
            answer(&app, request(Method::DELETE, "/account")).await,
            granted(401)
        );
        assert_eq!(
            answer(&app, preflight(&Method::DELETE, "/account")).await,
            granted(204)
        );
    }
}
