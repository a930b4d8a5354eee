//! What every contender has to do: requests, and the policy for them.

use actix_web::web::{Bytes, BytesMut};

use crate::handlers::{EXACT_1, EXACT_10, EXACT_1000, EXACT_10000, EXACT_LONG, PATTERNS};

/// One kind of request against one policy.
#[derive(Debug, Clone)]
pub struct Work {
    /// As tables name it.
    pub name: String,
    /// What the server allows.
    pub policy: Policy,
    /// What the client asks.
    pub request: Request,
    /// Whether the answer names an origin, or `*`.
    pub is_granted: bool,
}

/// What the server allows, and under how many routes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Every origin.
    Any,
    /// These origins.
    Exact(&'static [&'static str]),
    /// One origin; a response header is exposed.
    Exposing,
    /// One origin; the handler writes a `Vary` of its own.
    WithVary,
    /// One origin; the path has a parameter.
    WithParameter,
    /// The subdomains of a hundred sites.
    Patterns,
    /// Ten origins, which the program's environment names.
    Environment,
    /// A hundred thousand origins, which the program replaces while it serves.
    Shared,
    /// A hundred origins for each of a thousand tenants, which the path names.
    Keyed,
    /// One origin, under so many routes, on static and dynamic paths in turn.
    Routes(usize),
}

impl Policy {
    /// The origins that are named one by one.
    #[must_use]
    pub fn exact(self) -> &'static [&'static str] {
        match self {
            Self::Any | Self::Patterns | Self::Shared | Self::Keyed => &[],
            Self::Exact(origins) => origins,
            Self::Environment => EXACT_10,
            Self::Exposing | Self::WithVary | Self::WithParameter | Self::Routes(_) => EXACT_1,
        }
    }
}

/// Whether an origin ends as one of [`PATTERNS`] does: what people write for middleware without patterns.
pub(crate) fn has_end_of_pattern() -> impl Fn(&[u8]) -> bool + Clone {
    let ends: Vec<_> = PATTERNS
        .iter()
        .map(|pattern| pattern.trim_start_matches("https://*"))
        .collect();
    move |origin| {
        origin.starts_with(b"https://") && ends.iter().any(|end| origin.ends_with(end.as_bytes()))
    }
}

/// What the client asks: a `GET`, or a preflight for one.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The value of `Origin`.
    pub origin: Option<String>,
    /// Whether it is a preflight.
    pub is_preflight: bool,
    /// The value of `Access-Control-Request-Headers`.
    pub asked_headers: Option<String>,
    /// Where.
    pub path: String,
}

impl Request {
    fn get(origin: Option<&str>) -> Self {
        Self {
            origin: origin.map(String::from),
            path: String::from("/resource"),
            ..Self::default()
        }
    }

    /// Names and values, as a server's parser hands them out: slices of one buffer.
    pub(crate) fn headers(&self) -> Vec<(&'static str, Bytes)> {
        let asked_method = self.is_preflight.then_some("GET");
        let headers = [
            ("host", Some("api.example.com")),
            ("user-agent", Some("bench")),
            ("accept", Some("*/*")),
            ("origin", self.origin.as_deref()),
            ("access-control-request-method", asked_method),
            (
                "access-control-request-headers",
                self.asked_headers.as_deref(),
            ),
        ];
        let sent = headers.into_iter();
        sent.filter_map(|(name, value)| {
            let mut buffer = BytesMut::from(value?);
            Some((name, buffer.split().freeze()))
        })
        .collect()
    }

    fn preflight(origin: &str, asked_headers: Option<&str>) -> Self {
        Self {
            is_preflight: true,
            asked_headers: asked_headers.map(String::from),
            ..Self::get(Some(origin))
        }
    }
}

const LISTED: &str = "https://site-0.example.com";
const OTHER: &str = "https://attacker.example";

/// Everything that is measured.
#[must_use]
pub fn works() -> Vec<Work> {
    let mut works = Vec::from(requests());
    works.extend(preflights());
    works.extend(lists());
    works.extend(origins_known_at_run_time());
    works.extend(routes());
    works
}

fn work(name: &str, policy: Policy, request: Request, is_granted: bool) -> Work {
    Work {
        name: String::from(name),
        policy,
        request,
        is_granted,
    }
}

fn requests() -> [Work; 6] {
    let one = Policy::Exact(EXACT_1);
    let get = Request::get;
    [
        work("GET without Origin", one, get(None), false),
        work("GET, allowed", one, get(Some(LISTED)), true),
        work(
            "GET, allowed, exposed header",
            Policy::Exposing,
            get(Some(LISTED)),
            true,
        ),
        work("GET, denied", one, get(Some(OTHER)), false),
        work("GET, any origin", Policy::Any, get(Some(OTHER)), true),
        work(
            "GET, Vary to merge",
            Policy::WithVary,
            get(Some(LISTED)),
            true,
        ),
    ]
}

fn preflights() -> [Work; 6] {
    let one = Policy::Exact(EXACT_1);
    let asks = Request::preflight;
    let two = Some("authorization,content-type");
    let with_parameter = Request {
        path: String::from("/resource/7"),
        ..asks(LISTED, two)
    };
    let many = "content-type,".repeat(64 * 1024 / 13) + "content-type";
    [
        work("preflight, allowed", one, asks(LISTED, None), true),
        work("preflight, denied", one, asks(OTHER, None), false),
        work("preflight, any origin", Policy::Any, asks(OTHER, two), true),
        work("preflight, 2 headers", one, asks(LISTED, two), true),
        work(
            "preflight, 2 headers, path with a parameter",
            Policy::WithParameter,
            with_parameter,
            true,
        ),
        work(
            "preflight, 64 KiB of headers",
            one,
            asks(LISTED, Some(&many)),
            true,
        ),
    ]
}

fn lists() -> Vec<Work> {
    let exact = |name, origins: &'static [&'static str]| {
        let origin = origins[origins.len() * 2 / 3];
        work(
            name,
            Policy::Exact(origins),
            Request::get(Some(origin)),
            true,
        )
    };
    let get = |origin| Request::get(Some(origin));
    // A host may have 253 bytes.
    let longest = format!("https://{}label.site-99.example.com", "label.".repeat(38));
    vec![
        exact("GET, 10 origins", EXACT_10),
        exact("GET, 1 000 origins", EXACT_1000),
        exact("GET, 10 000 origins", EXACT_10000),
        work(
            "GET, 10 000 origins, denied",
            Policy::Exact(EXACT_10000),
            get("https://site-99999.example.com"),
            false,
        ),
        exact("GET, 1 000 of the longest origins", EXACT_LONG),
        work(
            "GET, 100 patterns, last",
            Policy::Patterns,
            get("https://www.site-99.example.com"),
            true,
        ),
        work(
            "GET, 100 patterns, denied",
            Policy::Patterns,
            get("https://www.site-100.example.com"),
            false,
        ),
        work(
            "GET, 100 patterns, longest origin",
            Policy::Patterns,
            get(&longest),
            true,
        ),
    ]
}

fn origins_known_at_run_time() -> [Work; 4] {
    let get = |origin| Request::get(Some(origin));
    [
        work(
            "GET, 10 origins from the environment",
            Policy::Environment,
            get(EXACT_10[6]),
            true,
        ),
        work(
            "GET, 100 000 shared origins",
            Policy::Shared,
            get("https://site-66666.example.com"),
            true,
        ),
        work(
            "GET, 100 000 shared origins, denied",
            Policy::Shared,
            get("https://site-100000.example.com"),
            false,
        ),
        work(
            "GET, 1 000 tenants of 100 origins",
            Policy::Keyed,
            get("https://site-66.tenant.example"),
            true,
        ),
    ]
}

/// So many routes, of which the last is asked.
pub const ROUTES: [usize; 5] = [2, 50, 100, 150, 200];

fn routes() -> Vec<Work> {
    let last = |count: usize, request: Request| Request {
        path: format!("/route-{}/7", count - 1),
        ..request
    };
    let mut works: Vec<_> = ROUTES
        .into_iter()
        .map(|count| {
            let name = format!("GET, last of {count} routes");
            let request = last(count, Request::get(Some(LISTED)));
            work(&name, Policy::Routes(count), request, true)
        })
        .collect();
    let request = last(200, Request::preflight(LISTED, None));
    let name = "preflight, last of 200 routes";
    works.push(work(name, Policy::Routes(200), request, true));
    works
}
