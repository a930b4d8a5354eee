::cors_runtime::__editor! {
    ([origins, methods, credentials, allow,] [GET, PUT,] [env,] []
    [localhost_with_credentials,] [] [])
}
/// Written by hand.
/**
 # CORS

 Pages on `https://partner.example` and the origins in the environment variable `PARTNERS` may send `GET` and `PUT` with cookies.

 | Policy | `PARTNERS` |
 |:---|:---|
 | Origins | `https://partner.example`<br>listed in the environment variable `PARTNERS` when the program starts, else `http://localhost:3000` |
 | Methods | `GET`, `PUT` |
 | Credentials | allowed: cookies, HTTP authentication, client certificates |
 | Request headers | the CORS-safelisted ones only |
 | Exposed headers | the CORS-safelisted ones only |
 | Preflight | `OPTIONS` asking for `GET`, `PUT`: 204 for these origins, 403 for all others |
 | Max-age | not sent: browsers cache for 5 seconds |
 | Enforcement | off: browsers hide the response from pages that are not allowed |*/
pub static PARTNERS: ::cors_runtime::Policy = {
    use ::cors_runtime::__private as __cors;
    __cors::Policy::written(__cors::OriginsSetting::Env {
            listed: &["https://partner.example"],
            variables: &[
                __cors::EnvVariable {
                    name: "PARTNERS",
                    default: &["http://localhost:3000"],
                },
            ],
            reader: __cors::EnvReader::READER,
        })
        .methods(__cors::Methods::Listed(&["GET", "PUT"]))
        .credentials(true)
        .allow(&["localhost-with-credentials"])
};
const _: () = {
    ::cors_runtime::__private::inventory::submit! {
        ::cors_runtime::__private::NamedPolicy { path :
        ::cors_runtime::__private::concat!(::cors_runtime::__private::module_path!(),
        "::", "PARTNERS"), policy : & PARTNERS, }
    }
};
::cors_runtime::__editor! {
    ([origins, allow_headers, max_age,] [] [dynamic,] [] [] [] [(tenants::ORIGINS)])
}
#[cfg(feature = "tenants")]
/** The CORS policy `TENANTS`.

 # CORS

 Pages on the origins that `tenants::ORIGINS` returns may send requests with the header `content-type`, without cookies.

 | Policy | `TENANTS` |
 |:---|:---|
 | Origins | those that `tenants::ORIGINS` returns while the program runs |
 | Methods | those of the route |
 | Credentials | not allowed |
 | Request headers | `content-type` |
 | Exposed headers | the CORS-safelisted ones only |
 | Preflight | `OPTIONS` asking for a method of the route: 204 for these origins, 403 for all others |
 | Max-age | 60 seconds |
 | Enforcement | off: browsers hide the response from pages that are not allowed |*/
static TENANTS: ::cors_runtime::Policy = {
    use ::cors_runtime::__private as __cors;
    __cors::Policy::written(__cors::OriginsSetting::Dynamic {
            origins: &tenants::ORIGINS,
            name: "tenants::ORIGINS",
        })
        .allow_headers(__cors::Option::Some("content-type"))
        .max_age(__cors::Option::Some("60"))
};
#[cfg(feature = "tenants")]
const _: () = {
    ::cors_runtime::__private::inventory::submit! {
        ::cors_runtime::__private::NamedPolicy { path :
        ::cors_runtime::__private::concat!(::cors_runtime::__private::module_path!(),
        "::", "TENANTS"), policy : & TENANTS, }
    }
};
