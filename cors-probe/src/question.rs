//! One request of one page: the dialogue, the outcome, and what would help.

use cors_browser::{Body, Credentials, Dialogue, Fetch, Outcome, Page, Reason};

use crate::{
    arguments::Ask,
    client::{self, Client, NoAnswer},
    exit::Exit,
};

/// What happened.
pub(crate) struct Answer {
    pub(crate) dialogue: Dialogue,
    /// Whether the request itself was not sent, because only its preflight was asked for.
    pub(crate) is_held_back: bool,
    /// Why the server gave no answer.
    pub(crate) failure: Option<NoAnswer>,
    /// Why the server refuses, if its response contains a reason.
    pub(crate) server_reason: Option<String>,
}

impl Answer {
    /// How a run ends that gets it.
    pub(crate) fn exit(&self) -> Exit {
        match &self.dialogue.outcome {
            _ if self.is_held_back => Exit::Readable,
            Outcome::Blocked(blocked) if blocked.reason == Reason::NoAnswer => Exit::NoAnswer,
            Outcome::Blocked(_) => Exit::Blocked,
            Outcome::Readable(_) | Outcome::Opaque | Outcome::OpaqueRedirect => Exit::Readable,
        }
    }
}

/// Asks, and takes the answer.
pub(crate) async fn ask(client: &Client, ask: &Ask) -> Answer {
    let mut page = Page::on(&ask.page);
    let mut exchange = page.start(&fetch(ask));
    let (mut failure, mut server_reason, mut is_held_back) = (None, None, false);
    while let Some(request) = exchange.request() {
        if ask.preflight_only && !request.is_preflight {
            is_held_back = true;
            break;
        }
        match client.send(request, ask.cookie.as_deref()).await {
            Ok(client::Answer { response, reason }) => {
                server_reason = reason;
                exchange.receive(response);
            }
            Err(error) => {
                failure = Some(error);
                exchange.fail();
            }
        }
    }
    Answer {
        dialogue: exchange.finish(),
        is_held_back,
        failure,
        server_reason,
    }
}

fn fetch(ask: &Ask) -> Fetch {
    let mut fetch = Fetch::new(&ask.url).method(&ask.method);
    if ask.credentials {
        fetch = fetch.credentials(Credentials::Include);
    }
    for (name, value) in &ask.headers {
        fetch = fetch.header(name, value);
    }
    match &ask.body {
        Some(body) => fetch.body(Body::text(body)),
        None => fetch,
    }
}
