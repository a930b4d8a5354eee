//! Who takes part, and in what.

use crate::{Policy, Work};

/// A way to serve the same answer, with CORS or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Contender {
    /// actix-web's own `#[get]`, which knows nothing of CORS.
    Plain,
    /// This project.
    Cors,
    /// This project, with `AppCors` in front of the app.
    AppCors,
    /// A service of actix-web that gives every request the headers of a granted preflight: no contender that answers with
    /// them through actix-web's router can do with less.
    Unchecked,
    /// actix-cors, around the resource.
    ActixCorsResource,
    /// actix-cors, around the app.
    ActixCorsApp,
    /// axum alone, which knows nothing of CORS.
    Axum,
    /// tower-http's layer around axum's router.
    TowerHttp,
}

impl Contender {
    /// In the order in which tables show them.
    pub const ALL: [Self; 8] = [
        Self::Plain,
        Self::Cors,
        Self::AppCors,
        Self::Unchecked,
        Self::ActixCorsResource,
        Self::ActixCorsApp,
        Self::Axum,
        Self::TowerHttp,
    ];

    /// As tables name it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain `#[get]`",
            Self::Cors => "`#[cors]`",
            Self::AppCors => "`#[cors]`, `AppCors`",
            Self::Unchecked => "the same headers, unchecked",
            Self::ActixCorsResource => "actix-cors, resource",
            Self::ActixCorsApp => "actix-cors, app",
            Self::Axum => "bare axum",
            Self::TowerHttp => "tower-http on axum",
        }
    }

    /// Whether it takes part in the work.
    #[must_use]
    pub fn can(self, work: &Work) -> bool {
        let is_preflight = work.request.is_preflight;
        match self {
            // Without CORS, no service answers a preflight.
            Self::Plain | Self::Axum => !is_preflight,
            Self::Unchecked => work.name == "preflight, allowed",
            Self::Cors | Self::AppCors => true,
            // They have no set of origins that could be replaced.
            Self::ActixCorsResource | Self::ActixCorsApp | Self::TowerHttp => {
                !matches!(work.policy, Policy::Shared | Policy::Keyed)
            }
        }
    }

    /// Whether it answers preflights and names origins.
    #[must_use]
    pub fn speaks_cors(self) -> bool {
        !matches!(self, Self::Plain | Self::Axum)
    }
}
