//! A page's wish and an endpoint, chosen by a number, and what the browser makes of them.

use actix_web::{http::Method, test::TestRequest};
use cors_browser::{Credentials, Fetch, HttpRequest, Outcome, Page};

use crate::{
    app::Ask,
    endpoints::{ENDPOINTS, SERVED},
    handlers,
    meaning::{Effect, Meaning, OWN_HEADERS, SERVER, Wish},
    origins,
};

const PAGES: [&str; 14] = [
    "https://a.example",
    "https://b.example",
    "https://x.b.example",
    "https://y.x.b.example",
    "https://b.example:8443",
    "http://b.example",
    "https://evil.example",
    "https://a.example.evil.example",
    "https://evil-b.example",
    "capacitor://localhost",
    "http://localhost:3000",
    "http://localhost",
    "https://c.example",
    SERVER,
];
const METHODS: [&str; 6] = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"];
const HEADERS: [(&str, &str); 6] = [
    ("content-type", "application/json"),
    ("content-type", "text/plain"),
    ("x-a", "1"),
    ("x-b", "1"),
    ("authorization", "Bearer token"),
    ("accept-language", "en"),
];

/// A pair to be judged.
#[derive(Debug)]
pub(crate) struct Pair {
    path: &'static str,
    meaning: Meaning,
    wish: Wish,
}

impl Pair {
    /// The number's parts choose; the set of shared origins is this one.
    pub(crate) fn of(mut number: u64, shared: u8) -> Self {
        let mut choose = |count: usize| {
            let count = u64::try_from(count).unwrap();
            let chosen = number % count;
            number /= count;
            usize::try_from(chosen).unwrap()
        };
        let (path, meaning) = &ENDPOINTS[choose(ENDPOINTS.len())];
        let page = PAGES[choose(PAGES.len())];
        let method = METHODS[choose(METHODS.len())];
        let count = choose(3);
        let mut headers = Vec::new();
        for _ in 0..count {
            let header = HEADERS[choose(HEADERS.len())];
            if !headers.iter().any(|(name, _)| *name == header.0) {
                headers.push(header);
            }
        }
        Self {
            path,
            meaning: origins::with_shared(meaning, shared),
            wish: Wish {
                page,
                method,
                headers,
                credentials: choose(2) == 1,
            },
        }
    }

    /// Whether the page may read the response, or how the browser and the policy disagree.
    pub(crate) async fn judge(&self, app: &Ask) -> Result<bool, String> {
        let expected = self.meaning.effect(&self.wish, &SERVED);
        let (effect, dialogue) = self.effect(app).await;
        if effect == expected {
            return Ok(effect.is_readable);
        }
        Err(format!(
            "{self:?}\nmeans {expected:?}\nand became {effect:?}\n{dialogue}"
        ))
    }

    /// What the browser does, and all that was said.
    async fn effect(&self, app: &Ask) -> (Effect, String) {
        let mut page = Page::on(self.wish.page);
        handlers::forget_runs();
        let fetch = self.fetch();
        let mut exchange = page.start(&fetch);
        while let Some(request) = exchange.request() {
            let answer = app(message(request)).await;
            exchange.receive(answer);
        }
        let dialogue = exchange.finish();
        let readable = match &dialogue.outcome {
            Outcome::Readable(readable) => Some(&readable.headers),
            _ => None,
        };
        let effect = Effect {
            is_readable: readable.is_some(),
            has_run: handlers::has_run(),
            sees: OWN_HEADERS
                .iter()
                .map(|name| readable.is_some_and(|headers| headers.contains(name)))
                .collect(),
        };
        (effect, dialogue.to_string())
    }

    fn fetch(&self) -> Fetch {
        let credentials = if self.wish.credentials {
            Credentials::Include
        } else {
            Credentials::Omit
        };
        let fetch = Fetch::new(format!("{SERVER}{}", self.path))
            .method(self.wish.method)
            .credentials(credentials);
        let headers = self.wish.headers.iter();
        headers.fold(fetch, |fetch, (name, value)| fetch.header(*name, value))
    }
}

fn message(request: &HttpRequest) -> TestRequest {
    let path = request.url.strip_prefix(SERVER).unwrap();
    let message = TestRequest::with_uri(path)
        .method(Method::from_bytes(request.method.as_bytes()).unwrap())
        .insert_header(("host", "api.example"));
    request
        .all_headers()
        .fold(message, TestRequest::append_header)
}
