//! Endpoints that serve the same methods, with policies that came to them in every way: written at the handler, merged
//! with a named one, of another crate, inherited from a module, read from the environment, shared, asked for, and put
//! around a resource, a scope, or another layer.

use std::cell::Cell;

use actix_web::{
    HttpResponse, Resource,
    middleware::DefaultHeaders,
    route,
    web::{self, ServiceConfig},
};
use cors_runtime::cors;
use cors_tests_partners::PARTNERS;

use crate::origins::{SHARED, SOURCE};

thread_local!(static HAS_RUN: Cell<bool> = const { Cell::new(false) });

pub(crate) fn forget_runs() {
    HAS_RUN.set(false);
}

pub(crate) fn has_run() -> bool {
    HAS_RUN.get()
}

async fn run() -> HttpResponse {
    HAS_RUN.set(true);
    HttpResponse::Ok()
        .insert_header(("etag", "\"1\""))
        .insert_header(("x-count", "1"))
        .finish()
}

cors_runtime::policy! {
    static NAMED = {
        origins = ["https://b.example", "capacitor://localhost"],
        allow_headers = ["authorization", "x-b"],
        expose_headers = ["x-count"],
        max_age = 5,
        credentials,
    };
    pub(crate) static AROUND = {
        origins = ["https://a.example", "https://*.b.example"],
        methods = [GET, POST, PUT, DELETE],
        allow_headers = ["x-a"],
        expose_headers = ["etag"],
    };
    static PUBLIC_AROUND = { origins = "*", methods = [GET, POST, PUT, DELETE], allow_headers = ["*"] };
    static SHARED_AROUND = {
        origins = dynamic(SHARED),
        methods = [GET, PUT],
        allow_headers = ["x-a", "content-type"],
        credentials,
    };
}

macro_rules! handlers {
    ($($name:ident $path:literal ($($arguments:tt)*);)*) => {
        $(
            #[cors($($arguments)*)]
            #[route($path, method = "GET", method = "POST", method = "PUT", method = "DELETE")]
            async fn $name() -> HttpResponse {
                run().await
            }
        )*

        fn handlers(config: &mut ServiceConfig) {
            $(config.service($name);)*
        }
    };
}

handlers! {
    listed "/listed" (
        origins = ["https://a.example", "https://*.b.example"], allow_headers = ["x-a", "content-type"],
        expose_headers = ["etag"]
    );
    public "/public" (origins = "*", allow_headers = ["*", "authorization"], expose_headers = ["*"]);
    credentialed "/credentialed" (
        origins = ["https://b.example", "capacitor://localhost"], allow_headers = ["authorization"],
        expose_headers = ["x-count"], credentials
    );
    narrow "/narrow" (origins = ["https://a.example"], methods = [GET, PUT], credentials, enforce);
    named "/named" (policy = NAMED);
    merged "/merged" (policy = PARTNERS, origins = ["https://a.example"], expose_headers = ["x-count"]);
    merged_without "/merged-without" (policy = NAMED, credentials = false, methods = [GET, DELETE]);
    from_environment "/environment" (origins = env("ORACLE_ORIGINS"), allow_headers = ["x-a"]);
    from_both "/both" (origins = [env("ORACLE_ORIGINS"), "https://c.example"], credentials);
    shares "/shared" (origins = dynamic(SHARED), allow_headers = ["x-b"], credentials);
    shares_enforced "/shared-enforced" (origins = dynamic(SHARED), methods = [GET, POST], enforce);
    asks "/source" (origins = dynamic(SOURCE), allow_headers = ["*"], expose_headers = ["*"]);
}

/// A handler with middleware of its own.
#[cors(origins = ["https://a.example", "http://localhost:*"], allow_headers = ["x-a", "x-b"], enforce)]
#[route(
    "/wrapped",
    method = "GET",
    method = "POST",
    method = "PUT",
    method = "DELETE",
    wrap = "DefaultHeaders::new().add((\"access-control-allow-origin\", \"https://evil.example\"))"
)]
async fn wrapped() -> HttpResponse {
    run().await
}

#[cors(origins = ["https://a.example"], allow_headers = ["x-a"], expose_headers = ["etag"], credentials)]
mod module {
    use actix_web::{HttpResponse, route};
    use cors_runtime::cors;

    use super::run;

    #[route(
        "/inherits",
        method = "GET",
        method = "POST",
        method = "PUT",
        method = "DELETE"
    )]
    pub(super) async fn inherits() -> HttpResponse {
        run().await
    }

    #[cors(origins = "*", credentials = false, allow_headers = ["x-b"])]
    #[route(
        "/replaces",
        method = "GET",
        method = "POST",
        method = "PUT",
        method = "DELETE"
    )]
    pub(super) async fn replaces() -> HttpResponse {
        run().await
    }

    #[cors(disabled)]
    #[route(
        "/disabled",
        method = "GET",
        method = "POST",
        method = "PUT",
        method = "DELETE"
    )]
    pub(super) async fn disabled() -> HttpResponse {
        run().await
    }
}

/// A route that has the policy of a prefix where there is an `AppCors`, and else the same policy around it.
pub(crate) fn prefixed(config: &mut ServiceConfig) {
    config.service(by_hand("/prefix/plain"));
}

/// See [`prefixed`].
pub(crate) fn layered(config: &mut ServiceConfig) {
    config.service(by_hand("/prefix/plain").wrap(AROUND.layer()));
}

pub(crate) fn services(config: &mut ServiceConfig) {
    config
        .configure(handlers)
        .service((
            wrapped,
            module::inherits,
            module::replaces,
            module::disabled,
        ))
        .service(by_hand("/layer").wrap(AROUND.layer()))
        .service(
            web::scope("/scope")
                .wrap(SHARED_AROUND.layer())
                .service(by_hand("/shared")),
        )
        .service(
            web::scope("/public")
                .wrap(PUBLIC_AROUND.layer())
                .service(listed)
                .service(module::disabled)
                .service(by_hand("/plain"))
                .service(
                    web::scope("/nested")
                        .wrap(AROUND.layer())
                        .service(by_hand("/plain")),
                ),
        );
}

fn by_hand(path: &str) -> Resource {
    web::resource(path)
        .route(web::get().to(run))
        .route(web::post().to(run))
        .route(web::put().to(run))
        .route(web::delete().to(run))
}
