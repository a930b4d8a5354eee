//! Which origins can exist, and which patterns: hosts, schemes, wildcards, `null`.

page! {
    /// `origin-invalid-host`: a host is malformed or longer than the name system permits.
    ///
    /// Browsers do not load pages from such a host, so the entry never matches.
    origin_invalid_host
    refused: r#"#[cors(origins = ["https://app..example.com"])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"])]"#;
    source: "https://url.spec.whatwg.org/#host-parsing";
}

page! {
    /// `origin-ip-not-canonical`: an IP address is not in the form that browsers send.
    ///
    /// Addresses have many notations. Browsers send one: four decimal numbers, or the compressed form
    /// of IPv6 in brackets.
    origin_ip_not_canonical
    refused: r#"#[cors(origins = ["http://127.1:3000"])]"#;
    accepted: r#"#[cors(origins = ["http://127.0.0.1:3000"])]"#;
    source: "https://url.spec.whatwg.org/#host-serializing";
}

page! {
    /// `origin-invalid-scheme`: a scheme is malformed or never the scheme of an origin.
    ///
    /// Pages of `file:` and `data:` have the origin `null`, which every website can have too. `wss:` is
    /// the scheme of a connection, not of a page.
    origin_invalid_scheme
    refused: r#"#[cors(origins = ["file://"])]"#;
    accepted: r#"#[cors(origins = ["app://localhost"])]"#;
    source: "https://url.spec.whatwg.org/#origin";
}

page! {
    /// `origin-misplaced-wildcard`: a `*` is where the grammar has none, or a regular expression is given.
    ///
    /// `*` matches whole labels in front of a host, a part of the leftmost label, or a port. Anywhere
    /// else it would match hosts that strangers can register: `https://*example.com` would match
    /// `https://evilexample.com`.
    origin_misplaced_wildcard
    refused: r#"#[cors(origins = ["https://*example.com"])]"#;
    accepted: r#"#[cors(origins = ["https://*.example.com"])]"#;
    source: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";
}

page! {
    /// `wildcard-origin-not-alone`: `*` is combined with other origins.
    ///
    /// `*` already allows every origin. A list beside it looks like a restriction, but is not one.
    wildcard_origin_not_alone
    refused: r#"#[cors(origins = ["*", "https://app.example.com"])]"#;
    accepted: r#"#[cors(origins = "*")]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-allow-origin";
}

page! {
    /// `null-origin`: the origin `null` is allowed.
    ///
    /// Every website can create a frame whose origin is `null`, so the entry allows every website. The
    /// opt-out is `dangerously_allow = [null_origin]`; it never permits credentials.
    null_origin
    refused: r#"#[cors(origins = ["null"])]"#;
    accepted: r#"#[cors(origins = "*")]"#;
    source: "https://fetch.spec.whatwg.org/#origin-header";
}
