//! The rules about where the attribute is and how it is written.

page! {
    /// `no-route`: `#[cors]` is not on a handler with a route attribute below it.
    ///
    /// The policy belongs to a path and its methods, which the route attribute names. Without one there is
    /// nothing to answer preflights for. Methods of a type are not handlers either.
    no_route
    refused: r#"#[cors(origins = ["https://app.example.com"])]"#, "// No route attribute.";
    accepted: r#"#[cors(origins = ["https://app.example.com"])]"#;
    source: "https://docs.rs/actix-web/4/actix_web/#attributes";
}

page! {
    /// `below-route`: `#[cors]` is below the route attribute.
    ///
    /// The route attribute has turned the handler into a registered service by then, and no policy can be
    /// put around it.
    below_route
    refused: r#"#[get("/")]"#, r#"#[cors(origins = ["https://app.example.com"])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"])]"#, r#"#[get("/")]"#;
    source: "https://doc.rust-lang.org/reference/procedural-macros.html#attribute-macros";
}

page! {
    /// `duplicate-cors`: one handler has two `#[cors]`.
    ///
    /// A handler has one policy. Two would have to be merged, and readers would have to guess how.
    duplicate_cors
    refused: r#"#[cors(origins = ["https://app.example.com"])]
#[cors(credentials)]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], credentials)]"#;
    source: "https://fetch.spec.whatwg.org/#http-cors-protocol";
}

page! {
    /// `unknown-argument`: an argument does not exist.
    ///
    /// A misspelt argument must not pass as a policy without it.
    unknown_argument
    refused: r#"#[cors(origins = ["https://app.example.com"], credential)]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], credentials)]"#;
    source: "https://fetch.spec.whatwg.org/#http-cors-protocol";
}

page! {
    /// `duplicate-argument`: an argument is given twice.
    ///
    /// One of the two would be ignored, and readers would have to guess which.
    duplicate_argument
    refused: r#"#[cors(
    origins = ["https://app.example.com"],
    origins = ["https://admin.example.com"],
)]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com", "https://admin.example.com"])]"#;
    source: "https://fetch.spec.whatwg.org/#http-cors-protocol";
}

page! {
    /// `wrong-type`: an argument has a value of the wrong type.
    ///
    /// Lists are lists even with one entry; `origins = "*"` is the only exception.
    wrong_type
    refused: r#"#[cors(origins = "https://app.example.com")]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"])]"#;
    source: "https://fetch.spec.whatwg.org/#http-cors-protocol";
}

page! {
    /// `disabled-not-alone`: `disabled` is combined with other arguments.
    ///
    /// A handler without CORS, in a module that has it, has no use for the arguments of a policy.
    disabled_not_alone
    refused: r#"#[cors(disabled, origins = ["https://app.example.com"])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"])]"#, "pub mod api {", r#"    use actix_web::get;
    use cors_runtime::cors;

    #[get("/")]
    async fn list() -> &'static str {
        ""
    }

    #[cors(disabled)]
    #[get("/internal")]
    async fn internal() -> &'static str {
        ""
    }
}"#;
    source: "https://fetch.spec.whatwg.org/#http-cors-protocol";
}

page! {
    /// `invalid-route`: actix-web refuses the route attribute.
    ///
    /// `#[cors]` reads the attribute as actix-web's own macros do, and reports what they would report.
    invalid_route
    refused: r#"#[cors(origins = ["https://app.example.com"])]"#, r#"#[get("/{id")]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"])]"#, r#"#[get("/{id}")]"#;
    source: "https://docs.rs/actix-web/4/actix_web/#attributes";
}

page! {
    /// `malformed-arguments`: arguments or entries are not separated by commas, or a name is not followed by `=`.
    ///
    /// Each argument is read by itself, so a missing comma does not hide what else is wrong.
    malformed_arguments
    refused: r#"#[cors(origins: ["https://app.example.com"] credentials)]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], credentials)]"#;
    source: "https://doc.rust-lang.org/reference/attributes.html#meta-item-attribute-syntax";
}

page! {
    /// `attribute-on-entry`: an entry of a list has an attribute other than `cfg`, or a policy more than three conditions.
    ///
    /// The compiler compiles an entry with `#[cfg(..)]` only where the condition holds. Every other attribute
    /// would have no effect. A policy is written once for each combination of its conditions, so their number is
    /// limited.
    attribute_on_entry
    refused: r#"#[cors(origins = ["https://app.example.com", #[allow(unused)] "http://localhost:3000"])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com", #[cfg(debug_assertions)] "http://localhost:3000"])]"#;
    source: "https://doc.rust-lang.org/reference/conditional-compilation.html#the-cfg-attribute";
}

page! {
    /// `layer-sees-no-preflight`: a layer is inside a route, where no preflight arrives.
    ///
    /// A route takes its own methods only. The router refuses a preflight, which is an `OPTIONS` request, before
    /// the middleware of the route runs.
    layer_sees_no_preflight
    refused: r#"cors_runtime::policy! {
    static PARTNERS = { origins = ["https://a.example"] };
}

#[cors(disabled)]"#, r#"#[put("/", wrap = "PARTNERS.layer()")]"#;
    accepted: r#"cors_runtime::policy! {
    static PARTNERS = { origins = ["https://a.example"] };
}

#[cors(policy = PARTNERS)]"#, r#"#[put("/")]"#;
    source: "https://fetch.spec.whatwg.org/#cors-preflight-fetch";
}

page! {
    /// `not-inherited`: an item of a `#[cors]` module may be a handler and cannot inherit the policy.
    ///
    /// `#[cors]` on a module sees what its braces hold. It sees neither what another macro writes later nor
    /// whether an attribute that it does not know registers a route, so such handlers have no policy.
    not_inherited
    warned: r#"#[cors(origins = ["https://app.example.com"], enforce)]"#, "pub mod api {", r#"    use actix_web::get;

    #[get("/")]
    async fn list() -> &'static str {
        ""
    }

    macro_rules! handler {
        ($name:ident) => {
            #[get("/other")]
            async fn $name() -> &'static str {
                ""
            }
        };
    }

    handler!(other);
}"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], enforce)]"#, "pub mod api {", r#"    use actix_web::get;
    use cors_runtime::cors;

    #[get("/")]
    async fn list() -> &'static str {
        ""
    }

    macro_rules! handler {
        ($name:ident) => {
            #[cors(origins = ["https://app.example.com"], enforce)]
            #[get("/other")]
            async fn $name() -> &'static str {
                ""
            }
        };
    }

    #[allow(deprecated)]
    mod others {
        use super::*;

        handler!(other);
    }
}"#;
    source: "https://doc.rust-lang.org/reference/procedural-macros.html#attribute-macros";
}

page! {
    /// `content-type-not-allowed`: the handler reads JSON, and the policy does not allow `content-type`.
    ///
    /// `web::Json` accepts a body only with `Content-Type: application/json`. That value is not CORS-safelisted, so
    /// browsers ask for the header in a preflight, and fail the request if the policy does not allow it. An app whose
    /// `JsonConfig` accepts other content types can silence the warning.
    content_type_not_allowed
    warned: r#"#[cors(origins = ["https://app.example.com"])]"#, r#"#[post("/")]"#, r#"async fn handler(body: actix_web::web::Json<u32>) -> String {
    body.to_string()
}"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"])]"#, r#"#[post("/")]"#, r#"async fn handler(body: actix_web::web::Json<u32>) -> String {
    body.to_string()
}"#;
    source: "https://fetch.spec.whatwg.org/#cors-safelisted-request-header";
}

page! {
    /// `authorization-not-allowed`: the handler reads `authorization`, and the policy does not allow it.
    ///
    /// A script that sends a token sets `Authorization`. Browsers ask for the header in a preflight, and `*` in
    /// `allow_headers` does not cover it.
    authorization_not_allowed
    warned: r#"struct BearerAuth;
#
# impl actix_web::FromRequest for BearerAuth {
#     type Error = actix_web::Error;
#     type Future = std::future::Ready<Result<Self, Self::Error>>;
#     fn from_request(_: &actix_web::HttpRequest, _: &mut actix_web::dev::Payload) -> Self::Future {
#         std::future::ready(Ok(Self))
#     }
# }

#[cors(origins = ["https://app.example.com"])]"#, r#"#[get("/")]"#, r#"async fn handler(_: BearerAuth) -> &'static str {
    ""
}"#;
    accepted: r#"struct BearerAuth;
#
# impl actix_web::FromRequest for BearerAuth {
#     type Error = actix_web::Error;
#     type Future = std::future::Ready<Result<Self, Self::Error>>;
#     fn from_request(_: &actix_web::HttpRequest, _: &mut actix_web::dev::Payload) -> Self::Future {
#         std::future::ready(Ok(Self))
#     }
# }

#[cors(origins = ["https://app.example.com"], allow_headers = ["authorization"])]"#, r#"#[get("/")]"#, r#"async fn handler(_: BearerAuth) -> &'static str {
    ""
}"#;
    source: "https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name";
}
