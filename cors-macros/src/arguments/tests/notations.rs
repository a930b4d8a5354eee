//! Arguments in the notation of other languages and libraries: each help is in the form that works.

use super::reports;

#[test]
fn other_notations_have_a_help_that_can_be_pasted() {
    for (arguments, report) in [
        (
            "origins => [\"https://a.example\"]",
            "argument `origins` is followed by a sign other than `=`: write `origins = [\"https://a.example\"]`",
        ),
        (
            "max_age == 60, origins = \"*\"",
            "argument `max_age` is followed by a sign other than `=`: write `max_age = 60`",
        ),
        (
            "origins := [\"https://a.example\"]",
            "argument `origins` is followed by a colon: write `origins = [\"https://a.example\"]`",
        ),
        (
            "origins [\"https://a.example\"]",
            "argument `origins` is not followed by `=`: write `origins = [\"https://a.example\"]`",
        ),
        (
            "origins {\"https://a.example\"}",
            "argument `origins` is not followed by `=`: write `origins = [\"https://a.example\"]`",
        ),
        (
            "[\"https://a.example\"]",
            "the value has no argument name: write `origins = [\"https://a.example\"]`",
        ),
        (
            "*",
            "the value has no argument name: write `origins = \"*\"`",
        ),
        (
            "policy: ::app::SITES",
            "argument `policy` is followed by a colon: write `policy = ::app::SITES`",
        ),
        (
            "policy => ::app::SITES",
            "argument `policy` is followed by a sign other than `=`: write `policy = ::app::SITES`",
        ),
        (
            "origins = \"*\", crate: ::app::cors",
            "argument `crate` is followed by a colon: write `crate = ::app::cors`",
        ),
        (
            "origins = \"*\", max_age {600}",
            "argument `max_age` is not followed by `=`: write `max_age = 600`",
        ),
        (
            "policy {P}",
            "argument `policy` is not followed by `=`: write `policy = P`",
        ),
        (
            "origins = \"*\", max_age [600]",
            "argument `max_age` is not followed by `=`: write `max_age = 600`",
        ),
        (
            "origins = \"*\", allow-headers = [\"x-a\"]",
            "unknown argument `allow-headers`: did you mean `allow_headers`",
        ),
        (
            "ORIGINS = \"*\"",
            "unknown argument `ORIGINS`: did you mean `origins`",
        ),
        (
            "cors::origins = \"*\"",
            "unknown argument `cors::origins`: did you mean `origins`",
        ),
        (
            "PARTNERS",
            "unknown argument `PARTNERS`: write `policy = PARTNERS`",
        ),
        (
            "origins = \"*\", block_on_origin_mismatch = true",
            "unknown argument `block_on_origin_mismatch`: did you mean `enforce`",
        ),
        (
            "origins = [\"https://a.example\"], \"credentials\"",
            "the value `\"credentials\"` has no argument name: write `credentials` without quotes",
        ),
    ] {
        assert_eq!(reports(arguments), [report], "{arguments}");
    }
}

#[test]
fn a_negated_argument_has_a_help_that_turns_it_off() {
    for (arguments, report) in [
        (
            "origins = \"*\", !credentials",
            "`!` cannot negate an argument: write `credentials = false`",
        ),
        (
            "origins = \"*\", !disabled",
            "`!` cannot negate an argument: leave `disabled` out",
        ),
        ("!", "`!` cannot negate an argument: remove `!`"),
        (
            "origins = \"*\", !max_age",
            "`!` cannot negate an argument: leave `max_age` out",
        ),
        (
            "origins = \"*\", no-credentials",
            "unknown argument `no-credentials`: write `credentials = false`",
        ),
        (
            "origins = \"*\", NO_CREDENTIALS",
            "unknown argument `NO_CREDENTIALS`: write `credentials = false`",
        ),
        (
            "origins = \"*\", cors::no_credentials",
            "unknown argument `cors::no_credentials`: write `credentials = false`",
        ),
        (
            "origins = \"*\", without_max_age",
            "unknown argument `without_max_age`: leave `max_age` out",
        ),
    ] {
        assert_eq!(reports(arguments), [report], "{arguments}");
    }
}

#[test]
fn origins_in_other_notations_have_a_help_that_can_be_pasted() {
    for (arguments, report) in [
        (
            "origins = [[\"https://a.example\"]]",
            "argument `origins` takes a list of strings: write `\"https://a.example\"`",
        ),
        (
            "origins = [{ \"https://a.example\" }]",
            "argument `origins` takes a list of strings: write `\"https://a.example\"`",
        ),
        (
            "origins = [\"https://\" + \"a.example\"]",
            "argument `origins` takes a list of strings: write `\"https://a.example\"`",
        ),
        (
            "origins = [localhost]",
            "an attribute sees the name `localhost` and not its value: write `\"http://localhost:*\"`",
        ),
        (
            "origins = self",
            "argument `origins` takes a list of strings: write `origins = [\"https://app.example.com\"]`",
        ),
        (
            "origins = any()",
            "argument `origins` takes a list of strings: write `origins = \"*\"` if every site may call",
        ),
        (
            "origins = env",
            "an attribute sees the name `env` and not its value: write `env(\"CORS_ORIGINS\")`",
        ),
        (
            "origins = dynamic",
            "an attribute sees the name `dynamic` and not its value: write `dynamic(ORIGINS)`",
        ),
        (
            "origins = Env(\"SITES\")",
            "unknown source of origins `Env`: write `env(\"SITES\")`",
        ),
        (
            "origins = dynamic(SITES, credentials)",
            "`dynamic` takes the path of one `static`, and nothing else: write `dynamic(SITES)`",
        ),
        (
            "origins = [\"${SITES}\"]",
            "origin `${SITES}` has no scheme: write `env(\"SITES\")` in `#[cors(..)]`, without quotes around it",
        ),
    ] {
        assert_eq!(reports(arguments), [report], "{arguments}");
    }
}

#[test]
fn values_in_other_notations_have_a_help_that_can_be_pasted() {
    for (arguments, report) in [
        (
            "origins = \"*\", methods = \"*\"",
            "argument `methods` takes a list of methods: leave `methods` out: then all of the route's are open",
        ),
        (
            "origins = \"*\", methods = [*]",
            "`*` is not in quotes: leave `methods` out: then all of the route's are open",
        ),
        (
            "origins = \"*\", methods = [(PUT)]",
            "argument `methods` takes a list of methods: remove the parentheses",
        ),
        (
            "origins = \"*\", allow_headers = *",
            "`*` is not in quotes: write `allow_headers = [\"*\"]`",
        ),
        (
            "origins = \"*\", allow_headers(CONTENT_TYPE)",
            "argument `allow_headers` takes a list of strings: write `allow_headers = [\"content-type\"]`",
        ),
        (
            "origins = \"*\", allow(any_port)",
            "argument `allow` takes a list of warnings: write `allow = [\"any-port\"]`",
        ),
        (
            "origins = \"*\", dangerously_allow = [null-origin]",
            "unknown opt-out `null-origin`: did you mean `null_origin`",
        ),
        (
            "origins = \"*\", dangerously_allow = [foo-bar]",
            "unknown opt-out `foo-bar`: the opt-outs are `insecure_origins`, `public_suffixes`, and `null_origin`",
        ),
        (
            "origins = \"*\", dangerously_allow = *",
            "argument `dangerously_allow` takes a list of opt-outs: the opt-outs are `insecure_origins`, `public_suffixes`, and `null_origin`",
        ),
        (
            "policy = *",
            "argument `policy` takes the path of a named policy: write `policy = PARTNERS`",
        ),
        (
            "origins = \"*\", max_age = *",
            "argument `max_age` takes a number of seconds: write `max_age = 600`",
        ),
        (
            "origins = \"*\", credentials = *",
            "argument `credentials` takes no value, `true`, or `false`: write `credentials`",
        ),
        (
            "origins = \"*\", max_age = 48h / 2",
            "argument `max_age` takes a number of seconds: write `max_age = 86400`",
        ),
        (
            "origins = \"*\", max_age = 25h - 1h * 2",
            "argument `max_age` takes a number of seconds: write `max_age = 82800`",
        ),
        (
            "origins = \"*\", dangerously_allow = [OptOut::NullOrigin]",
            "unknown opt-out `OptOut::NullOrigin`: did you mean `null_origin`",
        ),
        (
            "origins = \"*\", dangerously_allow = [\"everything\"]",
            "argument `dangerously_allow` takes a list of opt-outs: the opt-outs are `insecure_origins`, `public_suffixes`, and `null_origin`",
        ),
        (
            "origins = \"*\", dangerously_allow(\"null-origin\")",
            "argument `dangerously_allow` takes a list of opt-outs: write `dangerously_allow = [null_origin]`",
        ),
        (
            "origins = \"*\", dangerously_allow = everything",
            "argument `dangerously_allow` takes a list of opt-outs: the opt-outs are `insecure_origins`, `public_suffixes`, and `null_origin`",
        ),
        (
            "origins = if debug { [\"http://localhost:3000\"] } else { [\"https://a.example\"] }",
            "argument `origins` takes a list of strings: put a condition on an entry, as in `origins = [#[cfg(debug_assertions)] \"http://localhost:3000\"]`",
        ),
        (
            "origins = [match site { _ => A }]",
            "argument `origins` takes a list of strings: put a condition on an entry, as in `origins = [#[cfg(debug_assertions)] ..]`",
        ),
        (
            "origins = [\"https://a.example\"], credentials = cfg!(test)",
            "argument `credentials` takes no value, `true`, or `false`: write the whole attribute for each case, as in `#[cfg_attr(debug_assertions, cors(..))]`",
        ),
        (
            "origins = [\"https://a.example\"], credentials = (true)",
            "argument `credentials` takes no value, `true`, or `false`: write `credentials`",
        ),
        (
            "origins = \"*\", crate = cors-runtime",
            "argument `crate` takes a path: write `crate = cors_runtime`",
        ),
        (
            "disabled = (false)",
            "argument `disabled` takes no value: write `disabled`, or leave it out",
        ),
    ] {
        assert_eq!(reports(arguments), [report], "{arguments}");
    }
}

#[test]
fn the_name_of_a_header_is_taken_for_the_header() {
    for (arguments, help) in [
        ("allow_headers = [content_type]", "write `\"content-type\"`"),
        ("expose_headers = [ETAG]", "write `\"etag\"`"),
        (
            "allow_headers = [tenant]",
            "write the list here, as in `allow_headers = [\"content-type\"]`, or in a `policy!`",
        ),
    ] {
        let reports = reports(&format!("origins = \"*\", {arguments}"));
        assert!(reports[0].ends_with(help), "{reports:?}");
    }
}
