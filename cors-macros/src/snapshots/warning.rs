::cors_runtime::__editor! {
    ([origins,] [] [] [] [] [] [])
}
#[allow(unused)]
/** Answers `GET /`.

 # CORS

 Pages on `https://a.example.com` may send `GET` without cookies.

 | Route | `GET /` |
 |:---|:---|
 | Origins | `https://a.example.com` |
 | Methods | `GET` |
 | Credentials | not allowed |
 | Request headers | the CORS-safelisted ones only |
 | Exposed headers | the CORS-safelisted ones only |
 | Preflight | `OPTIONS` asking for `GET`: 204 for these origins, 403 for all others |
 | Max-age | not sent: browsers cache for 5 seconds |
 | Enforcement | off: browsers hide the response from pages that are not allowed |

 A preflight to a server on this machine. If a `web::scope` mounts the handler, its prefix goes before the path.

 ```sh
 curl -i -X OPTIONS \
   'http://localhost:8080/' \
   -H 'Origin: https://a.example.com' \
   -H 'Access-Control-Request-Method: GET'
 ```*/
#[cfg_attr(
    doc,
    doc(
        alias(
            "/",
            "GET /",
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
pub struct index;
#[allow(unused)]
impl ::cors_runtime::__private::HttpServiceFactory for index {
    fn register(self, __app: &mut ::cors_runtime::__private::AppService) {
        #[allow(unused_imports)]
        use get as _;
        #[allow(unused)]
        async fn index() -> impl Responder {
            "index"
        }
        use ::cors_runtime::__private as __cors;
        {
            static __CORS_ROUTE_0: __cors::Route = __cors::Route::new(
                "/",
                "index",
                __cors::concat!(__cors::module_path!(), "::", "index"),
                __cors::only::GET,
                __cors::only::GET,
                __cors::Policy::written(
                    __cors::OriginsSetting::Listed(
                        &__cors::StaticOrigins::few(&["https://a.example.com"], &[]),
                    ),
                ),
            );
            __cors::inventory::submit! {
                & __CORS_ROUTE_0
            }
            __cors::register_handler(__app, &__CORS_ROUTE_0, [], index);
        }
    }
}
::cors_runtime::__editor! {
    warning
    "origin `https://a.example.com` is named twice\nhelp: remove one of them\nnote: rule `duplicate-origin` (silence it with `allow = [\"duplicate-origin\"]`), see https://docs.rs/cors-runtime/latest/cors_runtime/rules/duplicate_origin/"
    { #[allow(unused)] #[expect(deprecated)] const _ : () = {
    #[allow(non_camel_case_types)] #[deprecated(note =
    "origin `https://a.example.com` is named twice\nhelp: remove one of them\nnote: rule `duplicate-origin` (silence it with `allow = [\"duplicate-origin\"]`), see https://docs.rs/cors-runtime/latest/cors_runtime/rules/duplicate_origin/")]
    struct cors; let _ = cors; }; }
}
