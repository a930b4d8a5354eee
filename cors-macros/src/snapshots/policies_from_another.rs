::cors_runtime::__editor! {
    ([policy, credentials, expose_headers, enforce,] [] [] [] [] [(PARTNERS)] [])
}
/** The CORS policy `STRICT`.

 # CORS

 The policy [`PARTNERS`][value@PARTNERS] says which pages may send requests, except `expose_headers`, `credentials`, `enforce`.

 | Policy | `STRICT` |
 |:---|:---|
 | Policy | [`PARTNERS`][value@PARTNERS], except `expose_headers`, `credentials`, `enforce` |
 | Credentials | not allowed |
 | Exposed headers | `etag` |
 | Enforcement | cross-origin requests that are not allowed get 403 before the handler runs |*/
static STRICT: ::cors_runtime::Policy = {
    use ::cors_runtime::__private as __cors;
    ::cors_runtime::__private::Policy::merged(__cors::Parts {
        expose_headers: __cors::Option::Some("etag"),
        credentials: false,
        enforce: true,
        named: __cors::Option::Some("PARTNERS"),
        hazards: __cors::Policy::parts(&PARTNERS)
            .hazards
            .difference(__cors::Hazards::from_bits_retain(64u8))
            .union(__cors::Hazards::from_bits_retain(0u8)),
        ..*__cors::Policy::parts(&PARTNERS)
    })
};
const _: () = {
    ::cors_runtime::__private::inventory::submit! {
        ::cors_runtime::__private::NamedPolicy { path :
        ::cors_runtime::__private::concat!(::cors_runtime::__private::module_path!(),
        "::", "STRICT"), policy : & STRICT, }
    }
};
::cors_runtime::__editor! {
    ([policy, methods, allow_headers,] [] [] [] [] [(PARTNERS)] [])
}
/** The CORS policy `ANY_METHOD`.

 # CORS

 The policy [`PARTNERS`][value@PARTNERS] says which pages may send requests, except `methods`, `allow_headers`.

 | Policy | `ANY_METHOD` |
 |:---|:---|
 | Policy | [`PARTNERS`][value@PARTNERS], except `methods`, `allow_headers` |
 | Methods | those of the route |
 | Request headers | `*`, `authorization` |
 | Preflight | `OPTIONS` asking for a method of the route: 204 for these origins, 403 for all others |*/
static ANY_METHOD: ::cors_runtime::Policy = {
    use ::cors_runtime::__private as __cors;
    ::cors_runtime::__private::Policy::merged(__cors::Parts {
        methods: __cors::Methods::OfRoute,
        allow_headers: __cors::Option::Some("*, authorization"),
        named: __cors::Option::Some("PARTNERS"),
        hazards: __cors::Policy::parts(&PARTNERS)
            .hazards
            .difference(__cors::Hazards::from_bits_retain(48u8))
            .union(__cors::Hazards::from_bits_retain(48u8)),
        ..*__cors::Policy::parts(&PARTNERS)
    })
};
const _: () = {
    ::cors_runtime::__private::inventory::submit! {
        ::cors_runtime::__private::NamedPolicy { path :
        ::cors_runtime::__private::concat!(::cors_runtime::__private::module_path!(),
        "::", "ANY_METHOD"), policy : & ANY_METHOD, }
    }
};
::cors_runtime::__editor! {
    ([policy, origins, credentials, dangerously_allow,] [] [] [insecure_origins,] []
    [(PARTNERS)] [])
}
/** The CORS policy `INSECURE`.

 # CORS

 The policy [`PARTNERS`][value@PARTNERS] says which pages may send requests, except `origins`, `credentials`.

 | Policy | `INSECURE` |
 |:---|:---|
 | Policy | [`PARTNERS`][value@PARTNERS], except `origins`, `credentials` |
 | Origins | `http://legacy.example` |
 | Credentials | allowed: cookies, HTTP authentication, client certificates |*/
static INSECURE: ::cors_runtime::Policy = {
    use ::cors_runtime::__private as __cors;
    ::cors_runtime::__private::Policy::merged(__cors::Parts {
        origins: __cors::OriginsSetting::Listed(
            &__cors::StaticOrigins::few(&["http://legacy.example"], &[]),
        ),
        credentials: true,
        opt_outs: &[__cors::OptOut::InsecureOrigins],
        named: __cors::Option::Some("PARTNERS"),
        hazards: __cors::Policy::parts(&PARTNERS)
            .hazards
            .difference(__cors::Hazards::from_bits_retain(15u8))
            .union(__cors::Hazards::from_bits_retain(4u8)),
        ..*__cors::Policy::parts(&PARTNERS)
    })
};
const _: () = {
    ::cors_runtime::__private::inventory::submit! {
        ::cors_runtime::__private::NamedPolicy { path :
        ::cors_runtime::__private::concat!(::cors_runtime::__private::module_path!(),
        "::", "INSECURE"), policy : & INSECURE, }
    }
};
