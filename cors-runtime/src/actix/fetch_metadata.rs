//! Whether a request comes from another origin than this server's, as `enforce` asks.

use actix_web::{
    HttpRequest,
    http::{
        Method, Version,
        header::{self, HeaderMap, HeaderValue},
    },
    web::Data,
};

use crate::{
    origins::PublicOrigin,
    protocol::{self, FetchMetadata, Server, Target, single},
};

/// Whether a browser sent the request for a page of another origin.
#[cold]
pub(super) fn is_cross_origin(request: &HttpRequest) -> bool {
    let headers = request.headers();
    let metadata = FetchMetadata {
        is_get: *request.method() == Method::GET,
        site: word(headers, "sec-fetch-site"),
        mode: word(headers, "sec-fetch-mode"),
        has_origin: headers.contains_key(header::ORIGIN),
        origin: single(headers.get_all(header::ORIGIN)).map(HeaderValue::as_bytes),
    };
    protocol::is_cross_origin(metadata, server(request))
}

/// The value of a Fetch Metadata header. Browsers send each header once; a repeated one counts as an unknown value.
fn word<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a [u8]> {
    let mut lines = headers.get_all(name).map(HeaderValue::as_bytes);
    let first = lines.next()?;
    Some(if lines.next().is_some() { b"" } else { first })
}

fn server(request: &HttpRequest) -> Server<'_> {
    let shared = || {
        request
            .app_data::<Data<PublicOrigin>>()
            .map(|data| &***data)
    };
    if let Some(public) = request.app_data::<PublicOrigin>().or_else(shared) {
        return Server::Declared(public.origins());
    }
    let head = request.head();
    let authority = head.uri.authority();
    let target = Target {
        authority: authority.map(|authority| authority.as_str().as_bytes()),
        hosts: head
            .headers
            .get_all(header::HOST)
            .map(HeaderValue::as_bytes),
        is_http_1: head.version <= Version::HTTP_11,
    };
    Server::Host {
        host: target.host(),
        is_secure: request.app_config().secure(),
    }
}
