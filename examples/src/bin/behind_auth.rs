//! An API behind bearer tokens, for an application on another origin. `AppCors` is in front of the
//! authentication, so preflights, which carry no token, are answered, and the page can read a 401.
//!
//! Run it with `cargo run -p cors-examples --bin behind_auth`; it listens on `127.0.0.1:8080`, or on
//! `$PORT`, and prints `curl` lines to try.

#![allow(clippy::print_stdout)]

use std::{env, io};

use actix_web::{
    App, Error, HttpServer, Responder,
    dev::ServiceRequest,
    get,
    middleware::{Compress, Logger, NormalizePath},
    put, web,
};
use actix_web_httpauth::{
    extractors::{
        AuthenticationError,
        bearer::{self, BearerAuth},
    },
    middleware::HttpAuthentication,
};
use cors_runtime::{AppCors, cors};

/// Reads a note.
#[cors(origins = ["https://app.example.com"], allow_headers = ["authorization"])]
#[get("/notes/{id}")]
async fn read_note(id: web::Path<u32>) -> impl Responder {
    format!("note {id}\n")
}

/// Replaces a note.
#[cors(
    origins = ["https://app.example.com"],
    allow_headers = ["authorization", "content-type"],
    max_age = 600,
)]
#[put("/notes/{id}")]
async fn put_note(id: web::Path<u32>, text: String) -> impl Responder {
    format!("note {id} is now: {text}\n")
}

/// Lets in who has the token. A real service would look it up.
async fn authenticated(
    request: ServiceRequest,
    token: BearerAuth,
) -> Result<ServiceRequest, (Error, ServiceRequest)> {
    if token.token() == "let-me-in" {
        return Ok(request);
    }
    let error = AuthenticationError::from(bearer::Config::default());
    Err((error.into(), request))
}

#[actix_web::main]
async fn main() -> io::Result<()> {
    let port: u16 = match env::var("PORT") {
        Ok(port) => port.parse().map_err(io::Error::other)?,
        Err(_) => 8080,
    };
    let server = HttpServer::new(|| {
        // What is wrapped last runs first.
        App::new()
            .wrap(Compress::default())
            .wrap(HttpAuthentication::bearer(authenticated))
            .wrap(AppCors::new())
            // Outermost, because they refuse no request, and one of them changes paths.
            .wrap(NormalizePath::trim())
            .wrap(Logger::default())
            .service(web::scope("/api").service(read_note).service(put_note))
    })
    .bind(("127.0.0.1", port))?;
    for address in server.addrs() {
        print!("{}", introduction(&address.to_string()));
    }
    server.run().await
}

fn introduction(address: &str) -> String {
    format!(
        "listening on http://{address}

A preflight, which has no token; the answer is 204 with
  access-control-allow-origin: https://app.example.com
  access-control-allow-methods: PUT
  access-control-allow-headers: authorization, content-type
  access-control-max-age: 600
  vary: Origin

curl -i -X OPTIONS http://{address}/api/notes/7 -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: authorization,content-type'

The request that follows; the answer is 200 with
  access-control-allow-origin: https://app.example.com
  vary: Origin

curl -i -X PUT http://{address}/api/notes/7 -H 'Origin: https://app.example.com' -H 'Authorization: Bearer let-me-in' -H 'Content-Type: text/plain' -d 'buy milk'

The same without a token; the answer is 401, and the page can read it:
  access-control-allow-origin: https://app.example.com
  vary: Origin

curl -i -X PUT http://{address}/api/notes/7 -H 'Origin: https://app.example.com' -H 'Content-Type: text/plain' -d 'buy milk'

A method without a handler; the answer is 204, and names the methods that exist:
  access-control-allow-methods: GET, PUT

curl -i -X OPTIONS http://{address}/api/notes/7 -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: DELETE'
"
    )
}
