//! What the table of requests and answers in the documentation of `#[cors]` says, as a function: slow,
//! plain, and written from the table alone.

/// A policy of this world.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Policy {
    pub(crate) origins: &'static [&'static str],
    pub(crate) methods: &'static [&'static str],
    pub(crate) allow_headers: &'static [&'static str],
    pub(crate) expose_headers: &'static [&'static str],
    pub(crate) max_age: &'static str,
    pub(crate) credentials: bool,
    pub(crate) enforce: bool,
}

/// A request of this world. A header that is listed twice is sent twice.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Request {
    pub(crate) method: &'static str,
    pub(crate) origin: &'static [&'static str],
    pub(crate) requested_method: &'static [&'static str],
    pub(crate) fetch_site: Option<&'static str>,
}

/// The methods that each handler of this world serves.
pub(crate) const SERVED: [&str; 2] = ["GET", "PUT"];
/// Where the requests go.
pub(crate) const HOST: &str = "api.example";

/// What matters of an answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The `Access-Control-*` lines, sorted.
    pub(crate) lines: Vec<String>,
    pub(crate) vary: Vec<String>,
    /// Whether a cache may store it.
    pub(crate) is_stored: bool,
}

/// The answer of a handler with the policy, with `AppCors` around its app or not.
pub(crate) fn expected(policy: &Policy, request: &Request, has_app_cors: bool) -> Answer {
    match request.preflight_method() {
        Some(method) => preflight(policy, request, method, has_app_cors),
        None if SERVED.contains(&request.method) => actual(policy, request, has_app_cors),
        None => Answer::of(404, vec![], false),
    }
}

fn preflight(policy: &Policy, request: &Request, method: &str, has_app_cors: bool) -> Answer {
    let is_served = SERVED.contains(&method);
    let refused = Answer::of(403, vec![], !policy.is_public() || policy.enforce);
    if !is_served && !has_app_cors {
        return Answer::of(404, vec![], false);
    }
    let Some(mut lines) = policy.origin_lines(request.origin) else {
        return refused;
    };
    let mut max_age = policy.max_age;
    if is_served && !policy.methods.contains(&method) {
        return refused;
    }
    if !is_served {
        max_age = "0";
    } else if !policy.allow_headers.is_empty() {
        let names = policy.allow_headers.join(", ");
        lines.push(format!("access-control-allow-headers: {names}"));
    }
    if !max_age.is_empty() {
        lines.push(format!("access-control-max-age: {max_age}"));
    }
    let methods = policy.methods.join(", ");
    lines.push(format!("access-control-allow-methods: {methods}"));
    Answer::of(204, lines, !policy.is_public())
}

fn actual(policy: &Policy, request: &Request, has_app_cors: bool) -> Answer {
    let is_open = policy.methods.contains(&request.method);
    let granted = policy.origin_lines(request.origin).filter(|_| is_open);
    let Some(mut lines) = granted else {
        // In front of everything, each response that names no origin varies.
        let varies = !policy.is_public() || policy.enforce || has_app_cors;
        if policy.enforce && request.is_cross_origin() {
            return Answer {
                is_stored: false,
                ..Answer::of(403, vec![], varies)
            };
        }
        return Answer::of(200, vec![], varies);
    };
    if !policy.expose_headers.is_empty() {
        let names = policy.expose_headers.join(", ");
        lines.push(format!("access-control-expose-headers: {names}"));
    }
    Answer::of(200, lines, !policy.is_public())
}

impl Answer {
    fn of(status: u16, mut lines: Vec<String>, varies: bool) -> Self {
        lines.sort_unstable();
        let vary = if varies {
            vec!["Origin".to_string()]
        } else {
            vec![]
        };
        Self {
            status,
            lines,
            vary,
            is_stored: true,
        }
    }
}

impl Policy {
    fn is_public(&self) -> bool {
        self.origins == ["*"]
    }

    /// The lines by which an allowed origin is named.
    fn origin_lines(&self, origins: &[&str]) -> Option<Vec<String>> {
        let mut lines = match origins {
            _ if self.is_public() => vec!["access-control-allow-origin: *".to_string()],
            [origin] if self.origins.iter().any(|pattern| is_match(pattern, origin)) => {
                vec![format!("access-control-allow-origin: {origin}")]
            }
            _ => return None,
        };
        if self.credentials {
            lines.push("access-control-allow-credentials: true".to_string());
        }
        Some(lines)
    }
}

fn is_match(pattern: &str, origin: &str) -> bool {
    match pattern.strip_prefix("https://*") {
        Some(end) => {
            origin.len() > "https://".len() + end.len()
                && origin.ends_with(end)
                && !origin.contains("//.")
        }
        None => pattern == origin,
    }
}

impl Request {
    /// <https://fetch.spec.whatwg.org/#cors-preflight-request>
    fn preflight_method(&self) -> Option<&'static str> {
        match self.requested_method {
            [method] if self.method == "OPTIONS" && !self.origin.is_empty() => Some(method),
            _ => None,
        }
    }

    /// Whether the request comes from another origin, as far as its headers say.
    fn is_cross_origin(&self) -> bool {
        match (self.fetch_site, self.origin) {
            (Some(site), _) => !["same-origin", "none"].contains(&site),
            (None, []) => false,
            (None, [origin]) => origin.split("//").nth(1) != Some(HOST),
            (None, _) => true,
        }
    }
}
