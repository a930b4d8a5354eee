//! An example as a program that runs until the test ends.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

use actix_web::rt::System;
use cors_browser::{Dialogue, Fetch, Page};

use crate::support::Client;

/// A program that listens.
pub(crate) struct Program {
    child: Child,
    pub(crate) client: Client,
}

impl Program {
    /// Starts the program with these variables, on a port that is free.
    pub(crate) fn start(path: &str, variables: &[(&str, &str)]) -> Self {
        let mut child = Command::new(path)
            .envs(variables.iter().copied())
            .env("PORT", "0")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut output = BufReader::new(child.stdout.as_mut().unwrap());
        output.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap();
        let client = Client::of(address.parse().unwrap());
        Self { child, client }
    }
}

impl Program {
    /// What a page gets when it asks the program.
    pub(crate) fn asked_by(&self, page: &str, fetch: &Fetch) -> Dialogue {
        let address = self.client.address();
        System::new().block_on(async { Page::on(page).fetch(address, fetch).await })
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
