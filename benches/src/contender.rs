//! Who takes part.

/// A way to serve the same answer, with CORS or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Contender {
    /// actix-web's own `#[get]`, which knows nothing of CORS.
    Plain,
    /// This project.
    Cors,
    /// This project, with `AppCors` in front of the app.
    AppCors,
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
    pub const ALL: [Self; 7] = [
        Self::Plain,
        Self::Cors,
        Self::AppCors,
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
            Self::ActixCorsResource => "actix-cors, resource",
            Self::ActixCorsApp => "actix-cors, app",
            Self::Axum => "bare axum",
            Self::TowerHttp => "tower-http on axum",
        }
    }

    /// Whether its lists of origins can be replaced while it serves, or it needs none.
    #[must_use]
    pub fn shares_origins(self) -> bool {
        matches!(self, Self::Plain | Self::Cors | Self::AppCors)
    }

    /// Whether it answers preflights and names origins.
    #[must_use]
    pub fn speaks_cors(self) -> bool {
        !matches!(self, Self::Plain | Self::Axum)
    }
}
