//! What `dynamic(..)` takes: a `static` that knows origins at run time, in memory or by asking.

use std::{fmt, future::Future, pin::Pin, sync::Arc};

use actix_web::dev::{RequestHead, ServiceRequest};
use cors_rules::Hazards;

/// A `static` that knows origins at run time.
#[diagnostic::on_unimplemented(
    message = "`{Self}` names no origins at run time",
    note = "`dynamic(..)` takes a `static` of `SharedOrigins`, of `KeyedOrigins`, or of a type that implements `OriginSource`"
)]
pub trait DynamicOriginsProvider: Sync {
    /// The origins, ready for requests.
    #[doc(hidden)]
    fn resolve(&'static self) -> DynamicOrigins;
}

impl fmt::Debug for dyn DynamicOriginsProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DynamicOriginsProvider")
    }
}

/// Origins that are known at run time.
#[derive(Debug)]
pub enum DynamicOrigins {
    /// They are in memory.
    InMemory(&'static dyn OriginsInMemory),
    /// A source is asked, and its answers are cached.
    Source(Arc<dyn AskedOrigins>),
}

/// A set of origins in memory that changes while the server runs.
pub trait OriginsInMemory: fmt::Debug + Send + Sync {
    /// Whether the origin may send this request; an entry with one of the refused hazards does not count.
    fn contains(&self, origin: &[u8], refused: Hazards, request: &RequestHead) -> bool;

    /// Whether more of the request than its origin decides.
    fn reads_request(&self) -> bool;

    /// The entries that the request is compared with, or some of many: for messages.
    fn some_texts(&self, request: &RequestHead) -> Vec<String>;
}

/// Origins that a source is asked for. Only the constants of policies with a source name what asks, so that other
/// programs do not contain it.
pub trait AskedOrigins: fmt::Debug + Send + Sync {
    /// Whether the origin may send this request, once that is known; it may not if it has a refused hazard.
    fn allows<'a>(
        &'a self,
        origin: &'a str,
        refused: Hazards,
        request: &'a ServiceRequest,
    ) -> Pin<Box<dyn Future<Output = bool> + 'a>>;
}
