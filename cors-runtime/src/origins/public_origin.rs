//! The origin under which browsers reach a server, where its requests do not name it.

use cors_rules::{AllowedOrigins, Config};

use super::error::OriginsError;

/// The origin under which browsers reach this server, for `enforce` behind a proxy that rewrites `Host`.
///
/// `enforce` never refuses a page of the server's own origin. Old browsers send no `Sec-Fetch-Site`; for them,
/// the origin is compared with the host that the request names. Behind a proxy that puts another name into
/// `Host`, register the public origin as data of the app, and the origin is compared with that. It is compared with no
/// other header, because any client can send `X-Forwarded-Host`. The value may also be in `web::Data`; if both are
/// registered, the one without `web::Data` is used.
///
/// ```
/// use actix_web::App;
/// use cors_runtime::PublicOrigin;
///
/// let public = PublicOrigin::new("https://api.example.com")?;
/// let app = App::new().app_data(public);
/// # drop(app);
/// # Ok::<(), cors_runtime::OriginsError>(())
/// ```
///
/// For a server that browsers reach under several origins, see [`any_of`](Self::any_of).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicOrigin {
    origins: Vec<String>,
}

impl PublicOrigin {
    /// The one origin of the server, as browsers send it.
    ///
    /// # Errors
    ///
    /// If it is not an origin, or is a pattern: two sites that match one pattern are two origins.
    #[inline]
    pub fn new(origin: &str) -> Result<Self, OriginsError> {
        Self::any_of([origin])
    }

    /// Several origins of the server.
    ///
    /// # Errors
    ///
    /// Every entry that is not an origin, or is a pattern, by position.
    #[inline]
    pub fn any_of<I>(origins: I) -> Result<Self, OriginsError>
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let origins: Vec<String> = origins
            .into_iter()
            .map(|origin| origin.as_ref().to_string())
            .collect();
        let config = Config {
            origins: Some(origins.clone()),
            ..Config::default()
        };
        let validated = config.validate().map_err(OriginsError::of_list)?;
        match validated.policy.origins() {
            AllowedOrigins::Listed { patterns, .. } if patterns.is_empty() => Ok(Self { origins }),
            AllowedOrigins::Listed { .. } | AllowedOrigins::Any | AllowedOrigins::Elsewhere => {
                Err(OriginsError::of_patterns(&origins))
            }
        }
    }

    #[inline]
    pub(crate) fn origins(&self) -> &[String] {
        &self.origins
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_exact_origins_are_public_origins() {
        let public = PublicOrigin::any_of(["https://a.example", "https://b.example:8443"]).unwrap();
        assert_eq!(public.origins().len(), 2);
        for (wrong, part) in [
            ("https://a.example/", "ends in a slash"),
            (
                "https://*.a.example",
                "origins[0]: `https://*.a.example` is a pattern",
            ),
            ("*", "origins[0]: `*` is a pattern"),
            ("null", "null"),
        ] {
            let error = PublicOrigin::new(wrong).unwrap_err().to_string();
            assert!(error.contains(part) && error.contains("help: "), "{error}");
        }
    }
}
