//! The pages that ask: one that a policy allows, a stranger, and near misses.

use url::Url;

use super::declared::DeclaredRoute;

/// An origin of a page, and whether the policy allows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageOrigin {
    pub(super) origin: String,
    pub(super) is_allowed: bool,
}

/// A host under `.invalid`, which belongs to no site (<https://www.rfc-editor.org/rfc/rfc2606>).
const STRANGER: &str = "https://stranger.invalid";

/// Those that ask a route. The first is allowed; there is none if only the running server knows which origins are.
pub(super) fn pages(route: &DeclaredRoute, known: Option<&str>) -> Vec<PageOrigin> {
    let Some(allowed) = allowed_origin(route).or_else(|| known.map(str::to_owned)) else {
        return Vec::new();
    };
    let policy = route.policy();
    let mut pages = vec![PageOrigin {
        origin: allowed.clone(),
        is_allowed: true,
    }];
    let others = near_misses(&allowed)
        .into_iter()
        .chain([STRANGER.to_owned(), "null".to_owned()]);
    for origin in others {
        let is_named = policy.allows_origin(&origin);
        // The running server may allow more than the file names.
        let may_be_allowed = is_named || (route.has_unnamed_origins() && origin != STRANGER);
        if !may_be_allowed && pages.iter().all(|page| page.origin != origin) {
            pages.push(PageOrigin {
                origin,
                is_allowed: false,
            });
        }
    }
    pages
}

/// An origin that the policy names; an example for a pattern.
fn allowed_origin(route: &DeclaredRoute) -> Option<String> {
    if route.is_public() {
        return Some("https://any.invalid".to_owned());
    }
    let origins = route.origins();
    let exact = origins.iter().find(|origin| !origin.contains('*'));
    let first = exact.or_else(|| origins.first())?;
    Some(
        first
            .strip_suffix(":*")
            .unwrap_or(first)
            .replacen('*', "a", 1),
    )
}

/// Origins that a careless comparison takes for this one: another scheme, port, subdomain, and names that only begin or
/// end like it.
fn near_misses(origin: &str) -> Vec<String> {
    let Some((url, host)) = Url::parse(origin)
        .ok()
        .and_then(|url| Some((url.clone(), url.host_str()?.to_owned())))
    else {
        return Vec::new();
    };
    let port = url
        .port()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    let scheme = url.scheme();
    let other_scheme = if scheme == "https" { "http" } else { "https" };
    vec![
        format!("{other_scheme}://{host}{port}"),
        format!("{scheme}://{host}:8443"),
        format!("{scheme}://probe.{host}{port}"),
        format!("{scheme}://{host}.stranger.invalid"),
        format!("{scheme}://probe{host}{port}"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(origins: &str) -> DeclaredRoute {
        let text = format!(r#"{{ "path": "/", "origins": {origins}, "methods": ["GET"] }}"#);
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn a_named_origin_is_allowed_and_all_others_are_not() {
        let pages = pages(&route(r#"["https://*.example.com"]"#), None);
        assert_eq!(
            pages[0],
            PageOrigin {
                origin: "https://a.example.com".into(),
                is_allowed: true
            }
        );
        let others: Vec<_> = pages[1..]
            .iter()
            .map(|page| (page.origin.as_str(), page.is_allowed))
            .collect();
        assert!(others.contains(&("http://a.example.com", false)));
        assert!(others.contains(&("https://a.example.com.stranger.invalid", false)));
        assert!(
            !others
                .iter()
                .any(|(origin, _)| *origin == "https://probe.a.example.com"),
            "the pattern allows it"
        );
    }

    #[test]
    fn a_public_route_has_no_stranger() {
        assert_eq!(pages(&route(r#""*""#), None).len(), 1);
    }

    #[test]
    fn origins_of_the_running_server_alone_need_one_that_is_named() {
        let route = route(r#"{ "dynamic": "CUSTOMERS" }"#);
        assert!(pages(&route, None).is_empty());
        let asked = pages(&route, Some("https://a.example"));
        assert_eq!(
            (asked[0].origin.as_str(), asked[0].is_allowed),
            ("https://a.example", true)
        );
        assert_eq!(asked[1].origin, STRANGER);
        assert_eq!(asked.len(), 2, "near misses may be customers too");
    }
}
