//! The page: its files, and what its scripts ask for. Everything here is for the page's own origin, except
//! the files, which frames with the origin `null` load as well.

use actix_files::{Files, NamedFile};
use actix_web::{
    Responder, get,
    web::{self, Data, Json, Path, ServiceConfig},
};
use cors_runtime::{cors, policy};

use crate::{Addresses, journal::Journal, prediction, raw_request, results, sources::sources};

/// Scripts are read from here, so that a change needs no build.
const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/bin/gallery/page");

policy! {
    /// Scripts of a sandboxed frame are loaded from the origin `null`.
    static PAGE_FILES = { origins = "*", methods = [GET] };
}

pub(crate) fn services(services: &mut ServiceConfig) {
    services
        .service(index)
        .service(addresses)
        .service(handlers)
        .service(journal)
        .service(prediction::predict)
        .service(raw_request::send_raw_request)
        .service(results::add_results)
        .service(results::list_results)
        .service(
            web::scope("/page")
                .wrap(PAGE_FILES.layer())
                .service(Files::new("", FILES)),
        );
}

/// The page itself.
#[get("/")]
async fn index() -> actix_web::Result<NamedFile> {
    Ok(NamedFile::open(format!("{FILES}/index.html"))?)
}

/// Where the APIs are.
#[cors(policy = PAGE_FILES)]
#[get("/addresses")]
async fn addresses(addresses: Data<Addresses>) -> impl Responder {
    Json(addresses.get_ref().clone())
}

/// The source lines of all handlers.
#[get("/sources")]
async fn handlers() -> impl Responder {
    Json(sources())
}

/// What the APIs saw of one run of a scenario.
#[cors(policy = PAGE_FILES)]
#[get("/journal/{run}")]
async fn journal(run: Path<String>, journal: Data<Journal>) -> impl Responder {
    Json(journal.of(&run))
}
