/// Answers `GET /health`.
///
/// # CORS
///
/// | Route | `GET /health` |
/// |:---|:---|
/// | Origins | `*`: everyone |
/// | Methods | `GET` |
/// | Credentials | not allowed |
/// | Request headers | `*`, `authorization` |
/// | Exposed headers | the CORS-safelisted ones only |
/// | Preflight | `OPTIONS` asking for `GET`: 204 for every origin |
/// | Max-age | not sent: browsers cache for 5 seconds |
/// | Enforcement | none: browsers keep the response from pages that are not allowed |
#[doc(alias = "/health")]
#[doc(alias = "GET /health")]
#[doc(alias = "Access-Control-Allow-Origin")]
#[doc(alias = "Access-Control-Allow-Methods")]
#[doc(alias = "Access-Control-Allow-Headers")]
#[allow(
    non_camel_case_types,
    missing_docs,
    missing_copy_implementations,
    missing_debug_implementations,
    unreachable_pub
)]
pub struct health;
impl ::cors_runtime::__private::HttpServiceFactory for health {
    fn register(self, __app: &mut ::cors_runtime::__private::AppService) {
        #[allow(unused_imports)]
        use actix_web::get as _;
        async fn health() -> &'static str {
            "ok"
        }
        {
            static __CORS_ROUTE_0: ::cors_runtime::__private::Route = ::cors_runtime::__private::Route::new(
                "/health",
                "health",
                ::cors_runtime::__private::concat!(
                    ::cors_runtime::__private::module_path!(), "::", "health"
                ),
                &["GET"],
                &["GET"],
                ::cors_runtime::__private::Policy::written(
                        ::cors_runtime::__private::Callers::Written(
                            &::cors_runtime::__private::Origins::Any,
                        ),
                    )
                    .allow_headers(
                        ::cors_runtime::__private::Option::Some("*, authorization"),
                    )
                    .hazards(::cors_runtime::__private::Hazards::from_bits(33u8)),
            );
            ::cors_runtime::__private::inventory::submit! {
                ::cors_runtime::__private::Listed(& __CORS_ROUTE_0)
            }
            ::cors_runtime::__private::register_handler(
                __app,
                &__CORS_ROUTE_0,
                [],
                health,
            );
        }
    }
}
