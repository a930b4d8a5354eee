//! What becomes of a request: whether the policy answers it, or the handler does. Apart from the services
//! that ask, so that it is compiled once and not for every handler.

use std::{future::Future, pin::Pin, rc::Rc, sync::Arc};

use actix_web::{
    HttpResponse,
    dev::{RequestHead, ServiceRequest},
    http::{StatusCode, header::HeaderValue},
};

use super::{
    decision::{Answers, Decision, Grant},
    guard::asked_method,
    origin_source::CachedSource,
};

/// Who answers.
#[derive(Debug)]
pub(super) enum Verdict {
    /// The policy: to a preflight, or to whom it refuses.
    Answered(HttpResponse),
    /// Whoever stands behind it. The response gets the headers of the grant, if the policy is about the
    /// request at all.
    Handled(Option<Granted>),
}

/// A grant, and the policy that gave it.
pub(super) type Granted = (Grant, Rc<Answers>);

/// A verdict, or who has to be asked for it.
#[derive(Debug)]
pub(super) enum Judgement {
    Now(Verdict),
    /// Whether this origin may call.
    Later(Arc<CachedSource>, HeaderValue),
}

/// A request whose verdict takes its time.
pub(super) type Asking = Pin<Box<dyn Future<Output = (ServiceRequest, Verdict)>>>;

impl Answers {
    pub(super) fn judge(self: &Rc<Self>, head: &RequestHead) -> Judgement {
        let asked = asked_method(head);
        if asked.is_none() && !self.is_about(&head.method) {
            return Judgement::Now(Verdict::Handled(None));
        }
        let method = asked.unwrap_or(head.method.as_str());
        match self.decide(method, head) {
            Decision::Made(grant) => Judgement::Now(self.verdict(grant, head, asked.is_some())),
            Decision::Ask(source, origin) => Judgement::Later(source, origin),
        }
    }

    /// Asks the source, with the request at hand.
    pub(super) fn ask_later(
        self: &Rc<Self>,
        source: Arc<CachedSource>,
        origin: HeaderValue,
        request: ServiceRequest,
    ) -> Asking {
        let answers = Rc::clone(self);
        Box::pin(async move {
            let grant = answers.ask(&source, origin, &request).await;
            let head = request.head();
            let verdict = answers.verdict(grant, head, asked_method(head).is_some());
            (request, verdict)
        })
    }

    fn verdict(self: &Rc<Self>, grant: Grant, head: &RequestHead, is_preflight: bool) -> Verdict {
        if is_preflight {
            Verdict::Answered(self.answer_preflight(grant))
        } else if self.refuses(&grant, head) {
            Verdict::Answered(self.refusal())
        } else {
            Verdict::Handled(Some((grant, Rc::clone(self))))
        }
    }

    /// The whole answer to a preflight; nothing behind the policy hears of it.
    pub(super) fn answer_preflight(&self, grant: Grant) -> HttpResponse {
        if matches!(grant, Grant::Denied) {
            return self.refusal();
        }
        let mut response = HttpResponse::new(StatusCode::NO_CONTENT);
        self.write_preflight(grant, response.headers_mut());
        response
    }

    /// The answer to an origin that is not allowed.
    fn refusal(&self) -> HttpResponse {
        let mut response = HttpResponse::new(StatusCode::FORBIDDEN);
        self.write_grant(Grant::Denied, response.headers_mut());
        response
    }
}

/// Writes the headers of the grant onto the response.
pub(super) fn write_headers(granted: &mut Option<Granted>, response: &mut HttpResponse) {
    if let Some((grant, answers)) = granted.take() {
        answers.write(grant, response.headers_mut());
    }
}
