//! A layer that enforces its policy around middleware that passes requests on later: what is inside is then not known
//! in time, so the layer refuses what its own policy denies, whichever handler is inside.

use actix_web::{
    App, Error, HttpResponse, Responder,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    get,
    middleware::{Next, from_fn},
    web,
};
use cors_runtime::{AppCors, cors, policy};

use crate::support::{APP, Server, serve};

policy! {
    static PUBLIC = { origins = "*" };
    static ENFORCED = { origins = ["https://other.example"], enforce };
}

#[cors(origins = ["https://app.example.com"])]
#[get("/own")]
async fn own() -> impl Responder {
    "own"
}

/// Without a policy in a module that has one.
#[cors(origins = ["https://app.example.com"])]
mod disabled {
    use super::{Responder, cors, get};

    #[cors(disabled)]
    #[get("/{name}")]
    pub(super) async fn anything() -> impl Responder {
        "anything"
    }
}

/// Does nothing, and not before it is polled.
async fn later(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    next.call(request).await
}

fn services(app: &mut web::ServiceConfig) {
    let public = web::resource("/public").wrap(PUBLIC.layer());
    app.service(own)
        .service(web::scope("/scope").service(own))
        .service(public.route(web::get().to(HttpResponse::Ok)));
}

fn statuses(server: &Server) -> [u16; 3] {
    ["/own", "/scope/own", "/public"].map(|path| server.get(path, APP).status)
}

#[test]
fn middleware_between_hides_what_only_the_router_knows() {
    let server = serve!(App::new().wrap(ENFORCED.layer()).configure(services));
    assert_eq!(statuses(&server), [200, 200, 200]);
    let server = serve!(
        App::new()
            .wrap(from_fn(later))
            .wrap(ENFORCED.layer())
            .configure(services)
    );
    assert_eq!(statuses(&server), [200, 403, 403]);
    // The layer inside of it knows.
    let server = serve!(
        App::new()
            .wrap(ENFORCED.layer())
            .wrap(from_fn(later))
            .configure(services)
    );
    assert_eq!(statuses(&server), [200, 200, 200]);
}

/// With a prefix, `AppCors` looks requests up before they go inside.
#[test]
fn app_cors_between_hides_nothing_if_no_source_has_to_be_asked() {
    let server = serve!(
        App::new()
            .wrap(AppCors::new().prefix("/elsewhere", &PUBLIC))
            .wrap(ENFORCED.layer())
            .configure(services)
    );
    assert_eq!(statuses(&server), [200, 200, 200]);
}

#[test]
fn a_layer_is_enforced_for_a_route_in_front_of_a_disabled_handler() {
    let server = serve!(
        App::new()
            .wrap(ENFORCED.layer())
            .route("/plain", web::get().to(HttpResponse::Ok))
            .service(disabled::anything)
    );
    assert_eq!(server.get("/plain", APP).status, 403);
    assert_eq!(server.get("/plain", "https://other.example").status, 200);
    assert_eq!(server.get("/other", APP).status, 200);
}
