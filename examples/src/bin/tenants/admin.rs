//! What the administrator calls, from a terminal: no page may, so nothing here has a policy.

use actix_web::{
    HttpResponse, delete,
    error::{ErrorBadRequest, ErrorForbidden, ErrorInternalServerError},
    put,
    web::{self, Data, Path},
};
use actix_web_httpauth::extractors::bearer::BearerAuth;
use cors_runtime::{Origin, OriginSource as _};

use crate::{database::Database, origins::CUSTOMER_SITES};

/// Adds the site in the request's body; it may call at once.
#[put("/admin/{tenant}/origins")]
pub(crate) async fn add_origin(
    token: BearerAuth,
    tenant: Path<String>,
    origin: String,
    database: Data<Database>,
) -> actix_web::Result<HttpResponse> {
    authenticate(&token)?;
    validate(&origin)?;
    let site = origin.clone();
    change(&site, move || database.add(&tenant, &origin)).await
}

/// Removes the site in the request's body. This process denies it from the next request on, others when their
/// cached answers expire.
#[delete("/admin/{tenant}/origins")]
pub(crate) async fn remove_origin(
    token: BearerAuth,
    tenant: Path<String>,
    origin: String,
    database: Data<Database>,
) -> actix_web::Result<HttpResponse> {
    authenticate(&token)?;
    let site = origin.clone();
    change(&site, move || database.remove(&tenant, &origin)).await
}

/// A real service would look the token up.
fn authenticate(token: &BearerAuth) -> actix_web::Result<()> {
    match token.token() {
        "let-me-in" => Ok(()),
        _ => Err(ErrorForbidden("unknown token\n")),
    }
}

/// Refuses what would never match, or must not with cookies, by the rules that validate every policy.
fn validate(origin: &str) -> actix_web::Result<()> {
    let validated = Origin::for_credentials(origin);
    validated
        .map(|_| ())
        .map_err(|error| ErrorBadRequest(format!("{error}\n")))
}

/// Changes the database, off the worker. Cached answers for the site are from before the change.
async fn change(
    site: &str,
    work: impl FnOnce() -> rusqlite::Result<()> + Send + 'static,
) -> actix_web::Result<HttpResponse> {
    web::block(work).await?.map_err(ErrorInternalServerError)?;
    CUSTOMER_SITES.forget(site);
    Ok(HttpResponse::NoContent().finish())
}
