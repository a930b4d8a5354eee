::cors_runtime::__editor! {
    ([origins,] [] [] [] [] [] [])
}
#[inert]
pub static SITES: ::cors_runtime::Policy = ::cors_runtime::__private::NO_ORIGIN;
const _: () = {
    ::core::compile_error! {
        "origin `https://app.example.com/` ends in a slash\n\n  https://app.example.com/\n                         ^\n\nhelp: write `https://app.example.com`\nnote: rule `origin-with-path`, see https://docs.rs/cors-runtime/latest/cors_runtime/rules/origin_with_path/"
    }
};
