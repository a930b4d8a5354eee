//! `KeyedOrigins`: a set for each tenant, changed together, with a version and a longest age.

use std::{
    borrow::Cow,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use actix_web::{App, HttpResponse, dev::RequestHead, get, web};
use cors_runtime::{AppCors, KeyedOrigins, OriginsError, SharedOrigins, cors};

use crate::{
    answers::is_granted,
    support::{APP, STRANGER, Server, serve},
};

fn tenant(request: &RequestHead) -> Option<Cow<'_, str>> {
    request.uri.path().split('/').nth(1).map(Cow::Borrowed)
}

/// Handlers of one test use one set: tests run at the same time.
macro_rules! keyed {
    ($set:ident, $handler:ident, $($arguments:tt)*) => {
        static $set: KeyedOrigins = KeyedOrigins::new(tenant);

        #[cors(origins = dynamic($set), $($arguments)*)]
        #[get("/{tenant}/data")]
        async fn $handler() -> &'static str {
            "done"
        }
    };
}

keyed!(TENANTS, of_tenants,);

#[test]
fn each_key_has_its_origins() {
    TENANTS.replace("a", [APP]).unwrap();
    TENANTS
        .replace("b", ["https://*.b.example".to_string()])
        .unwrap();
    for server in [
        serve!(App::new().service(of_tenants)),
        serve!(App::new().wrap(AppCors::new()).service(of_tenants)),
    ] {
        for (path, origin) in [("/a/data", APP), ("/b/data", "https://shop.b.example")] {
            assert!(is_granted(&server.get(path, origin), origin));
            assert_eq!(server.preflight(path, "GET", origin).status, 204);
        }
        for (path, origin) in [
            ("/a/data", "https://shop.b.example"),
            ("/b/data", APP),
            ("/c/data", APP),
        ] {
            assert_eq!(server.get(path, origin).cors(), ["vary: Origin"]);
            assert_eq!(server.preflight(path, "GET", origin).status, 403);
        }
    }
}

keyed!(REFUSED, of_refused,);

#[test]
fn with_app_cors_in_front_a_refusal_has_the_headers_of_its_key_only() {
    REFUSED.replace("a", [APP]).unwrap();
    let server = serve!(
        App::new()
            .wrap(actix_web::middleware::from_fn(
                |_, _: actix_web::middleware::Next<actix_web::body::BoxBody>| async {
                    Err::<actix_web::dev::ServiceResponse, _>(actix_web::error::ErrorUnauthorized(
                        "no",
                    ))
                }
            ))
            .wrap(AppCors::new())
            .service(of_refused)
    );
    let answer = server.get("/a/data", APP);
    assert_eq!(answer.status, 401);
    assert!(is_granted(&answer, APP));
    assert_eq!(server.get("/b/data", APP).cors(), ["vary: Origin"]);
}

keyed!(CHANGED, of_changed,);

#[test]
fn an_update_is_whole_or_nothing() {
    let server = serve!(App::new().service(of_changed));
    let is_allowed = |tenant: &str, origin: &str| {
        is_granted(&server.get(&format!("/{tenant}/data"), origin), origin)
    };
    CHANGED.replace("a", [APP]).unwrap();
    assert_eq!(CHANGED.version(), 1);

    let failed = CHANGED.update(|draft| {
        draft.remove_key("a");
        draft.insert("b", [APP])?;
        draft.insert("b", ["https://b.example/"])
    });
    let rules: Vec<_> = failed
        .unwrap_err()
        .problems()
        .filter_map(cors_runtime::OriginsProblem::rule)
        .collect();
    assert_eq!(rules, ["origin-with-path"]);
    assert_eq!((CHANGED.version(), CHANGED.keys()), (1, vec!["a".into()]));
    assert!(is_allowed("a", APP) && !is_allowed("b", APP));

    CHANGED
        .update(|draft| {
            draft.insert("a", [STRANGER])?;
            draft.remove("a", [APP, "https://unknown.example"]);
            draft.insert("b", [APP])?;
            draft.set_version(7);
            Ok::<_, OriginsError>(())
        })
        .unwrap();
    assert_eq!(CHANGED.version(), 7);
    assert_eq!(CHANGED.origins("a"), [STRANGER]);
    assert!(is_allowed("a", STRANGER) && !is_allowed("a", APP) && is_allowed("b", APP));

    CHANGED
        .update(|draft| {
            draft.clear();
            draft.replace("c", [APP])
        })
        .unwrap();
    assert_eq!((CHANGED.version(), CHANGED.keys()), (8, vec!["c".into()]));
    assert!(!is_allowed("a", STRANGER) && is_allowed("c", APP));
}

keyed!(HAMMERED, of_hammered,);

/// In each version the origin belongs to exactly one of two tenants: an answer from half a change would show.
#[test]
fn no_request_sees_half_a_change() {
    const CHANGES: usize = 500;

    let server = serve!(App::new().service(of_hammered));
    let move_to = |to: &str, from: &str| {
        HAMMERED.update(|draft| {
            draft.insert(to, [APP, "https://always.example"])?;
            draft.remove(from, [APP]);
            Ok::<_, OriginsError>(())
        })
    };
    move_to("a", "b").unwrap();
    move_to("b", "a").unwrap();
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                for path in ["/a/data", "/b/data"] {
                    let always = "https://always.example";
                    assert!(is_granted(&server.get(path, always), always));
                    assert!(!is_granted(&server.get(path, STRANGER), STRANGER));
                }
            }
        });
        for _ in 0..CHANGES {
            move_to("a", "b").unwrap();
            move_to("b", "a").unwrap();
        }
        is_over.store(true, Ordering::Relaxed);
        reader.join().unwrap();
    });
    assert!(is_granted(&server.get("/b/data", APP), APP));
    assert!(!is_granted(&server.get("/a/data", APP), APP));
}

/// Too old as soon as the clock moves.
static OLD: SharedOrigins = SharedOrigins::new().fail_closed_after(Duration::ZERO);
static YOUNG: SharedOrigins = SharedOrigins::new().fail_closed_after(Duration::from_secs(3600));

#[cors(origins = dynamic(OLD))]
#[get("/old")]
async fn old() -> &'static str {
    "done"
}

#[cors(origins = dynamic(YOUNG))]
#[get("/young")]
async fn young() -> &'static str {
    "done"
}

#[test]
fn a_set_that_is_too_old_allows_no_origin_until_it_is_confirmed() {
    crate::log_capture::start();
    let server = Server::of(|app| {
        app.service(old).service(young);
        app.route(
            "/ready",
            web::get().to(|| async {
                if OLD.is_ready() {
                    HttpResponse::Ok().finish()
                } else {
                    HttpResponse::ServiceUnavailable().finish()
                }
            }),
        );
    });
    assert_eq!(
        (OLD.age(), OLD.is_ready(), OLD.confirm(0)),
        (None, false, false)
    );
    OLD.replace([APP]).unwrap();
    YOUNG.replace([APP]).unwrap();
    assert!(YOUNG.is_ready());
    assert!(is_granted(&server.get("/young", APP), APP));
    while OLD.age().is_some_and(|age| age.is_zero()) {
        thread::yield_now();
    }
    assert_eq!(server.get("/old", APP).cors(), ["vary: Origin"]);
    assert_eq!(server.get("/ready", APP).status, 503);
    let lines = crate::log_capture::lines_with("too old");
    assert_eq!(lines.len(), 1, "{lines:?}");
    for part in ["ERROR", "OLD", "no origin is allowed"] {
        assert!(lines[0].contains(part), "{part} is not in {lines:?}");
    }
    assert!(!OLD.confirm(2) && OLD.confirm(1));
}

/// Longer than any test runs, and shorter than the computer has been running.
const LIMIT: Duration = Duration::from_secs(60);
static LATE: KeyedOrigins = KeyedOrigins::new(tenant).fail_closed_after(LIMIT);

#[cors(origins = dynamic(LATE))]
#[get("/{tenant}/late")]
async fn late() -> &'static str {
    "done"
}

#[test]
fn the_age_of_a_set_counts_from_the_question_that_it_answers() {
    let server = Server::of(|app| {
        app.service(late);
    });
    let is_allowed = || is_granted(&server.get("/a/late", APP), APP);
    let asked = Instant::now().checked_sub(LIMIT * 2).unwrap();
    LATE.update(|draft| {
        draft.set_version(7);
        draft.set_as_of(asked);
        draft.replace("a", [APP])
    })
    .unwrap();
    assert!(!LATE.is_ready() && !is_allowed());
    assert!(LATE.confirm_as_of(7, asked) && !is_allowed());
    assert!(!LATE.confirm_as_of(8, Instant::now()) && !is_allowed());
    assert!(LATE.confirm_as_of(7, Instant::now()) && is_allowed());
}
