//! The rules about `methods`.

page! {
    /// `invalid-method`: a method is not a token.
    ///
    /// A method is one token. Browsers reject a response whose list of methods is malformed.
    invalid_method
    refused: r#"#[cors(origins = ["https://app.example.com"], methods = ["GET POST"])]"#, r#"#[route("/", method = "GET", method = "POST")]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], methods = [GET, POST])]"#, r#"#[route("/", method = "GET", method = "POST")]"#;
    source: "https://www.rfc-editor.org/rfc/rfc9110#name-methods";
}

page! {
    /// `forbidden-method`: browsers refuse to send the method.
    ///
    /// Browsers refuse to send `CONNECT`, `TRACE`, and `TRACK`, whatever the server allows.
    forbidden_method
    refused: r#"#[cors(origins = ["https://app.example.com"], methods = [GET, TRACE])]"#, r#"#[route("/", method = "GET", method = "TRACE")]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], methods = [GET])]"#, r#"#[route("/", method = "GET", method = "TRACE")]"#;
    source: "https://fetch.spec.whatwg.org/#forbidden-method";
}

page! {
    /// `method-case`: a method is not in upper case.
    ///
    /// Browsers compare methods byte for byte, and turn only some of them into upper case: a `patch`
    /// stays a `patch`.
    method_case
    refused: r#"#[cors(origins = ["https://app.example.com"], methods = [put])]"#, r#"#[put("/")]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], methods = [PUT])]"#, r#"#[put("/")]"#;
    source: "https://fetch.spec.whatwg.org/#concept-method-normalize";
}

page! {
    /// `method-not-served`: the route does not serve the method.
    ///
    /// A request with such a method passes its preflight and then fails. Name the method on the handler
    /// that serves it.
    method_not_served
    refused: r#"#[cors(origins = ["https://app.example.com"], methods = [GET, PUT])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], methods = [GET])]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-allow-methods";
}

page! {
    /// `no-methods`: the list of methods is empty.
    ///
    /// Without the argument, all methods of the route are allowed. An empty list would allow none.
    no_methods
    refused: r#"#[cors(origins = ["https://app.example.com"], methods = [])]"#, r#"#[put("/")]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"])]"#, r#"#[put("/")]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-allow-methods";
}

page! {
    /// `wildcard-method`: `*` replaces methods that are known.
    ///
    /// The methods of a handler are known. Without the argument, all of them are allowed.
    wildcard_method
    refused: r#"#[cors(origins = ["https://app.example.com"], methods = ["*"])]"#, r#"#[put("/")]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"])]"#, r#"#[put("/")]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-allow-methods";
}

page! {
    /// `duplicate-method`: a method is named twice.
    ///
    /// The second entry has no effect; perhaps another method was meant.
    duplicate_method
    warned: r#"#[cors(origins = ["https://app.example.com"], methods = [PUT, PUT])]"#, r#"#[put("/")]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], methods = [PUT])]"#, r#"#[put("/")]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-allow-methods";
}

page! {
    /// `unreachable-route`: browsers can send none of the route's methods.
    ///
    /// Browsers send none of the route's methods, so no page can call it, and the policy has no effect.
    unreachable_route
    warned: r#"#[cors(origins = ["https://app.example.com"])]"#, r#"#[trace("/")]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"])]"#;
    source: "https://fetch.spec.whatwg.org/#forbidden-method";
}
