::cors_runtime::__editor! {
    ([origins, methods,] [GET, PUT,] [] [] [] [] [])
}
/** Answers `GET /users/{id}`, `PUT /users/{id}`, `DELETE /users/{id}`, `GET /people/{id}`.

 # CORS

 Pages on `https://app.example.com` may send `GET` and `PUT` without cookies.

 | Route | `GET /users/{id}`<br>`PUT /users/{id}`<br>`DELETE /users/{id}`<br>`GET /people/{id}` |
 |:---|:---|
 | Origins | `https://app.example.com` |
 | Methods | `GET`, `PUT` |
 | Credentials | not allowed |
 | Request headers | the CORS-safelisted ones only |
 | Exposed headers | the CORS-safelisted ones only |
 | Preflight | `OPTIONS` asking for `GET`, `PUT`: 204 for these origins, 403 for all others |
 | Max-age | not sent: browsers cache for 5 seconds |
 | Enforcement | off: browsers hide the response from pages that are not allowed |

 A preflight to a server on this machine. If a `web::scope` mounts the handler, its prefix goes before the path.

 ```sh
 curl -i -X OPTIONS \
   'http://localhost:8080/users/1' \
   -H 'Origin: https://app.example.com' \
   -H 'Access-Control-Request-Method: GET'
 ```*/
#[cfg_attr(
    doc,
    doc(
        alias(
            "/users/{id}",
            "GET /users/{id}",
            "PUT /users/{id}",
            "DELETE /users/{id}",
            "/people/{id}",
            "GET /people/{id}",
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Methods"
        )
    )
)]
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
        use ::cors_runtime::__private as __cors;
        {
            static __CORS_ROUTE_0: __cors::Route = __cors::Route::new(
                "/users/{id}",
                "user",
                __cors::concat!(__cors::module_path!(), "::", "user"),
                __cors::only::GET,
                &["GET", "PUT", "DELETE"],
                __cors::Policy::written(
                        __cors::OriginsSetting::Listed(
                            &__cors::StaticOrigins::few(
                                &["https://app.example.com"],
                                &[],
                            ),
                        ),
                    )
                    .methods(__cors::Methods::Listed(&["GET", "PUT"])),
            );
            __cors::inventory::submit! {
                & __CORS_ROUTE_0
            }
            __cors::register_handler(__app, &__CORS_ROUTE_0, [], user);
        }
        {
            static __CORS_ROUTE_1: __cors::Route = __cors::Route::new(
                "/users/{id}",
                "user",
                __cors::concat!(__cors::module_path!(), "::", "user"),
                __cors::only::PUT,
                &["GET", "PUT", "DELETE"],
                __cors::Policy::written(
                        __cors::OriginsSetting::Listed(
                            &__cors::StaticOrigins::few(
                                &["https://app.example.com"],
                                &[],
                            ),
                        ),
                    )
                    .methods(__cors::Methods::Listed(&["GET", "PUT"])),
            );
            __cors::inventory::submit! {
                & __CORS_ROUTE_1
            }
            __cors::register_handler(__app, &__CORS_ROUTE_1, [], user);
        }
        {
            static __CORS_ROUTE_2: __cors::Route = __cors::Route::new(
                "/users/{id}",
                "user",
                __cors::concat!(__cors::module_path!(), "::", "user"),
                __cors::only::DELETE,
                &["GET", "PUT", "DELETE"],
                __cors::Policy::written(
                        __cors::OriginsSetting::Listed(
                            &__cors::StaticOrigins::few(
                                &["https://app.example.com"],
                                &[],
                            ),
                        ),
                    )
                    .methods(__cors::Methods::Listed(&["GET", "PUT"])),
            );
            __cors::inventory::submit! {
                & __CORS_ROUTE_2
            }
            __cors::register_handler(__app, &__CORS_ROUTE_2, [], user);
        }
        {
            static __CORS_ROUTE_3: __cors::Route = __cors::Route::new(
                "/people/{id}",
                "user",
                __cors::concat!(__cors::module_path!(), "::", "user"),
                __cors::only::GET,
                __cors::only::GET,
                __cors::Policy::written(
                        __cors::OriginsSetting::Listed(
                            &__cors::StaticOrigins::few(
                                &["https://app.example.com"],
                                &[],
                            ),
                        ),
                    )
                    .methods(__cors::Methods::Listed(&["GET", "PUT"])),
            );
            __cors::inventory::submit! {
                & __CORS_ROUTE_3
            }
            __cors::register_handler(__app, &__CORS_ROUTE_3, [], user);
        }
    }
}
