::cors_runtime::__editor! {
    ([origins, allow_headers,] [] [] [] [] [] [])
}
/** Answers `PURGE /cache`.

 # CORS

 Pages on `https://a.example`, `https://b.example`, `https://c.example`, and 2 more origins may send `PURGE` with any header except `authorization`, without cookies.

 | Route | `PURGE /cache` |
 |:---|:---|
 | Origins | `https://a.example`<br>`https://b.example`<br>`https://c.example`<br>`https://d.example`<br>`https://pr-*.e.example` |
 | Methods | `PURGE` |
 | Credentials | not allowed |
 | Request headers | `*`: any except `authorization` |
 | Exposed headers | the CORS-safelisted ones only |
 | Preflight | `OPTIONS` asking for `PURGE`: 204 for these origins, 403 for all others |
 | Max-age | not sent: browsers cache for 5 seconds |
 | Enforcement | off: browsers hide the response from pages that are not allowed |

 A preflight to a server on this machine. If a `web::scope` mounts the handler, its prefix goes before the path.

 ```sh
 curl -i -X OPTIONS \
   'http://localhost:8080/cache' \
   -H 'Origin: https://a.example' \
   -H 'Access-Control-Request-Method: PURGE'
 ```*/
#[cfg_attr(
    doc,
    doc(
        alias(
            "/cache",
            "PURGE /cache",
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
pub struct purge;
impl ::cors_runtime::__private::HttpServiceFactory for purge {
    fn register(self, __app: &mut ::cors_runtime::__private::AppService) {
        #[allow(unused_imports)]
        use route as _;
        async fn purge() {}
        use ::cors_runtime::__private as __cors;
        {
            static __CORS_ROUTE_0: __cors::Route = __cors::Route::new(
                "/cache",
                "purge",
                __cors::concat!(__cors::module_path!(), "::", "purge"),
                &["PURGE"],
                &["PURGE"],
                __cors::Policy::written(
                        __cors::OriginsSetting::Listed(
                            &__cors::StaticOrigins::Listed {
                                exact: __cors::PerfectHashSet::new(
                                    &[
                                        "https://b.example",
                                        "https://c.example",
                                        "https://a.example",
                                        "https://d.example",
                                    ],
                                    &[0u32, 0u32],
                                ),
                                patterns: __cors::PatternSet::InTurn(
                                    &[
                                        __cors::OriginPattern::from_parts(
                                            "https://pr-",
                                            __cors::HostWildcard::PartOfLabel,
                                            ".e.example",
                                            false,
                                        ),
                                    ],
                                ),
                            },
                        ),
                    )
                    .allow_headers(__cors::Option::Some("*"))
                    .hazards(__cors::Hazards::from_bits_retain(32u8)),
            );
            __cors::inventory::submit! {
                & __CORS_ROUTE_0
            }
            __cors::register_handler(__app, &__CORS_ROUTE_0, [], purge);
        }
    }
}
