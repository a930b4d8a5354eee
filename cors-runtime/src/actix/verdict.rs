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
    origin_source::CachedSource,
};

/// Who answers.
#[derive(Debug)]
pub(super) enum Verdict {
    /// The policy: to a preflight, or to a request that it refuses, which gets the answer of a denied preflight.
    Answered(Grant),
    /// Whoever stands behind it. The response gets the headers of the grant, if the policy is about the
    /// request at all.
    Handled(Option<Grant>),
}

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
    pub(super) fn judge(&self, head: &RequestHead) -> Judgement {
        let is_preflight = self.is_preflight(head);
        if !is_preflight && !self.is_about(&head.method) {
            return Judgement::Now(Verdict::Handled(None));
        }
        match self.decide_whether_open(head) {
            Decision::Made(grant) => Judgement::Now(self.verdict(grant, head, is_preflight)),
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
            let verdict = answers.verdict(grant, head, answers.is_preflight(head));
            (request, verdict)
        })
    }

    fn verdict(&self, grant: Grant, head: &RequestHead, is_preflight: bool) -> Verdict {
        if is_preflight || self.refuses(&grant, head) {
            Verdict::Answered(grant)
        } else {
            Verdict::Handled(Some(grant))
        }
    }

    /// The policy's own answer; nothing behind it hears of the request.
    pub(super) fn answer(&self, grant: Grant) -> HttpResponse {
        if matches!(grant, Grant::Denied) {
            let mut refusal = HttpResponse::new(StatusCode::FORBIDDEN);
            self.write_grant(Grant::Denied, refusal.headers_mut());
            return refusal;
        }
        let mut response = HttpResponse::new(StatusCode::NO_CONTENT);
        self.write_preflight(grant, response.headers_mut());
        response
    }
}
