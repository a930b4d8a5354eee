//! The rules about `dangerously_allow`, whose entries are the opt-outs, and about `allow`.

page! {
    /// `unneeded-opt-out`: an opt-out is not needed.
    ///
    /// An opt-out, an entry of `dangerously_allow`, switches off one rule. This one changes nothing today, and
    /// would hide a later mistake.
    unneeded_opt_out
    warned: r#"#[cors(origins = ["https://app.example.com"], credentials, dangerously_allow = [insecure_origins])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], credentials)]"#;
    source: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials";
}

page! {
    /// `unneeded-allow`: an entry of `allow` silences nothing.
    ///
    /// `allow` silences warnings by the names of their rules. This entry silences none today, and would hide one
    /// that a later change causes. In a named policy, warnings about a handler's signature or a module cannot occur, and
    /// handlers do not inherit its `allow`.
    unneeded_allow
    warned: r#"#[cors(origins = ["https://app.example.com"], allow = ["any-port"])]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com:*"], allow = ["any-port"])]"#;
    source: "https://doc.rust-lang.org/rustc/lints/levels.html#expect";
}
