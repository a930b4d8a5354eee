//! The last refusals of this process. A refusal costs three copied texts when it happens; why it happened is worked out
//! only when the page asks.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use actix_web::{
    HttpRequest, Responder, get,
    http::header,
    web::{Data, Json, Query},
};
use cors_browser::{DeclaredPolicy, Fetch, Page};
use cors_runtime::inspection::{AppInspection, Refusal, observe_refusals};
use serde::{Deserialize, Serialize};

use crate::{
    decider::Decider,
    loopback::{self, host},
    preflights,
    simulation::explain,
};

/// How many refusals are kept.
const CAPACITY: usize = 200;
/// How many bytes of a text are kept. An origin has at most 262.
const TEXT_LIMIT: usize = 512;

static REFUSALS: Mutex<Refusals> = Mutex::new(Refusals {
    count: 0,
    last: VecDeque::new(),
});

/// The newest refusals, oldest first.
#[derive(Debug)]
struct Refusals {
    /// How many there were since the server started.
    count: u64,
    last: VecDeque<RefusedRequest>,
}

/// A request that was refused, cut to a length.
#[derive(Debug, Clone, PartialEq, Eq)]
struct RefusedRequest {
    page: String,
    method: String,
    path: String,
    is_preflight: bool,
    /// What is around the route, if its policy refused.
    around: Option<&'static str>,
    /// Why it was refused, if what the policy allows is not the reason.
    cause: Option<&'static str>,
}

/// Begins to remember refusals, for all apps of the process.
pub(crate) fn remember() {
    observe_refusals(|refusal| {
        // Questions are sent to this server too, and are not refusals that anyone met.
        match refusal.request.headers().get(loopback::MARK) {
            Some(number) => preflights::note(number, refusal),
            None => lock().push(RefusedRequest::of(refusal)),
        }
    });
}

/// Which refusals the page has already.
#[derive(Debug, Deserialize)]
struct After {
    after: u64,
}

/// The newest refusals that the page does not have.
#[derive(Debug, Serialize)]
struct News {
    count: u64,
    refusals: Vec<ExplainedRefusal>,
}

/// A refusal, and why.
#[derive(Debug, Serialize)]
struct ExplainedRefusal {
    page: String,
    method: String,
    path: String,
    is_preflight: bool,
    reason: String,
    remedy: Option<String>,
}

/// Lists refusals after the first `after`, as far as they are still known.
#[get("/refusals")]
pub(crate) async fn list(
    request: HttpRequest,
    after: Query<After>,
    inspection: Data<AppInspection>,
) -> impl Responder {
    let (count, new) = lock().after(after.after);
    let mut refusals = Vec::new();
    for refused in new {
        refusals.push(refused.explained(&request, &inspection).await);
    }
    Json(News { count, refusals })
}

impl Refusals {
    fn push(&mut self, refused: RefusedRequest) {
        if self.last.len() == CAPACITY {
            self.last.pop_front();
        }
        self.last.push_back(refused);
        self.count += 1;
    }

    /// How many there are, and those after the first `seen`.
    fn after(&self, seen: u64) -> (u64, Vec<RefusedRequest>) {
        let new = usize::try_from(self.count.saturating_sub(seen)).unwrap_or(usize::MAX);
        let known = self.last.len().saturating_sub(new);
        (self.count, self.last.iter().skip(known).cloned().collect())
    }
}

impl RefusedRequest {
    fn of(refusal: &Refusal<'_>) -> Self {
        let request = refusal.request;
        let origin = request.headers().get(header::ORIGIN);
        let path = request.uri().path_and_query();
        Self {
            page: shortened(&String::from_utf8_lossy(
                origin.map_or(b"", |origin| origin.as_bytes()),
            )),
            method: shortened(refusal.method),
            path: shortened(path.map_or("/", |path| path.as_str())),
            is_preflight: refusal.is_preflight,
            around: (!refusal.is_of_handler()).then(|| refusal.owner()),
            cause: refusal.reason_beside_policy(),
        }
    }

    async fn explained(
        self,
        request: &HttpRequest,
        inspection: &AppInspection,
    ) -> ExplainedRefusal {
        let (reason, remedy) = match self.cause {
            Some(cause) => (cause.to_owned(), None),
            None => self.why(request, inspection).await,
        };
        let Self {
            page,
            method,
            path,
            is_preflight,
            ..
        } = self;
        ExplainedRefusal {
            page,
            method,
            path,
            is_preflight,
            reason,
            remedy,
        }
    }

    /// The reason, and what would help, by the policy.
    async fn why(
        &self,
        request: &HttpRequest,
        inspection: &AppInspection,
    ) -> (String, Option<String>) {
        let host = host(request);
        let fetch = Fetch::new(format!("http://{host}{}", self.path)).method(&*self.method);
        let simulated = explain(&self.page, &fetch, request, inspection).await;
        let decider = match self.around {
            Some(owner) => Decider::Around {
                owner,
                policy: DeclaredPolicy::default(),
            },
            None => simulated.decider(),
        };
        let blocked = simulated.dialogue.outcome.blocked();
        let reason =
            blocked.map_or_else(|| self.why_not_by_policy(), |blocked| decider.why(blocked));
        (reason, blocked.map(|blocked| decider.remedy(blocked)))
    }

    /// The reason, if the policy allows the page's origin as browsers write it.
    fn why_not_by_policy(&self) -> String {
        let origin = Page::on(&self.page).origin().to_string();
        if origin == self.page {
            "headers or credentials of the request are not allowed".to_owned()
        } else {
            format!("browsers write this `Origin` as `{origin}`")
        }
    }
}

fn lock() -> MutexGuard<'static, Refusals> {
    REFUSALS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn shortened(text: &str) -> String {
    if text.len() <= TEXT_LIMIT {
        return text.to_owned();
    }
    let ends = text
        .char_indices()
        .map(|(start, sign)| start + sign.len_utf8());
    let end = ends.take_while(|&end| end <= TEXT_LIMIT).last();
    text[..end.unwrap_or(0)].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(path: usize) -> RefusedRequest {
        RefusedRequest {
            page: "https://evil.example".into(),
            method: "PUT".into(),
            path: format!("/{path}"),
            is_preflight: true,
            around: None,
            cause: None,
        }
    }

    #[test]
    fn a_burst_leaves_the_newest() {
        let mut refusals = Refusals {
            count: 0,
            last: VecDeque::new(),
        };
        for path in 0..10_000 {
            refusals.push(refused(path));
        }
        assert_eq!(refusals.last.len(), CAPACITY);
        assert!(refusals.last.capacity() < 2 * CAPACITY);
        let (count, new) = refusals.after(9_998);
        assert_eq!((count, new), (10_000, vec![refused(9_998), refused(9_999)]));
        assert_eq!(refusals.after(0).1.len(), CAPACITY);
        assert_eq!(refusals.after(10_000).1, []);
        assert_eq!(refusals.after(u64::MAX).1, []);
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(shortened("short"), "short");
        let long = "ü".repeat(TEXT_LIMIT);
        assert_eq!(shortened(&long).len(), TEXT_LIMIT);
        assert_eq!(shortened(&format!("x{long}")).len(), TEXT_LIMIT - 1);
    }
}
