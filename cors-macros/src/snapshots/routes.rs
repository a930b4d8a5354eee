/// Answers `GET /users/{id}`, `PUT /users/{id}`, `DELETE /users/{id}`, `GET /people/{id}`.
///
/// # CORS
///
/// | Route | `GET /users/{id}`<br>`PUT /users/{id}`<br>`DELETE /users/{id}`<br>`GET /people/{id}` |
/// |:---|:---|
/// | Origins | `https://app.example.com` |
/// | Methods | `GET`, `PUT` |
/// | Credentials | not allowed |
/// | Request headers | the CORS-safelisted ones only |
/// | Exposed headers | the CORS-safelisted ones only |
/// | Preflight | `OPTIONS` asking for `GET`, `PUT`: 204 for these origins, 403 for all others |
/// | Max-age | not sent: browsers cache for 5 seconds |
/// | Enforcement | none: browsers keep the response from pages that are not allowed |
#[doc(alias = "/users/{id}")]
#[doc(alias = "GET /users/{id}")]
#[doc(alias = "PUT /users/{id}")]
#[doc(alias = "DELETE /users/{id}")]
#[doc(alias = "/people/{id}")]
#[doc(alias = "GET /people/{id}")]
#[doc(alias = "Access-Control-Allow-Origin")]
#[doc(alias = "Access-Control-Allow-Methods")]
#[allow(
    non_camel_case_types,
    missing_docs,
    missing_copy_implementations,
    missing_debug_implementations,
    unreachable_pub
)]
pub struct user;
impl ::cors_runtime::__private::HttpServiceFactory for user {
    fn register(self, __app: &mut ::cors_runtime::__private::AppService) {
        #[allow(unused_imports)]
        use routes as _;
        async fn user(id: web::Path<u32>) -> impl Responder {
            id.to_string()
        }
        {
            static __CORS_ROUTE_0: ::cors_runtime::__private::Route = ::cors_runtime::__private::Route::new(
                "/users/{id}",
                "user",
                ::cors_runtime::__private::concat!(
                    ::cors_runtime::__private::module_path!(), "::", "user"
                ),
                &["GET"],
                &["GET", "PUT", "DELETE"],
                ::cors_runtime::__private::Policy::written(
                        ::cors_runtime::__private::Callers::Written(
                            &::cors_runtime::__private::Origins::few(
                                &["https://app.example.com"],
                                &[],
                            ),
                        ),
                    )
                    .methods(::cors_runtime::__private::Methods::Listed(&["GET", "PUT"])),
            );
            ::cors_runtime::__private::inventory::submit! {
                ::cors_runtime::__private::Listed(& __CORS_ROUTE_0)
            }
            ::cors_runtime::__private::register_handler(
                __app,
                &__CORS_ROUTE_0,
                [],
                user,
            );
        }
        {
            static __CORS_ROUTE_1: ::cors_runtime::__private::Route = ::cors_runtime::__private::Route::new(
                "/users/{id}",
                "user",
                ::cors_runtime::__private::concat!(
                    ::cors_runtime::__private::module_path!(), "::", "user"
                ),
                &["PUT"],
                &["GET", "PUT", "DELETE"],
                ::cors_runtime::__private::Policy::written(
                        ::cors_runtime::__private::Callers::Written(
                            &::cors_runtime::__private::Origins::few(
                                &["https://app.example.com"],
                                &[],
                            ),
                        ),
                    )
                    .methods(::cors_runtime::__private::Methods::Listed(&["GET", "PUT"])),
            );
            ::cors_runtime::__private::inventory::submit! {
                ::cors_runtime::__private::Listed(& __CORS_ROUTE_1)
            }
            ::cors_runtime::__private::register_handler(
                __app,
                &__CORS_ROUTE_1,
                [],
                user,
            );
        }
        {
            static __CORS_ROUTE_2: ::cors_runtime::__private::Route = ::cors_runtime::__private::Route::new(
                "/users/{id}",
                "user",
                ::cors_runtime::__private::concat!(
                    ::cors_runtime::__private::module_path!(), "::", "user"
                ),
                &["DELETE"],
                &["GET", "PUT", "DELETE"],
                ::cors_runtime::__private::Policy::written(
                        ::cors_runtime::__private::Callers::Written(
                            &::cors_runtime::__private::Origins::few(
                                &["https://app.example.com"],
                                &[],
                            ),
                        ),
                    )
                    .methods(::cors_runtime::__private::Methods::Listed(&["GET", "PUT"])),
            );
            ::cors_runtime::__private::inventory::submit! {
                ::cors_runtime::__private::Listed(& __CORS_ROUTE_2)
            }
            ::cors_runtime::__private::register_handler(
                __app,
                &__CORS_ROUTE_2,
                [],
                user,
            );
        }
        {
            static __CORS_ROUTE_3: ::cors_runtime::__private::Route = ::cors_runtime::__private::Route::new(
                "/people/{id}",
                "user",
                ::cors_runtime::__private::concat!(
                    ::cors_runtime::__private::module_path!(), "::", "user"
                ),
                &["GET"],
                &["GET"],
                ::cors_runtime::__private::Policy::written(
                        ::cors_runtime::__private::Callers::Written(
                            &::cors_runtime::__private::Origins::few(
                                &["https://app.example.com"],
                                &[],
                            ),
                        ),
                    )
                    .methods(::cors_runtime::__private::Methods::Listed(&["GET", "PUT"])),
            );
            ::cors_runtime::__private::inventory::submit! {
                ::cors_runtime::__private::Listed(& __CORS_ROUTE_3)
            }
            ::cors_runtime::__private::register_handler(
                __app,
                &__CORS_ROUTE_3,
                [],
                user,
            );
        }
    }
}
