//! actix-session: a session in a cookie, sent by another site.

use actix_session::{Session, SessionMiddleware, storage::CookieSessionStore};
use actix_web::{
    App, Responder,
    cookie::{Key, SameSite},
    error::ErrorUnauthorized,
    post,
};
use cors_runtime::{AppCors, cors};

#[cors(origins = ["https://app.example.com"], credentials)]
#[post("/visits")]
async fn count_visit(session: Session) -> actix_web::Result<impl Responder> {
    let visits = session.get::<u32>("visits")?.unwrap_or(0) + 1;
    session.insert("visits", visits)?;
    Ok(visits.to_string())
}

#[cors(origins = ["https://app.example.com"], credentials)]
#[post("/orders")]
async fn create_order(session: Session) -> actix_web::Result<impl Responder> {
    match session.get::<u32>("visits")? {
        Some(_) => Ok("ordered"),
        None => Err(ErrorUnauthorized("visit us first")),
    }
}

mod tests {
    use actix_web::{dev::Service, http::Method, test::init_service};

    use super::*;
    use crate::requests::{answer, granted, preflight, request};

    #[actix_web::test]
    async fn a_session_comes_with_a_request_from_another_origin() {
        let key = Key::generate();
        let sessions = SessionMiddleware::builder(CookieSessionStore::default(), key)
            .cookie_same_site(SameSite::None) // browsers withhold others from requests of another site
            .build();
        let app = App::new()
            .wrap(sessions)
            .wrap(AppCors::new())
            .service(count_visit)
            .service(create_order);
        let app = init_service(app).await;

        let visited = app
            .call(request(Method::POST, "/visits").to_request())
            .await
            .unwrap();
        let cookie = visited.response().cookies().next().unwrap().into_owned();
        let headers = visited.headers();
        assert_eq!(
            headers.get("access-control-allow-credentials").unwrap(),
            "true"
        );
        let ordered = request(Method::POST, "/orders").cookie(cookie);
        assert_eq!(answer(&app, ordered).await, granted(200));
        assert_eq!(
            answer(&app, request(Method::POST, "/orders")).await,
            granted(401)
        );
        assert_eq!(
            answer(&app, preflight(&Method::POST, "/orders")).await,
            granted(204)
        );
    }
}
