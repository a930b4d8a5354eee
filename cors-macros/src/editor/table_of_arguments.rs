//! The table of arguments in the documentation of the macros, for editors. A test of `cors-macros` writes this file
//! from the list of arguments: `UPDATE_EXPECT=1 cargo test -p cors-macros`.

/// Adds the table to the documentation of a macro.
macro_rules! with_table_of_arguments {
    ($(#[$attribute:meta])* pub fn $($function:tt)+) => {
        $(#[$attribute])*
        #[cfg_attr(rust_analyzer, doc = "")]
        #[cfg_attr(rust_analyzer, doc = "| Argument | Meaning |")]
        #[cfg_attr(rust_analyzer, doc = "|:---|:---|")]
        #[cfg_attr(rust_analyzer, doc = "| `origins = [\"https://app.example.com\"]` | The origins that may call: their serialized form, patterns with `*`, `env(\"VAR\")`, or `dynamic(PATH)`. |")]
        #[cfg_attr(rust_analyzer, doc = "| `methods = [GET, PUT]` | The methods that are open to other origins. Default: those of the route. |")]
        #[cfg_attr(rust_analyzer, doc = "| `allow_headers = [\"content-type\"]` | The request headers that pages may send, besides those that need no permission. Default: none. |")]
        #[cfg_attr(rust_analyzer, doc = "| `expose_headers = [\"etag\"]` | The response headers that scripts may read, besides those that every script may. Default: none. |")]
        #[cfg_attr(rust_analyzer, doc = "| `max_age = 600` | How many seconds browsers cache the preflight response, from 0 to 86400. Default: the header is not sent. |")]
        #[cfg_attr(rust_analyzer, doc = "| `credentials` | Whether requests may carry cookies, HTTP authentication and client certificates. Default: off. |")]
        #[cfg_attr(rust_analyzer, doc = "| `policy = PARTNERS` | The named policy to start from; other arguments replace its parts. Default: none. |")]
        #[cfg_attr(rust_analyzer, doc = "| `enforce` | Whether a cross-origin request that is not allowed is refused with 403 before the handler runs. Default: off. |")]
        #[cfg_attr(rust_analyzer, doc = "| `disabled` | This handler has no policy although its module has one. |")]
        #[cfg_attr(rust_analyzer, doc = "| `dangerously_allow = [insecure_origins]` | Opt-outs, each of which disables one safety rule. Default: none. |")]
        #[cfg_attr(rust_analyzer, doc = "| `allow = [\"any-port\"]` | Warnings that are silenced here, by the names of their rules. Default: none. |")]
        #[cfg_attr(rust_analyzer, doc = "| `crate = path::to::cors_runtime` | The path of `cors_runtime`, if it is renamed or re-exported. Default: `::cors_runtime`. |")]
        pub fn $($function)+
    };
}

pub(crate) use with_table_of_arguments;
