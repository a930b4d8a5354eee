//! The macros of `cors-runtime`, which documents them. Not here: what the attribute does (`attribute`).

#![forbid(unsafe_code)]

mod arguments;
mod attribute;
mod compiler;
mod diagnostics;
mod documented;
mod editor;
mod expand;
mod extractors;
mod item;
mod lower;
mod module;
mod named_policy;
mod place;
mod route_table;

use quote::quote;

use crate::attribute::expand_cors;

// rust-analyzer shows no documentation of a re-export, and none that another file holds.
#[cfg_attr(
    rust_analyzer,
    doc = "Gives a handler, or every handler of a module, its CORS policy: `#[cors(..)]` above `#[get(\"/\")]`.

| Argument | Meaning |
|:---|:---|
| `origins = [\"https://app.example.com\"]` | The origins that may call: their serialized form, patterns with `*`, `env(\"VAR\")`, or `dynamic(PATH)`. |
| `methods = [GET, PUT]` | The methods that are open to other origins. Default: those of the route. |
| `allow_headers = [\"content-type\"]` | The request headers that pages may send, besides those that need no permission. Default: none. |
| `expose_headers = [\"etag\"]` | The response headers that scripts may read, besides those that every script may. Default: none. |
| `max_age = 600` | How many seconds browsers cache the preflight response, from 0 to 86400. Default: the header is not sent. |
| `credentials` | Whether requests may carry cookies, HTTP authentication and client certificates. Default: off. |
| `policy = PARTNERS` | The named policy to start from; other arguments replace its parts. Default: none. |
| `enforce` | Whether a cross-origin request that is not allowed is refused with 403 before the handler runs. Default: off. |
| `disabled` | This handler has no policy although its module has one. |
| `dangerously_allow = [insecure_origins]` | Opt-outs, each of which disables one safety rule. Default: none. |
| `allow = [\"any-port\"]` | Warnings that are silenced here, by the names of their rules. Default: none. |
| `crate = path::to::cors_runtime` | The path of `cors_runtime`, if it is renamed or re-exported. Default: `::cors_runtime`. |"
)]
#[allow(missing_docs, reason = "documented where `cors-runtime` hands it on")]
#[proc_macro_attribute]
pub fn cors(
    args: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    expand_cors(args.into(), &item.into()).into()
}

#[cfg_attr(
    rust_analyzer,
    doc = "A table of every annotated route below a crate or a module, for its documentation: `#![doc = cors_runtime::route_table!()]`."
)]
#[allow(missing_docs, reason = "documented where `cors-runtime` hands it on")]
#[proc_macro]
pub fn route_table(_: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let here = proc_macro::Span::call_site();
    let table = match here.local_file() {
        Some(file) => route_table::literal(&route_table::Call {
            file,
            line: here.line(),
            column: here.column(),
        })
        .map_err(|unreadable| unreadable.to_string()),
        None => Err("the source that calls `route_table!` is not known".into()),
    };
    let error = |text: String| quote!(::core::compile_error!(#text));
    table.unwrap_or_else(error).into()
}

#[cfg_attr(
    rust_analyzer,
    doc = "Names policies, for handlers, modules, and what is built by hand: `pub static PARTNERS = { origins = [\"https://a.example\"], credentials };`.

| Argument | Meaning |
|:---|:---|
| `origins = [\"https://app.example.com\"]` | The origins that may call: their serialized form, patterns with `*`, `env(\"VAR\")`, or `dynamic(PATH)`. |
| `methods = [GET, PUT]` | The methods that are open to other origins. Default: those of the route. |
| `allow_headers = [\"content-type\"]` | The request headers that pages may send, besides those that need no permission. Default: none. |
| `expose_headers = [\"etag\"]` | The response headers that scripts may read, besides those that every script may. Default: none. |
| `max_age = 600` | How many seconds browsers cache the preflight response, from 0 to 86400. Default: the header is not sent. |
| `credentials` | Whether requests may carry cookies, HTTP authentication and client certificates. Default: off. |
| `policy = PARTNERS` | The named policy to start from; other arguments replace its parts. Default: none. |
| `enforce` | Whether a cross-origin request that is not allowed is refused with 403 before the handler runs. Default: off. |
| `disabled` | This handler has no policy although its module has one. |
| `dangerously_allow = [insecure_origins]` | Opt-outs, each of which disables one safety rule. Default: none. |
| `allow = [\"any-port\"]` | Warnings that are silenced here, by the names of their rules. Default: none. |
| `crate = path::to::cors_runtime` | The path of `cors_runtime`, if it is renamed or re-exported. Default: `::cors_runtime`. |"
)]
#[allow(missing_docs, reason = "documented where `cors-runtime` hands it on")]
#[proc_macro]
pub fn policy(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    named_policy::expand(tokens.into()).into()
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
