//! Policies that are written once: named, inherited by a module's handlers, replaced field by field, and
//! wrapped around routes that cannot have an attribute.
//!
//! Run it with `cargo run -p cors-examples --bin named_policies`; it listens on `127.0.0.1:8080`, or on
//! `$PORT`, and prints `curl` lines to try.
//!
//! # Routes
#![doc = cors_runtime::route_table!()]
//!
//! `GET /legacy` and `GET /files/{name}` are built by hand, with layers around them.

#![allow(clippy::print_stdout)]

use std::{env, io};

use actix_files::Files;
use actix_web::{App, HttpServer, middleware::Logger, web};
use cors_runtime::{cors, policy};

/// What the layer of the static files serves.
const PUBLIC_FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/bin/named_policies/public");

policy! {
    /// Our own application, with the user's cookies.
    pub static APPLICATION = {
        origins = ["https://app.example.com"],
        allow_headers = ["content-type"],
        max_age = 600,
        credentials,
    };

    /// Partner sites: like the application, but without cookies, and reading alone.
    pub static PARTNERS = {
        policy = APPLICATION,
        origins = ["https://a.partner.example", "https://b.partner.example"],
        methods = [GET],
        credentials = false,
    };

    /// Every site may read.
    pub static PUBLIC = { origins = "*", methods = [GET, HEAD] };
}

/// Every handler in here has the policy of the application, unless it says something else.
#[cors(policy = APPLICATION, expose_headers = ["etag"])]
mod notes {
    use actix_web::{HttpResponse, Responder, delete, get, put, web};
    use cors_runtime::cors;

    /// Reads a note, as the module says.
    #[get("/notes/{id}")]
    pub(crate) async fn read_note(id: web::Path<u32>) -> impl Responder {
        HttpResponse::Ok()
            .insert_header(("etag", "\"1\""))
            .body(format!("note {id}\n"))
    }

    /// Replaces a note. Browsers ask again after a minute; all else is as the module says.
    #[cors(max_age = 60)]
    #[put("/notes/{id}")]
    pub(crate) async fn put_note(id: web::Path<u32>, text: String) -> impl Responder {
        format!("note {id} is now: {text}\n")
    }

    /// Deletes a note: a policy of its own takes the place of the module's.
    #[cors(policy = super::APPLICATION, origins = ["https://admin.example.com"], max_age = 0)]
    #[delete("/notes/{id}")]
    pub(crate) async fn delete_note() -> impl Responder {
        HttpResponse::NoContent()
    }

    /// For our own machines: no page of another origin gets in.
    #[cors(disabled)]
    #[get("/notes/statistics")]
    pub(crate) async fn statistics() -> impl Responder {
        "two notes\n"
    }
}

/// Lists what partners may see.
#[cors(policy = PARTNERS)]
#[actix_web::get("/offers")]
async fn offers() -> &'static str {
    "[]\n"
}

#[actix_web::main]
async fn main() -> io::Result<()> {
    let port: u16 = match env::var("PORT") {
        Ok(port) => port.parse().map_err(io::Error::other)?,
        Err(_) => 8080,
    };
    let server = HttpServer::new(|| {
        App::new()
            .wrap(Logger::default())
            .service(notes::statistics)
            .service(notes::read_note)
            .service(notes::put_note)
            .service(notes::delete_note)
            .service(offers)
            .service(
                web::resource("/legacy")
                    .wrap(PARTNERS.layer())
                    .route(web::get().to(|| async { "built by hand\n" })),
            )
            .service(
                web::scope("/files")
                    .wrap(PUBLIC.layer())
                    .service(Files::new("", PUBLIC_FILES)),
            )
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

The application reads, by the policy of the module; the answer is 200 with
  access-control-allow-origin: https://app.example.com
  access-control-allow-credentials: true
  access-control-expose-headers: etag
  vary: Origin

curl -i http://{address}/notes/7 -H 'Origin: https://app.example.com'

It asks whether it may write; one field is the handler's own:
  access-control-max-age: 60

curl -i -X OPTIONS http://{address}/notes/7 -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: PUT'

It may not delete: the answer is 403.

curl -i -X OPTIONS http://{address}/notes/7 -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: DELETE'

Statistics are for no other origin: the answer has no CORS headers.

curl -i http://{address}/notes/statistics -H 'Origin: https://app.example.com'

A resource built by hand, for partners; the answer is 200 with
  access-control-allow-origin: https://a.partner.example
  vary: Origin

curl -i http://{address}/legacy -H 'Origin: https://a.partner.example'

A file, for every site; the answer is 200 with
  access-control-allow-origin: *

curl -i http://{address}/files/hello.txt
"
    )
}
