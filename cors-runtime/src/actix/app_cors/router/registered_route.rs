//! An annotated handler in the router of an app.

use std::{cell::Cell, rc::Rc};

use crate::{
    actix::{guard::RouteGuard, resolved_policy::ResolvedPolicy},
    policy::Route,
};

/// An annotated handler in the router of an app.
pub(in crate::actix) struct RegisteredRoute {
    /// The pattern of its path inside its scope.
    pub(super) path: &'static str,
    pub(super) name: &'static str,
    pub(super) guard: Rc<RouteGuard>,
    /// `None` for a handler that is `disabled`.
    pub(super) policy: Option<Rc<ResolvedPolicy>>,
    /// What is known of the handler, if it has a policy.
    route: Option<&'static Route>,
    is_warned_of: Cell<bool>,
}

impl RegisteredRoute {
    pub(in crate::actix) fn new(
        path: &'static str,
        name: &'static str,
        guard: &Rc<RouteGuard>,
        policy: Option<&Rc<ResolvedPolicy>>,
    ) -> Self {
        Self {
            path,
            name,
            guard: Rc::clone(guard),
            policy: policy.map(Rc::clone),
            route: None,
            is_warned_of: Cell::new(false),
        }
    }

    /// The same, with what is known of the handler.
    pub(in crate::actix) fn of_route(self, route: Option<&'static Route>) -> Self {
        Self { route, ..self }
    }

    pub(in crate::actix) fn route(&self) -> Option<&'static Route> {
        self.route
    }

    /// Whether requests with the path reach the handler only if nothing takes away the slash at its end: where
    /// `NormalizePath` does, the handler gets no requests.
    pub(in crate::actix) fn keeps_slash_of(&self, path: &str) -> bool {
        self.path.ends_with('/') && !path.contains("//")
    }

    pub(in crate::actix) fn name(&self) -> &'static str {
        self.name
    }

    pub(in crate::actix) fn methods(&self) -> &'static [&'static str] {
        self.guard.methods()
    }

    pub(in crate::actix) fn policy(&self) -> Option<&Rc<ResolvedPolicy>> {
        self.policy.as_ref()
    }

    /// Logs, once, that `AppCors` does not answer preflights for the handler.
    pub(in crate::actix::app_cors) fn warn_unanswered(&self, method: &str) {
        if !self.is_warned_of.replace(true) {
            let Self { path, name, .. } = self;
            tracing::warn!(
                "`AppCors` lets preflights for {method} `{path}` (`{name}`) pass: a route without \
                 `#[cors(..)]`, or another scope, may take the request instead. Register the handler \
                 before it, or see `AppCors::assume_scopes_have_no_guards`"
            );
        }
    }
}
