//! Texts that are not origins, and why.

use super::*;

#[test]
fn an_origin_without_a_host_is_wrong_as_a_whole() {
    let fault = |text| Origin::parse(text).err();
    let whole = Some(Fault::whole(Rule::OriginInvalidHost));
    for text in ["https://", "https:///", "https:////"] {
        assert_eq!(fault(text), whole, "{text}");
    }
    let part = Some(Fault::part(Rule::OriginInvalidHost, 8..9));
    assert_eq!(fault("https:///a"), part);
}

#[test]
fn each_notation_alone_makes_a_regular_expression() {
    for text in [
        "^https://a.example",
        "/^https://a.example/",
        "https://a.example$",
        "a$",
        "https://a\\.example",
        "https:\\/",
        "https://\\d",
        "https://\\w",
        "https://.+",
        "(?:a)",
        "[^a]",
        "https://(a)",
        "https?://a",
    ] {
        assert!(is_regular_expression(text), "{text}");
    }
    for text in [
        "",
        "$",
        "https://$x",
        "https://a.example",
        "https://*.a.example:*",
    ] {
        assert!(!is_regular_expression(text), "{text}");
    }
}
