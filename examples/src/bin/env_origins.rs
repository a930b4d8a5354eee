//! Origins that differ between installations are in environment variables. They are validated by the rules
//! for literals before the server starts: a mistake in the configuration stops the program, which prints every
//! problem, and never opens the API to the wrong site.
//!
//! Run it with
//! `APP_ORIGINS='https://app.example.com,https://*.preview.example' cargo run -p cors-examples --bin env_origins`;
//! it listens on `127.0.0.1:8080`, or on `$PORT`, and prints `curl` lines to try. Run it without the variable, or
//! with `APP_ORIGINS='app.example.com, https://app.example.com/'`, to see the errors.

#![allow(clippy::print_stdout)]

use std::{env, io, process::ExitCode};

use actix_web::{App, HttpServer, Responder, get, middleware::Logger};
use cors_runtime::{check_environment, cors, policy};

policy! {
    /// The applications of this installation.
    pub static APPLICATIONS = { origins = env("APP_ORIGINS"), max_age = 600 };
}

/// Returns the time of day, roughly.
#[cors(policy = APPLICATIONS)]
#[get("/time")]
async fn time() -> &'static str {
    "tea time\n"
}

/// The same variable may serve several policies.
#[cors(origins = env("APP_ORIGINS"), expose_headers = ["x-tea"])]
#[get("/tea")]
async fn tea() -> impl Responder {
    "short and stout\n"
        .customize()
        .insert_header(("x-tea", "green"))
}

#[actix_web::main]
async fn main() -> ExitCode {
    // Without this, the server finds the same problems when it starts.
    if let Err(error) = check_environment() {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> io::Result<()> {
    let port: u16 = match env::var("PORT") {
        Ok(port) => port.parse().map_err(io::Error::other)?,
        Err(_) => 8080,
    };
    let server = HttpServer::new(|| {
        App::new()
            .wrap(Logger::default())
            .service(time)
            .service(tea)
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

With an origin that APP_ORIGINS names, the answer is 200 with that origin:
  access-control-allow-origin: https://app.example.com
  vary: Origin

curl -i http://{address}/time -H 'Origin: https://app.example.com'

With another, it has only
  vary: Origin

curl -i http://{address}/time -H 'Origin: https://evil.example'
"
    )
}
