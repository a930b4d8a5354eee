//! An API for many tenants, each with customers' sites of its own that may call it. The sites are in a
//! database inside the program, and an administrator adds and removes them while the server runs.
//!
//! Run it with `cargo run -p cors-examples --bin tenants`; it listens on `127.0.0.1:8080`, or on `$PORT`, and
//! prints `curl` lines to try. The database is in memory, or in the file that `$DATABASE` names. Answers of the
//! database are cached for ten seconds, or for `$CACHE_SECONDS`.
//!
//! * [`database`] stores the sites;
//! * [`origins`] asks it, for the policy of the API;
//! * [`api`] is for browsers, [`admin`] for the administrator.

#![allow(clippy::print_stdout)]

mod admin;
mod api;
mod database;
mod origins;

use std::{env, error::Error};

use actix_web::{App, HttpServer, middleware::Logger, web};

use crate::database::Database;

#[actix_web::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let port: u16 = env::var("PORT").map_or(Ok(8080), |port| port.parse())?;
    let file = env::var("DATABASE").unwrap_or_else(|_| ":memory:".into());
    let database = web::Data::new(Database::open(&file)?);
    let server = HttpServer::new(move || {
        App::new()
            .wrap(Logger::default())
            .app_data(database.clone())
            .service(api::read_orders)
            .service(api::place_order)
            .service(admin::add_origin)
            .service(admin::remove_origin)
    })
    .bind(("127.0.0.1", port))?;
    for address in server.addrs() {
        print!("{}", introduction(&address.to_string()));
    }
    server.run().await?;
    Ok(())
}

fn introduction(address: &str) -> String {
    let admin = format!("http://{address}/admin/acme/origins -H 'Authorization: Bearer let-me-in'");
    format!(
        "listening on http://{address}

No site may call the API of the tenant `acme` yet; the answer has only
  vary: Origin

curl -i http://{address}/api/acme/orders -H 'Origin: https://shop.example'

The administrator adds a site; the answer is 204. A mistake is reported: try it with a slash at the end.

curl -i -X PUT {admin} -d 'https://shop.example'

Now, at once, the first request is answered with
  access-control-allow-origin: https://shop.example
  access-control-allow-credentials: true
  vary: Origin

curl -i http://{address}/api/acme/orders -H 'Origin: https://shop.example'

Other tenants are not concerned:

curl -i http://{address}/api/other/orders -H 'Origin: https://shop.example'

The site is removed:

curl -i -X DELETE {admin} -d 'https://shop.example'
"
    )
}
