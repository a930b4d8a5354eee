::cors_runtime::__editor! {
    ([origins, allow_headers,] [] [] [] [] [] [])
}
#[cfg_attr(
    all(debug_assertions, feature = "tracing"),
    ::cors_runtime::cors(
        origins = ["https://app.example.com",
        #[__conditional]"http://localhost:3000"],
        allow_headers = [#[__conditional]"traceparent"],
    )
)]
#[cfg_attr(
    all(not(debug_assertions), feature = "tracing"),
    ::cors_runtime::cors(
        origins = ["https://app.example.com",
        ],
        allow_headers = [#[__conditional]"traceparent"],
    )
)]
#[cfg_attr(
    all(debug_assertions, not(feature = "tracing")),
    ::cors_runtime::cors(
        origins = ["https://app.example.com",
        #[__conditional]"http://localhost:3000"],
        allow_headers = [],
    )
)]
#[cfg_attr(
    all(not(debug_assertions), not(feature = "tracing")),
    ::cors_runtime::cors(origins = ["https://app.example.com"], allow_headers = [])
)]
#[put("/")]
async fn index() -> impl Responder {
    "index"
}
