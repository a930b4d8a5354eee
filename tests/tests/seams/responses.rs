//! Whether responses grant what the handler reached does not, and have what they must have.

use crate::{
    judge::{Fault, Judge, Tally},
    policy::Policy,
    pool::{TENANT, VERSION},
    reached::Reached,
    request::Answer,
    unknowable::REWRITTEN_PATH,
};

/// The statuses that the error pages of random apps are for.
const REBUILT: [u16; 4] = [401, 404, 405, 500];

impl Judge<'_> {
    pub(crate) async fn responses(&self, base: &Reached, tally: &mut Tally) -> Vec<Fault> {
        let (request, question) = (self.request, self.request.question);
        let selector = question
            .more
            .filter(|more| [TENANT, VERSION].contains(more));
        let owner = match selector {
            Some(header) => request.actual(self.app, &[header]).await.reached,
            None => base.clone(),
        };
        let mut faults = Vec::new();
        for origin in [None, Some(question.origins[0])] {
            let mut headers: Vec<_> = question.more.into_iter().collect();
            headers.extend(origin.map(|origin| ("origin", origin)));
            let answer = if question.has_token {
                request.actual(self.app, &headers).await
            } else {
                request.without_token(self.app, &headers).await
            };
            tally.responses += 1;
            let origin = origin.unwrap_or_default();
            faults.extend(self.wrong_grant(&answer, &owner, origin, tally));
            faults.extend(self.omission(&answer, &owner, origin, tally));
        }
        faults
    }

    /// A grant on the response to a request that the owner would take, if it came to it.
    fn wrong_grant(
        &self,
        answer: &Answer,
        owner: &Reached,
        origin: &str,
        tally: &mut Tally,
    ) -> Option<Fault> {
        let is_late = answer.reached.endpoint.is_none() && !answer.is_success();
        let late = owner
            .policy()
            .filter(|_| is_late && (self.plan.has_app_cors() || !answer.reached.layers.is_empty()));
        let is_granted_by = |policy: &Policy| {
            policy.allows(origin, self.request.method)
                && answer.lines == policy.response_lines(origin)
        };
        let may_speak = [answer.reached.policy(), late];
        if answer.lines.is_empty() || may_speak.into_iter().flatten().any(is_granted_by) {
            return None;
        }
        if let Some(shape) = self.unknowable_response(owner, answer, origin) {
            *tally.unknowable.entry(shape).or_default() += 1;
            return None;
        }
        let kind = "a response is granted by the wrong policy";
        Some(Fault::new(kind, owner, answer, origin))
    }

    /// What a response must have and has not.
    fn omission(
        &self,
        answer: &Answer,
        owner: &Reached,
        origin: &str,
        tally: &mut Tally,
    ) -> Option<Fault> {
        let fault = |kind| Some(Fault::new(kind, owner, answer, origin));
        let policy = answer
            .reached
            .policy()
            .filter(|_| answer.reached.is_annotated());
        if let Some(policy) = policy {
            let is_allowed = policy.allows(origin, self.request.method);
            if !is_allowed && !origin.is_empty() && policy.enforce {
                return fault("`enforce` let a request pass");
            }
            if is_allowed && answer.lines.is_empty() {
                if !REBUILT.contains(&answer.status) {
                    return fault("a response of a handler lacks its grant");
                }
                tally.lost += 1;
            }
        }
        let has_policy = owner.is_annotated() && owner.policy().is_some();
        let varies = !answer.lines.is_empty() || answer.varies_by_origin;
        if varies || !has_policy || !self.plan.has_app_cors() {
            return None;
        }
        if owner.is_rewritten() {
            *tally.unknowable.entry(REWRITTEN_PATH).or_default() += 1;
            return None;
        }
        fault("a response on behalf of a handler lacks `Vary: Origin`")
    }
}
