//! `SharedOrigins`: sets that are replaced while requests read them.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use actix_web::{get, web::ServiceConfig};
use cors_runtime::{SharedOrigins, cors, policy};

use crate::{
    answers::is_granted,
    support::{APP, STRANGER, Server},
};

/// Handlers of one test use one set: tests run at the same time.
macro_rules! shared {
    ($set:ident, $services:ident, $($arguments:tt)*) => {
        static $set: SharedOrigins = SharedOrigins::new();

        fn $services(app: &mut ServiceConfig) {
            #[cors(origins = dynamic($set), $($arguments)*)]
            #[get("/")]
            async fn shared() -> &'static str {
                "done"
            }

            app.service(shared);
        }
    };
}

fn is_allowed(server: &Server, origin: &str) -> bool {
    is_granted(&server.get("/", origin), origin)
}

shared!(EMPTY, with_empty, allow_headers = ["content-type"]);

#[test]
fn no_origin_is_allowed_until_the_set_is_set() {
    let server = Server::of(with_empty);
    assert!(!is_allowed(&server, APP));
    assert_eq!(server.preflight("/", "GET", APP).status, 403);

    EMPTY.replace([APP]).unwrap();
    assert!(is_allowed(&server, APP));
    assert_eq!(
        server.preflight("/", "GET", APP).cors(),
        [
            "access-control-allow-headers: content-type",
            "access-control-allow-methods: GET",
            "access-control-allow-origin: https://app.example.com",
            "vary: Origin",
        ]
    );

    EMPTY.replace(Vec::<String>::new()).unwrap();
    assert!(!is_allowed(&server, APP));
}

shared!(PATTERNS, with_patterns, enforce);

#[test]
fn patterns_mean_what_they_mean_in_the_attribute() {
    let server = Server::of(with_patterns);
    PATTERNS
        .replace([
            "https://*.example.org",
            "https://pr-*.example.dev",
            "http://localhost:*",
        ])
        .unwrap();
    for origin in [
        "https://a.b.example.org",
        "https://pr-7.example.dev",
        "http://localhost:3000",
    ] {
        assert!(is_allowed(&server, origin), "{origin}");
    }
    for origin in [
        "https://example.org",
        "https://pr-7.b.example.dev",
        "https://*.example.org",
        "http://localhost:0",
        "https://a.example.org/",
        "null",
    ] {
        let answer = server.get("/", origin);
        assert_eq!(
            (answer.status, answer.cors()),
            (403, vec!["vary: Origin"]),
            "{origin}"
        );
    }
    let origin = "Origin: https://a.example.org";
    assert_eq!(server.send("GET /", &[origin, origin]).status, 403);
}

shared!(INVALID, with_invalid,);

#[test]
fn an_invalid_list_changes_nothing_and_is_an_error() {
    let server = Server::of(with_invalid);
    INVALID.replace([APP]).unwrap();
    for (list, rules) in [
        (
            vec!["https://b.example", "https://b.example/"],
            vec!["origin-with-path"],
        ),
        (vec!["*"], vec!["wildcard-origin-with-credentials"]),
        (vec!["null"], vec!["null-origin"]),
        (vec![""], vec!["origin-without-scheme"]),
        (
            vec!["b.example", "https://ok.example", "https://*"],
            vec!["origin-without-scheme", "origin-misplaced-wildcard"],
        ),
    ] {
        let error = INVALID.replace(list.clone()).unwrap_err();
        let broken: Vec<_> = error
            .problems()
            .filter_map(cors_runtime::OriginsProblem::rule)
            .collect();
        assert_eq!(broken, rules, "{list:?}");
        assert!(is_allowed(&server, APP), "{list:?}");
        assert!(!is_allowed(&server, "https://b.example"), "{list:?}");
    }
    let error = INVALID
        .replace(["https://ok.example", "https://b.example/"])
        .unwrap_err();
    let text = error.to_string();
    assert!(text.starts_with("origins[1]: origin `https://b.example/` ends in a slash\n  help: "));
}

shared!(WITH_COOKIES, with_cookies, credentials);
shared!(WITHOUT_COOKIES, without_cookies, credentials = false);
shared!(
    OPTED_OUT,
    opted_out,
    credentials,
    dangerously_allow = [insecure_origins]
);

const INSECURE: &str = "http://app.example.com";

#[test]
fn a_set_used_with_credentials_refuses_dangerous_origins() {
    let server = Server::of(with_cookies);
    for (origin, rule) in [
        (INSECURE, "insecure-origin-with-credentials"),
        ("https://*.co.uk", "public-suffix-with-credentials"),
    ] {
        let error = WITH_COOKIES.replace([origin]).unwrap_err();
        let broken: Vec<_> = error
            .problems()
            .filter_map(cors_runtime::OriginsProblem::rule)
            .collect();
        assert_eq!(broken, [rule]);
    }
    WITH_COOKIES.replace([APP]).unwrap();
    assert_eq!(
        server.get("/", APP).cors(),
        [
            "access-control-allow-credentials: true",
            "access-control-allow-origin: https://app.example.com",
            "vary: Origin",
        ]
    );
}

#[test]
fn a_set_used_without_credentials_accepts_them() {
    let server = Server::of(without_cookies);
    WITHOUT_COOKIES
        .replace([INSECURE, "https://*.co.uk"])
        .unwrap();
    assert!(is_allowed(&server, INSECURE));
    assert!(is_allowed(&server, "https://evil.co.uk"));
}

#[test]
fn an_opt_out_permits_what_it_names() {
    let server = Server::of(opted_out);
    OPTED_OUT.replace([INSECURE]).unwrap();
    let answer = server.get("/", INSECURE);
    assert_eq!(answer.values("access-control-allow-origin"), [INSECURE]);
    assert!(OPTED_OUT.replace(["https://*.co.uk"]).is_err());
}

#[test]
fn one_policy_with_credentials_makes_the_set_refuse_dangerous_origins() {
    static SET: SharedOrigins = SharedOrigins::new();

    policy! {
        /// Is used by no policy yet, and may be at any time.
        #[allow(dead_code)]
        static WITH_COOKIES = { origins = dynamic(SET), credentials };
    }

    #[cors(origins = dynamic(SET))]
    #[get("/")]
    async fn without_cookies() -> &'static str {
        "done"
    }

    // Before any server starts, too.
    assert!(SET.replace([INSECURE]).is_err());
    SET.replace([APP]).unwrap();
    let server = Server::of(|app| {
        app.service(without_cookies);
    });
    assert!(is_allowed(&server, APP));
    assert!(!is_allowed(&server, INSECURE));
}

shared!(HAMMERED, with_hammered,);

/// Each set names the first origin, and one of the two others: an answer from half a set, or from none,
/// would show.
#[test]
fn no_answer_is_wrong_while_the_set_is_replaced() {
    const ALWAYS: &str = "https://always.example";
    const READERS: usize = 4;
    const REPLACEMENTS: usize = 2_000;

    let server = Server::run(|listener| {
        let app = || actix_web::App::new().configure(with_hammered);
        let server = actix_web::HttpServer::new(app).workers(2);
        Ok(server.disable_signals().listen(listener)?.run())
    });
    let set = |name: &str| {
        [
            ALWAYS.into(),
            format!("https://{name}.example"),
            "https://*.more.example".into(),
        ]
    };
    HAMMERED.replace(set("odd")).unwrap();
    let is_over = AtomicBool::new(false);
    let seen: Vec<(usize, usize)> = thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS)
            .map(|_| {
                scope.spawn(|| {
                    let mut seen = (0, 0);
                    // Once more when it is over, so that every reader has read.
                    loop {
                        let is_last = is_over.load(Ordering::Relaxed);
                        assert!(is_allowed(&server, ALWAYS));
                        assert!(is_allowed(&server, "https://a.more.example"));
                        assert!(!is_allowed(&server, STRANGER));
                        if is_allowed(&server, "https://odd.example") {
                            seen.0 += 1;
                        } else {
                            seen.1 += 1;
                        }
                        if is_last {
                            return seen;
                        }
                    }
                })
            })
            .collect();
        for number in 0..REPLACEMENTS {
            let name = if number % 2 == 0 { "even" } else { "odd" };
            HAMMERED.replace(set(name)).unwrap();
            // Refused, and so without effect.
            assert!(HAMMERED.replace([STRANGER, "https://"]).is_err());
        }
        HAMMERED.replace(set("even")).unwrap();
        is_over.store(true, Ordering::Relaxed);
        readers
            .into_iter()
            .map(|reader| reader.join().unwrap())
            .collect()
    });
    assert!(seen.iter().all(|(_, even)| *even > 0), "{seen:?}");
    assert!(!is_allowed(&server, "https://odd.example"));
    assert!(is_allowed(&server, "https://even.example"));
}

shared!(MANY, with_many, credentials);

#[test]
fn a_hundred_thousand_origins_are_found() {
    let server = Server::of(with_many);
    let exact = (0..90_000).map(|number| format!("https://customer-{number}.example.com"));
    let patterns = (0..10_000).map(|number| format!("https://*.tenant-{number}.example.com"));
    MANY.replace(exact.chain(patterns)).unwrap();
    for origin in [
        "https://customer-0.example.com",
        "https://customer-89999.example.com",
        "https://a.b.tenant-9999.example.com",
    ] {
        assert_eq!(
            server
                .get("/", origin)
                .values("access-control-allow-origin"),
            [origin]
        );
    }
    for origin in [
        "https://customer-90000.example.com",
        "https://tenant-1.example.com",
        STRANGER,
    ] {
        assert_eq!(server.get("/", origin).cors(), ["vary: Origin"]);
    }
}
