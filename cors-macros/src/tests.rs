//! Snapshots of expansions: one for each shape, formatted as code.
//!
//! `UPDATE_EXPECT=1 cargo test -p cors-macros` regenerates the files in `snapshots/`. Read the difference: users
//! compile every line. Error messages are in the `ui` tests.

mod named_policies;

use expect_test::{ExpectFile, expect_file};
use proc_macro2::TokenStream;
use quote::quote;

use crate::expand_cors;

fn check(expected: &ExpectFile, args: TokenStream, item: &TokenStream) {
    check_code(expected, expand_cors(args, item));
}

fn check_code(expected: &ExpectFile, expansion: TokenStream) {
    let code = syn::parse2(expansion).unwrap();
    expected.assert_eq(&prettyplease::unparse(&code));
}

#[test]
fn simple() {
    check(
        &expect_file!["snapshots/simple.rs"],
        quote!(
            origins = ["https://app.example.com", "https://a.example.com"],
            allow_headers = ["content-type", "x-request-id"],
            expose_headers = ["etag"],
            max_age = 600,
            credentials,
        ),
        &quote! {
            /// Replaces a user.
            #[put("/users/{id}")]
            async fn put_user(id: web::Path<u32>) -> impl Responder {
                HttpResponse::NoContent()
            }
        },
    );
}

#[test]
fn any() {
    check(
        &expect_file!["snapshots/any.rs"],
        quote!(origins = "*", allow_headers = ["*", "authorization"]),
        &quote! {
            #[actix_web::get("/health")]
            async fn health() -> &'static str {
                "ok"
            }
        },
    );
}

#[test]
fn patterns() {
    check(
        &expect_file!["snapshots/patterns.rs"],
        quote!(
            origins = [
                "https://*.partner.example",
                "https://pr-*.example.dev:8443",
                "http://localhost:*",
                "https://*.example.com:*",
            ]
        ),
        &quote! {
            #[get("/")]
            async fn index() -> impl Responder {
                "index"
            }
        },
    );
}

#[test]
fn routes() {
    check(
        &expect_file!["snapshots/routes.rs"],
        quote!(origins = ["https://app.example.com"], methods = [GET, PUT]),
        &quote! {
            #[routes]
            #[get("/users/{id}", name = "user")]
            #[put("/users/{id}")]
            #[delete("/users/{id}")]
            #[get("/people/{id}")]
            async fn user(id: web::Path<u32>) -> impl Responder {
                id.to_string()
            }
        },
    );
}

#[test]
fn guards_and_wraps() {
    check(
        &expect_file!["snapshots/guards_and_wraps.rs"],
        quote!(origins = ["https://app.example.com"]),
        &quote! {
            #[route(
                "/guarded",
                method = "GET",
                method = "PURGE",
                guard = "guards::first",
                wrap = "inner()",
                guard = "guards::second",
                wrap = "middleware::from_fn(outer)",
            )]
            async fn guarded() -> impl Responder {
                "guarded"
            }
        },
    );
}

#[test]
fn attributes() {
    check(
        &expect_file!["snapshots/attributes.rs"],
        quote!(origins = "*", crate = my::cors),
        &quote! {
            #[doc(alias = "mine")]
            #[cfg(feature = "old")]
            #[allow(clippy::unused_async)]
            #[expect(unused_variables)]
            #[deprecated = "use the new one"]
            #[get("/old")]
            #[tracing::instrument]
            #[must_use]
            pub(crate) async fn old() -> impl Responder {
                "old"
            }
        },
    );
}

#[test]
fn warning() {
    check(
        &expect_file!["snapshots/warning.rs"],
        quote!(origins = ["https://a.example.com", "https://a.example.com"]),
        &quote! {
            #[allow(unused)]
            #[expect(deprecated)]
            #[get("/")]
            async fn index() -> impl Responder {
                "index"
            }
        },
    );
}

#[test]
fn errors() {
    check(
        &expect_file!["snapshots/errors.rs"],
        quote!(origins = ["https://app.example.com/"], max_age = 100_000),
        &quote! {
            /// Kept as it is.
            #[get("/")]
            async fn index() -> impl Responder {
                "index"
            }
        },
    );
}

#[test]
fn conditions() {
    check(
        &expect_file!["snapshots/conditions.rs"],
        quote!(
            origins = [
                "https://app.example.com",
                #[cfg(debug_assertions)]
                "http://localhost:3000"
            ],
            allow_headers = [
                #[cfg(feature = "tracing")]
                "traceparent"
            ],
        ),
        &quote! {
            #[put("/")]
            async fn index() -> impl Responder {
                "index"
            }
        },
    );
}

#[test]
fn other_macros() {
    check(
        &expect_file!["snapshots/other_macros.rs"],
        quote!(origins = ["https://app.example.com"], credentials),
        &quote! {
            /// Documented by another macro.
            #[utoipa::path(responses((status = OK)))]
            #[allow(unused)]
            #[get("/")]
            #[tracing::instrument]
            async fn index() -> impl Responder {
                "index"
            }
        },
    );
}

#[test]
fn handlers_of_a_module() {
    check(
        &expect_file!["snapshots/handlers_of_a_module.rs"],
        quote!(policy = PARTNERS, allow_headers = ["content-type"]),
        &quote! {
            pub mod api {
                #[get("/plain")]
                async fn plain() -> &'static str {
                    ""
                }

                #[cors(max_age = 60)]
                #[utoipa::path]
                #[put("/own")]
                async fn with_its_own() -> &'static str {
                    ""
                }

                #[cfg_attr(feature = "a", get("/conditional"))]
                async fn conditional() -> &'static str {
                    ""
                }

                fn not_a_handler() {}

                handlers!();
            }
        },
    );
}

#[test]
fn many_origins_and_another_method() {
    check(
        &expect_file!["snapshots/many_origins_and_another_method.rs"],
        quote! {
            origins = ["https://a.example", "https://b.example", "https://c.example", "https://d.example", "https://pr-*.e.example"],
            allow_headers = ["*"],
        },
        &quote! {
            #[route("/cache", method = "PURGE")]
            async fn purge() {}
        },
    );
}

#[test]
fn disabled() {
    check(
        &expect_file!["snapshots/disabled.rs"],
        quote!(disabled),
        &quote! {
            #[get("/internal", name = "internal", guard = "inside")]
            async fn internal() {}
        },
    );
}
