//! `env("VAR")`: the server starts with good variables only, and prints everything that is wrong with the
//! others.

use std::{
    io::{BufRead, BufReader, Read},
    net::SocketAddr,
    process::{Child, Command, Output, Stdio},
};

use crate::support::{APP, Client, STRANGER};

/// The program with these variables and no others of its own.
fn program(variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reads_environment"));
    command
        .env_remove("TEST_READERS")
        .env_remove("TEST_PARTNERS")
        .env_remove("TEST_MORE")
        .env("TEST_CONFIGURED", "https://configured.example")
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// What the program says when it does not serve.
fn run(command: &mut Command) -> Output {
    let output = command.spawn().unwrap().wait_with_output().unwrap();
    assert!(!output.status.success(), "{output:?}");
    output
}

fn printed_by_server(variables: &[(&str, &str)]) -> String {
    String::from_utf8(run(&mut program(variables)).stderr).unwrap()
}

fn printed_by_check(variables: &[(&str, &str)]) -> String {
    String::from_utf8(run(program(variables).arg("check")).stdout).unwrap()
}

/// The first line of each problem; the other lines are indented.
fn problems(printed: &str) -> Vec<&str> {
    printed
        .lines()
        .filter(|line| !line.starts_with(' '))
        .collect()
}

/// Where each broken rule is broken.
fn places_and_rules(printed: &str) -> Vec<(&str, &str)> {
    let places = problems(printed)
        .into_iter()
        .map(|line| line.split_once(": ").unwrap().0);
    let rules = printed.split("note: rule `").skip(1);
    let names = rules.map(|behind| behind.split('`').next().unwrap());
    places.zip(names).collect()
}

/// A server that serves.
struct Serving {
    child: Child,
    client: Client,
}

impl Serving {
    fn with(variables: &[(&str, &str)]) -> Self {
        let mut child = program(variables).spawn().unwrap();
        let mut line = String::new();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        output.read_line(&mut line).unwrap();
        let address: Result<SocketAddr, _> = line.trim().parse();
        let Ok(address) = address else {
            let mut printed = String::new();
            let mut errors = child.stderr.take().unwrap();
            errors.read_to_string(&mut printed).unwrap();
            panic!("no server: {printed}");
        };
        Self {
            child,
            client: Client::of(address),
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

const GOOD: [(&str, &str); 2] = [
    (
        "TEST_READERS",
        " https://app.example.com ,https://*.example.org,http://localhost:*",
    ),
    (
        "TEST_PARTNERS",
        "https://a.partner.example,https://b.partner.example",
    ),
];

#[test]
fn good_variables_are_the_origins() {
    let serving = Serving::with(&GOOD);
    let client = &serving.client;
    for origin in [
        APP,
        "https://a.b.example.org",
        "http://localhost:3000",
        "http://localhost",
    ] {
        for path in ["/read", "/read-too"] {
            let answer = client.get(path, origin);
            assert_eq!(answer.values("access-control-allow-origin"), [origin]);
        }
    }
    for origin in [
        STRANGER,
        "https://example.org",
        "https://a.partner.example",
        "null",
        "*",
    ] {
        assert_eq!(client.get("/read", origin).cors(), ["vary: Origin"]);
    }
    for path in ["/partners", "/wrapped"] {
        assert_eq!(
            client.get(path, "https://b.partner.example").cors(),
            [
                "access-control-allow-credentials: true",
                "access-control-allow-origin: https://b.partner.example",
                "vary: Origin",
            ]
        );
        assert_eq!(client.get(path, APP).cors(), ["vary: Origin"]);
    }
    let preflight = client.preflight("/partners", "GET", "https://a.partner.example");
    assert_eq!(preflight.values("access-control-max-age"), ["60"]);
}

#[test]
fn a_missing_variable_has_its_default_beside_the_list() {
    let serving = Serving::with(&GOOD);
    for origin in [APP, "http://localhost:3000"] {
        let answer = serving.client.get("/mixed", origin);
        assert_eq!(answer.values("access-control-allow-origin"), [origin]);
    }
    let answer = serving.client.get("/mixed", STRANGER);
    assert_eq!(answer.cors(), ["vary: Origin"]);
}

#[test]
fn a_variable_replaces_its_default_and_not_the_list() {
    let more = ("TEST_MORE", "https://*.partner.example");
    let serving = Serving::with(&[GOOD[0], GOOD[1], more]);
    for origin in [APP, "https://a.partner.example"] {
        let answer = serving.client.get("/mixed", origin);
        assert_eq!(answer.values("access-control-allow-origin"), [origin]);
    }
    let answer = serving.client.get("/mixed", "http://localhost:3000");
    assert_eq!(answer.cors(), ["vary: Origin"]);

    let problems = printed_by_check(&[GOOD[0], GOOD[1], ("TEST_MORE", "")]);
    assert!(problems.contains("`TEST_MORE`"), "{problems}");
}

#[test]
fn policies_of_other_crates_are_checked_and_used() {
    let serving = Serving::with(&GOOD);
    let answer = serving
        .client
        .get("/configured", "https://configured.example");
    assert_eq!(answer.values("access-control-allow-credentials"), ["true"]);
    assert_eq!(
        serving.client.get("/configured", APP).cors(),
        ["vary: Origin"]
    );

    let variables = [
        GOOD[0],
        GOOD[1],
        ("TEST_CONFIGURED", "http://configured.example"),
    ];
    for printed in [printed_by_check(&variables), printed_by_server(&variables)] {
        assert_eq!(
            places_and_rules(printed.trim_start_matches("error: CORS policies cannot be used\n"))
                [0],
            (
                "environment variable `TEST_CONFIGURED`, origins[0]",
                "insecure-origin-with-credentials"
            )
        );
    }
}

#[test]
fn the_wildcard_is_accepted_in_a_variable_without_credentials() {
    let serving = Serving::with(&[("TEST_READERS", "*"), GOOD[1]]);
    assert_eq!(
        serving.client.get("/read", STRANGER).cors(),
        ["access-control-allow-origin: *"]
    );
    assert_eq!(
        places_and_rules(&printed_by_check(&[GOOD[0], ("TEST_PARTNERS", "*")])),
        [(
            "environment variable `TEST_PARTNERS`, origins[0]",
            "wildcard-origin-with-credentials"
        )]
    );
}

#[test]
fn a_good_environment_passes_the_check() {
    let output = program(&GOOD).arg("check").output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(output.stdout.is_empty());
}

#[test]
fn the_server_and_the_check_report_every_problem_once() {
    let bad = [
        (
            "TEST_READERS",
            "https://app.example.com/, https://ok.example,,https://*",
        ),
        (
            "TEST_PARTNERS",
            "http://a.partner.example,https://*.co.uk,null,*",
        ),
    ];
    let check = printed_by_check(&bad);
    let partners = |index| format!("environment variable `TEST_PARTNERS`, origins[{index}]");
    let readers = |index| format!("environment variable `TEST_READERS`, origins[{index}]");
    assert_eq!(
        places_and_rules(&check),
        [
            (partners(0).as_str(), "insecure-origin-with-credentials"),
            (&partners(1), "public-suffix-with-credentials"),
            (&partners(2), "null-origin"),
            (&partners(3), "wildcard-origin-with-credentials"),
            (&readers(0), "origin-with-path"),
            (&readers(2), "origin-without-scheme"),
            (&readers(3), "origin-misplaced-wildcard"),
        ]
    );
    assert_eq!(check.matches("\n  help: ").count(), 7, "{check}");

    let printed = printed_by_server(&bad);
    assert!(printed.contains(&check), "{printed}");
    assert_eq!(
        printed.matches("CORS policies cannot be used").count(),
        1,
        "{printed}"
    );
}

#[test]
fn missing_and_empty_variables_keep_the_server_from_starting() {
    for empty in ["", " ", "\t\n"] {
        let variables = [("TEST_READERS", empty)];
        let check = printed_by_check(&variables);
        assert_eq!(
            problems(&check),
            [
                "environment variable `TEST_PARTNERS` is not set",
                "environment variable `TEST_READERS` names no origin",
            ]
        );
        let printed = printed_by_server(&variables);
        assert!(printed.contains(&check), "{printed}");
    }
    for separators in [",", "https://app.example.com,"] {
        let variables = [("TEST_READERS", separators), GOOD[1]];
        let printed = printed_by_server(&variables);
        assert!(printed.contains("an empty string"), "{printed}");
    }
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_unicode_keeps_the_server_from_starting() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _};

    let mut command = program(&GOOD[1..]);
    command.env("TEST_READERS", OsStr::from_bytes(b"https://\xff.example"));
    let printed = String::from_utf8(run(&mut command).stderr).unwrap();
    assert!(
        printed.contains("environment variable `TEST_READERS` is not Unicode"),
        "{printed}"
    );
}

#[test]
fn a_problem_is_reported_once_where_the_log_is_the_terminal() {
    for arguments in [&[][..], &["log"]] {
        let mut command = program(&GOOD[1..]);
        let printed = String::from_utf8(run(command.args(arguments)).stderr).unwrap();
        let times = printed
            .matches("environment variable `TEST_READERS` is not set")
            .count();
        assert_eq!(times, 1, "{printed}");
        assert!(
            printed.contains("note: `reads_environment::read`"),
            "{printed}"
        );
    }
}

#[test]
fn an_error_that_main_returns_shows_every_problem() {
    let mut command = program(&[("TEST_READERS", "https://app.example.com/"), GOOD[1]]);
    let printed = String::from_utf8(run(command.arg("check-by-return")).stderr).unwrap();
    let expected = "environment variable `TEST_READERS`, origins[0]: origin `https://app.example.com/` ends in \
                    a slash\n  help: write `https://app.example.com`";
    assert!(printed.contains(expected), "{printed}");
}

#[test]
fn a_warning_about_a_variable_comes_once() {
    let twice = format!("{APP},{APP}");
    let mut command = program(&[("TEST_READERS", &twice), GOOD[1]]);
    let output = command.args(["log", "check"]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let printed = String::from_utf8(output.stderr).unwrap();
    let warning = "environment variable `TEST_READERS`, origins[1]: ";
    assert_eq!(printed.matches(warning).count(), 1, "{printed}");
}
