//! Arguments in the notation of other languages and libraries: each help is in the form that works.

use super::reports;

#[test]
fn other_notations_have_a_help_that_can_be_pasted() {
    for (arguments, report) in [
        (
            "origins => [\"https://a.example\"]",
            "argument `origins` is followed by another sign than `=`: write `origins = [\"https://a.example\"]`",
        ),
        (
            "max_age == 60, origins = \"*\"",
            "argument `max_age` is followed by another sign than `=`: write `max_age = 60`",
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
            "the value has no argument's name: write `origins = [\"https://a.example\"]`",
        ),
        (
            "*",
            "the value has no argument's name: write `origins = \"*\"`",
        ),
        (
            "origins = \"*\", !credentials",
            "`!` is before an argument: leave `credentials` out",
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
            "the value `\"credentials\"` has no argument's name: write `credentials` without quotes",
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
            "an attribute sees the name `PUT` and not its value: write `PUT`",
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
            "`null-origin` is not in quotes: write `null_origin`",
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
            "argument `origins` takes a list of strings: write a condition on an entry, as in `origins = [#[cfg(debug_assertions)] \"http://localhost:3000\"]`",
        ),
        (
            "origins = [match site { _ => A }]",
            "argument `origins` takes a list of strings: write a condition on an entry, as in `origins = [#[cfg(debug_assertions)] ..]`",
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
