//! `env_origins`: it starts with good origins only, and says what is wrong with others.

use std::process::Command;

use crate::{
    program::Program,
    support::{APP, STRANGER},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_env_origins");

#[test]
fn good_origins_may_call() {
    let origins = "https://app.example.com, https://*.preview.example";
    let program = Program::start(PROGRAM, &[("APP_ORIGINS", origins)]);
    for origin in [APP, "https://pr-7.preview.example"] {
        for path in ["/time", "/tea"] {
            let answer = program.client.get(path, origin);
            assert_eq!(answer.values("access-control-allow-origin"), [origin]);
        }
    }
    assert_eq!(
        program.client.get("/time", STRANGER).cors(),
        ["vary: Origin"]
    );
}

#[test]
fn a_slip_stops_the_program_with_all_that_is_wrong() {
    let output = Command::new(PROGRAM)
        .env("APP_ORIGINS", "app.example.com, https://app.example.com/")
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(output.stdout.is_empty());
    for part in [
        "environment variable `APP_ORIGINS`, origins[0]: ",
        "environment variable `APP_ORIGINS`, origins[1]: ",
        "help: write `https://app.example.com`",
    ] {
        assert!(stderr.contains(part), "{part} is not in\n{stderr}");
    }
}

#[test]
fn a_missing_variable_stops_the_program() {
    let output = Command::new(PROGRAM)
        .env_remove("APP_ORIGINS")
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(stderr.starts_with("environment variable `APP_ORIGINS` is not set\n  help: "));
}
