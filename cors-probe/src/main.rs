//! `cors-probe`: asks a server as a browser would. With a method and an address it prints the dialogue and says why a
//! page is blocked; with `--routes` it checks a deployed server against the policies that its program declares.

mod arguments;
mod audit;
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
    match arguments.task()? {
        Task::Ask(ask) => question::ask(&client, &ask, arguments.json).await,
        Task::Audit(audit) => audit::run(&client, &audit, arguments.json).await,
    }
}
