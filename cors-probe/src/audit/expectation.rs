//! What a response has to say, by the declared policy, and what it says instead. The rows are those of the semantics of
//! `#[cors]`: <https://docs.rs/cors-runtime/latest/cors_runtime/attr.cors.html>.

use std::collections::BTreeSet;

use cors_browser::{Headers, HttpRequest, Response};

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
    let twice = SINGLE.iter().filter(|name| headers.lines(name).count() > 1);
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
            "*" => Some((Drift::WildcardAdded, detail)),
            value if value == origin && !page.is_allowed => {
                Some((Drift::GrantedToStranger, detail))
            }
            _ => Some((Drift::OtherOriginAllowed, detail)),
        };
    }
    page.is_allowed.then(|| missing(request, response))
}

/// A preflight that grants the origin has to succeed as well.
fn status(request: &HttpRequest, response: &Response) -> Option<Difference> {
    (request.is_preflight && !(200..300).contains(&response.status))
        .then(|| missing(request, response))
}

/// Why an allowed page gets no grant.
fn missing(request: &HttpRequest, response: &Response) -> Difference {
    let drift = match response.status {
        300..=399 => Drift::Redirected,
        401 | 407 => Drift::AuthenticationInFront,
        405 | 501 => Drift::OptionsRefused,
        404 | 410 => Drift::RouteMissing,
        500..=599 => Drift::ServerError,
        200..=299 if request.is_preflight => Drift::OptionsAnsweredElsewhere,
        403 if varies_by_origin(&response.headers) => Drift::OriginRefused,
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
    let is_missing =
        (is_grant || is_refusal) && !route.is_public() && !varies_by_origin(&response.headers);
    is_missing.then(|| {
        (
            Drift::VaryMissing,
            format!("`Vary` is `{}`", text(&response.headers, "vary")),
        )
    })
}

/// The other headers of a grant.
fn granted(route: &DeclaredRoute, request: &HttpRequest, headers: &Headers) -> Vec<Difference> {
    let mut found = Vec::new();
    match (
        route.credentials,
        text(headers, "access-control-allow-credentials") == "true",
    ) {
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
        found.extend(list(
            headers,
            "access-control-allow-methods",
            &route.methods,
            Drift::MethodsChanged,
        ));
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

/// Lists are compared as sets, without regard to case, as browsers read them.
fn list(headers: &Headers, name: &str, declared: &[String], drift: Drift) -> Option<Difference> {
    let value = text(headers, name);
    let sent: BTreeSet<_> = tokens(&value).collect();
    let declared: BTreeSet<_> = declared
        .iter()
        .map(|one| one.to_ascii_lowercase())
        .collect();
    (sent != declared).then(|| {
        let declared = Vec::from_iter(declared).join(", ");
        (drift, format!("`{value}` instead of `{declared}`"))
    })
}

fn varies_by_origin(headers: &Headers) -> bool {
    tokens(&text(headers, "vary")).any(|token| token == "*" || token == "origin")
}

fn tokens(list: &str) -> impl Iterator<Item = String> {
    list.split(',')
        .map(|token| token.trim().to_ascii_lowercase())
        .filter(|token| !token.is_empty())
}

fn text(headers: &Headers, name: &str) -> String {
    headers.text(name).unwrap_or_default()
}
