//! The gallery: what people meet with CORS, live in their own browser. An API of annotated handlers on one
//! origin, a page on another, and beside each scenario the handler's own source, what was expected, what
//! the browser did and what the server saw.
//!
//! Run it with `cargo run -p cors-examples --bin gallery` and open the address that it prints. The page
//! listens on port 8080, or on `$PORT`, or on a free one if that is taken; the APIs take ports that are free. `/?report` runs everything and
//! prints the results on the terminal as well.
//!
//! # Routes
#![doc = cors_runtime::route_table!()]
#![allow(clippy::print_stdout)]

mod api;
mod journal;
mod pages;
mod prediction;
mod raw_request;
mod results;
mod sources;

use std::{
    env, io,
    net::{Ipv4Addr, TcpListener},
};

use actix_web::{App, HttpServer, dev::Server, middleware::from_fn, web::Data};
use actix_web_httpauth::middleware::HttpAuthentication;
use cors_runtime::AppCors;
use futures_util::future::try_join3;
use serde::Serialize;

use crate::{api::authentication::authenticated, journal::Journal, results::Results};

/// Where everything listens, as the page needs to know it.
#[derive(Debug, Clone, Serialize)]
struct Addresses {
    /// The page. All its scripts and frames come from here too, under several names of this machine.
    page: u16,
    /// The same page on another port: another origin.
    other_page: u16,
    /// The API.
    api: u16,
    /// An API that requires a token, with `AppCors` outside the authentication.
    guarded: u16,
    /// Whether origins of debug builds are in the policies.
    has_debug_assertions: bool,
}

#[actix_web::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let port: u16 = match env::var("PORT") {
        Ok(port) => port.parse()?,
        Err(_) => 8080,
    };
    let (page, other_page, api, guarded) =
        (listen_if_free(port)?, listen(0)?, listen(0)?, listen(0)?);
    let addresses = Addresses {
        page: page.local_addr()?.port(),
        other_page: other_page.local_addr()?.port(),
        api: api.local_addr()?.port(),
        guarded: guarded.local_addr()?.port(),
        has_debug_assertions: cfg!(debug_assertions),
    };
    api::PAGE.replace([format!("http://localhost:{}", addresses.page)])?;
    print!("{}", introduction(&addresses));

    let journal = Data::new(Journal::default());
    // Each server ends when the program is interrupted, and then the others do.
    let api = serve_api(api, journal.clone())?;
    let guarded = serve_guarded_api(guarded, journal.clone())?;
    let pages = serve_pages([page, other_page], addresses, journal)?;
    try_join3(api, guarded, pages).await?;
    Ok(())
}

/// On the port, or on a free one if it is taken: the address is printed.
fn listen_if_free(port: u16) -> io::Result<TcpListener> {
    match listen(port) {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => listen(0),
        result => result,
    }
}

fn listen(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
}

fn serve_api(listener: TcpListener, journal: Data<Journal>) -> io::Result<Server> {
    let app = move || {
        App::new()
            .app_data(journal.clone())
            .wrap(from_fn(journal::record))
            .configure(api::services)
    };
    Ok(HttpServer::new(app).workers(1).listen(listener)?.run())
}

fn serve_guarded_api(listener: TcpListener, journal: Data<Journal>) -> io::Result<Server> {
    let app = move || {
        // What is wrapped last runs first.
        App::new()
            .app_data(journal.clone())
            .wrap(HttpAuthentication::bearer(authenticated))
            .wrap(AppCors::new())
            .wrap(from_fn(journal::record))
            .service(api::authentication::behind_app_cors)
    };
    Ok(HttpServer::new(app).workers(1).listen(listener)?.run())
}

fn serve_pages(
    listeners: [TcpListener; 2],
    addresses: Addresses,
    journal: Data<Journal>,
) -> io::Result<Server> {
    let results = Data::new(Results::default());
    let addresses = Data::new(addresses);
    let app = move || {
        App::new()
            .app_data(journal.clone())
            .app_data(results.clone())
            .app_data(addresses.clone())
            .configure(pages::services)
    };
    let [page, other_page] = listeners;
    let server = HttpServer::new(app).workers(1);
    Ok(server.listen(page)?.listen(other_page)?.run())
}

fn introduction(addresses: &Addresses) -> String {
    let Addresses {
        page,
        other_page: _,
        api,
        guarded,
        has_debug_assertions: _,
    } = addresses;
    format!(
        "listening on http://127.0.0.1:{page}

Open http://localhost:{page}/ in a browser. Its scenarios call
  http://localhost:{api}      an API of annotated handlers
  http://localhost:{guarded}      the same behind authentication, with `AppCors`
"
    )
}
