//! Who took the request that this thread sent last: endpoints and the insides of layers leave their mark
//! here, so that no response, whatever middleware made of it, has to say it.

use std::cell::RefCell;

use crate::{policy::Policy, pool};

thread_local!(static LAST: RefCell<Reached> = RefCell::default());

/// The way of a request through an app.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Reached {
    pub(crate) endpoint: Option<Endpoint>,
    /// The layers that it passed, the innermost last.
    pub(crate) layers: Vec<usize>,
    /// The layer whose policy the prefix has that its path is under, at `AppCors`.
    pub(crate) prefix: Option<usize>,
    /// Whether it came by a middleware that refuses requests without a token, or by the method guard of a scope:
    /// preflights do not.
    pub(crate) is_closed_to_preflights: bool,
    /// Its path outside everything, where `AppCors` is, and where the router is.
    pub(crate) path_outside: String,
    pub(crate) path_in_front: String,
    pub(crate) path_at_router: String,
}

impl Reached {
    /// Whether a middleware inside `AppCors`, or inside a layer, changed the path.
    pub(crate) fn is_rewritten(&self) -> bool {
        let is_changed = |path: &String| *path != self.path_at_router;
        is_changed(&self.path_in_front)
            || (!self.layers.is_empty() && is_changed(&self.path_outside))
    }
}

/// What took a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endpoint {
    /// The handler of the pool with this number.
    Annotated(u32),
    /// A route without `#[cors]`.
    Plain,
    /// The same, behind a guard function that compares the method itself.
    OwnMethodGuard,
    /// A service that the resource map does not show.
    Hidden,
    /// A default service, of the app or of a scope.
    Default,
}

impl Reached {
    /// The policy that applies to the request: that of the handler, or around anything else that of the prefix or of
    /// the innermost layer.
    pub(crate) fn policy(&self) -> Option<&'static Policy> {
        if let Some(Endpoint::Annotated(number)) = self.endpoint {
            return pool::handler(number).policy.as_ref();
        }
        let layer = self.prefix.or(self.layers.last().copied());
        layer.map(|layer| &pool::LAYERS[layer].1)
    }

    pub(crate) fn is_annotated(&self) -> bool {
        matches!(self.endpoint, Some(Endpoint::Annotated(_)))
    }
}

/// Forgets the last request.
pub(crate) fn begin() {
    LAST.take();
}

/// What became of the last request.
pub(crate) fn end() -> Reached {
    LAST.take()
}

pub(crate) fn mark_endpoint(endpoint: Endpoint) {
    LAST.with_borrow_mut(|last| last.endpoint = Some(endpoint));
}

/// Without a layer, nothing is marked.
pub(crate) fn mark_layer(layer: Option<usize>) {
    LAST.with_borrow_mut(|last| last.layers.extend(layer));
}

pub(crate) fn mark_prefix(layer: Option<usize>) {
    LAST.with_borrow_mut(|last| last.prefix = layer);
}

pub(crate) fn mark_closed_to_preflights() {
    LAST.with_borrow_mut(|last| last.is_closed_to_preflights = true);
}

pub(crate) fn mark_path_outside(path: &str) {
    LAST.with_borrow_mut(|last| last.path_outside = path.to_string());
}

pub(crate) fn mark_path_in_front(path: &str) {
    LAST.with_borrow_mut(|last| last.path_in_front = path.to_string());
}

pub(crate) fn mark_path_at_router(path: &str) {
    LAST.with_borrow_mut(|last| last.path_at_router = path.to_string());
}
