//! Counts the layers of an app while it is built, so that each knows whether others may be inside it.

use std::cell::Cell;

/// The layers of the app that this thread builds. An app's code runs first and makes its layers; then its
/// services are built, those inside before those around them.
#[derive(Clone, Copy)]
pub(super) enum BuiltLayers {
    Made,
    /// So many were built since the last one was made.
    Built(usize),
}

impl BuiltLayers {
    /// A layer is made. If others were built before, they belong to another app.
    pub(super) fn layer_is_made() {
        LAYERS.set(Self::Made);
    }

    /// A layer is built, or an `AppCors` with prefixes, which is nearer than a layer around it. Returns whether
    /// others were built before that may be inside it.
    pub(super) fn layer_is_built() -> bool {
        let built = match LAYERS.get() {
            Self::Made => 0,
            Self::Built(count) => count,
        };
        LAYERS.set(Self::Built(built + 1));
        built > 0
    }
}

thread_local! {
    static LAYERS: Cell<BuiltLayers> = const { Cell::new(BuiltLayers::Made) };
}

#[cfg(test)]
mod tests {
    use super::BuiltLayers;

    #[test]
    fn layers_of_an_app_that_was_built_before_are_not_inside_those_of_the_next() {
        for _ in 0..2 {
            for _ in 0..2 {
                BuiltLayers::layer_is_made();
            }
            assert!(!BuiltLayers::layer_is_built());
            assert!(BuiltLayers::layer_is_built());
        }
    }
}
