//! Origins as people write them by mistake, and what is suggested instead.

use super::*;

fn instead_of(text: &str) -> Option<String> {
    let fault = Origin::parse(text).unwrap_err();
    replacement(text, fault.rule)
}

#[test]
fn the_origin_that_was_meant_is_computed() {
    for (text, meant) in [
        ("https://app.example.com/", "https://app.example.com"),
        ("https://user:pw@app.example.com", "https://app.example.com"),
        ("tauri://localhost/", "tauri://localhost"),
        ("HTTPS://App.Example.com", "https://app.example.com"),
        ("app.example.com", "https://app.example.com"),
        ("localhost:3000", "http://localhost:3000"),
        ("localhost:*", "http://localhost:*"),
        ("*example.com", "https://*.example.com"),
        ("https://pr-*-*.example.dev", "https://pr-*.example.dev"),
        ("https://*-pr-*.example.dev", "https://*.example.dev"),
        ("https://*-pr-*-a.example.dev", "https://*-a.example.dev"),
        (
            "https://a-*-b-*-c.example.dev:*",
            "https://a-*-c.example.dev:*",
        ),
        ("http://localhost:30*", "http://localhost:*"),
        ("http://192.168.*", "http://192.168.0.1"),
        ("http://10.*:3000", "http://10.0.0.1:3000"),
        ("https://https://app.example.com", "https://app.example.com"),
        ("https://http://localhost:3000/", "http://localhost:3000"),
        ("https://[::1", "https://[::1]"),
        ("[::1]:3000", "http://[::1]:3000"),
        ("[2001:db8::1]", "https://[2001:db8::1]"),
        ("//app.example.com", "https://app.example.com"),
        ("https:/app.example.com", "https://app.example.com"),
        ("https:///app.example.com", "https://app.example.com"),
        ("https:\\\\app.example.com", "https://app.example.com"),
        (
            "https://app.example.com:08443",
            "https://app.example.com:8443",
        ),
        ("https://app.example.com:", "https://app.example.com"),
        ("http://app.example.com:80", "http://app.example.com"),
        ("http://0177.0.0.1:3000", "http://127.0.0.1:3000"),
        ("http://127.0.0.1.:3000", "http://127.0.0.1:3000"),
        ("http://::1:3000", "http://[::1]:3000"),
        ("http://[2001:DB8::1]", "http://[2001:db8::1]"),
        ("http://[0:0::]/", "http://[::]"),
        ("wss://app.example.com", "https://app.example.com"),
        (
            "blob:https://app.example.com/uuid",
            "https://app.example.com",
        ),
        ("https//app.example.com", "https://app.example.com"),
        ("://app.example.com", "https://app.example.com"),
        ("[\"https://app.example.com\"]", "https://app.example.com"),
        ("\u{feff}https://app.example.com", "https://app.example.com"),
        ("https://app.example.com,", "https://app.example.com"),
        ("'http://[::1]'", "http://[::1]"),
        ("any", "*"),
        ("'*'", "*"),
        ("https://app.example.com\n", "https://app.example.com"),
        ("https://*.example.com/", "https://*.example.com"),
        ("https://*.Example.com:*", "https://*.example.com:*"),
        ("https://*example.com", "https://*.example.com"),
        ("https://exa*mple.com", "https://example.com"),
        ("https://app.exa*mple.com", "https://app.example.com"),
        ("https://app.*.example.com", "https://*.example.com"),
        ("https://*.*.example.com", "https://*.example.com"),
        ("*://app.example.com", "https://app.example.com"),
        ("*.example.com", "https://*.example.com"),
        ("http://*.127.0.0.1", "http://127.0.0.1"),
        ("https://.*\\.example\\.com", "https://*.example.com"),
        ("https://[a-z]+.example.com", "https://*.example.com"),
        ("https://pr-[0-9]+.example.dev", "https://pr-*.example.dev"),
        (
            "https://pr-[0-9]*-[a-z]+.a.example",
            "https://pr-*.a.example",
        ),
        (
            "/^https:\\/\\/app\\.example\\.com$/",
            "https://app.example.com",
        ),
        (
            "https://a.example,https://b.example/",
            "\"https://a.example\", \"https://b.example\"",
        ),
    ] {
        assert_eq!(instead_of(text).as_deref(), Some(meant), "{text}");
    }
}

#[test]
fn nothing_is_proposed_where_nothing_is_known() {
    for text in [
        "self",
        "true",
        "${ORIGIN}",
        "https://%2a.example.com",
        "https://example.*",
        "https://*.10.5",
        "https://*",
        "https://**.com",
        "h*",
        "",
    ] {
        assert_eq!(instead_of(text), None, "{text}");
    }
}

#[test]
fn a_unicode_host_gets_its_punycode_form() {
    for (text, meant) in [
        ("https://faß.example", "https://xn--fa-hia.example"),
        ("https://*.faß.example:*", "https://*.xn--fa-hia.example:*"),
        ("https://%61pp.example.com/", "https://app.example.com"),
    ] {
        assert_eq!(instead_of(text).as_deref(), Some(meant), "{text}");
    }
}

#[test]
fn what_other_notations_put_at_one_end_is_left_out() {
    for text in [
        "[\"https://a.example",
        "https://a.example\"]",
        "[\"https://a.example\"]",
    ] {
        assert_eq!(
            instead_of(text).as_deref(),
            Some("https://a.example"),
            "{text}"
        );
    }
}

#[test]
fn three_digits_behind_an_address_belong_to_it_and_four_are_a_port() {
    assert_eq!(
        instead_of("http://::1:808").as_deref(),
        Some("http://[::1:808]")
    );
    assert_eq!(
        instead_of("http://::1:8080").as_deref(),
        Some("http://[::1]:8080")
    );
    assert_eq!(instead_of("http://[::]/").as_deref(), Some("http://[::]"));
}

#[test]
fn a_text_of_more_than_1024_bytes_is_not_repaired() {
    let spaces = |length: usize| format!("{:length$}", "https://a.example");
    assert_eq!(
        instead_of(&spaces(1024)).as_deref(),
        Some("https://a.example")
    );
    assert_eq!(instead_of(&spaces(1025)), None);
}
