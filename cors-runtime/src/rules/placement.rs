//! The rules about where the attribute stands and how it is written.

page! {
    /// `no-route`: `#[cors]` stands on something that is no handler with a route attribute below.
    ///
    /// The policy belongs to a path and its methods, which the route attribute names. Without one there is
    /// nothing to answer preflights for. Methods of a type are no handlers either.
    no_route
    refused: r#"#[cors(origins = ["https://app.example.com"])]"#, "// No route attribute.";
    fine: r#"#[cors(origins = ["https://app.example.com"])]"#;
    source: "https://docs.rs/actix-web/4/actix_web/#attributes";
}

page! {
    /// `below-route`: `#[cors]` stands below the route attribute.
    ///
    /// The route attribute has turned the handler into a registered service by then, and no policy can be
    /// put around it.
    below_route
    refused: r#"#[get("/")]"#, r#"#[cors(origins = ["https://app.example.com"])]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"])]"#, r#"#[get("/")]"#;
    source: "https://doc.rust-lang.org/reference/procedural-macros.html#attribute-macros";
}

page! {
    /// `duplicate-cors`: one handler has two `#[cors]`.
    ///
    /// A handler has one policy. Two would have to be merged, and readers would have to guess how.
    duplicate_cors
    refused: r#"#[cors(origins = ["https://app.example.com"])]
#[cors(credentials)]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], credentials)]"#;
    source: "https://fetch.spec.whatwg.org/#http-cors-protocol";
}

page! {
    /// `unknown-argument`: there is no such argument.
    ///
    /// A misspelt argument must not pass as a policy without it.
    unknown_argument
    refused: r#"#[cors(origins = ["https://app.example.com"], credential)]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], credentials)]"#;
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
    fine: r#"#[cors(origins = ["https://app.example.com", "https://admin.example.com"])]"#;
    source: "https://fetch.spec.whatwg.org/#http-cors-protocol";
}

page! {
    /// `wrong-type`: an argument has a value of the wrong type.
    ///
    /// Lists are lists even with one entry; `origins = "*"` is the only exception.
    wrong_type
    refused: r#"#[cors(origins = "https://app.example.com")]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"])]"#;
    source: "https://fetch.spec.whatwg.org/#http-cors-protocol";
}

page! {
    /// `disabled-not-alone`: `disabled` stands beside other arguments.
    ///
    /// A handler without CORS, in a module that has it, has no use for the arguments of a policy.
    disabled_not_alone
    refused: r#"#[cors(disabled, origins = ["https://app.example.com"])]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"])]"#, "pub mod api {", r#"    use actix_web::get;
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
    /// `invalid-route`: the route attribute below is one that actix-web refuses.
    ///
    /// `#[cors]` reads the attribute as actix-web's own macros do, and says what they would say.
    invalid_route
    refused: r#"#[cors(origins = ["https://app.example.com"])]"#, r#"#[get("/{id")]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"])]"#, r#"#[get("/{id}")]"#;
    source: "https://docs.rs/actix-web/4/actix_web/#attributes";
}
