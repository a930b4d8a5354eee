//! "May this page make this request?": the question as the page asks it, and the answer in words.

use actix_web::{
    HttpRequest, Responder,
    error::ErrorBadRequest,
    post,
    web::{Data, Json},
};
use cors_browser::{Blocked, Body, Credentials, Event, Fetch, Outcome};
use cors_runtime::inspection::{AppInspection, ReachedRoute};
use serde::{Deserialize, Serialize};

use crate::{
    decider::Decider,
    loopback::host,
    samples,
    simulation::{Simulated, simulate},
};

/// What a page wants to do.
#[derive(Debug, Deserialize)]
struct Question {
    /// The page's origin.
    page: String,
    method: String,
    /// The path, with its query.
    path: String,
    /// Names and values of the headers that the script sets.
    headers: Vec<(String, String)>,
    credentials: bool,
}

/// What comes of it.
#[derive(Debug, Serialize)]
struct Verdict {
    is_readable: bool,
    /// The outcome, in a sentence.
    summary: String,
    /// The name of the reason, if the page gets nothing.
    reason: Option<&'static str>,
    /// What would help.
    remedy: Option<String>,
    /// A page that explains the reason.
    guide: Option<String>,
    /// Whether the browser sends anything.
    is_sent: bool,
    is_preflighted: bool,
    /// What the request would reach.
    reached: Option<String>,
    /// Something that the dialogue does not show.
    note: Option<String>,
    steps: Vec<StepReport>,
    /// A command that sends the first request of the dialogue.
    curl: String,
    /// A test for the first answer of the dialogue.
    test: String,
}

/// What is decided, sent or answered.
#[derive(Debug, Serialize)]
struct StepReport {
    title: String,
    lines: Vec<String>,
}

/// Answers a question about this app.
#[post("/question")]
pub(crate) async fn answer(
    request: HttpRequest,
    question: Json<Question>,
    inspection: Data<AppInspection>,
) -> actix_web::Result<impl Responder> {
    if !question.path.starts_with('/') {
        return Err(ErrorBadRequest("the path begins with a slash"));
    }
    let host = host(&request);
    let fetch = question.fetch(&format!("http://{host}{}", question.path));
    let simulated = simulate(&question.page, &fetch, &request, &inspection).await;
    Ok(Json(Verdict::new(&simulated)))
}

impl Question {
    fn fetch(&self, url: &str) -> Fetch {
        let credentials = if self.credentials {
            Credentials::Include
        } else {
            Credentials::SameOrigin
        };
        let fetch = Fetch::new(url)
            .method(&*self.method)
            .credentials(credentials);
        let fetch = self
            .headers
            .iter()
            .fold(fetch, |fetch, (name, value)| fetch.header(name, value));
        if ["GET", "HEAD"]
            .iter()
            .any(|method| method.eq_ignore_ascii_case(&self.method))
        {
            return fetch;
        }
        // A body without a type of its own: the type is among the headers, if the script sets one.
        fetch.body(Body::bytes([]))
    }
}

impl Verdict {
    fn new(simulated: &Simulated) -> Self {
        let Simulated {
            dialogue,
            reached,
            refused_by: _,
            note,
        } = simulated;
        let blocked = dialogue.outcome.blocked();
        let decider = simulated.decider();
        let first = samples::First::of(dialogue);
        Self {
            is_readable: dialogue.outcome.readable().is_some(),
            summary: summary(&dialogue.outcome, &decider),
            reason: blocked.map(|blocked| blocked.reason.name()),
            remedy: blocked.map(|blocked| decider.remedy(blocked)),
            guide: blocked.map(Blocked::guide),
            is_sent: first.is_some(),
            is_preflighted: dialogue.events.iter().any(is_preflight),
            reached: first.is_some().then(|| in_words(reached)),
            note: note.clone(),
            steps: dialogue.events.iter().map(StepReport::of).collect(),
            curl: first.as_ref().map(samples::First::curl).unwrap_or_default(),
            test: first.as_ref().map(samples::First::test).unwrap_or_default(),
        }
    }
}

fn summary(outcome: &Outcome, decider: &Decider) -> String {
    match outcome {
        Outcome::Readable(_) => "Allowed: the page may read the response.".into(),
        Outcome::Opaque | Outcome::OpaqueRedirect => {
            "The page may use the response, and not read it.".into()
        }
        Outcome::Blocked(blocked) => format!("Blocked: {}", decider.why(blocked)),
    }
}

fn in_words(reached: &ReachedRoute) -> String {
    match reached {
        ReachedRoute::Handler(handler) => format!("the handler {}", handler.route.handler()),
        ReachedRoute::Ambiguous(handler) => format!(
            "the handler {}, or a route without #[cors] or a guarded scope that is asked before it",
            handler.route.handler()
        ),
        ReachedRoute::Disabled => "a handler with #[cors(disabled)]".into(),
        ReachedRoute::Other => "a route without #[cors]".into(),
        ReachedRoute::Nothing => "no route with this path and method".into(),
    }
}

fn is_preflight(event: &Event) -> bool {
    matches!(event, Event::Request(request) if request.is_preflight)
}

impl StepReport {
    fn of(event: &Event) -> Self {
        let line =
            |(name, value): (&str, &[u8])| format!("{name}: {}", String::from_utf8_lossy(value));
        match event {
            Event::Decision(step, text) => Self {
                title: text.clone(),
                lines: vec![step.url().into()],
            },
            Event::Request(request) => Self {
                title: format!("{} {}", request.method, request.url),
                lines: request.all_headers().map(line).collect(),
            },
            Event::Response(response) => Self {
                title: response.status.to_string(),
                lines: response.headers.iter().map(line).collect(),
            },
        }
    }
}
