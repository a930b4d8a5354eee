//! The policy is that of the handler which the actual request reaches.

use actix_web::{App, HttpResponse, Responder, get, guard::Host, post, put, web};
use cors_runtime::{AppCors, cors};

use crate::{
    gates::{behind_gate, policy, preflight_at},
    support::{APP, STRANGER},
};

macro_rules! handlers {
    ($($name:ident $method:ident $path:literal $seconds:literal;)*) => {$(
        #[cors(origins = ["https://app.example.com"], allow_headers = ["x-a"], max_age = $seconds)]
        #[$method($path)]
        async fn $name() -> impl Responder {
            HttpResponse::NoContent()
        }
    )*};
}

handlers! {
    get_user get "/users/{id}" 1;
    put_user put "/users/{id}" 2;
    put_number put "/users/{id:\\d+}" 3;
    put_anything put "/{rest:.*}" 4;
    put_empty put "" 5;
    post_user post "/users" 6;
    put_tail put "/files/{path}*" 7;
    put_slash put "/users/{id}/" 8;
    put_space put "/a b/{id}" 9;
}

/// Handlers with the same path, name and method as others, and policies of their own.
mod others {
    use super::{HttpResponse, Responder, cors, put};

    #[cors(origins = ["https://app.example.com"], max_age = 102)]
    #[put("/users/{id}")]
    pub(crate) async fn put_user() -> impl Responder {
        HttpResponse::NoContent()
    }
}

#[test]
fn a_preflight_gets_the_answer_of_its_method() {
    let server = behind_gate(|app| {
        app.service(get_user).service(put_user).service(post_user);
    });
    for (path, method, seconds) in [
        ("/users/7", "GET", "1"),
        ("/users/7", "PUT", "2"),
        ("/users/7?x=/users", "PUT", "2"),
        ("/users", "POST", "6"),
    ] {
        let answer = server.preflight(path, method, APP);
        assert_eq!(policy(&answer), Some(seconds), "{method} {path}");
        assert_eq!(answer.values("access-control-allow-origin"), [APP]);
        assert_eq!(answer.values("access-control-allow-methods"), [method]);
        assert_eq!(answer.values("vary"), ["Origin"]);

        let refused = server.preflight(path, method, STRANGER);
        assert_eq!(
            (refused.status, refused.cors()),
            (403, vec!["vary: Origin"])
        );
    }
}

#[test]
fn everything_else_passes() {
    let server = behind_gate(|app| {
        app.service(put_user)
            .route("/plain", web::put().to(HttpResponse::Ok));
    });
    for path in [
        "/plain",
        "/nowhere",
        "/users",
        "/users/7/",
        "//users/7",
        "/users/",
        "*",
    ] {
        assert_eq!(policy(&server.preflight(path, "PUT", APP)), None, "{path}");
    }
    let no_preflights = [
        vec!["Origin: https://app.example.com"],
        vec!["Access-Control-Request-Method: PUT"],
        vec![
            "Origin: https://app.example.com",
            "Access-Control-Request-Method: PUT",
            "Access-Control-Request-Method: PUT",
        ],
    ];
    for headers in no_preflights {
        assert_eq!(
            server.send("OPTIONS /users/7", &headers).status,
            401,
            "{headers:?}"
        );
    }
    let put = server.send("PUT /users/7", &["Authorization: x"]);
    assert_eq!((put.status, put.cors()), (204, vec!["vary: Origin"]));
}

#[test]
fn scopes_are_part_of_the_path() {
    let server = behind_gate(|app| {
        app.service(web::scope("/mine").service(put_user).service(put_empty))
            .service(web::scope("/others").service(others::put_user))
            .service(
                web::scope("/{tenant}").service(
                    web::scope("/v{n:\\d+}")
                        .service(get_user)
                        .service(put_user)
                        .service(put_empty),
                ),
            );
    });
    for (path, method, expected) in [
        ("/mine/users/7", "PUT", Some("2")),
        ("/mine", "PUT", Some("5")),
        ("/mine/", "PUT", None),
        ("/others/users/7", "PUT", Some("102")),
        ("/acme/v2/users/7", "PUT", Some("2")),
        ("/acme/v2/users/7", "GET", Some("1")),
        ("/acme/v2", "PUT", Some("5")),
        ("/acme/v/users/7", "PUT", None),
        ("/acme/vx/users/7", "PUT", None),
        ("/users/7", "PUT", None),
    ] {
        let answer = server.preflight(path, method, APP);
        assert_eq!(policy(&answer), expected, "{method} {path}");
    }
}

#[test]
fn a_handler_may_be_mounted_twice() {
    let server = behind_gate(|app| {
        app.service(web::scope("/a").service(put_user))
            .service(web::scope("/b").service(others::put_user))
            .service(web::scope("/c").service(put_user));
    });
    for (path, seconds) in [
        ("/a/users/7", "2"),
        ("/b/users/7", "102"),
        ("/c/users/7", "2"),
    ] {
        assert_eq!(
            policy(&server.preflight(path, "PUT", APP)),
            Some(seconds),
            "{path}"
        );
    }
}

#[actix_web::test]
async fn apps_in_one_thread_do_not_mix() {
    use actix_web::{
        http::Method,
        rt::task::yield_now,
        test::{TestRequest, call_service, init_service},
    };
    use futures_util::future::join4;

    // They are built at the same time: between its routes and its middleware, each lets the others go on.
    async fn pause() -> Result<(), ()> {
        yield_now().await;
        Ok(())
    }
    let named_alike = web::resource("/users/{id}")
        .name("put_user")
        .to(HttpResponse::Ok);
    let (first, second, without_cors, without_handlers) = join4(
        init_service(
            App::new()
                .data_factory(pause)
                .wrap(AppCors::new())
                .service(put_user),
        ),
        init_service(
            App::new()
                .data_factory(pause)
                .wrap(AppCors::new())
                .service(others::put_user),
        ),
        init_service(App::new().data_factory(pause).service(put_user)),
        init_service(
            App::new()
                .data_factory(pause)
                .wrap(AppCors::new())
                .service(named_alike),
        ),
    )
    .await;

    let preflight = || {
        TestRequest::with_uri("/users/7")
            .method(Method::OPTIONS)
            .insert_header(("origin", APP))
            .insert_header(("access-control-request-method", "PUT"))
            .to_request()
    };
    let answers = [
        call_service(&first, preflight())
            .await
            .map_into_boxed_body(),
        call_service(&second, preflight())
            .await
            .map_into_boxed_body(),
        call_service(&without_cors, preflight()).await,
        call_service(&without_handlers, preflight())
            .await
            .map_into_boxed_body(),
    ];
    let max_age = answers.map(|answer| answer.headers().get("access-control-max-age").cloned());
    let max_age = max_age
        .each_ref()
        .map(|value| value.as_ref().map(|value| value.to_str().unwrap()));
    assert_eq!(max_age, [Some("2"), Some("102"), Some("2"), None]);
}

#[test]
fn the_first_in_order_has_the_request() {
    let server = behind_gate(|app| {
        app.service(put_number)
            .service(put_user)
            .service(put_anything);
    });
    for (path, seconds) in [
        ("/users/7", "3"),
        ("/users/me", "2"),
        ("/users", "4"),
        ("/", "4"),
    ] {
        assert_eq!(
            policy(&server.preflight(path, "PUT", APP)),
            Some(seconds),
            "{path}"
        );
    }
}

#[test]
fn paths_are_compared_as_the_router_compares_them() {
    let server = behind_gate(|app| {
        app.service(put_slash)
            .service(put_user)
            .service(put_tail)
            .service(put_space);
    });
    for (path, expected) in [
        ("/users/7", Some("2")),
        ("/users/7/", Some("8")),
        ("/users/a%2Fb", Some("2")),
        ("/users/%37", Some("2")),
        ("/%75sers/7", Some("2")),
        ("/USERS/7", None),
        ("/users/%ff", Some("2")),
        ("/files/", Some("7")),
        ("/files/a/b%2Fc", Some("7")),
        ("/files", None),
        ("/a%20b/7", Some("9")),
        ("/a+b/7", None),
    ] {
        let answer = server.preflight(path, "PUT", APP);
        assert_eq!(policy(&answer), expected, "{path}");
        // The router says the same of the actual request.
        let actual = server
            .send(&format!("PUT {path}"), &["Authorization: x"])
            .status;
        assert_eq!(actual == 204, expected.is_some(), "{path}: {actual}");
    }
}

#[test]
fn scopes_for_two_hosts_are_never_confused() {
    let server = behind_gate(|app| {
        app.service(
            web::scope("/api")
                .guard(Host("a.example"))
                .service(put_user),
        )
        .service(
            web::scope("/api")
                .guard(Host("b.example"))
                .service(others::put_user),
        );
    });
    for host in ["a.example", "b.example", "c.example"] {
        let answer = preflight_at(&server, host, "/api/users/7", "PUT", APP);
        assert_eq!(policy(&answer), None, "{host}");
    }
}
