//! What the administrator calls from a terminal. It has no policy, because pages may not call it.

use actix_web::{
    HttpResponse,
    error::{ErrorBadRequest, ErrorForbidden, ErrorServiceUnavailable},
    post,
    web::{Data, Json},
};
use actix_web_httpauth::extractors::bearer::BearerAuth;
use serde::Serialize;
use tokio::time::timeout;

use crate::{
    change::Change,
    database::{Database, PATIENCE},
    sites,
};

#[derive(Serialize)]
struct Acknowledgement {
    /// The version of the sites that contains the change.
    version: u64,
}

/// Makes a change. 200: the database has it, it is in force on this server, and other servers follow within a
/// second. 202: the database has it, but this server did not learn of it yet. 503: it is unknown whether the
/// database has it, or makes it within the next two seconds; sending it again does no harm.
#[post("/admin/changes")]
pub(crate) async fn change_sites(
    token: BearerAuth,
    change: Json<Change>,
    database: Data<Database>,
) -> actix_web::Result<HttpResponse> {
    authenticate(&token)?;
    sites::validate(&change).map_err(|problems| ErrorBadRequest(format!("{problems}\n")))?;
    let made = timeout(PATIENCE, database.change(&change)).await;
    let version = made
        .map_err(|_| ErrorServiceUnavailable("the database does not answer\n"))?
        .map_err(|error| ErrorServiceUnavailable(format!("{error}\n")))?;
    let mut response = match timeout(PATIENCE, sites::in_force(version)).await {
        Ok(()) => HttpResponse::Ok(),
        Err(_) => HttpResponse::Accepted(),
    };
    Ok(response.json(Acknowledgement { version }))
}

/// A real service would look the token up.
fn authenticate(token: &BearerAuth) -> actix_web::Result<()> {
    match token.token() {
        "let-me-in" => Ok(()),
        _ => Err(ErrorForbidden("the token is not valid\n")),
    }
}
