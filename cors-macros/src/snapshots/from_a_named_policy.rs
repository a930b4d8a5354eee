::cors_runtime::__editor! {
    ([policy, credentials,] [] [] [] [] [(super::PARTNERS)] [])
}
/** Answers `GET /orders`, `PUT /orders/{id}`.

 # CORS

 The policy [`super::PARTNERS`][value@super::PARTNERS] says which pages may send `GET`, `PUT`, except `credentials`.

 | Route | `GET /orders`<br>`PUT /orders/{id}` |
 |:---|:---|
 | Policy | [`super::PARTNERS`][value@super::PARTNERS], except `credentials` |
 | Credentials | allowed: cookies, HTTP authentication, client certificates |

 A preflight to a server on this machine. If a `web::scope` mounts the handler, its prefix goes before the path. Replace the origin by one that the policy allows.

 ```sh
 curl -i -X OPTIONS \
   'http://localhost:8080/orders' \
   -H 'Origin: https://app.example.com' \
   -H 'Access-Control-Request-Method: GET'
 ```*/
#[cfg_attr(
    doc,
    doc(
        alias(
            "/orders",
            "GET /orders",
            "/orders/{id}",
            "PUT /orders/{id}",
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Methods",
            "Access-Control-Allow-Credentials"
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
        use routes as _;
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
                        credentials: true,
                        named: __cors::Option::Some("super::PARTNERS"),
                        hazards: __cors::Policy::parts(&super::PARTNERS)
                            .hazards
                            .difference(__cors::Hazards::from_bits_retain(0u8))
                            .union(__cors::Hazards::from_bits_retain(0u8)),
                        ..*__cors::Policy::parts(&super::PARTNERS)
                    })
                    .for_route(
                        &["GET", "PUT"],
                        "the named policy opens no method of the route: `GET`, `PUT`\nhelp: name those to open: `methods = [\"GET\", \"PUT\"]`\nnote: rule `method-not-served`",
                    ),
            );
            __cors::inventory::submit! {
                & __CORS_ROUTE_0
            }
            __cors::register_handler(__app, &__CORS_ROUTE_0, [], orders);
        }
        {
            static __CORS_ROUTE_1: __cors::Route = __cors::Route::new(
                "/orders/{id}",
                "orders",
                __cors::concat!(__cors::module_path!(), "::", "orders"),
                __cors::only::PUT,
                __cors::only::PUT,
                ::cors_runtime::__private::Policy::merged(__cors::Parts {
                    credentials: true,
                    named: __cors::Option::Some("super::PARTNERS"),
                    hazards: __cors::Policy::parts(&super::PARTNERS)
                        .hazards
                        .difference(__cors::Hazards::from_bits_retain(0u8))
                        .union(__cors::Hazards::from_bits_retain(0u8)),
                    ..*__cors::Policy::parts(&super::PARTNERS)
                }),
            );
            __cors::inventory::submit! {
                & __CORS_ROUTE_1
            }
            __cors::register_handler(__app, &__CORS_ROUTE_1, [], orders);
        }
    }
}
