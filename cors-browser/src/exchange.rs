//! `Exchange`: one fetch, step by step: it returns each request to send, takes the response, and ends with an outcome.
//! <https://fetch.spec.whatwg.org/#http-fetch>. Not here: which way a request goes (`main_fetch`).

use crate::{
    blocked::Blocked,
    blocking::resource_policy_check,
    body::KEEPALIVE_LIMIT,
    browser::Browser,
    construct::construct,
    cors_check::cors_check,
    dialogue::{Dialogue, Event},
    exposed,
    fetch::Fetch,
    http_request::HttpRequest,
    main_fetch::{Route, main_fetch},
    options::{Initiator, Mode, Redirect},
    outcome::{Outcome, Readable},
    preflight,
    reason::Reason,
    redirect,
    request::{Request, Tainting},
    response::Response,
    step::Step,
    websocket,
};

/// A fetch that is under way.
///
/// ```
/// use cors_browser::{Fetch, Page, Response};
///
/// let mut page = Page::on("https://app.example.com");
/// let mut exchange = page.start(&Fetch::new("https://api.example.com/users/7").method("PUT"));
///
/// let preflight = exchange.request().expect("PUT needs a preflight");
/// assert_eq!((preflight.method.as_str(), preflight.is_preflight), ("OPTIONS", true));
/// exchange.receive(Response::new(
///     204,
///     [
///         ("access-control-allow-origin", "https://app.example.com"),
///         ("access-control-allow-methods", "PUT"),
///     ],
/// ));
///
/// assert_eq!(exchange.request().map(|request| request.method.as_str()), Some("PUT"));
/// exchange.receive(Response::new(204, [("access-control-allow-origin", "https://app.example.com")]));
///
/// assert!(exchange.request().is_none());
/// assert!(exchange.finish().outcome.readable().is_some());
/// ```
#[derive(Debug)]
pub struct Exchange<'page> {
    browser: &'page mut Browser,
    request: Option<Request>,
    /// Whether a failure clears the preflight cache. <https://fetch.spec.whatwg.org/#main-fetch>
    clears_cache: bool,
    events: Vec<Event>,
    state: State,
}

#[derive(Debug)]
enum State {
    Sending(HttpRequest),
    Done(Outcome),
}

impl<'page> Exchange<'page> {
    pub(crate) fn start(browser: &'page mut Browser, fetch: &Fetch) -> Self {
        let state = State::Done(Outcome::Opaque);
        let mut exchange = Self {
            browser,
            request: None,
            clears_cache: false,
            events: Vec::new(),
            state,
        };
        exchange.state = match exchange.begin(fetch) {
            Ok(state) => state,
            Err(blocked) => exchange.block(blocked, &fetch.url),
        };
        exchange
    }

    /// The request to send now, or `None` once the fetch has ended.
    #[must_use]
    pub const fn request(&self) -> Option<&HttpRequest> {
        match &self.state {
            State::Sending(request) => Some(request),
            State::Done(_) => None,
        }
    }

    /// Takes the response to [`request`](Self::request). It has no effect once the fetch has ended.
    pub fn receive(&mut self, response: Response) {
        let answer = response.clone();
        self.settle(|exchange, sent, request| {
            let is_preflight = sent.is_preflight;
            exchange
                .events
                .extend([Event::Request(sent), Event::Response(response)]);
            if is_preflight {
                exchange.receive_preflight(&request, &answer)
            } else {
                exchange.receive_response(request, &answer)
            }
        });
    }

    /// Reports that [`request`](Self::request) got no response.
    pub fn fail(&mut self) {
        self.settle(|exchange, sent, _| {
            exchange.events.push(Event::Request(sent));
            Err(Reason::NoAnswer.into())
        });
    }

    /// Returns everything that happened. If the fetch has not ended, its outcome is [`Reason::NoAnswer`].
    #[must_use]
    pub fn finish(mut self) -> Dialogue {
        self.fail();
        let outcome = match self.state {
            State::Done(outcome) => outcome,
            State::Sending(_) => Outcome::Blocked(Reason::NoAnswer.into()),
        };
        Dialogue {
            page: self.browser.origin.clone(),
            events: self.events,
            outcome,
        }
    }

    fn begin(&mut self, fetch: &Fetch) -> Result<State, Blocked> {
        if !self.browser.is_valid {
            return Err(Reason::InvalidPage.into());
        }
        self.main_fetch(construct(&self.browser.origin, fetch)?)
    }

    /// Goes one step on, if a request is under way.
    fn settle(
        &mut self,
        step: impl FnOnce(&mut Self, HttpRequest, Request) -> Result<State, Blocked>,
    ) {
        let State::Sending(sent) = &self.state else {
            return;
        };
        let (sent, Some(request)) = (sent.clone(), self.request.clone()) else {
            return;
        };
        let url = sent.url.clone();
        self.state = match step(self, sent, request) {
            Ok(state) => state,
            Err(blocked) => self.block(blocked, &url),
        };
    }

    /// Ends the fetch. `url` is what was asked for, if there is no request yet.
    fn block(&mut self, blocked: Blocked, url: &str) -> State {
        let Some(request) = &self.request else {
            return State::Done(Outcome::Blocked(blocked.at(url)));
        };
        if self.clears_cache {
            self.browser.cache.clear(request);
        }
        State::Done(Outcome::Blocked(blocked.at(request.url.as_str())))
    }

    fn main_fetch(&mut self, mut request: Request) -> Result<State, Blocked> {
        let route = main_fetch(&mut request);
        self.request = Some(request.clone());
        match route? {
            Route::Local(response) => Ok(filtered(&request, &response)),
            Route::Http => self.send(&request),
            Route::HttpWithPreflight => {
                self.clears_cache = true;
                self.preflight_unless_cached(&request)
            }
        }
    }

    fn preflight_unless_cached(&mut self, request: &Request) -> Result<State, Blocked> {
        if self.browser.cache.covers(request, self.browser.now) {
            self.decide(
                Step::PreflightCache,
                "an earlier preflight allows the request",
            );
            return self.send(request);
        }
        self.decide(Step::PreflightFetch, preflight_cause(request));
        Ok(State::Sending(HttpRequest::preflight(request)))
    }

    /// The request itself. <https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch>
    fn send(&self, request: &Request) -> Result<State, Blocked> {
        let body = request.body.as_ref();
        let length = body.map_or(0, |body| body.as_bytes().len());
        if request.keepalive && length > KEEPALIVE_LIMIT {
            return Err(Blocked::new(Reason::KeepaliveLimit).found(Some(length.to_string())));
        }
        let mut sent = HttpRequest::of(request);
        if sent.credentials
            && let Some(cookies) = &self.browser.cookies
        {
            sent.browser_headers.append("Cookie", cookies);
        }
        Ok(State::Sending(sent))
    }

    fn receive_preflight(
        &mut self,
        request: &Request,
        response: &Response,
    ) -> Result<State, Blocked> {
        let allowed = preflight::check(request, response)?;
        self.decide(Step::PreflightFetch, "the preflight allows the request");
        self.browser.cache.store(request, allowed, self.browser.now);
        self.send(request)
    }

    fn receive_response(
        &mut self,
        request: Request,
        response: &Response,
    ) -> Result<State, Blocked> {
        match request.tainting {
            Tainting::Basic => {}
            Tainting::Cors => cors_check(&request, &response.headers)?,
            Tainting::Opaque => resource_policy_check(&request, &response.headers)?,
        }
        if response.is_redirect() {
            return self.redirect(request, response);
        }
        if request.mode == Mode::WebSocket {
            websocket::check(response)?;
        }
        Ok(filtered(&request, response))
    }

    fn redirect(&mut self, mut request: Request, response: &Response) -> Result<State, Blocked> {
        match request.redirect {
            Redirect::Error => return Err(Reason::RedirectModeError.into()),
            Redirect::Manual => return Ok(State::Done(Outcome::OpaqueRedirect)),
            Redirect::Follow => {}
        }
        let location = || response.headers.text("location");
        if redirect::follow(&mut request, response)
            .map_err(|reason| Blocked::new(reason).found(location()))?
            .is_none()
        {
            return Ok(filtered(&request, response));
        }
        self.decide(
            Step::RedirectFetch,
            format!("the redirect leads to {}", request.url),
        );
        self.main_fetch(request)
    }

    fn decide(&mut self, step: Step, text: impl Into<String>) {
        self.events.push(Event::Decision(step, text.into()));
    }
}

/// What the page gets of a response. <https://fetch.spec.whatwg.org/#concept-filtered-response>
fn filtered(request: &Request, response: &Response) -> State {
    let readable = |headers, is_cross_origin| {
        Outcome::Readable(Readable {
            status: response.status,
            headers,
            is_cross_origin,
        })
    };
    State::Done(match request.tainting {
        // A `WebSocket` shows no headers.
        Tainting::Basic if request.initiator == Initiator::WebSocket => {
            readable(crate::Headers::new(), false)
        }
        Tainting::Basic => readable(exposed::basic(&response.headers), false),
        Tainting::Cors => readable(exposed::cors(request, &response.headers), true),
        Tainting::Opaque => Outcome::Opaque,
    })
}

fn preflight_cause(request: &Request) -> String {
    let names = Vec::from_iter(crate::safelist::unsafe_names(&request.headers)).join(", ");
    if !crate::token::is_safelisted_method(&request.method) {
        format!("the method {} needs a preflight", request.method)
    } else if names.is_empty() {
        "an upload listener or a stream needs a preflight".to_owned()
    } else {
        format!("a preflight is needed for: {names}")
    }
}
