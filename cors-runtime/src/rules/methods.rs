//! The rules about `methods`.

page! {
    /// `invalid-method`: a method is not a token.
    ///
    /// A method is one token. Browsers give up on an answer whose list of methods is malformed.
    invalid_method
    refused: r#"#[cors(origins = ["https://app.example.com"], methods = ["GET POST"])]"#, r#"#[route("/", method = "GET", method = "POST")]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], methods = [GET, POST])]"#, r#"#[route("/", method = "GET", method = "POST")]"#;
    source: "https://www.rfc-editor.org/rfc/rfc9110#name-methods";
}

page! {
    /// `forbidden-method`: browsers refuse to send the method.
    ///
    /// Browsers refuse to send `CONNECT`, `TRACE`, and `TRACK`, whatever the server allows.
    forbidden_method
    refused: r#"#[cors(origins = ["https://app.example.com"], methods = [GET, TRACE])]"#, r#"#[route("/", method = "GET", method = "TRACE")]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], methods = [GET])]"#, r#"#[route("/", method = "GET", method = "TRACE")]"#;
    source: "https://fetch.spec.whatwg.org/#forbidden-method";
}

page! {
    /// `method-case`: a method is not in upper case.
    ///
    /// Methods are compared byte for byte, and browsers turn only some of them into upper case by
    /// themselves: a `patch` stays a `patch`.
    method_case
    refused: r#"#[cors(origins = ["https://app.example.com"], methods = [put])]"#, r#"#[put("/")]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], methods = [PUT])]"#, r#"#[put("/")]"#;
    source: "https://fetch.spec.whatwg.org/#concept-method-normalize";
}

page! {
    /// `method-not-served`: the route does not serve the method.
    ///
    /// An allowed method that the route does not serve is a promise that ends in an error. Write it on
    /// the handler that serves it.
    method_not_served
    refused: r#"#[cors(origins = ["https://app.example.com"], methods = [GET, PUT])]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], methods = [GET])]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-allow-methods";
}

page! {
    /// `no-methods`: the list of methods is empty.
    ///
    /// Without the argument, all methods of the route are open. An empty list would open none.
    no_methods
    refused: r#"#[cors(origins = ["https://app.example.com"], methods = [])]"#, r#"#[put("/")]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"])]"#, r#"#[put("/")]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-allow-methods";
}

page! {
    /// `wildcard-method`: `*` replaces methods that are known.
    ///
    /// A handler knows its methods, so nothing has to be left open. Without the argument, all of them
    /// are allowed.
    wildcard_method
    refused: r#"#[cors(origins = ["https://app.example.com"], methods = ["*"])]"#, r#"#[put("/")]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"])]"#, r#"#[put("/")]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-allow-methods";
}

page! {
    /// `duplicate-method`: a method is named twice.
    ///
    /// The second entry does nothing; perhaps it was meant to be another.
    duplicate_method
    odd: r#"#[cors(origins = ["https://app.example.com"], methods = [PUT, PUT])]"#, r#"#[put("/")]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], methods = [PUT])]"#, r#"#[put("/")]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-allow-methods";
}

page! {
    /// `unreachable-route`: browsers can send none of the route's methods.
    ///
    /// Browsers send none of the route's methods, so no page can call it and the policy does nothing.
    unreachable_route
    odd: r#"#[cors(origins = ["https://app.example.com"])]"#, r#"#[trace("/")]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"])]"#;
    source: "https://fetch.spec.whatwg.org/#forbidden-method";
}
