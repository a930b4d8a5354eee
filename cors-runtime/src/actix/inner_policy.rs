//! A mark that shows a layer that a policy inside it applies to a request.

use std::{cell::Cell, rc::Rc};

use actix_web::{
    HttpMessage as _,
    dev::{Extensions, ServiceRequest},
    guard::GuardContext,
};

/// Whether a request inside a layer met a nearer policy. A layer leaves it in the extensions of the request;
/// an annotated handler that takes the request, or a layer inside, sets it.
#[derive(Debug, Clone)]
pub(super) struct InnerPolicy(Rc<Cell<bool>>);

thread_local! {
    /// Whether a request has entered a layer in this thread, which no request leaves. Without layers, which is usual, no
    /// mark is looked for.
    static HAS_LAYERS: Cell<bool> = const { Cell::new(false) };
}

impl InnerPolicy {
    /// The mark of a layer that the request enters. The layer is inside all layers that it entered before.
    pub(super) fn enter(request: &ServiceRequest) -> Self {
        HAS_LAYERS.set(true);
        let mark = Self(Rc::new(Cell::new(false)));
        if let Some(outer) = request.extensions_mut().insert(mark.clone()) {
            outer.0.set(true);
        }
        mark
    }

    /// Sets the mark, if a layer left one: the policy of an annotated handler applies to the request.
    #[inline]
    pub(super) fn set(request: &GuardContext<'_>) {
        if HAS_LAYERS.get() {
            Self::set_in(&request.req_data());
        }
    }

    #[inline(never)]
    fn set_in(extensions: &Extensions) {
        if let Some(mark) = extensions.get::<Self>() {
            mark.0.set(true);
        }
    }

    /// Whether the request met a nearer policy by now.
    pub(super) fn is_met(&self) -> bool {
        self.0.get()
    }
}
