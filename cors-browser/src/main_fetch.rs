//! Which way a request goes: <https://fetch.spec.whatwg.org/#main-fetch>, and what needs no network:
//! <https://fetch.spec.whatwg.org/#scheme-fetch>. Not here: what comes back (`exchange`).

use url::Url;

use crate::{
    blocking,
    options::{Mode, Redirect},
    reason::Reason,
    request::{Request, Tainting},
    response::Response,
};

#[derive(Debug)]
pub(crate) enum Route {
    /// Answered by the browser itself.
    Local(Response),
    Http,
    HttpWithPreflight,
}

/// Decides the way, and notes in the request how its response may be used.
pub(crate) fn main_fetch(request: &mut Request) -> Result<Route, Reason> {
    blocking::upgrade_image(request);
    blocking::check(request)?;
    let is_own = request.is_same_origin() && request.tainting == Tainting::Basic;
    if is_own
        || request.url.scheme() == "data"
        || matches!(request.mode, Mode::Navigate | Mode::WebSocket)
    {
        request.tainting = Tainting::Basic;
        return scheme_fetch(request);
    }
    match request.mode {
        Mode::SameOrigin => Err(Reason::SameOriginMode),
        Mode::NoCors if request.redirect != Redirect::Follow => Err(Reason::NoCorsRedirectMode),
        Mode::NoCors => {
            request.tainting = Tainting::Opaque;
            scheme_fetch(request)
        }
        _ if !request.is_http() => Err(Reason::SchemeNotHttp),
        _ => {
            request.tainting = Tainting::Cors;
            Ok(if request.needs_preflight() {
                Route::HttpWithPreflight
            } else {
                Route::Http
            })
        }
    }
}

fn scheme_fetch(request: &Request) -> Result<Route, Reason> {
    let url = &request.url;
    match url.scheme() {
        "http" | "https" => Ok(Route::Http),
        "about" if url.path() == "blank" => Ok(local(&["content-type"])),
        "data" if has_data(url) => Ok(local(&["content-type"])),
        "data" => Err(Reason::InvalidDataUrl),
        "blob" if !request.is_same_origin() => Err(Reason::SchemeNotHttp),
        "blob" if request.method != "GET" => Err(Reason::BlobMethod),
        "blob" => Ok(local(&["content-length", "content-type"])),
        _ => Err(Reason::SchemeNotHttp),
    }
}

/// <https://fetch.spec.whatwg.org/#data-url-processor>
fn has_data(url: &Url) -> bool {
    let without_fragment = url.as_str().split('#').next();
    without_fragment.is_some_and(|url| url.contains(','))
}

fn local(names: &[&str]) -> Route {
    Route::Local(Response::new(200, names.iter().map(|name| (*name, ""))))
}
