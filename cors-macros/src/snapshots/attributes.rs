my::cors::__editor! {
    ([origins, crate_path,] [] [] [] [] [] [])
}
#[doc(alias = "mine")]
#[cfg(feature = "old")]
#[allow(clippy::unused_async)]
#[deprecated = "use the new one"]
/** Answers `GET /old`.

 # CORS

 Pages on any origin may send `GET` without cookies.

 | Route | `GET /old` |
 |:---|:---|
 | Origins | `*`: every origin |
 | Methods | `GET` |
 | Credentials | not allowed |
 | Request headers | the CORS-safelisted ones only |
 | Exposed headers | the CORS-safelisted ones only |
 | Preflight | `OPTIONS` asking for `GET`: 204 for every origin |
 | Max-age | not sent: browsers cache for 5 seconds |
 | Enforcement | off: browsers hide the response from pages that are not allowed |

 A preflight to a server on this machine. If a `web::scope` mounts the handler, its prefix goes before the path.

 ```sh
 curl -i -X OPTIONS \
   'http://localhost:8080/old' \
   -H 'Origin: https://app.example.com' \
   -H 'Access-Control-Request-Method: GET'
 ```*/
#[cfg_attr(
    doc,
    doc(
        alias(
            "/old",
            "GET /old",
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
pub struct old;
#[cfg(feature = "old")]
#[allow(clippy::unused_async)]
#[allow(deprecated)]
impl my::cors::__private::HttpServiceFactory for old {
    fn register(self, __app: &mut my::cors::__private::AppService) {
        #[allow(unused_imports)]
        use get as _;
        #[cfg(feature = "old")]
        #[allow(clippy::unused_async)]
        #[expect(unused_variables)]
        #[tracing::instrument]
        #[must_use]
        pub(crate) async fn old() -> impl Responder {
            "old"
        }
        use my::cors::__private as __cors;
        {
            static __CORS_ROUTE_0: __cors::Route = __cors::Route::new(
                "/old",
                "old",
                __cors::concat!(__cors::module_path!(), "::", "old"),
                __cors::only::GET,
                __cors::only::GET,
                __cors::Policy::written(
                        __cors::OriginsSetting::Listed(&__cors::StaticOrigins::Any),
                    )
                    .hazards(__cors::Hazards::from_bits_retain(1u8)),
            );
            __cors::inventory::submit! {
                & __CORS_ROUTE_0
            }
            __cors::register_handler(__app, &__CORS_ROUTE_0, [], old);
        }
    }
}
