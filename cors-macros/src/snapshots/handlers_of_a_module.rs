::cors_runtime::__editor! {
    ([policy, allow_headers,] [] [] [] [] [(PARTNERS)] [])
}
pub mod api {
    #[::cors_runtime::cors(
        __module(
            policy = super::__cors_path_0_of_api,
            __policy_name = "PARTNERS",
            allow_headers = ["content-type"]
        )
    )]
    #[get("/plain")]
    async fn plain() -> &'static str {
        ""
    }
    #[cors(
        max_age = 60,
        __module(
            policy = super::__cors_path_0_of_api,
            __policy_name = "PARTNERS",
            allow_headers = ["content-type"]
        )
    )]
    #[utoipa::path]
    #[put("/own")]
    async fn with_its_own() -> &'static str {
        ""
    }
    #[::cors_runtime::cors(
        __module(
            policy = super::__cors_path_0_of_api,
            __policy_name = "PARTNERS",
            allow_headers = ["content-type"]
        ),
        __if_route
    )]
    #[cfg_attr(feature = "a", get("/conditional"))]
    async fn conditional() -> &'static str {
        ""
    }
    fn not_a_handler() {}
    handlers!();
    ::cors_runtime::__editor! {
        warning
        "handlers from `handlers!` do not inherit the policy\nhelp: write `#[cors(..)]` on the handlers in the macro, or `#[allow(deprecated)]` here if there are none\nnote: rule `not-inherited` (silence it with `allow = [\"not-inherited\"]`), see https://docs.rs/cors-runtime/latest/cors_runtime/rules/not_inherited/"
        { const _ : () = { #[allow(non_camel_case_types)] #[deprecated(note =
        "handlers from `handlers!` do not inherit the policy\nhelp: write `#[cors(..)]` on the handlers in the macro, or `#[allow(deprecated)]` here if there are none\nnote: rule `not-inherited` (silence it with `allow = [\"not-inherited\"]`), see https://docs.rs/cors-runtime/latest/cors_runtime/rules/not_inherited/")]
        struct cors; let _ = cors; }; }
    }
}
#[allow(unused_imports)]
use PARTNERS as __cors_path_0_of_api;
