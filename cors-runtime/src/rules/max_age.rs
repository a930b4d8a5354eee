//! The rules about `max_age`.

page! {
    /// `max-age-out-of-range`: `max_age` is not a whole number of seconds from 0 to 86400.
    ///
    /// The value is in whole seconds. No browser caches a preflight response for more than a day;
    /// Chromium caches it for two hours.
    max_age_out_of_range
    refused: r#"#[cors(origins = ["https://app.example.com"], max_age = 604800)]"#, r#"#[put("/")]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], max_age = 86400)]"#, r#"#[put("/")]"#;
    source: "https://fetch.spec.whatwg.org/#http-access-control-max-age";
}

page! {
    /// `max-age-without-preflight`: `max_age` is set where no preflight can happen.
    ///
    /// `GET` and `HEAD` requests without further headers cause no preflight, so there is no response to
    /// cache.
    max_age_without_preflight
    warned: r#"#[cors(origins = ["https://app.example.com"], max_age = 600)]"#;
    accepted: r#"#[cors(origins = ["https://app.example.com"], max_age = 600, allow_headers = ["x-first"])]"#;
    source: "https://fetch.spec.whatwg.org/#cors-preflight-fetch";
}
