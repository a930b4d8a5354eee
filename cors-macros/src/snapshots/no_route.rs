struct NoHandler;
::core::compile_error! {
    "this is no handler\nhelp: write `#[cors(..)]` above the route attribute of a handler, as in `#[get(\"/\")]`\nnote: rule `no-route`, see https://docs.rs/cors-runtime/latest/cors_runtime/rules/no_route/"
}
