//! A page inside a running actix-web server: every route of the app with its mounted path and its CORS policy, which
//! page may make which request and why not, and the last refusals.
//!
//! ```no_run
//! use actix_web::{App, HttpServer, Responder, get};
//! use cors_runtime::cors;
//!
//! #[cors(origins = ["https://app.example.com"])]
//! #[get("/users")]
//! async fn users() -> impl Responder {
//!     "[]"
//! }
//!
//! # #[actix_web::main]
//! # async fn main() -> std::io::Result<()> {
//! // Open http://localhost:8080/__cors in a browser.
//! HttpServer::new(|| App::new().service(users).service(cors_inspector::inspector("/__cors")))
//!     .bind(("127.0.0.1", 8080))?
//!     .run()
//!     .await
//! # }
//! ```
//!
//! # Who may see it
//!
//! A browser on the same machine, under a loopback name: other peers, other names (DNS rebinding), proxies, frames, and
//! pages of other origins are refused, whatever CORS policies the app has. A release build serves nothing of it, unless
//! you call [`Inspector::in_release`] and add a guard of your own.
//!
//! # What it does to the app
//!
//! Register it after the other routes, and requests to them cost the same as without it, because the router compares
//! paths in the order of registration. It sends preflights to the server when you ask it something, and never a request that
//! would run an annotated handler. The router does not show layers ([`Policy::layer`](cors_runtime::Policy::layer)): the
//! button "Check layers and what is in front" finds them by a preflight for each route.

#![forbid(unsafe_code)]

mod access;
mod in_front;
mod inspector;
mod layers;
mod loopback;
mod markdown;
mod page;
mod question;
mod refusals;
mod report;
mod routes;
mod samples;
mod simulation;
mod snapshot;

pub use inspector::{Inspector, inspector};
