//! Why a policy does not compile, or compiles with a warning: a page for each rule.
//!
//! Every message of [`#[cors]`](crate::cors) ends with the name of a rule and a link to its page here. An *error* stops the
//! build. A *warning* does not: `allow = ["any-port"]` silences one by the name of its rule, and `#[allow(deprecated)]` on the
//! handler silences all. The same rules validate origins that are read when the server starts.
#![doc = include_str!("../../docs/rules.md")]

/// Writes a page: a module that holds only documentation. Both examples are compiled; the first must fail.
macro_rules! page {
    ($(#[$doc:meta])+ $name:ident
        refused: $($wrong:literal),+;
        accepted: $($right:literal),+;
        source: $source:literal;
    ) => {
        page!($(#[$doc])+ $name "Does not compile" "" ($($wrong),+) ($($right),+) $source);
    };
    ($(#[$doc:meta])+ $name:ident
        warned: $($wrong:literal),+;
        accepted: $($right:literal),+;
        source: $source:literal;
    ) => {
        page!($(#[$doc])+ $name "Compiles with a warning" "# #![deny(deprecated)]\n" ($($wrong),+) ($($right),+) $source);
    };
    ($(#[$doc:meta])+ $name:ident
        $wrong_title:literal $lints:literal ($($wrong:literal),+) ($($right:literal),+)
        $source:literal
    ) => {
        $(#[$doc])+
        ///
        /// ## What the compiler prints
        ///
        #[doc = include_str!(concat!("../../docs/rules/", stringify!($name), ".md"))]
        #[doc = concat!(
            "\n## ", $wrong_title, "\n\n```compile_fail\n",
            $lints, page!(imports), page!(code $($wrong),+), "\n```\n",
            "\n## Accepted\n\n```\n",
            page!(imports), page!(code $($right),+), "\n```\n",
            "\nSource: <", $source, ">",
        )]
        pub mod $name {}
    };
    (imports) => {
        "# use actix_web::{get, post, put, route, routes, trace};\n# use cors_runtime::cors;\n"
    };
    // The arguments alone, for a handler of `GET /`.
    (code $attribute:literal) => {
        page!(code $attribute, "#[get(\"/\")]")
    };
    (code $attribute:literal, $route:literal) => {
        page!(code $attribute, $route, "async fn handler() -> &'static str {\n    \"\"\n}")
    };
    (code $first:literal, $second:literal, $item:literal) => {
        concat!($first, "\n", $second, "\n", $item)
    };
}
mod headers;
mod max_age;
mod methods;
mod opt_outs;
mod origins_credentials;
mod origins_hosts;
mod origins_odd;
mod origins_written;
mod placement;

pub use headers::*;
pub use max_age::*;
pub use methods::*;
pub use opt_outs::*;
pub use origins_credentials::*;
pub use origins_hosts::*;
pub use origins_odd::*;
pub use origins_written::*;
pub use placement::*;
