//! The table of cases as data, and each request of it as a `Fetch`.

use std::collections::BTreeMap;

use cors_browser::{Body, Credentials, Fetch, Initiator, Mode, Page, Redirect, ReferrerPolicy};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) page: String,
    pub(crate) cap: Option<u64>,
    steps: Option<Vec<Fetched>>,
    #[serde(flatten)]
    single: Option<Fetched>,
}

#[derive(Deserialize)]
pub(crate) struct Fetched {
    #[serde(default)]
    pub(crate) at: f64,
    /// The page of a step, if it is another one than the case's.
    pub(crate) page: Option<String>,
    pub(crate) request: Request,
    pub(crate) exchange: Vec<Exchange>,
    pub(crate) outcome: String,
    pub(crate) exposed: Option<Vec<String>>,
    pub(crate) reason: Option<String>,
    #[serde(rename = "type")]
    pub(crate) kind: Option<String>,
    pub(crate) status: Option<u16>,
}

#[derive(Deserialize)]
pub(crate) struct Exchange {
    pub(crate) expect_request: Expected,
    pub(crate) response: Answer,
}

#[derive(Deserialize)]
pub(crate) struct Expected {
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) origin: Option<String>,
    pub(crate) cookies: bool,
    pub(crate) acrm: Option<String>,
    pub(crate) acrh: Option<String>,
    #[serde(default)]
    pub(crate) headers_absent: Vec<String>,
    #[serde(default)]
    pub(crate) headers_present: BTreeMap<String, String>,
}

#[derive(Deserialize, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
}

#[derive(Deserialize)]
pub(crate) struct Request {
    pub(crate) api: String,
    url: String,
    method: String,
    mode: String,
    credentials: String,
    headers: Vec<(String, String)>,
    body_type: Option<String>,
    body_source: Option<String>,
    redirect: String,
    #[serde(default)]
    upload_listeners: bool,
    #[serde(default)]
    keepalive: bool,
    referrer_policy: Option<String>,
    #[serde(rename = "unsafe_request")]
    is_unsafe: Option<bool>,
}

/// The cases of both tables: those that were given, and ours.
pub(crate) fn cases() -> Vec<Case> {
    let cases = values().into_iter().map(serde_json::from_value);
    cases.collect::<Result<_, _>>().unwrap()
}

/// The same as JSON.
pub(crate) fn values() -> Vec<Value> {
    let tables = [
        include_str!("../cases/fetch.json"),
        include_str!("../cases/more.json"),
    ];
    let tables = tables.map(|table| serde_json::from_str::<Vec<Value>>(table).unwrap());
    tables.concat()
}

/// The page on this address, which is opened at its first use and keeps its cache.
pub(crate) fn page_on<'a>(pages: &'a mut Vec<(String, Page)>, address: &str) -> &'a mut Page {
    let known = pages.iter().position(|page| page.0 == address);
    let index = known.unwrap_or_else(|| {
        pages.push((address.to_owned(), Page::on(address)));
        pages.len() - 1
    });
    &mut pages[index].1
}

impl Case {
    pub(crate) fn fetches(&self) -> Vec<&Fetched> {
        let fetches: Vec<_> = self.steps.iter().flatten().chain(&self.single).collect();
        assert!(!fetches.is_empty(), "{} has no request", self.id);
        fetches
    }
}

impl Answer {
    pub(crate) fn lines(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        self.headers
            .iter()
            .map(|(name, value)| (name.clone(), latin1(value)))
    }
}

impl Request {
    /// The page's wish, with every setting as the table has it.
    pub(crate) fn fetch(&self) -> Fetch {
        let mut fetch = self
            .by_api()
            .method(&self.method)
            .mode(mode(&self.mode))
            .credentials(credentials(&self.credentials))
            .redirect(redirect(&self.redirect));
        for (name, value) in &self.headers {
            fetch = fetch.header(name, latin1(value));
        }
        if let Some(body) = self.body() {
            fetch = fetch.body(body);
        }
        if let Some(policy) = &self.referrer_policy {
            fetch = fetch.referrer_policy(referrer_policy(policy));
        }
        if let Some(unsafe_request) = self.is_unsafe {
            fetch = fetch.unsafe_request(unsafe_request);
        }
        if self.upload_listeners {
            fetch = fetch.upload_listener();
        }
        if self.keepalive {
            fetch.keepalive()
        } else {
            fetch
        }
    }

    fn by_api(&self) -> Fetch {
        let fetch = Fetch::new(&self.url);
        let initiator = match self.api.as_str() {
            "fetch" => return fetch,
            "xhr" => return Fetch::xhr(&self.url),
            "beacon" => Initiator::Beacon,
            "eventsource" => Initiator::EventSource,
            "img" => Initiator::Image,
            "script" => Initiator::Script,
            "script-module" => Initiator::ModuleScript,
            "font" => Initiator::Font,
            "form" => Initiator::Form,
            "report" => Initiator::Report,
            "style" => Initiator::Stylesheet,
            "websocket" => Initiator::WebSocket,
            api => panic!("unknown api {api}"),
        };
        // The table has every setting that the browser makes.
        fetch.with_initiator(initiator).unsafe_request(false)
    }

    fn body(&self) -> Option<Body> {
        let is_stream = self.body_source.as_deref() == Some("stream");
        Some(match self.body_type.as_deref()? {
            _ if is_stream => Body::stream("x"),
            "" => Body::bytes("x"),
            content_type => Body::blob(content_type, "x"),
        })
    }
}

/// One character is one byte in the table.
fn latin1(text: &str) -> Vec<u8> {
    text.chars()
        .map(|character| u8::try_from(u32::from(character)).unwrap())
        .collect()
}

fn mode(name: &str) -> Mode {
    match name {
        "cors" => Mode::Cors,
        "no-cors" => Mode::NoCors,
        "same-origin" => Mode::SameOrigin,
        "navigate" => Mode::Navigate,
        "websocket" => Mode::WebSocket,
        _ => panic!("unknown mode {name}"),
    }
}

fn credentials(name: &str) -> Credentials {
    match name {
        "omit" => Credentials::Omit,
        "same-origin" => Credentials::SameOrigin,
        "include" => Credentials::Include,
        _ => panic!("unknown credentials mode {name}"),
    }
}

fn redirect(name: &str) -> Redirect {
    match name {
        "follow" => Redirect::Follow,
        "error" => Redirect::Error,
        "manual" => Redirect::Manual,
        _ => panic!("unknown redirect mode {name}"),
    }
}

fn referrer_policy(name: &str) -> ReferrerPolicy {
    match name {
        "no-referrer" => ReferrerPolicy::NoReferrer,
        "no-referrer-when-downgrade" => ReferrerPolicy::NoReferrerWhenDowngrade,
        "same-origin" => ReferrerPolicy::SameOrigin,
        "origin" => ReferrerPolicy::Origin,
        "strict-origin" => ReferrerPolicy::StrictOrigin,
        "origin-when-cross-origin" => ReferrerPolicy::OriginWhenCrossOrigin,
        "strict-origin-when-cross-origin" => ReferrerPolicy::StrictOriginWhenCrossOrigin,
        "unsafe-url" => ReferrerPolicy::UnsafeUrl,
        _ => panic!("unknown referrer policy {name}"),
    }
}
