::cors_runtime::__editor! {
    ([origins, allow_headers, expose_headers, max_age, credentials,] [] [] [] [] [] [])
}
/// Replaces a user.
/**
 # CORS

 Pages on `https://a.example.com` and `https://app.example.com` may send `PUT` with cookies and the headers `content-type` and `x-request-id`, and read the response header `etag`.

 | Route | `PUT /users/{id}` |
 |:---|:---|
 | Origins | `https://a.example.com`<br>`https://app.example.com` |
 | Methods | `PUT` |
 | Credentials | allowed: cookies, HTTP authentication, client certificates |
 | Request headers | `content-type`, `x-request-id` |
 | Exposed headers | `etag` |
 | Preflight | `OPTIONS` asking for `PUT`: 204 for these origins, 403 for all others |
 | Max-age | 600 seconds (10 minutes) |
 | Enforcement | off: browsers hide the response from pages that are not allowed |

 A preflight to a server on this machine. If a `web::scope` mounts the handler, its prefix goes before the path.

 ```sh
 curl -i -X OPTIONS \
   'http://localhost:8080/users/1' \
   -H 'Origin: https://a.example.com' \
   -H 'Access-Control-Request-Method: PUT' \
   -H 'Access-Control-Request-Headers: content-type,x-request-id'
 ```*/
#[cfg_attr(
    doc,
    doc(
        alias(
            "/users/{id}",
            "PUT /users/{id}",
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Methods",
            "Access-Control-Allow-Credentials",
            "Access-Control-Allow-Headers",
            "Access-Control-Expose-Headers",
            "Access-Control-Max-Age"
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
pub struct put_user;
impl ::cors_runtime::__private::HttpServiceFactory for put_user {
    fn register(self, __app: &mut ::cors_runtime::__private::AppService) {
        #[allow(unused_imports)]
        use put as _;
        async fn put_user(id: web::Path<u32>) -> impl Responder {
            HttpResponse::NoContent()
        }
        use ::cors_runtime::__private as __cors;
        {
            static __CORS_ROUTE_0: __cors::Route = __cors::Route::new(
                "/users/{id}",
                "put_user",
                __cors::concat!(__cors::module_path!(), "::", "put_user"),
                __cors::only::PUT,
                __cors::only::PUT,
                __cors::Policy::written(
                        __cors::OriginsSetting::Listed(
                            &__cors::StaticOrigins::few(
                                &["https://a.example.com", "https://app.example.com"],
                                &[],
                            ),
                        ),
                    )
                    .allow_headers(__cors::Option::Some("content-type, x-request-id"))
                    .expose_headers(__cors::Option::Some("etag"))
                    .max_age(__cors::Option::Some("600"))
                    .credentials(true),
            );
            __cors::inventory::submit! {
                & __CORS_ROUTE_0
            }
            __cors::register_handler(__app, &__CORS_ROUTE_0, [], put_user);
        }
    }
}
