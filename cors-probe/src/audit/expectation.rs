//! What a response has to say, by the declared policy, and what it says instead. The rows are those of the semantics of
//! `#[cors]`: <https://docs.rs/cors-runtime/latest/cors_runtime/attr.cors.html>.

use std::collections::BTreeSet;

use cors_browser::{Difference as OriginDifference, Headers, HttpRequest, Response};

use super::{declared::DeclaredRoute, drift::Drift, pages::PageOrigin};

/// A difference, and the values that show it.
pub(super) type Difference = (Drift, String);

/// The headers of which a response has one line at most.
const SINGLE: [&str; 4] = [
    "access-control-allow-origin",
    "access-control-allow-credentials",
    "access-control-max-age",
    "access-control-allow-methods",
];

/// What the response to the request has that the policy does not say.
pub(super) fn differences(
    route: &DeclaredRoute,
    page: &PageOrigin,
    request: &HttpRequest,
    response: &Response,
) -> Vec<Difference> {
    let mut found = doubled(&response.headers);
    if found.is_empty() {
        found.extend(allow_origin(route, page, request, response));
    }
    // The checks below add nothing for a response that is not the policy's.
    if found.is_empty() {
        found.extend(vary(route, request, response));
        if page.is_allowed {
            found.extend(granted(route, request, &response.headers));
        }
    }
    found
}

fn doubled(headers: &Headers) -> Vec<Difference> {
    let is_twice = |name: &&&str| {
        headers.lines(name).count() > 1
            || **name == "access-control-allow-origin" && text(headers, name).contains(',')
    };
    let twice = SINGLE.iter().filter(is_twice);
    twice
        .map(|name| {
            (
                Drift::HeaderDoubled,
                format!("`{name}` is `{}`", text(headers, name)),
            )
        })
        .collect()
}

/// What `Access-Control-Allow-Origin` says, or the status that explains why it is missing.
fn allow_origin(
    route: &DeclaredRoute,
    page: &PageOrigin,
    request: &HttpRequest,
    response: &Response,
) -> Option<Difference> {
    let origin = page.origin.as_str();
    if response.headers.contains("access-control-allow-origin") {
        let value = text(&response.headers, "access-control-allow-origin");
        let expected = if route.is_public() { "*" } else { origin };
        let detail = format!("`Access-Control-Allow-Origin` is `{value}`");
        return match value.as_str() {
            value if page.is_allowed && value == expected => status(request, response),
            value if page.is_allowed && is_altered(expected, value) => {
                Some((Drift::ValueAltered, detail))
            }
            "*" => Some((Drift::WildcardAdded, detail)),
            value if value == origin && !page.is_allowed => {
                Some((Drift::GrantedToStranger, detail))
            }
            _ => Some((Drift::OtherOriginAllowed, detail)),
        };
    }
    page.is_allowed.then(|| missing(request, response))
}

/// Whether the value would be the expected one if browsers were less exact.
fn is_altered(expected: &str, value: &str) -> bool {
    let unquoted = value.trim_matches(['"', '\'', ' ']);
    let is_near = matches!(
        OriginDifference::between(expected, unquoted),
        Some(OriginDifference::LetterCase | OriginDifference::Path)
    );
    value != expected && (unquoted == expected || is_near)
}

/// A preflight that grants the origin has to succeed as well: with 204, and without a body.
fn status(request: &HttpRequest, response: &Response) -> Option<Difference> {
    if !request.is_preflight {
        return None;
    }
    if !(200..300).contains(&response.status) {
        return Some(missing(request, response));
    }
    let has_body = ["content-encoding", "transfer-encoding"]
        .iter()
        .any(|name| response.headers.contains(name));
    (response.status != 204 || has_body).then(|| {
        let detail = format!(
            "the status is {}, instead of 204 without a body",
            response.status
        );
        (Drift::PreflightRewritten, detail)
    })
}

/// Why an allowed page gets no grant.
fn missing(request: &HttpRequest, response: &Response) -> Difference {
    let is_html = text(&response.headers, "content-type").starts_with("text/html");
    let drift = match response.status {
        304 => Drift::NotModifiedWithoutGrant,
        300..=399 => Drift::Redirected,
        401 | 407 => Drift::AuthenticationInFront,
        405 | 501 => Drift::OptionsRefused,
        404 | 410 => Drift::RouteMissing,
        429 => Drift::RateLimited,
        500..=599 => Drift::ServerError,
        200..=299 if is_html => Drift::HtmlPage,
        200..=299 if request.is_preflight => Drift::OptionsAnsweredElsewhere,
        403 if varies_by_origin(&response.headers) => Drift::OriginRefused,
        403 => Drift::RefusedInFront,
        _ => Drift::OriginHeaderRemoved,
    };
    (
        drift,
        format!(
            "the status is {}, without a grant for the origin",
            response.status
        ),
    )
}

/// A policy that names origins has `Vary: Origin` on every response of its own.
fn vary(route: &DeclaredRoute, request: &HttpRequest, response: &Response) -> Option<Difference> {
    let is_grant = response.headers.contains("access-control-allow-origin");
    let is_refusal =
        response.status == 403 || (!request.is_preflight && (200..300).contains(&response.status));
    if !(is_grant || is_refusal) || route.is_public() {
        return None;
    }
    let value = text(&response.headers, "vary");
    let detail = if value.is_empty() {
        "the response has no `Vary`".to_owned()
    } else {
        format!("`Vary` is `{value}`")
    };
    if !varies_by_origin(&response.headers) {
        Some((Drift::VaryMissing, detail))
    } else if request.is_preflight && value == "*" {
        // A handler may send it with its own response.
        Some((Drift::VaryWildcard, detail))
    } else {
        None
    }
}

/// The other headers of a grant.
fn granted(route: &DeclaredRoute, request: &HttpRequest, headers: &Headers) -> Vec<Difference> {
    let mut found = Vec::new();
    let credentials = text(headers, "access-control-allow-credentials");
    match (route.credentials, credentials == "true") {
        (true, false) if is_altered("true", &credentials) => found.push((
            Drift::ValueAltered,
            format!("`Access-Control-Allow-Credentials` is `{credentials}`"),
        )),
        (true, false) => found.push((
            Drift::CredentialsRemoved,
            "the policy allows credentials".to_owned(),
        )),
        (false, true) => found.push((
            Drift::CredentialsAdded,
            "the policy allows no credentials".to_owned(),
        )),
        _ => {}
    }
    if request.is_preflight {
        found.extend(methods(route, headers));
        found.extend(list(
            headers,
            "access-control-allow-headers",
            &route.allow_headers,
            Drift::AllowHeadersChanged,
        ));
        found.extend(max_age(route, headers));
    } else {
        found.extend(list(
            headers,
            "access-control-expose-headers",
            &route.expose_headers,
            Drift::ExposeHeadersChanged,
        ));
    }
    found
}

fn max_age(route: &DeclaredRoute, headers: &Headers) -> Option<Difference> {
    let value = text(headers, "access-control-max-age");
    let declared = route
        .max_age
        .map(|seconds| seconds.to_string())
        .unwrap_or_default();
    (value != declared).then(|| {
        (
            Drift::MaxAgeChanged,
            format!("`{value}` instead of `{declared}`"),
        )
    })
}

/// Methods are compared byte by byte, as browsers read them.
fn methods(route: &DeclaredRoute, headers: &Headers) -> Option<Difference> {
    let value = text(headers, "access-control-allow-methods");
    let sent = elements(&value).map(str::to_owned).collect();
    let declared = route.methods.iter().cloned().collect();
    changed(&value, &sent, &declared, Drift::MethodsChanged)
}

/// Lists of header names are compared as sets, without regard to case, as browsers read them.
fn list(headers: &Headers, name: &str, declared: &[String], drift: Drift) -> Option<Difference> {
    let value = text(headers, name);
    let sent = tokens(&value).collect();
    let declared = declared.iter().map(|one| one.to_ascii_lowercase());
    changed(&value, &sent, &declared.collect(), drift)
}

fn changed(
    value: &str,
    sent: &BTreeSet<String>,
    declared: &BTreeSet<String>,
    drift: Drift,
) -> Option<Difference> {
    (sent != declared).then(|| {
        let declared: Vec<_> = declared.iter().map(String::as_str).collect();
        let declared = declared.join(", ");
        (drift, format!("`{value}` instead of `{declared}`"))
    })
}

fn varies_by_origin(headers: &Headers) -> bool {
    tokens(&text(headers, "vary")).any(|token| token == "*" || token == "origin")
}

fn tokens(list: &str) -> impl Iterator<Item = String> {
    elements(list).map(str::to_ascii_lowercase)
}

fn elements(list: &str) -> impl Iterator<Item = &str> {
    list.split(',')
        .map(str::trim)
        .filter(|element| !element.is_empty())
}

fn text(headers: &Headers, name: &str) -> String {
    headers.text(name).unwrap_or_default()
}
