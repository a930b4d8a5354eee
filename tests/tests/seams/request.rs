//! What an app is asked, and what came back.

use actix_web::{
    HttpResponse,
    http::{
        Method,
        header::{self, HeaderMap},
    },
    test::TestRequest,
};

use proptest::sample::Index;

use crate::{
    build::ReadyApp,
    plan::{Plan, entries},
    reached::{self, Reached},
};

/// A request to ask about, and the origins that ask.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    pub(crate) aim: Aim,
    pub(crate) host: &'static str,
    pub(crate) origins: Vec<&'static str>,
    /// A header that makes a route answer in another way.
    pub(crate) more: Option<(&'static str, &'static str)>,
    /// Whether the request with `more` has the token that gates ask for.
    pub(crate) has_token: bool,
}

/// What a request asks for.
#[derive(Debug, Clone)]
pub(crate) enum Aim {
    Anywhere {
        path: &'static str,
        method: &'static str,
    },
    /// An entry of the app, its dynamic segments replaced by this one.
    Entry { entry: Index, segment: &'static str },
}

impl Aim {
    /// The path and the method.
    pub(crate) fn target(&self, plan: &Plan) -> (String, &'static str) {
        match self {
            Self::Anywhere { path, method } => ((*path).to_string(), method),
            Self::Entry { entry, segment } => {
                let entries = entries(&plan.nodes);
                if entries.is_empty() {
                    return ("/".to_string(), "GET");
                }
                let (pattern, method) = entry.get(&entries);
                let mut path = String::new();
                for (place, part) in pattern.split(['{', '}']).enumerate() {
                    path += if place % 2 == 0 {
                        part.trim_matches('*')
                    } else {
                        segment
                    };
                }
                if !path.starts_with('/') {
                    path.insert(0, '/');
                }
                (path, method)
            }
        }
    }
}

/// A question with its target.
pub(crate) struct Request<'a> {
    pub(crate) path: String,
    pub(crate) method: &'static str,
    pub(crate) question: &'a Question,
}

/// A response, and who took the request.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The `Access-Control-*` lines, sorted.
    pub(crate) lines: Vec<String>,
    pub(crate) varies_by_origin: bool,
    pub(crate) reached: Reached,
}

type Header = (&'static str, &'static str);

impl<'a> Request<'a> {
    pub(crate) fn new(question: &'a Question, plan: &Plan) -> Self {
        let (path, method) = question.aim.target(plan);
        Self {
            path,
            method,
            question,
        }
    }

    /// The answer to the preflight that this origin's request would be preceded by.
    pub(crate) async fn preflight(&self, app: &ReadyApp, origin: &'static str) -> Answer {
        let asked = (header::ACCESS_CONTROL_REQUEST_METHOD.as_str(), self.method);
        self.send(app, "OPTIONS", &[("origin", origin), asked])
            .await
    }

    /// The answer to the request itself, with a token.
    pub(crate) async fn actual(&self, app: &ReadyApp, headers: &[Header]) -> Answer {
        let token = ("authorization", "Bearer token");
        self.send(app, self.method, &[headers, &[token]].concat())
            .await
    }

    /// The answer to the request itself, without a token.
    pub(crate) async fn without_token(&self, app: &ReadyApp, headers: &[Header]) -> Answer {
        self.send(app, self.method, headers).await
    }

    async fn send(&self, app: &ReadyApp, method: &'static str, headers: &[Header]) -> Answer {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let mut request = TestRequest::with_uri(&self.path)
            .method(method)
            .insert_header((header::HOST, self.question.host));
        for header in headers {
            request = request.insert_header(*header);
        }
        reached::begin();
        let response = app(request).await;
        Answer::of(&response, reached::end())
    }
}

impl Answer {
    fn of(response: &HttpResponse, reached: Reached) -> Self {
        let headers = response.headers();
        let mut lines: Vec<_> = headers
            .iter()
            .filter(|(name, _)| name.as_str().starts_with("access-control-"))
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
            .collect();
        lines.sort_unstable();
        Self {
            status: response.status().as_u16(),
            lines,
            varies_by_origin: varies_by_origin(headers),
            reached,
        }
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The value of the one line with this name.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        let mut values = self
            .lines
            .iter()
            .filter_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        let value = values.next();
        assert_eq!(values.next(), None, "{name} twice");
        value
    }

    /// Whether a browser may send the request with this method, and a header that it must ask for.
    /// <https://fetch.spec.whatwg.org/#cors-preflight-fetch>
    pub(crate) fn permits(&self, origin: &str, method: &str) -> bool {
        let allowed = self.value("access-control-allow-origin");
        let methods = self
            .value("access-control-allow-methods")
            .unwrap_or_default();
        let is_method_named = methods.split(", ").any(|one| one == method || one == "*");
        let needs_no_name = ["GET", "HEAD", "POST"].contains(&method)
            && self.value("access-control-allow-headers").is_some();
        self.is_success()
            && (allowed == Some("*") || allowed == Some(origin))
            && (is_method_named || needs_no_name)
    }
}

fn varies_by_origin(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::VARY);
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .any(|token| {
            let token = token.trim();
            token == "*" || token.eq_ignore_ascii_case("origin")
        })
}
