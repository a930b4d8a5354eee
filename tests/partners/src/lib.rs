//! Policies that handlers of other crates use by their paths.

cors_runtime::policy! {
    /// Partner sites.
    pub static PARTNERS = {
        origins = ["https://a.partner.example"],
        allow_headers = ["content-type"],
        expose_headers = ["etag"],
        max_age = 600,
        credentials,
    };

    /// More sites, without their visitors' cookies.
    pub static ANONYMOUS_PARTNERS = {
        policy = PARTNERS,
        origins = ["https://a.partner.example", "https://*.b.partner.example"],
        credentials = false,
    };
}
