//! The gallery as a program that runs until the test ends, and what it says of browsers.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

use cors_tests::browser::Browser;
use serde::Deserialize;

use crate::support::Client;

/// How long a browser may take for all scenarios. On two busy cores they need twenty seconds.
const DEADLINE: Duration = Duration::from_secs(110);

/// The program.
pub(crate) struct Gallery {
    child: Child,
    pub(crate) client: Client,
    /// What it prints.
    lines: Receiver<String>,
}

/// What a page reported.
#[derive(Debug, Deserialize)]
pub(crate) struct Report {
    pub(crate) engine: String,
    pub(crate) results: Vec<ScenarioResult>,
    /// Controls of the page that a keyboard or a screen reader cannot use.
    pub(crate) unnamed: Vec<String>,
    /// Controls that do not show that they have the focus.
    pub(crate) unfocused: Vec<String>,
    /// What is wider than a window of 360 pixels.
    pub(crate) too_wide: Vec<String>,
}

/// What came of a scenario.
#[derive(Debug, Deserialize)]
pub(crate) struct ScenarioResult {
    pub(crate) name: String,
    pub(crate) is_as_expected: bool,
    pub(crate) outcome: String,
    pub(crate) detail: String,
    pub(crate) requests: Vec<String>,
    /// What `cors-browser` says that a browser does.
    pub(crate) prediction: Option<Prediction>,
}

/// An outcome that was predicted.
#[derive(Debug, Deserialize)]
pub(crate) struct Prediction {
    pub(crate) outcome: String,
    pub(crate) requests: Vec<String>,
}

impl Gallery {
    pub(crate) fn start() -> Self {
        Self::start_on(0)
    }

    /// With the page on this port.
    pub(crate) fn start_on(port: u16) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gallery"))
            .env("PORT", port.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in output.lines() {
                // The test may be over.
                let _ = sender.send(line.unwrap());
            }
        });
        let line = lines.recv_timeout(DEADLINE).unwrap();
        let address = line.strip_prefix("listening on http://").unwrap();
        let client = Client::of(address.parse().unwrap());
        Self {
            child,
            client,
            lines,
        }
    }

    /// Opens the page, and waits until the program prints what came of it.
    pub(crate) fn wait_for_report_of(&self, browser: Browser) {
        let port = self.client.address().port();
        let window = browser.show(&format!("http://localhost:{port}/?report"));
        let beginning = format!("{browser:?}: ");
        loop {
            let line = self.lines.recv_timeout(DEADLINE);
            let line = line.unwrap_or_else(|_| panic!("no report: {}", window.console()));
            if line.starts_with(&beginning) {
                return;
            }
        }
    }

    pub(crate) fn reports(&self) -> Vec<Report> {
        let answer = self.client.send("GET /results", &[]);
        serde_json::from_str(&answer.body).unwrap()
    }
}

impl Drop for Gallery {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
