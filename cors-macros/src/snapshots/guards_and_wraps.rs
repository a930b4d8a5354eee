/// Answers `GET\|PURGE /guarded`.
///
/// # CORS
///
/// | Route | `GET\|PURGE /guarded` |
/// |:---|:---|
/// | Origins | `https://app.example.com` |
/// | Methods | `GET`, `PURGE` |
/// | Credentials | not allowed |
/// | Request headers | the CORS-safelisted ones only |
/// | Exposed headers | the CORS-safelisted ones only |
/// | Preflight | `OPTIONS` asking for `GET`, `PURGE`: 204 for these origins, 403 for all others |
/// | Max-age | not sent: browsers cache for 5 seconds |
/// | Enforcement | none: browsers keep the response from pages that are not allowed |
#[doc(alias = "/guarded")]
#[doc(alias = "GET /guarded")]
#[doc(alias = "PURGE /guarded")]
#[doc(alias = "Access-Control-Allow-Origin")]
#[doc(alias = "Access-Control-Allow-Methods")]
#[allow(
    non_camel_case_types,
    missing_docs,
    missing_copy_implementations,
    missing_debug_implementations,
    unreachable_pub
)]
pub struct guarded;
impl ::cors_runtime::__private::HttpServiceFactory for guarded {
    fn register(self, __app: &mut ::cors_runtime::__private::AppService) {
        #[allow(unused_imports)]
        use route as _;
        async fn guarded() -> impl Responder {
            "guarded"
        }
        {
            static __CORS_ROUTE_0: ::cors_runtime::__private::Route = ::cors_runtime::__private::Route::new(
                "/guarded",
                "guarded",
                ::cors_runtime::__private::concat!(
                    ::cors_runtime::__private::module_path!(), "::", "guarded"
                ),
                &["GET", "PURGE"],
                &["GET", "PURGE"],
                ::cors_runtime::__private::Policy::written(
                    ::cors_runtime::__private::Callers::Written(
                        &::cors_runtime::__private::Origins::few(
                            &["https://app.example.com"],
                            &[],
                        ),
                    ),
                ),
            );
            ::cors_runtime::__private::inventory::submit! {
                ::cors_runtime::__private::Listed(& __CORS_ROUTE_0)
            }
            ::cors_runtime::__private::register(
                __app,
                &__CORS_ROUTE_0,
                [
                    ::cors_runtime::__private::guard(guards::first),
                    ::cors_runtime::__private::guard(guards::second),
                ],
                ::cors_runtime::__private::wrap(
                    ::cors_runtime::__private::wrap(
                        ::cors_runtime::__private::handler(guarded),
                        inner(),
                    ),
                    middleware::from_fn(outer),
                ),
            );
        }
    }
}
