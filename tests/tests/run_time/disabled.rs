//! `#[cors(disabled)]`: the handler has no CORS, whatever its neighbours have.

use actix_web::{HttpResponse, http::Method, web};
use cors_runtime::{cors, policy};

use crate::support::{APP, Server};

policy! {
    /// Every site.
    static PUBLIC = { origins = "*" };
}

#[cors(origins = ["https://app.example.com"], credentials)]
mod users {
    use actix_web::{guard::GuardContext, put};
    use cors_runtime::cors;

    fn on_its_host(request: &GuardContext<'_>) -> bool {
        request
            .head()
            .headers()
            .get("host")
            .is_some_and(|host| host == "localhost")
    }

    #[cors(disabled)]
    #[put("/users/me", guard = "on_its_host", name = "own_user")]
    pub(super) async fn put_me() -> &'static str {
        "me"
    }

    #[put("/users/{id}")]
    pub(super) async fn put_user() -> &'static str {
        "user"
    }
}

#[test]
fn no_handler_behind_answers_the_preflights_of_a_disabled_one() {
    let server = Server::of(|app| {
        app.service((users::put_me, users::put_user)).route(
            "/{path:.*}",
            web::method(Method::OPTIONS).to(|| async { "by hand" }),
        );
    });
    let answer = server.send("PUT /users/me", &[]);
    assert_eq!((answer.status, answer.body.as_str()), (200, "me"));
    let answer = server.preflight("/users/me", "PUT", APP);
    assert_eq!((answer.cors(), answer.body.as_str()), (vec![], "by hand"));
    assert_eq!(server.preflight("/users/7", "PUT", APP).status, 204);

    // Where its guard keeps the disabled one out, the request goes to the other.
    let preflight = format!(
        "OPTIONS /users/me HTTP/1.1\r\nHost: elsewhere\r\nOrigin: {APP}\r\n\
         Access-Control-Request-Method: PUT\r\nConnection: close\r\n\r\n"
    );
    assert_eq!(server.send_bytes(preflight.as_bytes()).status, 204);
}

#[test]
fn no_layer_behind_answers_the_preflights_of_a_disabled_one() {
    let server = Server::of(|app| {
        app.service(users::put_me).service(
            web::resource("/users/{id}")
                .wrap(PUBLIC.layer())
                .route(web::route().to(HttpResponse::Ok)),
        );
    });
    let denied = server.preflight("/users/me", "PUT", APP);
    assert_eq!((denied.status, denied.cors()), (403, vec![]));
    for (path, method) in [("/users/me", "DELETE"), ("/users/7", "PUT")] {
        let granted = server.preflight(path, method, APP);
        assert_eq!(granted.values("access-control-allow-origin"), ["*"]);
    }
}
