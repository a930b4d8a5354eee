//! A browser that is simulated asks, and this server answers.
//!
//! Preflights are sent to the server, over the loopback interface, so that what is in front of the routes answers as it
//! would. The request itself is never sent, because its handler would run: its answer is made from the policy of the
//! handler that it would reach, or from what the server says to a preflight for it.

use actix_web::{
    HttpRequest, HttpResponse,
    dev::ServiceRequest,
    http::{
        Method, Uri,
        header::{self, HeaderName, HeaderValue},
    },
    test::TestRequest,
};
use cors_browser::{Dialogue, Fetch, Headers, HttpRequest as Sent, Page, Response};
use cors_runtime::inspection::{AppInspection, ReachedRoute};

use crate::{
    decider::Decider,
    loopback::host,
    loopback::preflight,
    preflights::{self, Refuser},
};

const NOT_SENT: &str = "No preflight could be sent to the server over the loopback interface; this is the answer of the policy alone.";
const NOT_RUN: &str = "The request itself was not sent. Its answer has the headers that the server gave to a preflight for it.";

/// What came of a fetch.
#[derive(Debug)]
pub(crate) struct Simulated {
    pub(crate) dialogue: Dialogue,
    pub(crate) reached: ReachedRoute,
    /// The policy around the route that refused a preflight.
    pub(crate) refused_by: Option<Refuser>,
    /// Something that the dialogue does not show.
    pub(crate) note: Option<String>,
}

impl Simulated {
    /// What decides about the last request.
    pub(crate) fn decider(&self) -> Decider {
        match (&self.reached, &self.refused_by) {
            (ReachedRoute::Other, Some(refuser)) if !refuser.is_handler => {
                Decider::around(refuser.owner, &refuser.facts)
            }
            (reached, _) => Decider::of(reached),
        }
    }
}

/// Runs the fetch of a page in the app that the request came to.
pub(crate) async fn simulate(
    page: &str,
    fetch: &Fetch,
    request: &HttpRequest,
    inspection: &AppInspection,
) -> Simulated {
    run(page, fetch, request, inspection, true).await
}

/// The same by the policies alone: nothing is sent.
pub(crate) async fn explain(
    page: &str,
    fetch: &Fetch,
    request: &HttpRequest,
    inspection: &AppInspection,
) -> Simulated {
    run(page, fetch, request, inspection, false).await
}

async fn run(
    page: &str,
    fetch: &Fetch,
    request: &HttpRequest,
    inspection: &AppInspection,
    is_live: bool,
) -> Simulated {
    let mut page = Page::on(page);
    let mut exchange = page.start(fetch);
    let mut server = Server {
        request,
        inspection,
        is_live,
        reached: ReachedRoute::Nothing,
        refused_by: None,
        note: None,
    };
    while let Some(sent) = exchange.request() {
        match server.answer(&sent.clone()).await {
            Some(response) => exchange.receive(response),
            None => exchange.fail(),
        }
    }
    Simulated {
        dialogue: exchange.finish(),
        reached: server.reached,
        refused_by: server.refused_by,
        note: server.note,
    }
}

/// This server, as the simulated browser meets it.
struct Server<'a> {
    request: &'a HttpRequest,
    inspection: &'a AppInspection,
    /// Whether preflights are sent.
    is_live: bool,
    reached: ReachedRoute,
    refused_by: Option<Refuser>,
    note: Option<String>,
}

impl Server<'_> {
    /// The answer; `None` if the request is not one that a server can read.
    async fn answer(&mut self, sent: &Sent) -> Option<Response> {
        let simulated = simulated(sent, self.request)?;
        let requested = sent.browser_headers.text("access-control-request-method");
        let method = match requested.filter(|_| sent.is_preflight) {
            Some(method) => method,
            None => sent.method.clone(),
        };
        self.reached = self.inspection.find(self.request, &simulated, &method);
        let of_policy = match &self.reached {
            ReachedRoute::Handler(handler) | ReachedRoute::Ambiguous(handler) => {
                handler.answer(simulated).await
            }
            ReachedRoute::Disabled | ReachedRoute::Other | ReachedRoute::Nothing => None,
        };
        if sent.is_preflight {
            self.answer_preflight(sent, of_policy).await
        } else {
            self.answer_request(sent, of_policy).await
        }
    }

    async fn answer_preflight(
        &mut self,
        sent: &Sent,
        of_policy: Option<HttpResponse>,
    ) -> Option<Response> {
        let live = self.send(sent).await;
        let Some(live) = live else {
            self.note = Some(NOT_SENT.into());
            return Some(of_policy.map_or_else(not_found, |response| response_of(&response)));
        };
        if of_policy.is_some_and(|response| response.status().as_u16() != live.status) {
            self.note = Some(in_front(live.status));
        }
        Some(live)
    }

    async fn answer_request(
        &mut self,
        sent: &Sent,
        of_policy: Option<HttpResponse>,
    ) -> Option<Response> {
        match (of_policy, &self.reached) {
            (Some(response), _) => {
                self.look_for_guards(sent).await;
                Some(response_of(&response))
            }
            (None, ReachedRoute::Disabled) => Some(Response::new(200, Headers::new().iter())),
            (None, ReachedRoute::Nothing) => Some(not_found()),
            (None, ReachedRoute::Handler(_) | ReachedRoute::Ambiguous(_) | ReachedRoute::Other) => {
                Some(self.ask_for(sent).await)
            }
        }
    }

    /// Guards of scopes cannot be seen. A preflight for the request shows whether one keeps it from the handler.
    async fn look_for_guards(&mut self, sent: &Sent) {
        if self.note.is_none()
            && let Some(live) = self.send_preflight_for(sent).await
            && live.status == 404
        {
            self.note = Some(in_front(live.status));
        }
    }

    /// The policy is a layer's, or asks a source. A preflight for the same method says what it allows.
    async fn ask_for(&mut self, sent: &Sent) -> Response {
        let live = self.send_preflight_for(sent).await;
        if live.is_some() {
            self.note = Some(NOT_RUN.into());
        }
        let headers = live.map(|live| live.headers).unwrap_or_default();
        let is_of_response = |name: &str| {
            let name = name.to_ascii_lowercase();
            [
                "access-control-allow-origin",
                "access-control-allow-credentials",
                "vary",
            ]
            .contains(&name.as_str())
        };
        let headers = headers.iter().filter(|(name, _)| is_of_response(name));
        Response::new(200, headers)
    }

    async fn send_preflight_for(&mut self, sent: &Sent) -> Option<Response> {
        let origin = sent.origin()?;
        self.send(&preflight(&origin, &sent.method, &sent.url))
            .await
    }

    async fn send(&mut self, preflight: &Sent) -> Option<Response> {
        if !self.is_live {
            return None;
        }
        let answer = preflights::send(preflight, self.request).await?;
        self.refused_by = answer.refused_by;
        Some(answer.response)
    }
}

/// Why the answer is not the one of the policy.
fn in_front(status: u16) -> String {
    if status == 404 {
        return "The server answered a preflight for this request with 404. A guard, for instance of a scope around the handler, \
                keeps it from the handler; the headers here are those of the handler."
            .into();
    }
    format!(
        "Something in front of the handler answered the preflight with {status}: a middleware, or a route that is asked before. \
         If it is an authentication, put `AppCors` outside it."
    )
}

/// The request as the app's router and policies would see it.
pub(crate) fn simulated(sent: &Sent, request: &HttpRequest) -> Option<ServiceRequest> {
    let uri: Uri = sent.url.parse().ok()?;
    let path = uri.path_and_query()?.as_str();
    let method = Method::from_bytes(sent.method.as_bytes()).ok()?;
    let host = HeaderValue::try_from(host(request)).ok()?;
    let mut simulated = TestRequest::default()
        .uri(path)
        .method(method)
        .insert_header((header::HOST, host));
    for (name, value) in sent.all_headers() {
        let name = HeaderName::try_from(name).ok()?;
        simulated = simulated.append_header((name, HeaderValue::from_bytes(value).ok()?));
    }
    Some(simulated.to_srv_request())
}

fn response_of(response: &HttpResponse) -> Response {
    let headers = response.headers().iter();
    Response::new(
        response.status().as_u16(),
        headers.map(|(name, value)| (name.as_str(), value.as_bytes())),
    )
}

fn not_found() -> Response {
    Response::new(404, Headers::new().iter())
}
