//! The rules about `allow_headers` and `expose_headers`.

page! {
    /// `invalid-header-name`: a header name is not a token.
    ///
    /// A header name is one token. Browsers reject a response whose list of headers is malformed.
    invalid_header_name
    refused: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["X-First, X-Second"])]"#, r#"#[put("/")]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["x-first", "x-second"])]"#, r#"#[put("/")]"#;
    source: "https://www.rfc-editor.org/rfc/rfc9110#name-field-names";
}

page! {
    /// `forbidden-request-header`: scripts cannot set the request header.
    ///
    /// Browsers set these headers themselves and ignore what a script sets. For cookies, write
    /// `credentials`.
    forbidden_request_header
    refused: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["cookie"])]"#, r#"#[put("/")]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"], credentials)]"#, r#"#[put("/")]"#;
    source: "https://fetch.spec.whatwg.org/#forbidden-request-header";
}

page! {
    /// `response-header-in-request-list`: a response header is in the list of request headers.
    ///
    /// The list names headers that scripts send. The server sends this one, and `#[cors]` sets it.
    response_header_in_request_list
    refused: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["access-control-allow-origin"])]"#, r#"#[put("/")]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"])]"#, r#"#[put("/")]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-allow-headers";
}

page! {
    /// `forbidden-response-header`: scripts can never read the response header.
    ///
    /// Scripts may not read the header, whatever the server exposes. Browsers store the cookie
    /// themselves.
    forbidden_response_header
    refused: r#"#[cors(origins = ["https://app.example.com"], expose_headers = ["set-cookie"])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], credentials)]"#;
    source: "https://fetch.spec.whatwg.org/#forbidden-response-header-name";
}

page! {
    /// `request-header-in-response-list`: a request header is in the list of response headers.
    ///
    /// The list names headers of responses. This one is on requests.
    request_header_in_response_list
    refused: r#"#[cors(origins = ["https://app.example.com"], expose_headers = ["origin"])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"])]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-expose-headers";
}

page! {
    /// `preflight-header-exposed`: the header exists on preflight responses only.
    ///
    /// The header is on responses to preflights only, which scripts never see.
    preflight_header_exposed
    refused: r#"#[cors(origins = ["https://app.example.com"], expose_headers = ["access-control-max-age"])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"])]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-expose-headers";
}

page! {
    /// `wildcard-headers-with-credentials`: `*` in `allow_headers` is combined with credentials.
    ///
    /// On requests with credentials, browsers read `*` as a header of that name, so it allows nothing.
    wildcard_headers_with_credentials
    refused: r#"#[cors(origins = ["https://app.example.com"], credentials, allow_headers = ["*"])]"#, r#"#[put("/")]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], credentials, allow_headers = ["content-type"])]"#, r#"#[put("/")]"#;
    source: "https://fetch.spec.whatwg.org/#http-new-header-syntax";
}

page! {
    /// `wildcard-expose-with-credentials`: `*` in `expose_headers` is combined with credentials.
    ///
    /// On requests with credentials, browsers read `*` as a header of that name, so it exposes nothing.
    wildcard_expose_with_credentials
    refused: r#"#[cors(origins = ["https://app.example.com"], credentials, expose_headers = ["*"])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], credentials, expose_headers = ["etag"])]"#;
    source: "https://fetch.spec.whatwg.org/#http-new-header-syntax";
}

page! {
    /// `duplicate-header`: a header is named twice.
    ///
    /// Header names are compared without case, so the second entry has no effect.
    duplicate_header
    warned: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["x-first", "X-First"])]"#, r#"#[put("/")]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["x-first"])]"#, r#"#[put("/")]"#;
    source: "https://www.rfc-editor.org/rfc/rfc9110#name-field-names";
}

page! {
    /// `redundant-header`: `*` already covers the header.
    ///
    /// `*` covers every header except `authorization`, which must be named beside it.
    redundant_header
    warned: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["*", "x-first"])]"#, r#"#[put("/")]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["*", "authorization"])]"#, r#"#[put("/")]"#;
    source: "https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name";
}

page! {
    /// `method-override-header`: the header lets one method act as another.
    ///
    /// Frameworks that honour this header treat a `POST` as a `DELETE`, which circumvents the list of
    /// methods.
    method_override_header
    warned: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["x-http-method-override"])]"#, r#"#[post("/")]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"])]"#, r#"#[post("/")]"#;
    source: "https://fetch.spec.whatwg.org/#forbidden-request-header";
}

page! {
    /// `exposed-allow-origin`: `Access-Control-Allow-Origin` is exposed to scripts.
    ///
    /// The header contains the script's own origin, which the script knows.
    exposed_allow_origin
    warned: r#"#[cors(origins = ["https://app.example.com"], expose_headers = ["access-control-allow-origin"])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"])]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-expose-headers";
}
