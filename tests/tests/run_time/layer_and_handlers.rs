//! A layer, and annotated handlers whose paths end where it is, are guarded, or have another form with a slash: it
//! answers for them only if it is certain.

use actix_web::{
    App, Error, HttpResponse, Responder, body::BoxBody, dev::ServiceRequest, dev::ServiceResponse,
    error::ErrorUnauthorized, get, guard::Host, middleware::Next, middleware::from_fn, put, web,
};
use cors_runtime::{cors, policy};

use crate::support::{APP, STRANGER, Server, serve};

policy! {
    /// Every site.
    static PUBLIC = { origins = "*" };
}

macro_rules! handlers {
    ($($name:ident $method:ident $path:literal $origin:literal;)*) => {$(
        #[cors(origins = [$origin])]
        #[$method($path)]
        async fn $name() -> impl Responder {
            HttpResponse::NoContent()
        }
    )*};
}

handlers! {
    put_empty put "" "https://app.example.com";
    put_own put "/own" "https://app.example.com";
    put_own_with_slash put "/own/" "https://other.example";
    put_anything put "/{path:.*}" "https://app.example.com";
    get_it get "/it" "https://app.example.com";
}

/// Refuses every request that reaches it.
async fn fails_with_401(
    _: ServiceRequest,
    _: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    Err(ErrorUnauthorized("who are you?"))
}

/// The status of the answer to a preflight, and the origin that it grants.
fn preflight(server: &Server, path: &str, method: &str, origin: &str) -> (u16, Option<String>) {
    let answer = server.preflight(path, method, origin);
    let granted = answer.values("access-control-allow-origin");
    (answer.status, granted.first().map(ToString::to_string))
}

fn granted(origin: &str) -> (u16, Option<String>) {
    (204, Some(origin.to_owned()))
}

#[test]
fn the_handler_at_the_path_of_a_scope_answers_its_preflights_inside_the_layer_of_the_scope() {
    let server = serve!(
        App::new()
            .service(web::scope("/api").wrap(PUBLIC.layer()).service(put_empty))
            .service(
                web::scope("/outer")
                    .service(web::scope("/inner").wrap(PUBLIC.layer()).service(put_empty))
            )
    );
    for path in ["/api", "/outer/inner"] {
        assert_eq!(preflight(&server, path, "PUT", APP), granted(APP), "{path}");
        let refused = preflight(&server, path, "PUT", STRANGER);
        assert_eq!(refused, (403, None), "{path}");
        let response = server.send(&format!("PUT {path}"), &[&format!("Origin: {STRANGER}")]);
        assert_eq!(response.cors(), ["vary: Origin"], "{path}");
    }
}

#[test]
fn a_layer_around_a_resource_answers_for_it_whatever_is_behind() {
    let server = serve!(
        App::new()
            .service(
                web::resource("/it")
                    .wrap(PUBLIC.layer())
                    .route(web::get().to(HttpResponse::Ok))
            )
            .service(get_it)
    );
    assert_eq!(preflight(&server, "/it", "GET", STRANGER), granted("*"));
    let response = server.get("/it", STRANGER);
    assert_eq!(response.cors(), ["access-control-allow-origin: *"]);
}

#[test]
fn a_layer_does_not_answer_for_a_handler_in_a_scope_whose_guard_may_refuse_the_request() {
    let server = serve!(
        App::new()
            .wrap(PUBLIC.layer())
            .service(web::scope("/api").guard(Host("a.example")).service(put_own))
            .service(web::scope("").service(get_it))
    );
    for origin in [APP, STRANGER] {
        let (_, granted) = preflight(&server, "/api/own", "PUT", origin);
        assert_eq!(granted, None, "{origin}");
    }
    assert_eq!(preflight(&server, "/it", "GET", APP), granted(APP));
}

#[test]
fn a_layer_answers_for_a_route_although_a_handler_has_its_path_without_the_slash() {
    let server = serve!(
        App::new()
            .wrap(PUBLIC.layer())
            .service(put_own)
            .route("/own/", web::put().to(HttpResponse::Ok))
    );
    assert_eq!(preflight(&server, "/own/", "PUT", STRANGER), granted("*"));
}

#[test]
fn a_handler_that_has_every_form_of_the_path_is_certain() {
    let server = serve!(
        App::new()
            .wrap(from_fn(fails_with_401))
            .wrap(PUBLIC.layer())
            .service(put_anything)
    );
    for path in ["/a", "/a/", "//a"] {
        assert_eq!(preflight(&server, path, "PUT", APP), granted(APP), "{path}");
        let refused = preflight(&server, path, "PUT", STRANGER);
        assert_eq!(refused, (403, None), "{path}");
    }
}

#[test]
fn two_handlers_whose_paths_differ_by_a_slash_are_uncertain() {
    let server = serve!(
        App::new()
            .wrap(from_fn(fails_with_401))
            .wrap(PUBLIC.layer())
            .service(put_own)
            .service(put_own_with_slash)
    );
    for path in ["/own", "/own/"] {
        for origin in [APP, "https://other.example", STRANGER] {
            let (_, granted) = preflight(&server, path, "PUT", origin);
            assert_eq!(granted, None, "{path} {origin}");
        }
    }
}
