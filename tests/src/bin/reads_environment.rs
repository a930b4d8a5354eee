//! A server whose policies read the environment, for tests that start it with good and bad variables:
//! a test cannot change its own. It prints its address, and serves until its input ends.
//!
//! With the argument `check` it only checks the environment, and prints what is wrong; with `check-by-return` the
//! error is returned from `main`. With `log` it has a logger, which writes to the terminal.

#![allow(clippy::print_stdout, clippy::unused_async)]

use std::{env, error::Error, io, thread};

use actix_web::{App, HttpResponse, HttpServer, get, web};
use cors_runtime::{cors, policy};

policy! {
    /// Partner sites.
    static PARTNERS = { origins = env("TEST_PARTNERS"), credentials };

    /// The same, under another name.
    static ALSO_PARTNERS = { policy = PARTNERS, max_age = 60 };
}

#[cors(origins = env("TEST_READERS"))]
#[get("/read")]
async fn read() -> &'static str {
    "read"
}

#[cors(origins = env("TEST_READERS"), expose_headers = ["etag"])]
#[get("/read-too")]
async fn read_too() -> &'static str {
    "read"
}

#[cors(origins = [
    "https://app.example.com",
    env("TEST_MORE", default = ["http://localhost:3000", #[cfg(any())] "https://evil.example"]),
])]
#[get("/mixed")]
async fn mixed() -> &'static str {
    "mixed"
}

#[cors(policy = ALSO_PARTNERS)]
#[get("/partners")]
async fn partners() -> &'static str {
    "partners"
}

#[actix_web::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let has = |wanted: &str| env::args().any(|argument| argument == wanted);
    if has("log") {
        log::set_logger(&Terminal)?;
        log::set_max_level(log::LevelFilter::Warn);
    }
    if has("check-by-return") {
        cors_runtime::check_environment()?;
    }
    if has("check") {
        return cors_runtime::check_environment().map_err(|error| {
            println!("{error}");
            "the environment is wrong".into()
        });
    }
    let server = HttpServer::new(|| {
        App::new()
            .service(read)
            .service(read_too)
            .service(partners)
            .service(mixed)
            .service(
                web::resource("/wrapped")
                    .wrap(PARTNERS.layer())
                    .route(web::get().to(HttpResponse::Ok)),
            )
            .service(
                web::resource("/configured")
                    .wrap(cors_tests_partners::CONFIGURED.layer())
                    .route(web::get().to(HttpResponse::Ok)),
            )
    })
    .workers(2)
    .disable_signals()
    .bind(("127.0.0.1", 0))?;
    let addresses = server.addrs();
    let server = server.run();
    let handle = server.handle();
    thread::spawn(move || {
        // Whatever ends the input ends the server.
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        drop(handle.stop(false));
    });
    for address in addresses {
        println!("{address}");
    }
    server.await.map_err(Into::into)
}

/// Writes every record to the standard error.
struct Terminal;

impl log::Log for Terminal {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        eprintln!("[{}] {}", record.level(), record.args());
    }

    fn flush(&self) {}
}
