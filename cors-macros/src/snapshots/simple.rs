/// Replaces a user.
///
/// # CORS
///
/// | Route | `PUT /users/{id}` |
/// |:---|:---|
/// | Origins | `https://a.example.com`<br>`https://app.example.com` |
/// | Methods | `PUT` |
/// | Credentials | allowed: cookies, HTTP authentication, client certificates |
/// | Request headers | `content-type`, `x-request-id` |
/// | Exposed headers | `etag` |
/// | Preflight | `OPTIONS` asking for `PUT`: 204 for these origins, 403 for all others |
/// | Max-age | 600 seconds (10 minutes) |
/// | Enforcement | none: browsers keep the response from pages that are not allowed |
#[doc(alias = "/users/{id}")]
#[doc(alias = "PUT /users/{id}")]
#[doc(alias = "Access-Control-Allow-Origin")]
#[doc(alias = "Access-Control-Allow-Methods")]
#[doc(alias = "Access-Control-Allow-Credentials")]
#[doc(alias = "Access-Control-Allow-Headers")]
#[doc(alias = "Access-Control-Expose-Headers")]
#[doc(alias = "Access-Control-Max-Age")]
#[allow(
    non_camel_case_types,
    missing_docs,
    missing_copy_implementations,
    missing_debug_implementations,
    unreachable_pub
)]
pub struct put_user;
impl ::cors_runtime::__private::HttpServiceFactory for put_user {
    fn register(self, __app: &mut ::cors_runtime::__private::AppService) {
        #[allow(unused_imports)]
        use put as _;
        async fn put_user(id: web::Path<u32>) -> impl Responder {
            HttpResponse::NoContent()
        }
        {
            static __CORS_ROUTE_0: ::cors_runtime::__private::Route = ::cors_runtime::__private::Route::new(
                "/users/{id}",
                "put_user",
                ::cors_runtime::__private::concat!(
                    ::cors_runtime::__private::module_path!(), "::", "put_user"
                ),
                &["PUT"],
                &["PUT"],
                ::cors_runtime::__private::Policy::written(
                        ::cors_runtime::__private::Callers::Written(
                            &::cors_runtime::__private::Origins::few(
                                &["https://a.example.com", "https://app.example.com"],
                                &[],
                            ),
                        ),
                    )
                    .allow_headers(
                        ::cors_runtime::__private::Option::Some(
                            "content-type, x-request-id",
                        ),
                    )
                    .expose_headers(::cors_runtime::__private::Option::Some("etag"))
                    .max_age(::cors_runtime::__private::Option::Some("600"))
                    .credentials(true),
            );
            ::cors_runtime::__private::inventory::submit! {
                ::cors_runtime::__private::Listed(& __CORS_ROUTE_0)
            }
            ::cors_runtime::__private::register_handler(
                __app,
                &__CORS_ROUTE_0,
                [],
                put_user,
            );
        }
    }
}
