//! Origins known at run time wherever a policy may be: on a module, under a name, in a layer, in another
//! crate.

use actix_web::{App, HttpResponse, dev::ServiceRequest, web};
use cors_runtime::{OriginSource, SharedOrigins, SourceError, cors, policy};

use crate::support::{APP, STRANGER, Server, serve};

static SET: SharedOrigins = SharedOrigins::new();

/// Asks no other service, and waits nevertheless.
struct Source;

static SOURCE: Source = Source;

impl OriginSource for Source {
    async fn allows(&self, origin: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        actix_web::rt::task::yield_now().await;
        Ok(origin == APP)
    }
}

#[cors(origins = dynamic(SET), credentials)]
mod of_set {
    #[actix_web::get("/module/set")]
    pub(super) async fn inherits() -> &'static str {
        "done"
    }
}

#[cors(origins = dynamic(SOURCE), credentials)]
mod of_source {
    /// The module's source is not this one.
    #[allow(dead_code)]
    pub(super) static SOURCE: &str = "";

    #[actix_web::get("/module/source")]
    pub(super) async fn inherits() -> &'static str {
        "done"
    }
}

policy! {
    static NAMED_SET = { origins = dynamic(SET), credentials };
    static NAMED_SOURCE = { origins = dynamic(SOURCE), credentials };
}

#[cors(policy = NAMED_SET)]
#[actix_web::get("/named/set")]
async fn by_name_of_set() -> &'static str {
    "done"
}

#[cors(policy = NAMED_SOURCE)]
#[actix_web::get("/named/source")]
async fn by_name_of_source() -> &'static str {
    "done"
}

#[cors(policy = cors_tests_partners::GUEST_SITES)]
#[actix_web::get("/other-crate")]
async fn of_another_crate() -> &'static str {
    "done"
}

fn server() -> Server {
    SET.replace([APP]).unwrap();
    cors_tests_partners::GUESTS.replace([APP]).unwrap();
    serve!(
        App::new()
            .service(of_set::inherits)
            .service(of_source::inherits)
            .service(by_name_of_set)
            .service(by_name_of_source)
            .service(of_another_crate)
            .service(
                web::resource("/layer/set")
                    .wrap(NAMED_SET.layer())
                    .route(web::get().to(HttpResponse::Ok))
            )
            .service(
                web::resource("/layer/source")
                    .wrap(NAMED_SOURCE.layer())
                    .route(web::get().to(HttpResponse::Ok))
            )
    )
}

#[test]
fn run_time_origins_apply_wherever_a_policy_can_be() {
    let server = server();
    for path in [
        "/module/set",
        "/module/source",
        "/named/set",
        "/named/source",
        "/other-crate",
        "/layer/set",
        "/layer/source",
    ] {
        assert_eq!(
            server.get(path, APP).cors(),
            [
                "access-control-allow-credentials: true",
                "access-control-allow-origin: https://app.example.com",
                "vary: Origin",
            ],
            "{path}"
        );
        assert_eq!(server.preflight(path, "GET", APP).status, 204, "{path}");
        let answer = server.get(path, STRANGER);
        assert_eq!(
            (answer.status, answer.cors()),
            (200, vec!["vary: Origin"]),
            "{path}"
        );
        let refused = server.preflight(path, "GET", STRANGER);
        assert_eq!(
            (refused.status, refused.cors()),
            (403, vec!["vary: Origin"]),
            "{path}"
        );
    }
}

#[test]
fn a_set_of_another_crate_is_validated_for_its_policies_too() {
    let error = cors_tests_partners::GUESTS
        .replace(["http://app.example.com"])
        .unwrap_err();
    let rules: Vec<_> = error
        .problems()
        .filter_map(cors_runtime::OriginsProblem::rule)
        .collect();
    assert_eq!(rules, ["insecure-origin-with-credentials"]);
}
