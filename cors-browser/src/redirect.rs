//! Where a redirect leads, and what the request becomes. <https://fetch.spec.whatwg.org/#http-redirect-fetch>

use url::Url;

use crate::{
    options::{Mode, ReferrerPolicy},
    origin::{Origin, has_userinfo, is_http},
    reason::Reason,
    request::{Request, Tainting},
    response::Response,
};

/// Moves `request` on, or gives `None` where the response has no `Location` and is itself the answer.
pub(crate) fn follow(request: &mut Request, response: &Response) -> Result<Option<()>, Reason> {
    let Some(location) = location(request, response)? else {
        return Ok(None);
    };
    check(request, response, &location)?;
    request.redirects += 1;
    adjust(request, response, &location);
    request.move_to(location);
    if let Ok(Some(tokens)) = response.headers.list("referrer-policy") {
        request.referrer_policy =
            ReferrerPolicy::last_of(&tokens).unwrap_or(request.referrer_policy);
    }
    Ok(Some(()))
}

/// <https://fetch.spec.whatwg.org/#concept-response-location-url>
fn location(request: &Request, response: &Response) -> Result<Option<Url>, Reason> {
    let mut lines = response.headers.lines("location");
    let Some(value) = lines.next() else {
        return Ok(None);
    };
    let location = request
        .url
        .join(&escaped(value))
        .map_err(|_| Reason::RedirectLocationInvalid);
    let mut location = location
        .ok()
        .filter(|_| lines.next().is_none())
        .ok_or(Reason::RedirectLocationInvalid)?;
    if location.fragment().is_none() {
        location.set_fragment(request.url.fragment());
    }
    Ok(Some(location))
}

/// Bytes beyond ASCII as the percent-encoded bytes that browsers ask for.
fn escaped(value: &[u8]) -> String {
    let escape = |byte: &u8| {
        if byte.is_ascii() {
            char::from(*byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    value.iter().map(escape).collect()
}

fn check(request: &Request, response: &Response, location: &Url) -> Result<(), Reason> {
    if !is_http(location) {
        return Err(Reason::RedirectScheme);
    }
    if request.redirects == 20 {
        return Err(Reason::TooManyRedirects);
    }
    let is_foreign =
        request.mode == Mode::Cors && !request.origin.is_same_origin(&Origin::of(location));
    if has_userinfo(location) && (is_foreign || request.tainting == Tainting::Cors) {
        return Err(Reason::RedirectUserinfo);
    }
    if response.status != 303 && request.body.as_ref().is_some_and(crate::Body::is_stream) {
        return Err(Reason::RedirectStreamBody);
    }
    Ok(())
}

fn adjust(request: &mut Request, response: &Response, location: &Url) {
    let becomes_get = match response.status {
        301 | 302 => request.method == "POST",
        303 => !matches!(request.method.as_str(), "GET" | "HEAD"),
        _ => false,
    };
    if becomes_get {
        "GET".clone_into(&mut request.method);
        request.body = None;
        // <https://fetch.spec.whatwg.org/#request-body-header-name>
        for name in [
            "content-encoding",
            "content-language",
            "content-location",
            "content-type",
        ] {
            request.headers.delete(name);
        }
    }
    if !Origin::of(&request.url).is_same_origin(&Origin::of(location)) {
        request.headers.delete("authorization");
    }
}
