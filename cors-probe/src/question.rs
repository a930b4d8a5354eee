//! One request of one page: the dialogue, the outcome, and what would help.

use cors_browser::{Body, Credentials, Dialogue, Fetch, Outcome, Page, Reason};

use crate::{
    arguments::Ask,
    client::{Client, NoAnswer},
    dialogue_text,
    exit::Exit,
    json,
    terminal::print,
};

/// What happened.
pub(crate) struct Answer {
    pub(crate) dialogue: Dialogue,
    /// Whether the request itself was not sent, because only its preflight was asked for.
    pub(crate) is_held_back: bool,
    /// Why the server gave no answer.
    pub(crate) failure: Option<NoAnswer>,
}

/// Asks, and prints what happened.
pub(crate) async fn ask(client: &Client, ask: &Ask, as_json: bool) -> Result<Exit, String> {
    let answer = answer(client, ask).await;
    let text = if as_json {
        json::answer(&answer)
    } else {
        dialogue_text::answer(&answer)
    };
    print(&text);
    Ok(exit(&answer))
}

fn exit(answer: &Answer) -> Exit {
    match &answer.dialogue.outcome {
        _ if answer.is_held_back => Exit::Readable,
        Outcome::Blocked(blocked) if blocked.reason == Reason::NoAnswer => Exit::NoAnswer,
        Outcome::Blocked(_) => Exit::Blocked,
        Outcome::Readable(_) | Outcome::Opaque | Outcome::OpaqueRedirect => Exit::Readable,
    }
}

async fn answer(client: &Client, ask: &Ask) -> Answer {
    let mut page = Page::on(&ask.page);
    let mut exchange = page.start(&fetch(ask));
    let (mut failure, mut is_held_back) = (None, false);
    while let Some(request) = exchange.request() {
        if ask.preflight_only && !request.is_preflight {
            is_held_back = true;
            break;
        }
        match client.send(request, ask.cookie.as_deref()).await {
            Ok(response) => exchange.receive(response),
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
