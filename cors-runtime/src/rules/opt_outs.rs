//! The rule about `dangerously_allow`, whose entries are the opt-outs.

page! {
    /// `unneeded-opt-out`: an opt-out is not needed.
    ///
    /// An opt-out, an entry of `dangerously_allow`, switches off one rule. This one changes nothing today, and
    /// would hide a later mistake.
    unneeded_opt_out
    odd: r#"#[cors(origins = ["https://app.example.com"], credentials, dangerously_allow = [insecure_origins])]"#;
    fine: r#"#[cors(origins = ["https://app.example.com"], credentials)]"#;
    source: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials";
}
