//! `Page`: the origin of a request, and the state of its browser. Not here: the steps of one fetch (`exchange`).

use std::time::Duration;

use crate::{
    browser::Browser, dialogue::Dialogue, exchange::Exchange, fetch::Fetch,
    http_request::HttpRequest, origin::Origin, response::Response,
};

/// A page in a browser: an origin, a preflight cache, and a clock that the caller sets.
///
/// ```
/// use cors_browser::{Fetch, Page, Reason, Response};
///
/// let mut page = Page::on("https://app.example.com");
/// let dialogue = page.run(&Fetch::new("https://api.example.com/users"), |request| {
///     assert_eq!(request.origin().as_deref(), Some("https://app.example.com"));
///     Some(Response::new(200, [("access-control-allow-origin", "https://app.example.com/")]))
/// });
/// assert_eq!(dialogue.outcome.reason(), Some(Reason::AcaoMismatch));
/// ```
#[derive(Debug, Clone)]
pub struct Page(Browser);

impl Page {
    /// A page with this address; its origin is enough. `null` is a page with an opaque origin: a sandboxed frame, a
    /// `data:` document, a local file. If no page can have the address, every fetch ends with
    /// [`Reason::InvalidPage`](crate::Reason::InvalidPage).
    #[must_use]
    pub fn on(address: &str) -> Self {
        Self(Browser::of(Origin::of_page(address)))
    }

    /// The page's origin.
    #[must_use]
    pub const fn origin(&self) -> &Origin {
        &self.0.origin
    }

    /// Sets the clock: the time since an instant of the caller's choice. It decides when cached preflight answers expire.
    pub const fn set_time(&mut self, now: Duration) {
        self.0.now = now;
    }

    /// Imposes a limit on `Access-Control-Max-Age`, in seconds. Chromium's is 7200, Firefox's 86400, Safari's 600; the
    /// standard has none.
    pub const fn limit_max_age(&mut self, seconds: u64) {
        self.0.cache.limit_max_age(seconds);
    }

    /// Sets the `Cookie` header of every request that includes credentials, whatever its server. Cookies of responses
    /// are not stored here: see [`Dialogue::stored_cookies`].
    pub fn set_cookies(&mut self, cookies: impl Into<String>) {
        self.0.cookies = Some(cookies.into());
    }

    /// Begins a fetch. The caller sends the requests that the [`Exchange`] returns.
    pub fn start(&mut self, fetch: &Fetch) -> Exchange<'_> {
        Exchange::start(&mut self.0, fetch)
    }

    /// Runs a whole fetch. `send` returns the response to a request, or `None` if the server gives none.
    pub fn run(
        &mut self,
        fetch: &Fetch,
        mut send: impl FnMut(&HttpRequest) -> Option<Response>,
    ) -> Dialogue {
        let mut exchange = self.start(fetch);
        while let Some(request) = exchange.request() {
            match send(request) {
                Some(response) => exchange.receive(response),
                None => exchange.fail(),
            }
        }
        exchange.finish()
    }
}
