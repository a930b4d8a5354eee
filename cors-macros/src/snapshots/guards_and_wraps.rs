::cors_runtime::__editor! {
    ([origins,] [] [] [] [] [] [])
}
/** Answers `GET|PURGE /guarded`.

 # CORS

 Pages on `https://app.example.com` may send `GET` and `PURGE` without cookies.

 | Route | `GET\|PURGE /guarded` |
 |:---|:---|
 | Origins | `https://app.example.com` |
 | Methods | `GET`, `PURGE` |
 | Credentials | not allowed |
 | Request headers | the CORS-safelisted ones only |
 | Exposed headers | the CORS-safelisted ones only |
 | Preflight | `OPTIONS` asking for `GET`, `PURGE`: 204 for these origins, 403 for all others |
 | Max-age | not sent: browsers cache for 5 seconds |
 | Enforcement | off: browsers hide the response from pages that are not allowed |

 A preflight to a server on this machine. If a `web::scope` mounts the handler, its prefix goes before the path.

 ```sh
 curl -i -X OPTIONS \
   'http://localhost:8080/guarded' \
   -H 'Origin: https://app.example.com' \
   -H 'Access-Control-Request-Method: GET'
 ```*/
#[cfg_attr(
    doc,
    doc(
        alias(
            "/guarded",
            "GET /guarded",
            "PURGE /guarded",
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
pub struct guarded;
impl ::cors_runtime::__private::HttpServiceFactory for guarded {
    fn register(self, __app: &mut ::cors_runtime::__private::AppService) {
        #[allow(unused_imports)]
        use route as _;
        async fn guarded() -> impl Responder {
            "guarded"
        }
        use ::cors_runtime::__private as __cors;
        {
            static __CORS_ROUTE_0: __cors::Route = __cors::Route::new(
                "/guarded",
                "guarded",
                __cors::concat!(__cors::module_path!(), "::", "guarded"),
                &["GET", "PURGE"],
                &["GET", "PURGE"],
                __cors::Policy::written(
                    __cors::OriginsSetting::Listed(
                        &__cors::StaticOrigins::few(&["https://app.example.com"], &[]),
                    ),
                ),
            );
            __cors::inventory::submit! {
                & __CORS_ROUTE_0
            }
            __cors::register(
                __app,
                &__CORS_ROUTE_0,
                [__cors::guard(guards::first), __cors::guard(guards::second)],
                __cors::wrap(
                    __cors::wrap(__cors::handler(guarded), inner()),
                    middleware::from_fn(outer),
                ),
            );
        }
    }
}
