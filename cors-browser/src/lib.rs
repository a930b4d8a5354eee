//! What a browser does with a cross-origin request, step by step, by the [Fetch standard](https://fetch.spec.whatwg.org/),
//! and why it refuses.
//!
//! A [`Page`] starts a [`Fetch`]. The crate returns each request to send, takes the response, and ends with an
//! [`Outcome`]: what the page may read, or the [`Reason`] why it is blocked. It opens no socket and reads no clock, so it
//! works with any HTTP client, and in tests without one.
//!
//! ```
//! use cors_browser::{Credentials, Fetch, Page, Reason, Response};
//!
//! let mut page = Page::on("https://app.example.com");
//! let fetch = Fetch::new("https://api.example.com/users").credentials(Credentials::Include);
//!
//! // A server that allows every origin, and credentials.
//! let dialogue = page.run(&fetch, |_request| {
//!     Some(Response::new(
//!         200,
//!         [("access-control-allow-origin", "*"), ("access-control-allow-credentials", "true")],
//!     ))
//! });
//!
//! assert_eq!(dialogue.outcome.reason(), Some(Reason::AcaoWildcardCredentials));
//! println!("{dialogue}"); // every request, every response, and why
//! ```
//!
//! The steps are those of the standard, one file each; [`Step::url`] links to the text. Where browsers depart from the
//! text, the crate follows the text; its README lists the differences that tests have found.
//!
//! With the feature `actix` pages ask actix-web apps: `Page::fetch`, and `RouteCheck`, which sends a preflight to every
//! annotated route and lists those that something in front refuses.
//!
//! # What is not part of it
//!
//! The HTTP cache, prompts for passwords, service workers, Content Security Policy, HSTS, embedder policies, the
//! blocking of opaque responses by their content, subresource integrity, `SameSite` and third-party cookie rules,
//! permission to reach the local network, partitions of caches, `Referer`.
#![forbid(unsafe_code)]

#[cfg(feature = "actix")]
mod actix;
mod advice;
mod assertions;
mod blocked;
mod blocking;
mod body;
mod browser;
mod console;
mod construct;
mod cors_check;
mod declared;
mod dialogue;
mod difference;
mod escaped;
mod exchange;
mod explanation;
mod exposed;
mod fetch;
mod forbidden;
mod headers;
mod http_request;
mod main_fetch;
mod mime_type;
mod options;
mod origin;
mod outcome;
mod page;
mod pattern;
mod preflight;
mod preflight_cache;
mod reason;
mod redirect;
mod request;
mod response;
mod safelist;
mod step;
mod token;
mod websocket;

#[cfg(feature = "actix")]
pub use actix::{Finding, InMemory, RouteCheck, RouteReport, Server, Socket};
pub use blocked::Blocked;
pub use body::Body;
pub use declared::{DeclaredPolicy, Remedy};
pub use dialogue::{Dialogue, Event};
pub use difference::Difference;
#[doc(hidden)]
pub use escaped::escaped;
pub use exchange::Exchange;
pub use explanation::Explanation;
pub use fetch::Fetch;
pub use headers::Headers;
pub use http_request::HttpRequest;
pub use options::{Credentials, Initiator, Mode, Redirect, ReferrerPolicy};
pub use origin::Origin;
pub use outcome::{Outcome, Readable};
pub use page::Page;
pub use reason::Reason;
pub use response::Response;
pub use step::Step;

#[cfg(all(doctest, feature = "actix"))]
#[doc = include_str!("../README.md")]
struct Readme;
