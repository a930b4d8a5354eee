//! Which origins may not be trusted with credentials, or with a wildcard.

page! {
    /// `wildcard-origin-with-credentials`: `*` is combined with credentials.
    ///
    /// Browsers refuse `*` on requests with credentials. A server that returns the request's own origin
    /// instead lets every website act as the signed-in visitor.
    wildcard_origin_with_credentials
    refused: r#"#[cors(origins = "*", credentials)]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], credentials)]"#;
    source: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials";
}

page! {
    /// `insecure-origin-with-credentials`: a plain `http` origin is combined with credentials.
    ///
    /// An attacker between a visitor and an `http` page can change the page, and then use the visitor's
    /// session with your server. Pages on the visitor's own machine, such as `http://localhost:3000`,
    /// are accepted. The opt-out is `dangerously_allow = [insecure_origins]`.
    insecure_origin_with_credentials
    refused: r#"#[cors(origins = ["http://app.example.com"], credentials)]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], credentials)]"#;
    source: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials";
}

page! {
    /// `public-suffix-with-credentials`: a wildcard directly on a public suffix is combined with credentials.
    ///
    /// Anyone can register a name below a public suffix, so any website can use your visitors' sessions.
    /// The opt-out is `dangerously_allow = [public_suffixes]`.
    public_suffix_with_credentials
    refused: r#"#[cors(origins = ["https://*.github.io"], credentials)]"#;
    accepted: r#"#[cors(origins = ["https://my-team.github.io"], credentials)]"#;
    source: "https://publicsuffix.org/list/";
}

page! {
    /// `shared-host-with-credentials`: anyone can publish a page on the host, and credentials are allowed.
    ///
    /// Anyone can publish a page on this host, and every such page may act as the signed-in visitor.
    shared_host_with_credentials
    warned: r#"#[cors(origins = ["https://jsfiddle.net"], credentials)]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], credentials)]"#;
    source: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials";
}

page! {
    /// `localhost-with-credentials`: a development origin is listed with production origins, with credentials.
    ///
    /// Any program on a visitor's machine can serve a page from `localhost`, and such a page may act as
    /// the signed-in visitor. Read origins for development from the environment, or write
    /// `#[cfg(debug_assertions)]` on their entries.
    localhost_with_credentials
    warned: r#"#[cors(origins = ["https://app.example.com", "http://localhost:3000"], credentials)]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], credentials)]"#;
    source: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials";
}

page! {
    /// `wildcard-subdomain-with-credentials`: every subdomain is allowed, with credentials.
    ///
    /// One forgotten or hijacked subdomain is enough to act as every signed-in visitor. Name the hosts
    /// that need access.
    wildcard_subdomain_with_credentials
    warned: r#"#[cors(origins = ["https://*.example.com"], credentials)]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com", "https://admin.example.com"], credentials)]"#;
    source: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials";
}

page! {
    /// `any-port`: every port of a host that is not the visitor's own machine is allowed, or every port with credentials.
    ///
    /// Other ports of a host may belong to other programs. Without credentials, `http://localhost:*` is
    /// accepted; with credentials, write `#[cfg(debug_assertions)]` on its entry.
    any_port
    warned: r#"#[cors(origins = ["https://app.example.com:*"])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com", "https://app.example.com:8443"])]"#;
    source: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";
}

page! {
    /// `wildcard-on-public-suffix`: a wildcard is directly on a public suffix, without credentials.
    ///
    /// Anyone can register a name below a public suffix, so this list restricts no one.
    wildcard_on_public_suffix
    warned: r#"#[cors(origins = ["https://*.github.io"])]"#;
    accepted: r#"#[cors(origins = ["https://my-team.github.io"])]"#;
    source: "https://publicsuffix.org/list/";
}
