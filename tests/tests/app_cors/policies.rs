//! It does not matter where a policy comes from: a module, a name, or run time.

use std::time::Duration;

use actix_web::{HttpResponse, Responder, dev::ServiceRequest, put, web};
use cors_runtime::{OriginSource, SharedOrigins, SourceError, cors, policy};

use crate::{
    gates::{TOKEN, behind_either_gate, send_put},
    support::{APP, STRANGER, Server},
};

policy! {
    /// Ours.
    static OURS = { origins = ["https://app.example.com"], max_age = 60 };
}

static SHARED: SharedOrigins = SharedOrigins::new();

/// Asks the data of the app.
struct Customers;

static CUSTOMERS: Customers = Customers;

impl OriginSource for Customers {
    async fn allows(&self, origin: &str, request: &ServiceRequest) -> Result<bool, SourceError> {
        let customers = request
            .app_data::<web::Data<Vec<String>>>()
            .ok_or("no user")?;
        Ok(customers.iter().any(|customer| customer == origin))
    }

    fn time_limit(&self) -> Duration {
        Duration::from_secs(20)
    }
}

#[cors(policy = OURS)]
mod inherited {
    use super::{HttpResponse, Responder, cors, put};

    #[put("/module")]
    pub(crate) async fn by_module() -> impl Responder {
        HttpResponse::NoContent()
    }

    #[cors(disabled)]
    #[put("/disabled")]
    pub(crate) async fn without_policy() -> impl Responder {
        HttpResponse::NoContent()
    }
}

#[cors(policy = OURS, max_age = 61)]
#[put("/named")]
async fn by_name() -> impl Responder {
    HttpResponse::NoContent()
}

#[cors(origins = dynamic(SHARED))]
#[put("/shared")]
async fn by_set() -> impl Responder {
    HttpResponse::NoContent()
}

#[cors(origins = dynamic(CUSTOMERS), credentials)]
#[put("/asked")]
async fn by_source() -> impl Responder {
    HttpResponse::NoContent()
}

fn services(app: &mut web::ServiceConfig) {
    app.app_data(web::Data::new(vec![APP.to_string()]))
        .service(inherited::by_module)
        .service(inherited::without_policy)
        .service(by_name)
        .service(by_set)
        .service(by_source);
}

fn servers() -> [Server; 2] {
    SHARED.replace([APP]).unwrap();
    behind_either_gate(services)
}

#[test]
fn every_policy_is_answered_for() {
    for server in servers() {
        for path in ["/module", "/named", "/shared", "/asked"] {
            let granted = server.preflight(path, "PUT", APP);
            assert_eq!(granted.status, 204, "{path}");
            assert_eq!(
                granted.values("access-control-allow-origin"),
                [APP],
                "{path}"
            );

            let refused = server.preflight(path, "PUT", STRANGER);
            assert_eq!(
                (refused.status, refused.cors()),
                (403, vec!["vary: Origin"]),
                "{path}"
            );

            let named = server.preflight(path, "DELETE", APP);
            assert_eq!(named.status, 204, "{path}");
            assert_eq!(
                named.values("access-control-allow-methods"),
                ["PUT"],
                "{path}"
            );

            let unnamed = server.preflight(path, "DELETE", STRANGER);
            assert_eq!(
                (unnamed.status, unnamed.cors()),
                (403, vec!["vary: Origin"]),
                "{path}"
            );

            for (token, status) in [(vec![], 401), (vec![TOKEN], 204)] {
                let answer = send_put(&server, path, APP, &token);
                assert_eq!(answer.status, status, "{path}");
                assert_eq!(
                    answer.values("access-control-allow-origin"),
                    [APP],
                    "{path}"
                );
                assert_eq!(answer.values("vary"), ["Origin"], "{path}");

                let answer = send_put(&server, path, STRANGER, &token);
                assert_eq!(
                    (answer.status, answer.cors()),
                    (status, vec!["vary: Origin"]),
                    "{path}"
                );
            }
        }
        assert_eq!(
            server
                .preflight("/module", "PUT", APP)
                .values("access-control-max-age"),
            ["60"]
        );
        assert_eq!(
            server
                .preflight("/named", "PUT", APP)
                .values("access-control-max-age"),
            ["61"]
        );
    }
}

#[test]
fn a_handler_without_a_policy_is_not_ours() {
    for server in servers() {
        let answer = server.preflight("/disabled", "PUT", APP);
        assert_eq!((answer.status, answer.cors()), (401, vec![]));
        let answer = send_put(&server, "/disabled", APP, &[]);
        assert_eq!((answer.status, answer.cors()), (401, vec![]));
    }
}
