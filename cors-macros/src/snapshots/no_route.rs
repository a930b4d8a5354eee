struct NoHandler;
::core::compile_error! {
    "`struct` begins no handler\nhelp: write `#[cors(..)]` above the route attribute of a function, as in `#[get(\"/\")]`\nnote: rule `no-route`, see https://docs.rs/cors-runtime/latest/cors_runtime/rules/no_route/"
}
