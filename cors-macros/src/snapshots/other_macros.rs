::cors_runtime::__editor! {
    ([origins, credentials,] [] [] [] [] [] [])
}
/// Documented by another macro.
#[utoipa::path(responses((status = OK)))]
#[allow(unused)]
#[::cors_runtime::cors(origins = ["https://app.example.com"], credentials, __last)]
#[get("/")]
#[tracing::instrument]
async fn index() -> impl Responder {
    "index"
}
