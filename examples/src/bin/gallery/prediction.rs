//! What `cors-browser` says that a browser does: it asks the same API, as another run of the scenario.

use std::net::{Ipv4Addr, SocketAddr};

use actix_web::{
    Responder, post,
    web::{Data, Json},
};
use cors_browser::{Body, Credentials, Dialogue, Event, Fetch, Page};
use serde::{Deserialize, Serialize};

use crate::Addresses;

/// What a page asks for.
#[derive(Debug, Deserialize)]
struct Asked {
    /// The page's origin.
    page: String,
    /// The address.
    url: String,
    /// Whether it is the API behind authentication.
    is_guarded: bool,
    way: Way,
    #[serde(default)]
    method: Option<String>,
    #[serde(default)]
    headers: Vec<(String, String)>,
    #[serde(default)]
    with_credentials: bool,
    #[serde(default)]
    body: Option<String>,
}

/// How a page asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Way {
    Fetch,
    Upload,
    EventSource,
    Beacon,
    ModuleScript,
    Image,
    Font,
}

/// What is predicted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Prediction {
    /// `allowed` or `blocked`.
    outcome: String,
    /// Methods and statuses, such as `OPTIONS 204`.
    requests: Vec<String>,
    /// Why it is blocked.
    reason: Option<String>,
}

/// Predicts what comes of a scenario.
#[post("/prediction")]
pub(crate) async fn predict(asked: Json<Asked>, addresses: Data<Addresses>) -> impl Responder {
    let port = if asked.is_guarded {
        addresses.guarded
    } else {
        addresses.api
    };
    let mut page = Page::on(&asked.page);
    let dialogue = page
        .fetch(SocketAddr::from((Ipv4Addr::LOCALHOST, port)), asked.fetch())
        .await;
    Json(Prediction::of(&dialogue))
}

impl Asked {
    fn fetch(&self) -> Fetch {
        let url = self.url.as_str();
        let body = self.body.as_deref().unwrap_or_default();
        let fetch = match self.way {
            Way::Fetch => Fetch::new(url),
            Way::Upload => Fetch::xhr(url).upload_listener(),
            Way::EventSource => Fetch::event_source(url),
            Way::Beacon => Fetch::beacon(url, Body::blob("application/json", body)),
            Way::ModuleScript => Fetch::module_script(url),
            Way::Image => Fetch::image(url).crossorigin(),
            Way::Font => Fetch::font(url),
        };
        if !matches!(self.way, Way::Fetch | Way::Upload) {
            return fetch;
        }
        let fetch = fetch.method(self.method.as_deref().unwrap_or("GET"));
        let fetch = match &self.body {
            Some(body) => fetch.body(Body::text(body)),
            None => fetch,
        };
        let fetch = if self.with_credentials {
            fetch.credentials(Credentials::Include)
        } else {
            fetch
        };
        let headers = self.headers.iter();
        headers.fold(fetch, |fetch, (name, value)| fetch.header(name, value))
    }
}

impl Prediction {
    fn of(dialogue: &Dialogue) -> Self {
        let mut requests = Vec::new();
        let mut method = "";
        for event in &dialogue.events {
            match event {
                Event::Decision(..) => {}
                Event::Request(request) => method = &request.method,
                Event::Response(response) => requests.push(format!("{method} {}", response.status)),
            }
        }
        let blocked = dialogue.outcome.blocked();
        Self {
            outcome: if blocked.is_some() {
                "blocked"
            } else {
                "allowed"
            }
            .to_owned(),
            requests,
            reason: blocked.map(|blocked| blocked.reason.sentence().to_owned()),
        }
    }
}
