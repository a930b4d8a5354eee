//! Whether a request comes from another origin than this server's, as `enforce` asks.

use actix_web::{
    HttpRequest,
    http::{
        Version,
        header::{self, HeaderValue},
    },
};

use crate::{
    origins::PublicOrigin,
    protocol::{self, FetchMetadata, Server, Target, single},
};

/// Whether a browser sent the request for a page of another origin.
#[cold]
pub(super) fn is_cross_origin(request: &HttpRequest) -> bool {
    let headers = request.headers();
    let value = |name: &str| single(headers.get_all(name)).map(HeaderValue::as_bytes);
    let metadata = FetchMetadata {
        site: value("sec-fetch-site"),
        mode: value("sec-fetch-mode"),
        has_origin: headers.contains_key(header::ORIGIN),
        origin: value("origin"),
    };
    protocol::is_cross_origin(metadata, server(request))
}

fn server(request: &HttpRequest) -> Server<'_> {
    if let Some(public) = request.app_data::<PublicOrigin>() {
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
