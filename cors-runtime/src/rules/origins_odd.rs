//! Origins that are possible and probably not what was meant.

page! {
    /// `duplicate-origin`: an origin is named twice.
    ///
    /// The second entry has no effect; perhaps another origin was meant. The same holds for an environment variable,
    /// as in `origins = [env("SITES"), env("SITES")]`.
    duplicate_origin
    warned: r#"#[cors(origins = ["https://app.example.com", "https://app.example.com"])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"])]"#;
    source: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";
}

page! {
    /// `subsumed-origin`: another entry of the list matches the origin too.
    ///
    /// A pattern of the list already matches this entry, so the entry has no effect.
    subsumed_origin
    warned: r#"#[cors(origins = ["https://*.example.com", "https://app.example.com"])]"#;
    accepted: r#"#[cors(origins = ["https://*.example.com"])]"#;
    source: "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin";
}

page! {
    /// `trailing-dot-host`: a host ends in a dot.
    ///
    /// With a dot at its end, the name leads to the same server, but it is another origin, which
    /// visitors hardly ever type.
    trailing_dot_host
    warned: r#"#[cors(origins = ["https://app.example.com."])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"])]"#;
    source: "https://url.spec.whatwg.org/#concept-domain";
}

page! {
    /// `hyphen-edge-host`: a label of a host begins or ends with a hyphen.
    ///
    /// Browsers accept a label that begins or ends with a hyphen; few name servers do.
    hyphen_edge_host
    warned: r#"#[cors(origins = ["https://-app.example.com"])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"])]"#;
    source: "https://www.rfc-editor.org/rfc/rfc1123#section-2.1";
}

page! {
    /// `obsolete-scheme`: no current browser shows pages of the scheme.
    ///
    /// No current browser shows pages of this scheme, so no page has such an origin.
    obsolete_scheme
    warned: r#"#[cors(origins = ["ftp://files.example.com"])]"#;
    accepted: r#"#[cors(origins = ["https://files.example.com"])]"#;
    source: "https://url.spec.whatwg.org/#origin";
}

page! {
    /// `per-install-origin`: the origin differs on every installation.
    ///
    /// These extensions get a new identifier on every installation, so the entry allows one installation
    /// only. The background pages of an extension can call without CORS.
    per_install_origin
    warned: r#"#[cors(origins = ["moz-extension://0f3e1b4c-3f0f-4b0b-8f6e-0d6f0f3e1b4c"])]"#;
    accepted: r#"#[cors(origins = ["chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh"])]"#;
    source: "https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/manifest.json/host_permissions";
}

page! {
    /// `malformed-extension-id`: a Chrome extension's id is not 32 letters from a to p.
    ///
    /// The identifier of an extension is 32 letters from `a` to `p`; no other origin of this scheme
    /// exists.
    malformed_extension_id
    warned: r#"#[cors(origins = ["chrome-extension://my-extension"])]"#;
    accepted: r#"#[cors(origins = ["chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh"])]"#;
    source: "https://developer.chrome.com/docs/extensions/reference/manifest/key";
}

page! {
    /// `blocked-port`: browsers refuse to load pages from the port.
    ///
    /// Browsers refuse to load pages from ports that belong to other protocols, so no page has this
    /// origin.
    blocked_port
    warned: r#"#[cors(origins = ["http://localhost:6000"])]"#;
    accepted: r#"#[cors(origins = ["http://localhost:6001"])]"#;
    source: "https://fetch.spec.whatwg.org/#port-blocking";
}

page! {
    /// `many-origins`: one list names more than 50 origins.
    ///
    /// A list this long is hard to review, and usually changes while the server runs. Keep it in a
    /// database or another source.
    many_origins
    warned: r#"#[cors(origins = [
    "https://01.shop.example", "https://02.shop.example", "https://03.shop.example", "https://04.shop.example",
    "https://05.shop.example", "https://06.shop.example", "https://07.shop.example", "https://08.shop.example",
    "https://09.shop.example", "https://10.shop.example", "https://11.shop.example", "https://12.shop.example",
    "https://13.shop.example", "https://14.shop.example", "https://15.shop.example", "https://16.shop.example",
    "https://17.shop.example", "https://18.shop.example", "https://19.shop.example", "https://20.shop.example",
    "https://21.shop.example", "https://22.shop.example", "https://23.shop.example", "https://24.shop.example",
    "https://25.shop.example", "https://26.shop.example", "https://27.shop.example", "https://28.shop.example",
    "https://29.shop.example", "https://30.shop.example", "https://31.shop.example", "https://32.shop.example",
    "https://33.shop.example", "https://34.shop.example", "https://35.shop.example", "https://36.shop.example",
    "https://37.shop.example", "https://38.shop.example", "https://39.shop.example", "https://40.shop.example",
    "https://41.shop.example", "https://42.shop.example", "https://43.shop.example", "https://44.shop.example",
    "https://45.shop.example", "https://46.shop.example", "https://47.shop.example", "https://48.shop.example",
    "https://49.shop.example", "https://50.shop.example", "https://51.shop.example",
])]"#;
    accepted: r#"static SHOPS: cors_runtime::SharedOrigins = cors_runtime::SharedOrigins::new();

#[cors(origins = dynamic(SHOPS))]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-allow-origin";
}
