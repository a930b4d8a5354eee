//! Which origins may not be trusted with credentials, or with a wildcard.

page! {
    /// `wildcard-origin-with-credentials`: `*` is combined with credentials.
    ///
    /// Browsers refuse `*` on requests with credentials. Servers that get around it by returning
    /// whatever origin asks let every website act as the signed-in visitor.
    wildcard_origin_with_credentials
    refused: r#"#[cors(origins = "*", credentials)]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], credentials)]"#;
    source: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials";
}

page! {
    /// `insecure-origin-with-credentials`: a plain `http` origin is combined with credentials.
    ///
    /// Whoever sits between a visitor and an `http` page can change the page, and then use the
    /// visitor's session with your server. Pages on the visitor's own machine, such as
    /// `http://localhost:3000`, are fine. `dangerously_allow = [insecure_origins]` opens it.
    insecure_origin_with_credentials
    refused: r#"#[cors(origins = ["http://app.example.com"], credentials)]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], credentials)]"#;
    source: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials";
}

page! {
    /// `public-suffix-with-credentials`: a wildcard directly on a public suffix is combined with credentials.
    ///
    /// Anybody can register a name below a public suffix, so this trusts everybody with your visitors'
    /// sessions. `dangerously_allow = [public_suffixes]` opens it.
    public_suffix_with_credentials
    refused: r#"#[cors(origins = ["https://*.github.io"], credentials)]"#;
    fine: r#"#[cors(origins = ["https://my-team.github.io"], credentials)]"#;
    source: "https://publicsuffix.org/list/";
}

page! {
    /// `shared-host-with-credentials`: anyone can publish a page on the host, and credentials are allowed.
    ///
    /// On this host anybody can publish a page, and every such page may act as the signed-in visitor.
    shared_host_with_credentials
    odd: r#"#[cors(origins = ["https://jsfiddle.net"], credentials)]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], credentials)]"#;
    source: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials";
}

page! {
    /// `localhost-with-credentials`: a development origin is listed with production origins, with credentials.
    ///
    /// Any program on a visitor's machine can serve a page from `localhost`. While you develop that is
    /// you; in what you ship it is anybody. Read origins for development from the environment, or keep
    /// them in a policy of their own.
    localhost_with_credentials
    odd: r#"#[cors(origins = ["https://app.example.com", "http://localhost:3000"], credentials)]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], credentials)]"#;
    source: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials";
}

page! {
    /// `wildcard-subdomain-with-credentials`: every subdomain is allowed, with credentials.
    ///
    /// One forgotten or hijacked subdomain is enough to act as every signed-in visitor. Name the hosts
    /// that need it.
    wildcard_subdomain_with_credentials
    odd: r#"#[cors(origins = ["https://*.example.com"], credentials)]"#;
    fine: r#"#[cors(origins = ["https://app.example.com", "https://admin.example.com"], credentials)]"#;
    source: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials";
}

page! {
    /// `any-port`: every port of a host that is not the visitor's own machine is allowed, or every port with credentials.
    ///
    /// Other ports of a host may belong to other people and other programs. Without credentials,
    /// `http://localhost:*` is fine.
    any_port
    odd: r#"#[cors(origins = ["https://app.example.com:*"])]"#;
    fine: r#"#[cors(origins = ["https://app.example.com", "https://app.example.com:8443"])]"#;
    source: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";
}

page! {
    /// `wildcard-on-public-suffix`: a wildcard is directly on a public suffix, without credentials.
    ///
    /// Anybody can register a name below a public suffix, so this list restricts nobody.
    wildcard_on_public_suffix
    odd: r#"#[cors(origins = ["https://*.github.io"])]"#;
    fine: r#"#[cors(origins = ["https://my-team.github.io"])]"#;
    source: "https://publicsuffix.org/list/";
}
