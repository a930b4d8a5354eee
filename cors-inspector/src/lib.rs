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
//! paths in the order of registration.
//!
//! The router shows neither layers ([`Policy::layer`](cors_runtime::Policy::layer)) nor middleware. So the page, when it is
//! opened, and each export send preflights to the server for a page that no policy names, `https://inspector.invalid`: one
//! for each annotated route, up to five for each other route, four at a time. Middleware sees them like any preflight: it
//! logs them, and a rate limiter counts them. They are `OPTIONS` requests, so they run no annotated handler; a route without
//! `#[cors]` that serves every method gets them. While the page is hidden, it sends nothing.
//!
//! # Snapshots
//!
//! ```sh
//! curl -so cors-routes.json http://localhost:8080/__cors/routes.json
//! ```
//!
//! The page shows how the app differs from such a file; `/__cors/routes.md` is a table of the same for a review. A server
//! that speaks only TLS is listed without the check.

#![forbid(unsafe_code)]

mod access;
mod decider;
mod example;
mod exports;
mod in_front;
mod inspector;
mod loopback;
mod markdown;
mod page;
mod policy_report;
mod preflights;
mod question;
mod refusals;
mod route_report;
mod routes;
mod samples;
mod simulation;
mod snapshot;

pub use inspector::{Inspector, inspector};
