//! Whether an app's answers grant what the handler reached does not, and how often they refuse what it
//! allows.

use std::collections::BTreeMap;

use crate::{
    build::ReadyApp,
    plan::Plan,
    reached::Reached,
    request::{Answer, Question, Request},
};

/// What was counted.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) preflights: usize,
    pub(crate) responses: usize,
    /// Preflights for requests that the policy of an annotated handler allows, and that may come to it.
    pub(crate) allowed: usize,
    /// Those of them that were refused.
    pub(crate) refused: usize,
    /// Preflights for plain routes in a layer that allows them: granted, and refused.
    pub(crate) allowed_by_layers: usize,
    pub(crate) refused_by_layers: usize,
    /// Preflights that are refused in an app without `AppCors` because a middleware, or the method guard of a
    /// scope, keeps them from the handlers.
    pub(crate) kept_out: usize,
    /// Granted preflights that a handler of `OPTIONS` saw before a layer around it responded.
    pub(crate) ran: usize,
    /// Error responses of handlers whose grants were lost when error pages were built.
    pub(crate) lost: usize,
    /// Grants of preflights that nothing in front of the router can know to be wrong, by shape.
    pub(crate) unknowable: BTreeMap<&'static str, usize>,
    /// Faults, by kind.
    pub(crate) faults: BTreeMap<&'static str, usize>,
}

/// The kind of a preflight that is refused although the policy allows it. Some are: what cannot be known
/// is denied.
pub(crate) const REFUSED: &str = "a preflight is refused";

/// Something that must not be, or not often.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) kind: &'static str,
    pub(crate) text: String,
}

impl Fault {
    pub(crate) fn new(kind: &'static str, owner: &Reached, answer: &Answer, origin: &str) -> Self {
        let text =
            format!("{kind}\n  origin {origin:?}\n  the request reaches {owner:?}\n  {answer:?}");
        Self { kind, text }
    }
}

/// Asks the app, counts, and lists what is wrong.
pub(crate) async fn judge(
    plan: &Plan,
    app: &ReadyApp,
    question: &Question,
    tally: &mut Tally,
) -> Vec<Fault> {
    let request = Request::new(question, plan);
    let judge = Judge {
        plan,
        app,
        request: &request,
    };
    let base = request.actual(app, &[]).await.reached;
    let mut faults = Vec::new();
    for origin in &question.origins {
        faults.extend(judge.preflight(origin, &base, tally).await);
    }
    faults.extend(judge.responses(&base, tally).await);
    for fault in faults.iter().filter(|fault| fault.kind != REFUSED) {
        *tally.faults.entry(fault.kind).or_default() += 1;
    }
    faults
}

pub(crate) struct Judge<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) app: &'a ReadyApp,
    pub(crate) request: &'a Request<'a>,
}

impl Judge<'_> {
    async fn preflight(
        &self,
        origin: &'static str,
        base: &Reached,
        tally: &mut Tally,
    ) -> Option<Fault> {
        let method = self.request.method;
        let answer = self.request.preflight(self.app, origin).await;
        tally.preflights += 1;
        let policy = base.policy().filter(|policy| policy.allows(origin, method));
        if !answer.permits(origin, method) {
            // A request that nothing takes needs no permission.
            if policy.is_none() || base.endpoint.is_none() {
                return None;
            }
            if !self.plan.has_app_cors() && base.is_closed_to_preflights {
                tally.kept_out += 1;
                return None;
            }
            if !base.is_annotated() {
                tally.refused_by_layers += 1;
                return None;
            }
            tally.allowed += 1;
            tally.refused += 1;
            return Some(Fault::new(REFUSED, base, &answer, origin));
        }
        if answer.reached.endpoint.is_some() {
            tally.ran += 1;
        }
        if let Some(policy) = policy {
            if base.is_annotated() {
                tally.allowed += 1;
            } else {
                tally.allowed_by_layers += 1;
            }
            if answer.lines == policy.preflight_lines(origin)
                && (policy.is_public() || answer.varies_by_origin)
            {
                return None;
            }
        }
        if let Some(shape) = self.unknowable_preflight(base, &answer, origin).await {
            *tally.unknowable.entry(shape).or_default() += 1;
            return None;
        }
        let kind = "a preflight is granted by the wrong policy";
        Some(Fault::new(kind, base, &answer, origin))
    }
}
