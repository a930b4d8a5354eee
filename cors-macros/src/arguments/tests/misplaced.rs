//! Names, values and attributes where they do not belong: each message is about the cause, and one mistake is one
//! error.

use super::reports;

#[test]
fn names_in_the_wrong_place_have_a_help_that_can_be_pasted() {
    for (arguments, report) in [
        (
            "\"origins\" = [\"https://a.example\"]",
            "the name of argument `origins` is in quotes: write `origins = [\"https://a.example\"]`",
        ),
        (
            "\"origins\": [\"https://a.example\"]",
            "the name of argument `origins` is in quotes: write `origins = [\"https://a.example\"]`",
        ),
        (
            "origins = \"*\", \"max-age\" => 60",
            "the name of argument `max_age` is in quotes: write `max_age = 60`",
        ),
        (
            "{ origins = [\"https://a.example\"] }",
            "the arguments are in braces: remove the braces",
        ),
        (
            "(origins = \"*\", credentials)",
            "the arguments are in parentheses: remove the parentheses",
        ),
        (
            "{ \"https://a.example\" }",
            "the value has no argument name: write `origins = [\"https://a.example\"]`",
        ),
        (
            "origins = env \"SITES\"",
            "`env` is not followed by parentheses: write `env(\"SITES\")`",
        ),
        (
            "origins = [env \"SITES\"]",
            "`env` is not followed by parentheses: write `env(\"SITES\")`",
        ),
        (
            "origins = env SITES",
            "`env` is not followed by parentheses: write `env(\"SITES\")`",
        ),
        (
            "origins = [SITES \"https://a.example\"]",
            "a comma is missing: write `,` before this",
        ),
        (
            "origins = dynamic SITES",
            "`dynamic` is not followed by parentheses: write `dynamic(SITES)`",
        ),
        (
            "origins = [#[cfg(debug_assertions)]]",
            "no entry follows the attribute `cfg`: write the entry after it, as in `#[cfg(debug_assertions)] \"http://localhost:3000\"`",
        ),
        (
            "origins =",
            "no value follows `origins =`: write `origins = [\"https://app.example.com\"]`",
        ),
        (
            "origins = \"*\", max_age =",
            "no value follows `max_age =`: write `max_age = 600`",
        ),
    ] {
        assert_eq!(reports(arguments), [report], "{arguments}");
    }
}

#[test]
fn values_in_the_wrong_place_have_a_help_that_can_be_pasted() {
    for (arguments, report) in [
        (
            "origins = \"all\"",
            "argument `origins` takes a list of strings: write `origins = \"*\"` if every site may call",
        ),
        (
            "origins = \"*\", methods = \"any\"",
            "argument `methods` takes a list of methods: leave `methods` out: then all of the route's are open",
        ),
        (
            "origins = env(\"SITES\", default = env(\"OTHERS\"))",
            "the second argument of `env` is `default`, a list of strings: write `env(\"SITES\", default = [\"http://localhost:3000\"])`",
        ),
        (
            "origins = env(\"SITES\", \"OTHERS\")",
            "the second argument of `env` is `default`, a list of strings: write `env(\"SITES\", default = [\"http://localhost:3000\"])`",
        ),
        (
            "origins = env(\"SITES\", \"https://a.example\")",
            "the second argument of `env` is `default`, a list of strings: write `env(\"SITES\", default = [\"https://a.example\"])`",
        ),
        (
            "origins = [\"https://a.example\"], allow = [insecure_origins]",
            "`insecure_origins` is an opt-out, not a warning: write `dangerously_allow = [insecure_origins]`",
        ),
        (
            "origins = [\"https://a.example\"], allow = [\"null_origin\"]",
            "`null_origin` is an opt-out, not a warning: write `dangerously_allow = [null_origin]`",
        ),
        (
            "origins = [\"https://a.example\"], dangerously_allow = [any_port]",
            "unknown opt-out `any_port`: write `allow = [\"any-port\"]`, which silences a warning",
        ),
        (
            "origins = [\"https://a.example\"], dangerously_allow = [\"any-port\"]",
            "argument `dangerously_allow` takes a list of opt-outs: write `allow = [\"any-port\"]`, which silences a warning",
        ),
    ] {
        assert_eq!(reports(arguments), [report], "{arguments}");
    }
}

#[test]
fn an_opt_out_that_cannot_be_read_leaves_the_rules_that_opt_outs_disable_unreported() {
    for (arguments, reported) in [
        (
            "origins = [\"http://a.example\"], credentials, dangerously_allow = [insecure_origin]",
            1,
        ),
        (
            "origins = [\"http://a.example\"], credentials, dangerously_allow = [\"insecure_origins\"]",
            1,
        ),
        (
            "origins = [\"https://*.github.io\"], credentials, dangerously_allow = public_suffixes",
            1,
        ),
        ("origins = [\"null\"], dangerously_allow(null)", 1),
        (
            "origins = \"*\", credentials, dangerously_allow = [wildcard_origin]",
            2,
        ),
        (
            "origins = [\"null\"], credentials, dangerously_allow = [null_orign]",
            2,
        ),
    ] {
        assert_eq!(reports(arguments).len(), reported, "{arguments}");
    }
}
