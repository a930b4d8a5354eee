//! `cors-probe`: asks a server as a browser would. With a method and an address it prints the dialogue and says why a
//! page is blocked; with `--routes` it checks a deployed server against the policies that its program declares.

#![forbid(unsafe_code)]

mod arguments;
mod audit;
mod audit_text;
mod client;
mod dialogue_text;
mod exit;
mod json;
mod question;
mod terminal;

use clap::Parser as _;

use arguments::{Arguments, Task};
use client::Client;
use exit::Exit;

fn main() -> std::process::ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return exit::usage(&error),
    };
    match actix_rt::System::new().block_on(run(arguments)) {
        Ok(exit) => exit.into(),
        Err(problem) => {
            eprintln!("error: {problem}");
            Exit::Unusable.into()
        }
    }
}

/// Does what the arguments ask for. An error is a problem of the arguments, not of the server.
async fn run(arguments: Arguments) -> Result<Exit, String> {
    let client = Client::new(arguments.timeout(), arguments.cacert.as_deref())?;
    let (text, exit) = match arguments.task()? {
        Task::Ask(ask) => {
            let answer = question::ask(&client, &ask).await;
            let text = if arguments.json {
                json::answer(&answer)
            } else {
                dialogue_text::answer(&answer)
            };
            (text, answer.exit())
        }
        Task::Audit(audit) => {
            let report = audit::run(&client, &audit).await?;
            if let Some(failure) = &report.failure {
                eprintln!("error: {failure}");
            }
            let text = if arguments.json {
                json::report(&report)
            } else {
                audit_text::table(&report)
            };
            (text, report.exit())
        }
    };
    terminal::print(&text);
    Ok(exit)
}
