::cors_runtime::__editor! {
    ([origins,] [] [] [] [] [] [])
}
#[doc = " Answers `GET /`.\n\n # CORS\n\n Pages on `https://*.example.com:*`, `https://*.partner.example`, `https://pr-*.example.dev:8443`, and `http://localhost:*` may send `GET` without cookies.\n\n | Route | `GET /` |\n |:---|:---|\n | Origins | `http://localhost:*`<br>`https://*.example.com:*`<br>`https://*.partner.example`<br>`https://pr-*.example.dev:8443` |\n | Methods | `GET` |\n | Credentials | not allowed |\n | Request headers | the CORS-safelisted ones only |\n | Exposed headers | the CORS-safelisted ones only |\n | Preflight | `OPTIONS` asking for `GET`: 204 for these origins, 403 for all others |\n | Max-age | not sent: browsers cache for 5 seconds |\n | Enforcement | off: browsers hide the response from pages that are not allowed |\n\n A preflight to a server on this machine. If a `web::scope` mounts the handler, its prefix goes before the path.\n\n ```sh\n curl -i -X OPTIONS \\\n   'http://localhost:8080/' \\\n   -H 'Origin: https://app.example.com:3000' \\\n   -H 'Access-Control-Request-Method: GET'\n ```"]
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
impl ::cors_runtime::__private::HttpServiceFactory for index {
    fn register(self, __app: &mut ::cors_runtime::__private::AppService) {
        #[allow(unused_imports)]
        use get as _;
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
                        &__cors::StaticOrigins::few(
                            &[],
                            &[
                                __cors::OriginPattern::from_parts(
                                    "https://",
                                    __cors::HostWildcard::Subdomains,
                                    ".partner.example",
                                    false,
                                ),
                                __cors::OriginPattern::from_parts(
                                    "https://pr-",
                                    __cors::HostWildcard::PartOfLabel,
                                    ".example.dev:8443",
                                    false,
                                ),
                                __cors::OriginPattern::from_parts(
                                    "http://localhost",
                                    __cors::HostWildcard::None,
                                    "",
                                    true,
                                ),
                                __cors::OriginPattern::from_parts(
                                    "https://",
                                    __cors::HostWildcard::Subdomains,
                                    ".example.com",
                                    true,
                                ),
                            ],
                        ),
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
    "`https://*.example.com:*` allows every port\nhelp: name the ports that you use\nnote: rule `any-port` (silence it with `allow = [\"any-port\"]`), see https://docs.rs/cors-runtime/latest/cors_runtime/rules/any_port/"
    { const _ : () = { #[allow(non_camel_case_types)] #[deprecated(note =
    "`https://*.example.com:*` allows every port\nhelp: name the ports that you use\nnote: rule `any-port` (silence it with `allow = [\"any-port\"]`), see https://docs.rs/cors-runtime/latest/cors_runtime/rules/any_port/")]
    struct cors; let _ = cors; }; }
}
