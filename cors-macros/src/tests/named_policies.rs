//! Snapshots of named policies, and of policies that start from one.

use expect_test::expect_file;
use quote::quote;

use super::{check, check_code};
use crate::named_policy;

#[test]
fn named_policies() {
    check_code(
        &expect_file!["../snapshots/named_policies.rs"],
        named_policy::expand(quote! {
            /// Written by hand.
            pub static PARTNERS = {
                origins = ["https://partner.example", env("PARTNERS", default = ["http://localhost:3000"])],
                methods = [GET, PUT],
                credentials,
                allow = ["localhost-with-credentials"],
            };

            #[cfg(feature = "tenants")]
            static TENANTS = { origins = dynamic(tenants::ORIGINS), allow_headers = ["content-type"], max_age = 60 };
        }),
    );
}

#[test]
fn policies_from_another() {
    check_code(
        &expect_file!["../snapshots/policies_from_another.rs"],
        named_policy::expand(quote! {
            static STRICT = { policy = PARTNERS, credentials = false, expose_headers = ["etag"], enforce };

            static ANY_METHOD = { policy = PARTNERS, methods = ["*"], allow_headers = ["*", "authorization"] };

            static INSECURE = {
                policy = PARTNERS,
                origins = ["http://legacy.example"],
                credentials,
                dangerously_allow = [insecure_origins],
            };
        }),
    );
}

#[test]
fn from_a_named_policy() {
    check(
        &expect_file!["../snapshots/from_a_named_policy.rs"],
        quote!(policy = super::PARTNERS, credentials),
        &quote! {
            #[routes]
            #[get("/orders")]
            #[put("/orders/{id}")]
            async fn orders() {}
        },
    );
}

#[test]
fn from_the_named_policy_of_a_module() {
    check(
        &expect_file!["../snapshots/from_the_named_policy_of_a_module.rs"],
        quote!(
            max_age = 60,
            __module(
                policy = __cors_path_0,
                __policy_name = "PARTNERS",
                allow_headers = ["etag"]
            )
        ),
        &quote! {
            #[get("/orders")]
            async fn orders() {}
        },
    );
}

#[test]
fn errors_of_a_named_policy() {
    check_code(
        &expect_file!["../snapshots/errors_of_a_named_policy.rs"],
        named_policy::expand(quote! {
            #[inert]
            pub static SITES = { origins = ["https://app.example.com/"] };
        }),
    );
}
