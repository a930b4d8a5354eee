//! `Fetch`: a request as a script or markup makes it.
//! Not here: what the browser turns it into (`construct`).

use crate::{
    body::Body,
    headers::Headers,
    options::{Credentials, Initiator, Mode, Redirect, ReferrerPolicy},
};

/// A request as a script or markup makes it. Each constructor is one API, with its defaults; the methods change them.
///
/// ```
/// use cors_browser::{Body, Credentials, Fetch};
///
/// // fetch(url, { method: "PUT", credentials: "include", headers: { "Content-Type": "application/json" }, body })
/// let put = Fetch::new("https://api.example.com/users/7")
///     .method("PUT")
///     .credentials(Credentials::Include)
///     .header("Content-Type", "application/json")
///     .body(Body::text("{}"));
/// // <img src=… crossorigin>
/// let image = Fetch::image("https://cdn.example.com/logo.png").crossorigin();
/// # let _ = (put, image);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetch {
    pub(crate) initiator: Initiator,
    pub(crate) url: String,
    pub(crate) method: String,
    pub(crate) mode: Mode,
    pub(crate) credentials: Credentials,
    pub(crate) headers: Headers,
    pub(crate) body: Option<Body>,
    pub(crate) redirect: Redirect,
    pub(crate) referrer_policy: ReferrerPolicy,
    pub(crate) upload_listener: bool,
    pub(crate) keepalive: bool,
    pub(crate) unsafe_request: bool,
}

impl Fetch {
    /// `fetch(url)`. <https://fetch.spec.whatwg.org/#dom-global-fetch>
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            initiator: Initiator::Fetch,
            url: url.into(),
            method: "GET".to_owned(),
            mode: Mode::Cors,
            credentials: Credentials::SameOrigin,
            headers: Headers::new(),
            body: None,
            redirect: Redirect::Follow,
            referrer_policy: ReferrerPolicy::StrictOriginWhenCrossOrigin,
            upload_listener: false,
            keepalive: false,
            unsafe_request: true,
        }
    }

    /// `XMLHttpRequest`. <https://xhr.spec.whatwg.org/#the-send()-method>
    #[must_use]
    pub fn xhr(url: impl Into<String>) -> Self {
        Self {
            initiator: Initiator::Xhr,
            ..Self::new(url)
        }
    }

    /// `navigator.sendBeacon(url, body)`: a `POST` with cookies; a body whose type is not a form's type needs a preflight.
    /// <https://w3c.github.io/beacon/#sec-processing-model>
    #[must_use]
    pub fn beacon(url: impl Into<String>, body: Body) -> Self {
        let content_type = body.content_type().unwrap_or_default().to_owned();
        let is_simple = content_type.is_empty()
            || crate::safelist::is_safelisted("content-type", content_type.as_bytes());
        let beacon = Self {
            method: "POST".to_owned(),
            mode: if is_simple { Mode::NoCors } else { Mode::Cors },
            credentials: Credentials::Include,
            keepalive: true,
            // The text sets no flag, and its prose and every browser want the preflight.
            unsafe_request: !is_simple,
            body: Some(body),
            ..Self::by_markup(Initiator::Beacon, url)
        };
        if content_type.is_empty() {
            beacon
        } else {
            beacon.header("content-type", content_type)
        }
    }

    /// `new EventSource(url)`. <https://html.spec.whatwg.org/#the-eventsource-interface>
    #[must_use]
    pub fn event_source(url: impl Into<String>) -> Self {
        Self::by_markup(Initiator::EventSource, url)
            .crossorigin()
            .header("accept", "text/event-stream")
    }

    /// `<img src>`: shown from any origin, and read from none.
    /// <https://html.spec.whatwg.org/#create-a-potential-cors-request>
    #[must_use]
    pub fn image(url: impl Into<String>) -> Self {
        Self::by_markup(Initiator::Image, url)
    }

    /// `<script src>`.
    #[must_use]
    pub fn script(url: impl Into<String>) -> Self {
        Self::by_markup(Initiator::Script, url)
    }

    /// `<script type=module src>`, and every `import`.
    #[must_use]
    pub fn module_script(url: impl Into<String>) -> Self {
        Self::by_markup(Initiator::ModuleScript, url).crossorigin()
    }

    /// `<link rel=stylesheet href>`.
    #[must_use]
    pub fn stylesheet(url: impl Into<String>) -> Self {
        Self::by_markup(Initiator::Stylesheet, url)
    }

    /// `@font-face`. <https://drafts.csswg.org/css-fonts/#font-fetching-requirements>
    #[must_use]
    pub fn font(url: impl Into<String>) -> Self {
        Self::by_markup(Initiator::Font, url).crossorigin()
    }

    /// A form that is submitted by `GET`: a navigation, to which CORS does not apply.
    #[must_use]
    pub fn form(url: impl Into<String>) -> Self {
        Self {
            mode: Mode::Navigate,
            ..Self::by_markup(Initiator::Form, url)
        }
    }

    /// A form that is submitted by `POST`.
    #[must_use]
    pub fn form_post(url: impl Into<String>, body: Body) -> Self {
        let content_type = body.content_type().unwrap_or_default().to_owned();
        let form = Self {
            method: "POST".to_owned(),
            body: Some(body),
            ..Self::form(url)
        };
        form.header("content-type", content_type)
    }

    /// `new WebSocket(url)`: the handshake. <https://websockets.spec.whatwg.org/#concept-websocket-establish>
    #[must_use]
    pub fn websocket(url: impl Into<String>) -> Self {
        Self {
            mode: Mode::WebSocket,
            redirect: Redirect::Error,
            ..Self::by_markup(Initiator::WebSocket, url)
        }
    }

    /// A report that the browser itself delivers. <https://w3c.github.io/reporting/#try-delivery>
    #[must_use]
    pub fn report(url: impl Into<String>, body: Body) -> Self {
        let report = Self {
            method: "POST".to_owned(),
            unsafe_request: true,
            body: Some(body),
            ..Self::by_markup(Initiator::Report, url).crossorigin()
        };
        report.header("content-type", "application/reports+json")
    }

    /// The method, as the script writes it.
    #[must_use]
    pub fn method(self, method: impl Into<String>) -> Self {
        Self {
            method: method.into(),
            ..self
        }
    }

    /// A header, as the script writes it; a name may repeat.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl AsRef<[u8]>) -> Self {
        self.headers.append_untrimmed(name, value);
        self
    }

    /// `body`: what is sent.
    #[must_use]
    pub fn body(self, body: Body) -> Self {
        Self {
            body: Some(body),
            ..self
        }
    }

    /// `mode`: `cors` by default.
    #[must_use]
    pub fn mode(self, mode: Mode) -> Self {
        Self { mode, ..self }
    }

    /// `credentials`: whether cookies, HTTP authentication and client certificates are used.
    #[must_use]
    pub fn credentials(self, credentials: Credentials) -> Self {
        Self {
            credentials,
            ..self
        }
    }

    /// `redirect`: whether redirects are followed.
    #[must_use]
    pub fn redirect(self, redirect: Redirect) -> Self {
        Self { redirect, ..self }
    }

    /// `referrerPolicy`, of the request or of the page.
    #[must_use]
    pub fn referrer_policy(self, referrer_policy: ReferrerPolicy) -> Self {
        Self {
            referrer_policy,
            ..self
        }
    }

    /// `keepalive: true`: the request may outlive its page.
    #[must_use]
    pub fn keepalive(self) -> Self {
        Self {
            keepalive: true,
            ..self
        }
    }

    /// The attribute `crossorigin`, or `crossorigin=anonymous`: read by CORS, with credentials for the page's own origin.
    /// <https://html.spec.whatwg.org/#cors-settings-attributes>
    #[must_use]
    pub fn crossorigin(self) -> Self {
        self.mode(Mode::Cors).credentials(Credentials::SameOrigin)
    }

    /// `crossorigin=use-credentials`, or `withCredentials` of an `EventSource` or an `XMLHttpRequest`.
    #[must_use]
    pub fn with_credentials(self) -> Self {
        self.mode(Mode::Cors).credentials(Credentials::Include)
    }

    /// An `XMLHttpRequest` whose `upload` has a listener: it is always preflighted.
    /// <https://xhr.spec.whatwg.org/#upload-listener-flag>
    #[must_use]
    pub fn upload_listener(self) -> Self {
        Self {
            upload_listener: true,
            ..self
        }
    }

    /// Whether method and headers are the page's, so that they may need a preflight. Each constructor sets it.
    /// <https://fetch.spec.whatwg.org/#unsafe-request-flag>
    #[must_use]
    pub fn unsafe_request(self, unsafe_request: bool) -> Self {
        Self {
            unsafe_request,
            ..self
        }
    }

    /// Changes the initiator and nothing else: every other setting is the caller's.
    #[must_use]
    pub fn with_initiator(self, initiator: Initiator) -> Self {
        Self { initiator, ..self }
    }

    /// The part of the platform that sends the request.
    #[must_use]
    pub fn initiator(&self) -> Initiator {
        self.initiator
    }

    /// The requested address.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    fn by_markup(initiator: Initiator, url: impl Into<String>) -> Self {
        Self {
            initiator,
            mode: Mode::NoCors,
            credentials: Credentials::Include,
            unsafe_request: false,
            ..Self::new(url)
        }
    }
}
