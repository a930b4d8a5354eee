//! Middleware that people have, in the orders in which they write it.

use std::time::Duration;

use actix_extensible_rate_limit::{
    RateLimiter,
    backend::{SimpleInputFunctionBuilder, memory::InMemoryBackend},
};
use actix_session::{Session, SessionMiddleware, storage::CookieSessionStore};
use actix_web::{
    App, Error, Responder,
    cookie::Key,
    get,
    middleware::{Compress, Logger, NormalizePath, TrailingSlash},
    put, web,
};
use actix_web_httpauth::middleware::HttpAuthentication;
use cors_runtime::{AppCors, cors};

use crate::{
    bearer::validated,
    gates::{TOKEN, send_put},
    support::{APP, STRANGER, serve},
};

#[cors(origins = ["https://app.example.com"], allow_headers = ["authorization"], credentials)]
#[put("/users/{id}")]
async fn put_user() -> impl Responder {
    "a user, and some text that is long enough to be worth compressing: ".repeat(100)
}

#[cors(origins = ["https://app.example.com"], allow_headers = ["authorization"], credentials)]
#[get("/visits")]
async fn visits(session: Session) -> Result<impl Responder, Error> {
    let visits = session.get::<u32>("visits")?.unwrap_or(0) + 1;
    session.insert("visits", visits)?;
    Ok(visits.to_string())
}

/// So many requests in an hour.
macro_rules! at_most {
    ($requests:expr, $backend:expr) => {
        RateLimiter::builder(
            $backend.clone(),
            SimpleInputFunctionBuilder::new(Duration::from_secs(3600), $requests)
                .real_ip_key()
                .build(),
        )
        .add_headers()
        .build()
    };
}

fn api() -> actix_web::Scope {
    web::scope("/api").service(put_user).service(visits)
}

#[test]
fn bearer_authentication_lets_preflights_through_and_refuses_readably() {
    let servers = [
        serve!(
            App::new()
                .wrap(HttpAuthentication::bearer(validated))
                .wrap(AppCors::new())
                .service(api())
        ),
        serve!(
            App::new()
                .wrap(HttpAuthentication::bearer(validated))
                .wrap(Compress::default())
                .wrap(AppCors::new())
                .wrap(NormalizePath::trim())
                .wrap(Logger::default())
                .service(api())
        ),
        serve!(
            App::new()
                .wrap(Compress::default())
                .wrap(Logger::default())
                .wrap(SessionMiddleware::new(
                    CookieSessionStore::default(),
                    Key::from(&[7; 64])
                ))
                .wrap(HttpAuthentication::bearer(validated))
                .wrap(AppCors::new())
                .service(api())
        ),
        serve!(
            App::new()
                .wrap(NormalizePath::new(TrailingSlash::MergeOnly))
                .wrap(HttpAuthentication::bearer(validated))
                .wrap(AppCors::new())
                .wrap(Compress::default())
                .wrap(Logger::default())
                .service(api())
        ),
        serve!(
            App::new()
                .wrap(AppCors::new())
                .wrap(Logger::default())
                .service(
                    web::scope("/api")
                        .wrap(HttpAuthentication::bearer(validated))
                        .service(put_user)
                )
        ),
    ];
    for (index, server) in servers.iter().enumerate() {
        let preflight = server.preflight("/api/users/7", "PUT", APP);
        assert_eq!(preflight.status, 204, "{index}");
        assert_eq!(
            preflight.cors(),
            [
                "access-control-allow-credentials: true",
                "access-control-allow-headers: authorization",
                "access-control-allow-methods: PUT",
                "access-control-allow-origin: https://app.example.com",
                "vary: Origin",
            ],
            "{index}"
        );
        assert_eq!(preflight.body, "", "{index}");

        let accepted = send_put(server, "/api/users/7", APP, &[TOKEN]);
        assert_eq!(accepted.status, 200, "{index}");
        assert_eq!(
            accepted.values("access-control-allow-origin"),
            [APP],
            "{index}"
        );

        for wrong in [
            vec![],
            vec!["Authorization: Bearer wrong"],
            vec!["Authorization: no"],
        ] {
            let refused = send_put(server, "/api/users/7", APP, &wrong);
            assert_eq!(refused.status, 401, "{index}");
            assert_eq!(refused.values("www-authenticate").len(), 1, "{index}");
            assert_eq!(
                refused.values("access-control-allow-origin"),
                [APP],
                "{index}"
            );
            assert_eq!(
                refused.values("access-control-allow-credentials"),
                ["true"],
                "{index}"
            );

            let refused = send_put(server, "/api/users/7", STRANGER, &wrong);
            assert_eq!(
                refused.values("access-control-allow-origin"),
                [""; 0],
                "{index}"
            );
        }
    }
}

#[test]
fn a_rate_limit_counts_no_preflights_and_refuses_readably() {
    let backend = InMemoryBackend::builder().with_gc_interval(None).build();
    let server = serve!(
        App::new()
            .wrap(at_most!(2, backend))
            .wrap(AppCors::new())
            .service(api())
    );
    for _ in 0..5 {
        assert_eq!(server.preflight("/api/users/7", "PUT", APP).status, 204);
    }
    for status in [200, 200, 429, 429] {
        let answer = send_put(&server, "/api/users/7", APP, &[]);
        assert_eq!(answer.status, status);
        assert_eq!(answer.values("access-control-allow-origin"), [APP]);
        assert_eq!(answer.values("vary"), ["Origin"]);
    }
    assert_eq!(server.preflight("/api/users/7", "PUT", APP).status, 204);
    assert_eq!(
        send_put(&server, "/api/nowhere", APP, &[]).values("vary"),
        [""; 0]
    );
}

#[test]
fn paths_are_normalized_in_front_or_not_for_us() {
    let in_front = serve!(
        App::new()
            .wrap(HttpAuthentication::bearer(validated))
            .wrap(AppCors::new())
            .wrap(NormalizePath::trim())
            .service(api())
    );
    for path in ["/api/users/7/", "//api//users/7", "/api/users/7"] {
        assert_eq!(in_front.preflight(path, "PUT", APP).status, 204, "{path}");
        let refused = send_put(&in_front, path, APP, &[]);
        assert_eq!(
            refused.values("access-control-allow-origin"),
            [APP],
            "{path}"
        );
    }

    let behind = serve!(
        App::new()
            .wrap(NormalizePath::trim())
            .wrap(AppCors::new())
            .service(api())
    );
    // The router answers, as it would without `AppCors`.
    assert_eq!(behind.preflight("/api/users/7/", "PUT", APP).status, 204);
    let answer = send_put(&behind, "/api/users/7/", APP, &[]);
    assert_eq!(answer.values("access-control-allow-origin"), [APP]);
}

#[test]
fn compressed_answers_vary_by_both() {
    let servers = [
        serve!(
            App::new()
                .wrap(Compress::default())
                .wrap(AppCors::new())
                .service(api())
        ),
        serve!(
            App::new()
                .wrap(AppCors::new())
                .wrap(Compress::default())
                .service(api())
        ),
    ];
    for server in &servers {
        let answer = send_put(server, "/api/users/7", APP, &["Accept-Encoding: gzip"]);
        assert_eq!(answer.status, 200);
        assert_eq!(answer.values("content-encoding"), ["gzip"]);
        let mut vary = answer.values("vary");
        vary.sort_unstable_by_key(|line| line.to_ascii_lowercase());
        assert!(
            vary.join(", ")
                .eq_ignore_ascii_case("accept-encoding, origin"),
            "{vary:?}"
        );
        assert_eq!(answer.values("access-control-allow-origin"), [APP]);
    }
}

#[test]
fn a_preflight_begins_no_session() {
    let server = serve!(
        App::new()
            .wrap(SessionMiddleware::new(
                CookieSessionStore::default(),
                Key::from(&[7; 64])
            ))
            .wrap(AppCors::new())
            .service(api())
    );
    let preflight = server.preflight("/api/visits", "GET", APP);
    assert_eq!(
        (preflight.status, preflight.values("set-cookie").len()),
        (204, 0)
    );

    let first = server.get("/api/visits", APP);
    assert_eq!((first.status, first.body.as_str()), (200, "1"));
    let cookie = first.values("set-cookie")[0].split(';').next().unwrap();
    let second = server.send(
        "GET /api/visits",
        &[
            "Origin: https://app.example.com",
            &format!("Cookie: {cookie}"),
        ],
    );
    assert_eq!(second.body, "2");
    assert_eq!(second.values("access-control-allow-credentials"), ["true"]);
}
