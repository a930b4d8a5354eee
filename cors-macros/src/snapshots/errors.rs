::cors_runtime::__editor! {
    ([origins, max_age,] [] [] [] [] [] [])
}
/// Kept as it is.
#[get("/")]
async fn index() -> impl Responder {
    "index"
}
const _: () = {
    ::core::compile_error! {
        "origin `https://app.example.com/` ends in a slash\n\n  https://app.example.com/\n                         ^\n\nhelp: write `https://app.example.com`\nnote: rule `origin-with-path`, see https://docs.rs/cors-runtime/latest/cors_runtime/rules/origin_with_path/"
    }
};
const _: () = {
    ::core::compile_error! {
        "`100000` is out of range for `max_age`\nhelp: write `max_age = 86400`: whole seconds, from 0 to 86400\nnote: rule `max-age-out-of-range`, see https://docs.rs/cors-runtime/latest/cors_runtime/rules/max_age_out_of_range/"
    }
};
