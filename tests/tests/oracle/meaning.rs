//! What a policy means for a page, said without headers: who may read what, and what runs.

use std::borrow::Cow;

/// A policy.
#[derive(Debug, Clone)]
pub(crate) struct Meaning {
    pub(crate) origins: Cow<'static, [&'static str]>,
    pub(crate) methods: &'static [&'static str],
    pub(crate) allow_headers: &'static [&'static str],
    pub(crate) expose_headers: &'static [&'static str],
    pub(crate) credentials: bool,
    pub(crate) enforce: bool,
}

/// What a page's script asks for.
#[derive(Debug, Clone)]
pub(crate) struct Wish {
    pub(crate) page: &'static str,
    pub(crate) method: &'static str,
    pub(crate) headers: Vec<(&'static str, &'static str)>,
    pub(crate) credentials: bool,
}

/// What becomes of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Effect {
    pub(crate) is_readable: bool,
    pub(crate) has_run: bool,
    /// Whether the script sees each of the handler's own headers.
    pub(crate) sees: Vec<bool>,
}

/// The address that answers.
pub(crate) const SERVER: &str = "https://api.example";
/// The headers of the handlers' responses that no script sees unless they are exposed.
pub(crate) const OWN_HEADERS: [&str; 2] = ["etag", "x-count"];

impl Meaning {
    /// What becomes of the wish at a handler that serves these methods.
    pub(crate) fn effect(&self, wish: &Wish, served: &[&str]) -> Effect {
        let is_served = served.contains(&wish.method);
        if wish.page == SERVER {
            return Effect::whole(true, is_served, is_served);
        }
        let is_allowed = self.names(wish.page)
            && self.methods.contains(&wish.method)
            && (self.credentials || !wish.credentials);
        let asks_first = wish.asks_first();
        let may_send = asks_first
            .then(|| is_allowed && wish.unsafe_headers().all(|name| self.takes(name, wish)));
        let is_granted = self.names(wish.page) && self.methods.contains(&wish.method);
        let has_run = is_served && may_send.unwrap_or(is_granted || !self.enforce);
        let is_readable = is_served && may_send.unwrap_or(is_allowed);
        let sees = OWN_HEADERS
            .iter()
            .map(|name| is_readable && self.shows(name, wish));
        Effect {
            is_readable,
            has_run,
            sees: sees.collect(),
        }
    }

    fn names(&self, origin: &str) -> bool {
        self.origins
            .iter()
            .any(|pattern| match pattern.split_once("*.") {
                Some((scheme, base)) => {
                    let labels = origin
                        .strip_prefix(scheme)
                        .and_then(|host| host.strip_suffix(base));
                    labels.is_some_and(|labels| labels.len() > 1 && labels.ends_with('.'))
                }
                None => match pattern.strip_suffix(":*") {
                    Some(host) => {
                        origin == host
                            || origin
                                .strip_prefix(host)
                                .is_some_and(|rest| rest.starts_with(':'))
                    }
                    None => *pattern == "*" || *pattern == origin,
                },
            })
    }

    /// Whether the request header is allowed. The wildcard never means `Authorization`, and means nothing where
    /// there are credentials.
    fn takes(&self, name: &str, wish: &Wish) -> bool {
        let is_wildcard =
            self.allow_headers.contains(&"*") && !wish.credentials && name != "authorization";
        is_wildcard || self.allow_headers.contains(&name)
    }

    fn shows(&self, name: &str, wish: &Wish) -> bool {
        self.expose_headers.contains(&name)
            || (self.expose_headers.contains(&"*") && !wish.credentials)
    }
}

impl Wish {
    /// Whether the browser asks before it sends the request.
    /// <https://fetch.spec.whatwg.org/#cors-safelisted-method>
    fn asks_first(&self) -> bool {
        !["GET", "HEAD", "POST"].contains(&self.method) || self.unsafe_headers().next().is_some()
    }

    /// <https://fetch.spec.whatwg.org/#cors-safelisted-request-header>
    fn unsafe_headers(&self) -> impl Iterator<Item = &'static str> {
        let is_safe = |(name, value): &(&str, &str)| match *name {
            "accept" | "accept-language" => true,
            "content-type" => *value == "text/plain",
            _ => false,
        };
        self.headers
            .iter()
            .filter(move |header| !is_safe(header))
            .map(|(name, _)| *name)
    }
}

impl Effect {
    fn whole(is_readable: bool, has_run: bool, sees_all: bool) -> Self {
        Self {
            is_readable,
            has_run,
            sees: vec![sees_all; OWN_HEADERS.len()],
        }
    }
}
