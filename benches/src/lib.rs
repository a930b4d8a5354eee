//! What CORS costs for each request, measured side by side: plain handlers, `#[cors]`, and other
//! middleware. `cargo bench -p cors-benches --bench table` prints it all.

#![allow(
    clippy::expect_used,
    reason = "a measurement that cannot be set up has nothing to go on with"
)]

mod actix;
mod axum;
mod bars;
mod batch;
mod contender;
pub mod handlers;
mod measured;
mod measurements;
mod plot;
mod request_bars;
mod work;

pub use bars::{Group, Series, bars};
pub use contender::Contender;
pub use measured::{Measured, all, only, sheet};
pub use measurements::{Cost, Programs};
pub use plot::plot;
pub use request_bars::request_bars;
pub use work::{Policy, ROUTES, Request, Work, works};
