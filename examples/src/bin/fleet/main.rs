//! An API for many tenants on many servers. Which sites may call the API of which tenant is in one database;
//! every server has all of it in memory, follows the changes, and answers from memory.
//!
//! `cargo run -p cors-examples --bin fleet` is one server with a database inside it, in memory. With
//! `DATABASE_URL=postgres://…`, any number of servers share a PostgreSQL database, which needs no preparation. The
//! server listens on `127.0.0.1:8080`, or on `$PORT`, and prints `curl` lines to try.
//!
//! * [`sites`] is the set in memory, which the policy of the API names;
//! * [`follower`] makes it follow the database: a snapshot, then the changes in order;
//! * [`database`] is PostgreSQL or SQLite;
//! * [`api`] is for browsers, [`admin`] for the administrator, [`readiness`] for the load balancer.

#![allow(clippy::print_stdout)]

mod admin;
mod api;
mod change;
mod database;
mod follower;
mod readiness;
mod sites;

use std::env;

use actix_web::{App, HttpServer, rt, web};

use crate::database::{Database, Failure};

#[actix_web::main]
async fn main() -> Result<(), Failure> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .init();
    let port: u16 = env::var("PORT").map_or(Ok(8080), |port| port.parse())?;
    let url = env::var("DATABASE_URL").ok();
    let database = web::Data::new(Database::new(url.as_deref())?);
    // On this thread, which no request uses.
    rt::spawn(follower::follow(database.clone().into_inner()));
    let server = HttpServer::new(move || {
        App::new()
            .app_data(database.clone())
            .service(api::read_orders)
            .service(api::place_order)
            .service(admin::change_sites)
            .service(readiness::ready)
    })
    .bind(("127.0.0.1", port))?;
    for address in server.addrs() {
        print!("{}", introduction(&address.to_string()));
    }
    server.run().await?;
    Ok(())
}

fn introduction(address: &str) -> String {
    let orders = format!("http://{address}/api/acme/orders -H 'Origin: https://shop.example'");
    let admin = format!(
        "curl -i http://{address}/admin/changes -H 'Authorization: Bearer let-me-in' -H 'Content-Type: application/json' -d"
    );
    format!(
        r#"listening on http://{address}

No site may call the API of the tenant `acme` yet; the answer has only
  vary: Origin

curl -i {orders}

The administrator adds a site. The answer says which version of the sites is in force now:

{admin} '[{{"tenant": "acme", "add": ["https://shop.example"]}}]'

Now the first request is answered with
  access-control-allow-origin: https://shop.example

A change is whole: here a site moves to another tenant, and no request finds it at both or at neither.

{admin} '[{{"tenant": "acme", "remove": ["https://shop.example"]}}, {{"tenant": "other", "add": ["https://shop.example"]}}]'

Whether this server knows the current version, for a load balancer:

curl -i http://{address}/ready
"#
    )
}
