//! A small JSON API with three CORS policies: the application and its partners read, the application alone writes, with the
//! user's cookies, and any site may read `GET /health`.
//!
//! Run it with `cargo run -p cors-quickstart`; it listens on `127.0.0.1:8080`, or on `$PORT`, and prints two `curl` lines to
//! try. Its documentation, `cargo doc -p cors-quickstart --no-deps --open`, has every policy.
//!
//! # Routes
#![doc = cors_runtime::route_table!()]
#![allow(clippy::print_stdout)]

use std::{
    collections::BTreeMap,
    env, io,
    sync::{Mutex, PoisonError},
};

use actix_web::{
    App, HttpResponse, HttpServer, Responder, delete, error::ErrorNotFound, get,
    middleware::Logger, post, put, web,
};
use cors_inspector::inspector;
use cors_runtime::cors;
use serde::{Deserialize, Serialize};

/// A user as the API stores it.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct User {
    name: String,
}

/// The users by their ids.
#[derive(Debug, Default)]
struct Users {
    by_id: Mutex<BTreeMap<u32, User>>,
}

impl Users {
    /// Locks the users and calls `work` on them. After a panic in another request they are still a valid list, so the lock's
    /// poisoning is ignored.
    fn with<T>(&self, work: impl FnOnce(&mut BTreeMap<u32, User>) -> T) -> T {
        work(&mut self.by_id.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Says that the server is up.
#[cors(origins = "*")]
#[get("/health")]
async fn health() -> impl Responder {
    "ok"
}

/// Lists the users.
#[cors(origins = ["https://app.example.com", "https://*.partner.example"], expose_headers = ["x-total-count"])]
#[get("/users")]
async fn list_users(users: web::Data<Users>) -> impl Responder {
    let users = users.with(|users| users.clone());
    HttpResponse::Ok()
        .insert_header(("x-total-count", users.len()))
        .json(users)
}

/// Reads one user.
#[cors(origins = ["https://app.example.com", "https://*.partner.example"], expose_headers = ["x-total-count"])]
#[get("/users/{id}")]
async fn read_user(
    id: web::Path<u32>,
    users: web::Data<Users>,
) -> actix_web::Result<impl Responder> {
    users
        .with(|users| users.get(&id).cloned())
        .map(web::Json)
        .ok_or_else(|| ErrorNotFound("no such user"))
}

/// Creates a user.
#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"], expose_headers = ["location"], max_age = 600, credentials)]
#[post("/users")]
async fn create_user(user: web::Json<User>, users: web::Data<Users>) -> impl Responder {
    let id = users.with(|users| {
        let id = users.keys().next_back().map_or(1, |last| last + 1);
        users.insert(id, user.clone());
        id
    });
    HttpResponse::Created()
        .insert_header(("location", format!("/users/{id}")))
        .json(user)
}

/// Replaces a user, or creates one with this id.
#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"], max_age = 600, credentials)]
#[put("/users/{id}")]
async fn put_user(
    id: web::Path<u32>,
    user: web::Json<User>,
    users: web::Data<Users>,
) -> impl Responder {
    users.with(|users| users.insert(*id, user.clone()));
    user
}

/// Deletes a user.
#[cors(origins = ["https://app.example.com"], max_age = 600, credentials)]
#[delete("/users/{id}")]
async fn delete_user(id: web::Path<u32>, users: web::Data<Users>) -> impl Responder {
    match users.with(|users| users.remove(&id)) {
        Some(_) => HttpResponse::NoContent(),
        None => HttpResponse::NotFound(),
    }
}

#[actix_web::main]
async fn main() -> io::Result<()> {
    let port: u16 = match env::var("PORT") {
        Ok(port) => port.parse().map_err(io::Error::other)?,
        Err(_) => 8080,
    };
    let users = web::Data::new(Users::default());
    let server = HttpServer::new(move || {
        App::new()
            .wrap(Logger::default())
            .app_data(users.clone())
            .service(health)
            .service(list_users)
            .service(read_user)
            .service(create_user)
            .service(put_user)
            .service(delete_user)
            // Who may call what, and why not: for browsers on this machine, and only in debug builds.
            .service(inspector("/__cors"))
    })
    .bind(("127.0.0.1", port))
    .map_err(|error| {
        io::Error::other(format!("port {port}: {error}; `PORT=0` takes a free one"))
    })?;
    for address in server.addrs() {
        print!("{}", introduction(&address.to_string()));
    }
    server.run().await
}

fn introduction(address: &str) -> String {
    format!(
        "listening on http://{address}

Who may call what, and why not: open http://{address}/__cors in a browser.

A preflight; the answer is 204 with
  access-control-allow-origin: https://app.example.com
  access-control-allow-credentials: true
  access-control-allow-methods: PUT
  access-control-allow-headers: content-type
  access-control-max-age: 600
  vary: Origin

curl -i -X OPTIONS http://{address}/users/7 -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: content-type'

The request that follows; the answer is 200 with
  access-control-allow-origin: https://app.example.com
  access-control-allow-credentials: true
  vary: Origin

curl -i -X PUT http://{address}/users/7 -H 'Origin: https://app.example.com' -H 'Content-Type: application/json' -d '{{\"name\":\"Ada\"}}'
"
    )
}

#[cfg(test)]
mod tests {
    use expect_test::expect_file;

    /// A change of a policy also changes `policies.txt`, so a reviewer sees what it now allows.
    /// `UPDATE_EXPECT=1 cargo test -p cors-quickstart` rewrites the file.
    #[test]
    fn policies_are_the_reviewed_ones() {
        let report = cors_runtime::routes().to_string();
        expect_file!["../policies.txt"].assert_eq(&report);
    }
}
