//! How an origin is written: the rules about its parts.

page! {
    /// `missing-origins`: no origin is named.
    ///
    /// A policy names the origins that may call. An empty list would forbid all of them.
    missing_origins
    refused: r#"#[cors(credentials)]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"])]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-allow-origin";
}

page! {
    /// `origin-without-scheme`: an origin lacks its `scheme://`.
    ///
    /// Browsers send the scheme, and compare all of it: `http` and `https` are different origins.
    origin_without_scheme
    refused: r#"#[cors(origins = ["app.example.com"])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"])]"#;
    source: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";
}

page! {
    /// `origin-with-path`: an origin is followed by a slash, a path, a query or a fragment.
    ///
    /// Browsers send an origin without a slash, a path, a query, or a fragment, so this text never
    /// equals what they send.
    origin_with_path
    refused: r#"#[cors(origins = ["https://app.example.com/"])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"])]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-allow-origin";
}

page! {
    /// `origin-with-userinfo`: an origin contains a user name or a password.
    ///
    /// Origins have no user name and no password, so this one never matches. It also puts a secret into
    /// your source code.
    origin_with_userinfo
    refused: r#"#[cors(origins = ["https://user:password@app.example.com"])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"])]"#;
    source: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";
}

page! {
    /// `origin-not-lowercase`: a scheme or host is in upper case.
    ///
    /// Browsers send scheme and host in lower case, and the comparison is byte for byte.
    origin_not_lowercase
    refused: r#"#[cors(origins = ["https://App.Example.com"])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"])]"#;
    source: "https://url.spec.whatwg.org/#concept-host-parser";
}

page! {
    /// `origin-not-ascii`: a host contains Unicode or percent-escapes.
    ///
    /// Browsers send international names in their ASCII form, Punycode.
    origin_not_ascii
    refused: r#"#[cors(origins = ["https://bücher.example"])]"#;
    accepted: r#"#[cors(origins = ["https://xn--bcher-kva.example"])]"#;
    source: "https://url.spec.whatwg.org/#idna";
}

page! {
    /// `origin-with-space`: an origin contains white space or control characters.
    ///
    /// An origin has no white space and no control characters, so this text never equals what browsers
    /// send.
    origin_with_space
    refused: r#"#[cors(origins = ["https://app.example.com "])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"])]"#;
    source: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";
}

page! {
    /// `origin-list-in-one-string`: several origins share one string.
    ///
    /// A browser sends one origin and expects that one back. A list in one string equals none of its
    /// parts.
    origin_list_in_one_string
    refused: r#"#[cors(origins = ["https://a.example, https://b.example"])]"#;
    accepted: r#"#[cors(origins = ["https://a.example", "https://b.example"])]"#;
    source: "https://fetch.spec.whatwg.org/#cors-check";
}

page! {
    /// `origin-default-port`: an origin names its scheme's default port.
    ///
    /// Browsers omit a scheme's default port, so this text never equals what they send.
    origin_default_port
    refused: r#"#[cors(origins = ["https://app.example.com:443"])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"])]"#;
    source: "https://url.spec.whatwg.org/#default-port";
}

page! {
    /// `origin-invalid-port`: a port is not a number from 1 to 65535 in its shortest form.
    ///
    /// Ports are numbers from 1 to 65535 and are sent without leading zeros.
    origin_invalid_port
    refused: r#"#[cors(origins = ["https://app.example.com:99999"])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com:8443"])]"#;
    source: "https://url.spec.whatwg.org/#port-state";
}
