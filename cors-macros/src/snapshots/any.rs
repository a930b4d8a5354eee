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
        static __CORS_ORIGINS: ::cors_runtime::__private::Origins = ::cors_runtime::__private::Origins::Any;
        {
            static __CORS_ROUTE_0: ::cors_runtime::__private::Route = ::cors_runtime::__private::Route {
                path: "/health",
                name: "health",
                handler: ::cors_runtime::__private::concat!(
                    ::cors_runtime::__private::module_path!(), "::", "health"
                ),
                serves: &["GET"],
                open: &["GET"],
                policy: ::cors_runtime::__private::Policy::from_parts(::cors_runtime::__private::Parts {
                    origins: ::cors_runtime::__private::Callers::Written(
                        &__CORS_ORIGINS,
                    ),
                    methods: ::cors_runtime::__private::Methods::OfRoute,
                    allow_headers: ::cors_runtime::__private::Option::Some(
                        "*, authorization",
                    ),
                    expose_headers: ::cors_runtime::__private::Option::None,
                    max_age: ::cors_runtime::__private::Option::None,
                    credentials: false,
                    enforce: false,
                    hatches: &[],
                    hazards: ::cors_runtime::__private::Hazards::from_bits(33u8),
                }),
            };
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
