#[allow(unused)]
/// Answers `GET /`.
///
/// # CORS
///
/// | Route | `GET /` |
/// |:---|:---|
/// | Origins | `https://a.example.com` |
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
#[allow(unused)]
impl ::cors_runtime::__private::HttpServiceFactory for index {
    fn register(self, __app: &mut ::cors_runtime::__private::AppService) {
        #[allow(unused_imports)]
        use get as _;
        #[allow(unused)]
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
                            &["https://a.example.com"],
                            &[],
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
#[allow(unused)]
#[expect(deprecated)]
const _: () = {
    #[allow(non_camel_case_types)]
    #[deprecated(
        note = "origin `https://a.example.com` is named twice\nhelp: remove one of them\nnote: rule `duplicate-origin`, see https://docs.rs/cors-runtime/latest/cors_runtime/rules/duplicate_origin/"
    )]
    struct cors;
    let _ = cors;
};
