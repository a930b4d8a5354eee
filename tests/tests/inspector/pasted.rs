//! The tests that the inspector writes, pasted here: they compile and pass. `UPDATE_EXPECT=1` pastes them anew.

use actix_web::{
    App, Error,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    web,
};
use expect_test::expect_file;
use serde_json::{Value, json};

use crate::app::{ask_json, put_user, read_user, serve_app};

/// The part of the app that the tests are about.
fn app() -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse,
        Error = Error,
        InitError = (),
    >,
> {
    App::new().service(web::scope("/api").service(read_user).service(put_user))
}

include!("pasted.txt");

#[test]
fn they_are_those_that_the_inspector_writes() {
    let server = serve_app();
    let test = |page, method| {
        let question = json!({
            "page": page, "method": method, "path": "/api/users/7", "headers": [["content-type", "application/json"]],
            "credentials": true,
        });
        let verdict: Value = ask_json(&server, "POST /__cors/question", &question);
        verdict["test"].as_str().unwrap().to_owned()
    };
    let tests = [
        test("https://app.example.com", "PUT"),
        test("https://app.example.com:8443", "PUT"),
    ];
    expect_file!["pasted.txt"].assert_eq(&tests.join("\n"));
}
