/// Answers `GET /`.
///
/// # CORS
///
/// | Route | `GET /` |
/// |:---|:---|
/// | Origins | `http://localhost:*`<br>`https://*.example.com:*`<br>`https://*.partner.example`<br>`https://pr-*.example.dev:8443` |
/// | Methods | `GET` |
/// | Credentials | not allowed |
/// | Request headers | the CORS-safelisted ones only |
/// | Exposed headers | the CORS-safelisted ones only |
/// | Preflight | `OPTIONS` asking for `GET`: 204 for these origins, 403 for all others |
/// | Max-age | not sent: browsers cache for 5 seconds |
/// | Enforcement | none: browsers keep the response from pages that are not allowed |
#[doc(alias = "/")]
#[doc(alias = "GET /")]
#[doc(alias = "Access-Control-Allow-Origin")]
#[doc(alias = "Access-Control-Allow-Methods")]
#[allow(
    non_camel_case_types,
    missing_docs,
    missing_copy_implementations,
    missing_debug_implementations,
    unreachable_pub
)]
pub struct index;
impl ::cors_runtime::__private::HttpServiceFactory for index {
    fn register(self, __app: &mut ::cors_runtime::__private::AppService) {
        #[allow(unused_imports)]
        use get as _;
        async fn index() -> impl Responder {
            "index"
        }
        {
            static __CORS_ROUTE_0: ::cors_runtime::__private::Route = ::cors_runtime::__private::Route::new(
                "/",
                "index",
                ::cors_runtime::__private::concat!(
                    ::cors_runtime::__private::module_path!(), "::", "index"
                ),
                &["GET"],
                &["GET"],
                ::cors_runtime::__private::Policy::written(
                    ::cors_runtime::__private::Callers::Written(
                        &::cors_runtime::__private::Origins::few(
                            &[],
                            &[
                                ::cors_runtime::__private::OriginPattern::from_parts(
                                    "https://",
                                    ::cors_runtime::__private::HostWildcard::Subdomains,
                                    ".partner.example",
                                    false,
                                ),
                                ::cors_runtime::__private::OriginPattern::from_parts(
                                    "https://pr-",
                                    ::cors_runtime::__private::HostWildcard::PartOfLabel,
                                    ".example.dev:8443",
                                    false,
                                ),
                                ::cors_runtime::__private::OriginPattern::from_parts(
                                    "http://localhost",
                                    ::cors_runtime::__private::HostWildcard::None,
                                    "",
                                    true,
                                ),
                                ::cors_runtime::__private::OriginPattern::from_parts(
                                    "https://",
                                    ::cors_runtime::__private::HostWildcard::Subdomains,
                                    ".example.com",
                                    true,
                                ),
                            ],
                        ),
                    ),
                ),
            );
            ::cors_runtime::__private::inventory::submit! {
                ::cors_runtime::__private::Listed(& __CORS_ROUTE_0)
            }
            ::cors_runtime::__private::register_handler(
                __app,
                &__CORS_ROUTE_0,
                [],
                index,
            );
        }
    }
}
const _: () = {
    #[allow(non_camel_case_types)]
    #[deprecated(
        note = "`https://*.example.com:*` allows every port\nhelp: name the ports that you use\nnote: rule `any-port`, see https://docs.rs/cors-runtime/latest/cors_runtime/rules/any_port/"
    )]
    struct cors;
    let _ = cors;
};
