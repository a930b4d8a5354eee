::cors_runtime::__editor! {
    ([max_age,] [] [] [] [] [] [])
}
/** Answers `GET /orders`.

 # CORS

 The policy [`PARTNERS`][value@__cors_path_0] says which pages may send `GET`, except `allow_headers`, `max_age`.

 | Route | `GET /orders` |
 |:---|:---|
 | Policy | [`PARTNERS`][value@__cors_path_0], except `allow_headers`, `max_age` |
 | Inherited | `allow_headers`, `policy` from [the module](self) |
 | Request headers | `etag` |
 | Max-age | 60 seconds |

 A preflight to a server on this machine. If a `web::scope` mounts the handler, its prefix goes before the path. Replace the origin by one that the policy allows.

 ```sh
 curl -i -X OPTIONS \
   'http://localhost:8080/orders' \
   -H 'Origin: https://app.example.com' \
   -H 'Access-Control-Request-Method: GET' \
   -H 'Access-Control-Request-Headers: etag'
 ```*/
#[cfg_attr(
    doc,
    doc(
        alias(
            "/orders",
            "GET /orders",
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Methods",
            "Access-Control-Allow-Headers",
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
pub struct orders;
impl ::cors_runtime::__private::HttpServiceFactory for orders {
    fn register(self, __app: &mut ::cors_runtime::__private::AppService) {
        #[allow(unused_imports)]
        use get as _;
        async fn orders() {}
        use ::cors_runtime::__private as __cors;
        {
            static __CORS_ROUTE_0: __cors::Route = __cors::Route::new(
                "/orders",
                "orders",
                __cors::concat!(__cors::module_path!(), "::", "orders"),
                __cors::only::GET,
                __cors::only::GET,
                ::cors_runtime::__private::Policy::merged(__cors::Parts {
                    allow_headers: __cors::Option::Some("etag"),
                    max_age: __cors::Option::Some("60"),
                    named: __cors::Option::Some("PARTNERS"),
                    inherited: true,
                    hazards: __cors::Policy::parts(&__cors_path_0)
                        .hazards
                        .difference(__cors::Hazards::from_bits_retain(32u8))
                        .union(__cors::Hazards::from_bits_retain(0u8)),
                    ..*__cors::Policy::parts(&__cors_path_0)
                }),
            );
            __cors::inventory::submit! {
                & __CORS_ROUTE_0
            }
            __cors::register_handler(__app, &__CORS_ROUTE_0, [], orders);
        }
    }
}
