//! The rules about `allow_headers` and `expose_headers`.

page! {
    /// `invalid-header-name`: a header name is not a token.
    ///
    /// A header name is one token. Browsers give up on an answer whose list of headers is malformed.
    invalid_header_name
    refused: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["X-First, X-Second"])]"#, r#"#[put("/")]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["x-first", "x-second"])]"#, r#"#[put("/")]"#;
    source: "https://www.rfc-editor.org/rfc/rfc9110#name-field-names";
}

page! {
    /// `forbidden-request-header`: scripts cannot set the request header.
    ///
    /// Browsers set these headers themselves and drop what a script sets. For cookies, say
    /// `credentials`.
    forbidden_request_header
    refused: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["cookie"])]"#, r#"#[put("/")]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"], credentials)]"#, r#"#[put("/")]"#;
    source: "https://fetch.spec.whatwg.org/#forbidden-request-header";
}

page! {
    /// `response-header-in-request-list`: a response header is in the list of request headers.
    ///
    /// The list names headers that scripts send. This one is sent by the server, and is set for you.
    response_header_in_request_list
    refused: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["access-control-allow-origin"])]"#, r#"#[put("/")]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"])]"#, r#"#[put("/")]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-allow-headers";
}

page! {
    /// `forbidden-response-header`: scripts can never read the response header.
    ///
    /// No script may read the header, whatever the server exposes. Browsers store the cookie without a
    /// script.
    forbidden_response_header
    refused: r#"#[cors(origins = ["https://app.example.com"], expose_headers = ["set-cookie"])]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], credentials)]"#;
    source: "https://fetch.spec.whatwg.org/#forbidden-response-header-name";
}

page! {
    /// `request-header-in-response-list`: a request header is in the list of response headers.
    ///
    /// The list names headers of responses. This one is on requests.
    request_header_in_response_list
    refused: r#"#[cors(origins = ["https://app.example.com"], expose_headers = ["origin"])]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"])]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-expose-headers";
}

page! {
    /// `preflight-header-exposed`: the header exists on preflight responses only.
    ///
    /// The header is on answers to preflights alone, and no script ever sees one of these.
    preflight_header_exposed
    refused: r#"#[cors(origins = ["https://app.example.com"], expose_headers = ["access-control-max-age"])]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"])]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-expose-headers";
}

page! {
    /// `wildcard-headers-with-credentials`: `*` in `allow_headers` is combined with credentials.
    ///
    /// On requests with credentials, browsers take `*` for a header of that name, so it allows nothing.
    wildcard_headers_with_credentials
    refused: r#"#[cors(origins = ["https://app.example.com"], credentials, allow_headers = ["*"])]"#, r#"#[put("/")]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], credentials, allow_headers = ["content-type"])]"#, r#"#[put("/")]"#;
    source: "https://fetch.spec.whatwg.org/#http-new-header-syntax";
}

page! {
    /// `wildcard-expose-with-credentials`: `*` in `expose_headers` is combined with credentials.
    ///
    /// On requests with credentials, browsers take `*` for a header of that name, so it exposes
    /// nothing.
    wildcard_expose_with_credentials
    refused: r#"#[cors(origins = ["https://app.example.com"], credentials, expose_headers = ["*"])]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], credentials, expose_headers = ["etag"])]"#;
    source: "https://fetch.spec.whatwg.org/#http-new-header-syntax";
}

page! {
    /// `duplicate-header`: a header is named twice.
    ///
    /// Header names are equal whatever their case, so the second entry does nothing.
    duplicate_header
    odd: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["x-first", "X-First"])]"#, r#"#[put("/")]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["x-first"])]"#, r#"#[put("/")]"#;
    source: "https://www.rfc-editor.org/rfc/rfc9110#name-field-names";
}

page! {
    /// `redundant-header`: `*` already covers the header.
    ///
    /// `*` covers every header but `authorization`, which must be named beside it.
    redundant_header
    odd: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["*", "x-first"])]"#, r#"#[put("/")]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["*", "authorization"])]"#, r#"#[put("/")]"#;
    source: "https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name";
}

page! {
    /// `method-override-header`: the header lets one method act as another.
    ///
    /// Frameworks that honour this header treat a `POST` as a `DELETE`, so that the list of methods
    /// means nothing.
    method_override_header
    odd: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["x-http-method-override"])]"#, r#"#[post("/")]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"])]"#, r#"#[post("/")]"#;
    source: "https://fetch.spec.whatwg.org/#forbidden-request-header";
}

page! {
    /// `exposed-allow-origin`: `Access-Control-Allow-Origin` is exposed to scripts.
    ///
    /// The header tells a script its own origin, which it knows.
    exposed_allow_origin
    odd: r#"#[cors(origins = ["https://app.example.com"], expose_headers = ["access-control-allow-origin"])]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], expose_headers = ["etag"])]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-expose-headers";
}
