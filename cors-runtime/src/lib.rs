//! Per-route CORS for actix-web: one attribute on a handler, checked by the compiler.
//!
//! ```
//! use actix_web::{App, HttpResponse, Responder, http::Method, put, test, web};
//! use cors_runtime::cors;
//!
//! /// Replaces a user.
//! #[cors(
//!     origins = ["https://app.example.com", "https://*.partner.example"],
//!     allow_headers = ["content-type"],
//!     max_age = 600,
//!     credentials,
//! )]
//! #[put("/users/{id}")]
//! async fn put_user(id: web::Path<u32>) -> impl Responder {
//!     HttpResponse::NoContent()
//! }
//!
//! # #[actix_web::main]
//! # async fn main() {
//! // Registered as usual, and its preflights with it.
//! let app = test::init_service(App::new().service(put_user)).await;
//!
//! let preflight = test::TestRequest::default()
//!     .method(Method::OPTIONS)
//!     .uri("/users/7")
//!     .insert_header(("origin", "https://shop.partner.example"))
//!     .insert_header(("access-control-request-method", "PUT"));
//! let answer = test::call_service(&app, preflight.to_request()).await;
//!
//! let header = |name| answer.headers().get(name).and_then(|value| value.to_str().ok());
//! assert_eq!(answer.status(), 204);
//! assert_eq!(header("access-control-allow-origin"), Some("https://shop.partner.example"));
//! assert_eq!(header("access-control-allow-methods"), Some("PUT"));
//! # }
//! ```
//!
//! * **Mistakes do not compile.** A misspelt origin, `"*"` with credentials, a method that the route
//!   does not serve, a header that browsers never send: each is an error at its own literal, with a fix to
//!   paste. The same [`rules`] validate origins that are read when the server starts.
//! * **The policy is where the route is.** A reviewer sees both in one diff; moving the handler moves its policy.
//!   Preflights are answered by the handler's own entry in the router, with nothing to order or to register.
//! * **The documentation writes itself.** Each handler's page has its policy, rustdoc's search finds it by its
//!   path, [`route_table!`] lists all of them, and [`routes`](routes()) does so at run time, for a test that
//!   fails when a change widens a policy.
//!
//! # Where to begin
//!
//! | To | read |
//! |:---|:---|
//! | write the first policy | [getting started](guide::getting_started) |
//! | learn what CORS is, why a preflight gets 401, or why a cookie is not sent (`SameSite`) | [CORS in five minutes](guide::five_minutes) |
//! | look up an argument, a pattern, a placement | [`#[cors]`](macro@cors) |
//! | allow `localhost` in development, and other origins in production | [development and production](guide::development_and_production) |
//! | share a policy among handlers, or put it around static files | [`policy!`], [`Policy::layer`] |
//! | allow origins known only at run time | [the ways](guide::run_time_origins), [on many servers](guide::fleet): [`SharedOrigins`], [`KeyedOrigins`], [`OriginSource`], [`Origin`], [`check_environment`] |
//! | answer preflights before authentication, and put headers on its refusals | [`AppCors`], [with other crates](guide::with_other_crates) |
//! | see what is allowed | [`route_table!`], [`routes`](routes()), [`policies`](policies()) |
//! | see in a running server who may call what, and why not | [`cors-inspector`](https://docs.rs/cors-inspector) |
//! | check a deployed server | [`cors-probe`](https://docs.rs/cors-probe) |
//! | test that a page gets through | [testing](guide::testing) |
//! | migrate from actix-cors | [options, and three services before and after](guide::from_actix_cors) |
//! | understand an error: of the compiler, of the browser | [the rules](rules), [what the console says](guide::console) |
//! | prevent forged requests (CSRF), and know what remains your job | [limits](guide::limits) |
//!
//! It follows the [Fetch standard](https://fetch.spec.whatwg.org/#http-cors-protocol), whose words it uses.
#![forbid(unsafe_code)]

#[doc(hidden)]
pub mod __private;
#[doc(hidden)]
pub use actix::inspection;
mod actix;
#[doc(hidden)]
pub mod editor;
mod facts_json;
pub mod guide;
mod origins;
mod policies;
mod policy;
mod policy_facts;
mod protocol;
mod registry;
mod routes;
pub mod rules;
mod startup;
pub use actix::{AppCors, AppCorsMiddleware, Layer, LayerMiddleware, is_preflight};
/// What a route's policy says, for a program to look at.
///
/// ```standalone_crate
/// use actix_web::{Responder, get};
/// use cors_runtime::{OriginFacts, cors, routes};
///
/// #[cors(origins = ["https://app.example.com"], credentials)]
/// #[get("/profile")]
/// async fn profile() -> impl Responder {
///     "{}"
/// }
///
/// // Only our own application may send requests with the user's cookies.
/// for route in routes().filter(|route| route.policy().credentials) {
///     let ours = OriginFacts::Listed(vec!["https://app.example.com".into()]);
///     assert_eq!(route.policy().origins, ours, "{route}");
/// }
/// ```
pub use cors_rules::PolicyFacts;
pub use cors_rules::{OriginFacts, VariableFacts};
pub use origins::{
    KeyedOrigins, KeyedOriginsDraft, Origin, OriginSource, OriginsDraft, OriginsError,
    OriginsProblem, PublicOrigin, SharedOrigins, SourceError, check_environment,
};
pub use policies::{NamedPolicyFacts, Policies, policies};
pub use policy::Policy;
pub use routes::{AnnotatedRoute, Routes, routes};

#[doc = include_str!("../docs/cors.md")]
pub use cors_macros::cors;
#[doc = include_str!("../docs/policy.md")]
pub use cors_macros::policy;
#[doc = include_str!("../docs/route_table.md")]
pub use cors_macros::route_table;
