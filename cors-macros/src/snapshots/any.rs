::cors_runtime::__editor! {
    ([origins, allow_headers,] [] [] [] [] [] [])
}
/** Answers `GET /health`.

 # CORS

 Pages on any origin may send `GET` with any header, without cookies.

 | Route | `GET /health` |
 |:---|:---|
 | Origins | `*`: every origin |
 | Methods | `GET` |
 | Credentials | not allowed |
 | Request headers | `*`, `authorization` |
 | Exposed headers | the CORS-safelisted ones only |
 | Preflight | `OPTIONS` asking for `GET`: 204 for every origin |
 | Max-age | not sent: browsers cache for 5 seconds |
 | Enforcement | off: browsers hide the response from pages that are not allowed |

 A preflight to a server on this machine. If a `web::scope` mounts the handler, its prefix goes before the path.

 ```sh
 curl -i -X OPTIONS \
   'http://localhost:8080/health' \
   -H 'Origin: https://app.example.com' \
   -H 'Access-Control-Request-Method: GET' \
   -H 'Access-Control-Request-Headers: authorization'
 ```*/
#[cfg_attr(
    doc,
    doc(
        alias(
            "/health",
            "GET /health",
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Methods",
            "Access-Control-Allow-Headers"
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
pub struct health;
impl ::cors_runtime::__private::HttpServiceFactory for health {
    fn register(self, __app: &mut ::cors_runtime::__private::AppService) {
        #[allow(unused_imports)]
        use actix_web::get as _;
        async fn health() -> &'static str {
            "ok"
        }
        use ::cors_runtime::__private as __cors;
        {
            static __CORS_ROUTE_0: __cors::Route = __cors::Route::new(
                "/health",
                "health",
                __cors::concat!(__cors::module_path!(), "::", "health"),
                __cors::only::GET,
                __cors::only::GET,
                __cors::Policy::written(
                        __cors::OriginsSetting::Listed(&__cors::StaticOrigins::Any),
                    )
                    .allow_headers(__cors::Option::Some("*, authorization"))
                    .hazards(__cors::Hazards::from_bits_retain(33u8)),
            );
            __cors::inventory::submit! {
                & __CORS_ROUTE_0
            }
            __cors::register_handler(__app, &__CORS_ROUTE_0, [], health);
        }
    }
}
