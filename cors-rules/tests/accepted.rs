//! What an accepted policy says, and what about it credentials would make dangerous.
#![expect(clippy::unwrap_used, reason = "a policy of a test is accepted")]

use cors_rules::{
    AllowedOrigins, Config, EnvVariable, Hazards, OptOut, Policy, Rule, Violation,
    closed_route_message, is_loopback, route_line,
};

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).into()).collect()
}

fn with_origins(origins: &[&str]) -> Config {
    Config {
        origins: Some(texts(origins)),
        ..Config::default()
    }
}

fn accepted(config: &Config) -> Policy {
    config.validate().unwrap().policy
}

#[test]
fn a_policy_says_what_was_written() {
    let policy = accepted(&Config {
        methods: Some(texts(&["GET", "PUT"])),
        allow_headers: texts(&["content-type", "x-a", "Content-Type"]),
        expose_headers: texts(&["etag"]),
        max_age: Some("60".into()),
        credentials: true,
        enforce: true,
        ..with_origins(&["https://a.example"])
    });
    assert_eq!(policy.methods(), Some(&*texts(&["GET", "PUT"])));
    assert_eq!(policy.allow_headers(), texts(&["content-type", "x-a"]));
    assert_eq!(policy.expose_headers(), texts(&["etag"]));
    assert_eq!(policy.max_age(), Some(60));
    assert!(policy.credentials() && policy.enforce());

    let policy = accepted(&with_origins(&["https://a.example"]));
    assert_eq!(policy.methods(), None);
    assert!(policy.allow_headers().is_empty() && policy.expose_headers().is_empty());
    assert_eq!(policy.max_age(), None);
    assert!(!policy.credentials() && !policy.enforce());
}

#[test]
fn origins_and_patterns_are_kept_apart_each_once() {
    let origins = [
        "https://b.example",
        "https://*.a.example",
        "https://b.example",
        "https://*.a.example",
        "https://a.example",
    ];
    let policy = accepted(&with_origins(&origins));
    let AllowedOrigins::Listed { exact, patterns } = policy.origins() else {
        panic!("{policy:?}");
    };
    assert_eq!(*exact, texts(&["https://a.example", "https://b.example"]));
    let patterns: Vec<_> = patterns.iter().map(ToString::to_string).collect();
    assert_eq!(patterns, ["https://*.a.example"]);
    assert_eq!(
        *accepted(&with_origins(&["*"])).origins(),
        AllowedOrigins::Any
    );
}

/// A variable beside the list may hold an origin that needs it.
#[test]
fn an_opt_out_that_origins_from_elsewhere_may_need_is_not_a_warning() {
    let rules = |origins_from_elsewhere| {
        let config = Config {
            origins: Some(texts(&["https://a.example"])),
            origins_from_elsewhere,
            dangerously_allow: vec![OptOut::PublicSuffixes],
            credentials: true,
            ..Config::default()
        };
        let warnings = config.validate().unwrap().warnings;
        warnings.iter().map(Violation::rule).collect::<Vec<_>>()
    };
    assert_eq!(rules(true), []);
    assert_eq!(rules(false), [Rule::UnneededOptOut]);
}

#[test]
fn origins_come_from_elsewhere_where_none_are_written() {
    let mut config = Config {
        origins_from_elsewhere: true,
        ..Config::default()
    };
    assert_eq!(*accepted(&config).origins(), AllowedOrigins::Elsewhere);
    config.origins = Some(texts(&["https://a.example"]));
    let policy = accepted(&config);
    assert!(matches!(policy.origins(), AllowedOrigins::Listed { exact, .. } if exact.len() == 1));
}

#[test]
fn a_variable_is_named_once_and_its_default_repeats_only_itself() {
    let variable = |name: &str, defaults| EnvVariable {
        name: name.into(),
        defaults,
    };
    let mut config = Config {
        origins_from_elsewhere: true,
        variables: vec![variable("A", 0), variable("A", 0)],
        ..Config::default()
    };
    let duplicates = |config: &Config| -> Vec<_> {
        let warnings = config.validate().unwrap().warnings;
        let duplicate = warnings
            .iter()
            .filter(|one| one.rule() == Rule::DuplicateOrigin);
        duplicate.map(|one| one.site().index.unwrap()).collect()
    };
    assert_eq!(duplicates(&config), [1]);

    config.variables = vec![variable("A", 1), variable("B", 2), variable("A", 0)];
    config.origins = Some(texts(&[
        "https://a.example",
        "https://a.example",
        "https://a.example",
        "https://a.example",
    ]));
    // The second entry of B's default, and the second A, which is behind the four origins.
    assert_eq!(duplicates(&config), [3, 6]);

    config.variables.clear();
    assert_eq!(duplicates(&config), [1, 2, 3]);
}

#[test]
fn methods_for_many_routes_are_those_that_the_route_serves_and_pages_may_use() {
    let methods = |written: &[&str]| {
        let policy = accepted(&Config {
            methods: Some(texts(written)),
            methods_for_many_routes: true,
            served: Some(texts(&["GET", "POST", "TRACE"])),
            ..with_origins(&["https://a.example"])
        });
        policy.methods().unwrap().to_vec()
    };
    assert_eq!(methods(&["GET", "PATCH"]), texts(&["GET"]));
    assert_eq!(methods(&["*"]), texts(&["GET", "POST"]));
    assert_eq!(methods(&["TRACE"]), texts(&[]));
}

#[test]
fn a_wildcard_method_without_a_route_means_the_methods_of_each_route() {
    let policy = accepted(&Config {
        methods: Some(texts(&["*"])),
        ..with_origins(&["https://a.example"])
    });
    assert_eq!(policy.methods(), None);
}

#[test]
fn what_credentials_make_dangerous_is_kept_for_merging() {
    let origin = || with_origins(&["https://a.example"]);
    let cases = [
        (origin(), Hazards::empty()),
        (with_origins(&["*"]), Hazards::ANY_ORIGIN),
        (
            with_origins(&["http://a.example"]),
            Hazards::INSECURE_ORIGIN,
        ),
        (with_origins(&["https://*.co.uk"]), Hazards::PUBLIC_SUFFIX),
        (
            Config {
                dangerously_allow: vec![OptOut::NullOrigin],
                ..with_origins(&["null", "http://a.example"])
            },
            Hazards::NULL_ORIGIN | Hazards::INSECURE_ORIGIN,
        ),
        (
            Config {
                methods: Some(texts(&["*"])),
                ..origin()
            },
            Hazards::ANY_METHOD,
        ),
        (
            Config {
                methods: Some(texts(&["GET"])),
                allow_headers: texts(&["x-a"]),
                expose_headers: texts(&["x-a"]),
                ..origin()
            },
            Hazards::empty(),
        ),
        (
            Config {
                allow_headers: texts(&["*"]),
                expose_headers: texts(&["*"]),
                ..origin()
            },
            Hazards::ANY_REQUEST_HEADER | Hazards::ANY_RESPONSE_HEADER,
        ),
    ];
    for (config, hazards) in cases {
        assert_eq!(accepted(&config).hazards(), hazards, "{config:?}");
    }
}

#[test]
fn as_many_as_256_patterns_are_compared_with_each_other() {
    for (patterns, warnings) in [(256, 1), (257, 0)] {
        let mut origins = vec!["https://a.site1.test".to_string()];
        origins.extend((1..=patterns).map(|number| format!("https://*.site{number}.test")));
        let config = Config {
            origins: Some(origins),
            ..Config::default()
        };
        let found = config.validate().unwrap().warnings;
        let subsumed = found
            .iter()
            .filter(|one| one.rule() == Rule::SubsumedOrigin);
        assert_eq!(subsumed.count(), warnings, "{patterns}");
    }
}

#[test]
fn a_violation_is_printed_with_its_help_and_its_note() {
    let violations = with_origins(&["https://a.example/"])
        .validate()
        .unwrap_err();
    let violation = &violations[0];
    let (message, help, note) = (violation.message(), violation.help(), violation.note());
    assert_eq!(
        violation.to_string(),
        format!("{message}\nhelp: {help}\nnote: {note}")
    );
    assert_eq!(message, "origin `https://a.example/` ends in a slash");
}

#[test]
fn the_message_about_a_route_that_a_named_policy_closes_says_how_to_open_it() {
    assert_eq!(
        closed_route_message(&texts(&["PUT", "PATCH"])),
        "the named policy opens no method of the route: `PUT`, `PATCH`
help: name those to open: `methods = [\"PUT\", \"PATCH\"]`
note: rule `method-not-served`"
    );
}

#[test]
fn origins_of_the_own_machine_are_recognised() {
    for origin in [
        "http://localhost",
        "http://a.localhost",
        "http://127.0.0.1",
        "https://[::1]:3000",
        "http://*.localhost:*",
    ] {
        assert!(is_loopback(origin), "{origin}");
    }
    for origin in [
        "https://localhost.example",
        "http://128.0.0.1",
        "https://a.example",
        "localhost",
    ] {
        assert!(!is_loopback(origin), "{origin}");
    }
}

#[test]
fn the_help_for_a_long_host_says_how_long_it_may_be() {
    let help = |length: usize| {
        let origin = format!("https://{}!.example", "a".repeat(length - 17));
        assert_eq!(origin.len(), length);
        with_origins(&[&origin]).validate().unwrap_err()[0].help()
    };
    let name = "a host is a name like `app.example.com`, or an IP address, IPv6 in brackets";
    assert_eq!(help(63), name);
    assert_eq!(
        help(64),
        "a label has at most 63 characters, a host at most 253"
    );
}

#[test]
fn a_route_is_named_by_its_methods_and_its_path() {
    assert_eq!(
        route_line(&["GET", "HEAD"], "/users/{id}"),
        "GET|HEAD /users/{id}"
    );
    assert_eq!(route_line(&["PUT"], ""), "PUT \"\"");
}
