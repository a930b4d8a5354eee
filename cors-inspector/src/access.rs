//! Who may see the inspector: a page of its own origin, in a browser on the same machine. Everything else gets 403.
//!
//! The peer alone is not enough: a site can give its own name the address 127.0.0.1 and then read, as its own origin,
//! what listens there (DNS rebinding). The `Host` header has that name, so it must be a loopback name too.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use actix_web::{
    Error, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Uri,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
    middleware::Next,
};

/// No inline script or style, nothing from elsewhere, and never inside a frame.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'";

/// Headers of every response, refusals included.
const PROTECTION: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (header::CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
    (header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
];

/// Headers that a proxy adds, besides those that begin with [`FORWARDED`]: the peer is then the proxy, and not who asks.
const OF_PROXIES: [&str; 6] = [
    "cf-connecting-ip",
    "forwarded",
    "true-client-ip",
    "via",
    "x-client-ip",
    "x-real-ip",
];

/// Which client, host, port or scheme a proxy was asked with. One that ends TLS may send the scheme alone.
const FORWARDED: &str = "x-forwarded-";

/// A middleware around everything that the inspector serves.
pub(crate) async fn protect(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let mut response = match refusal(&request) {
        Some(reason) => {
            tracing::debug!(reason, "the inspector refuses a request");
            request.into_response(HttpResponse::Forbidden().body(format!("{reason}\n")))
        }
        None => next.call(request).await?.map_into_boxed_body(),
    };
    for (name, value) in PROTECTION {
        let value = HeaderValue::from_static(value);
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}

/// Why the request is refused, if it is.
fn refusal(request: &ServiceRequest) -> Option<&'static str> {
    let headers = request.headers();
    let is_local = |address: IpAddr| canonical(address).is_loopback();
    if !request.peer_addr().is_some_and(|peer| is_local(peer.ip())) {
        Some("the inspector answers requests from this machine alone")
    } else if is_forwarded(headers) {
        Some("the inspector does not answer through a proxy")
    } else if !names_loopback(request) {
        Some("the inspector answers under a loopback name alone, such as localhost")
    } else if !is_same_origin(headers) {
        Some("the inspector answers its own page alone")
    } else {
        None
    }
}

fn is_forwarded(headers: &HeaderMap) -> bool {
    let mut names = headers.keys().map(HeaderName::as_str);
    names.any(|name| name.starts_with(FORWARDED) || OF_PROXIES.contains(&name))
}

/// Whether the request was sent to a loopback name. An absolute target, and HTTP/2, name the host as well.
fn names_loopback(request: &ServiceRequest) -> bool {
    let of_target = request.uri().host();
    let of_header = host(request.headers());
    let is_loopback = |host: &str| is_loopback_host(&host.to_ascii_lowercase());
    match (of_header, of_target) {
        (None, None) => false,
        (of_header, of_target) => {
            of_header.is_none_or(|host| is_loopback(&host)) && of_target.is_none_or(is_loopback)
        }
    }
}

/// The name in the `Host` header, without its port. Several headers, or a malformed one, give an empty name.
fn host(headers: &HeaderMap) -> Option<String> {
    let mut hosts = headers.get_all(header::HOST);
    let host = hosts.next()?;
    let name = |host: &str| {
        let address: Uri = format!("http://{host}/").parse().ok()?;
        let authority = address.authority()?;
        // A user name in front of the host is never sent.
        (!authority.as_str().contains('@')).then(|| authority.host().to_owned())
    };
    let name = host.to_str().ok().and_then(name);
    let is_only = hosts.next().is_none();
    Some(name.filter(|_| is_only).unwrap_or_default())
}

fn is_loopback_host(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    host == "localhost"
        || host.ends_with(".localhost")
        || host
            .parse()
            .is_ok_and(|address: Ipv4Addr| address.is_loopback())
        || host
            .strip_prefix('[')
            .and_then(|host| host.strip_suffix(']'))
            .is_some_and(|host| {
                host.parse()
                    .is_ok_and(|address: Ipv6Addr| address.is_loopback())
            })
}

/// Browsers send `Sec-Fetch-Site` with every request to a loopback name, and `Origin` with those that are
/// cross-origin. <https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header>
fn is_same_origin(headers: &HeaderMap) -> bool {
    let is_own_page = headers
        .get_all("sec-fetch-site")
        .all(|site| site == "same-origin" || site == "none");
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let is_own_origin = headers.get_all(header::ORIGIN).all(|origin| {
        let origin = origin.to_str().ok();
        let origin = origin.and_then(|origin| origin.split_once("://"));
        origin.is_some_and(|(_, authority)| Some(authority) == host)
    });
    is_own_page && is_own_origin
}

/// An IPv4 peer of a socket for both versions has an IPv6 address.
fn canonical(address: IpAddr) -> IpAddr {
    address.to_canonical()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn request() -> TestRequest {
        TestRequest::default()
            .peer_addr(([127, 0, 0, 1], 5000).into())
            .insert_header(("host", "localhost:8080"))
    }

    fn refused(request: TestRequest) -> Option<&'static str> {
        refusal(&request.to_srv_request())
    }

    #[test]
    fn a_browser_on_this_machine_is_answered() {
        assert_eq!(refused(request()), None);
        for host in [
            "127.0.0.1:8080",
            "[::1]:8080",
            "app.localhost",
            "LOCALHOST",
            "localhost.",
        ] {
            assert_eq!(
                refused(request().insert_header(("host", host))),
                None,
                "{host}"
            );
        }
    }

    #[test]
    fn another_machine_is_refused() {
        for peer in [
            "192.0.2.7:5000",
            "[2001:db8::1]:5000",
            "[::ffff:192.0.2.7]:5000",
        ] {
            let request = request().peer_addr(peer.parse().unwrap());
            assert!(refused(request).is_some(), "{peer}");
        }
        let mapped = request().peer_addr("[::ffff:127.0.0.1]:5000".parse().unwrap());
        assert_eq!(refused(mapped), None);
    }

    #[test]
    fn a_peer_that_is_not_known_is_refused() {
        let request = TestRequest::default().insert_header(("host", "localhost"));
        assert!(refused(request).is_some());
    }

    #[test]
    fn another_name_of_this_machine_is_refused() {
        for host in [
            "evil.example",
            "localhost.evil.example",
            "evil.example:8080",
            "0.0.0.0",
            "127.0.0.1.evil.example",
            "a@localhost",
            "",
        ] {
            assert!(
                refused(request().insert_header(("host", host))).is_some(),
                "{host}"
            );
        }
        assert!(refused(request().append_header(("host", "localhost"))).is_some());
    }

    #[test]
    fn a_proxy_is_refused() {
        let forwarded =
            ["for", "host", "port", "proto", "ssl"].map(|part| format!("{FORWARDED}{part}"));
        let names = forwarded.iter().map(String::as_str).chain(OF_PROXIES);
        for name in names {
            assert!(
                refused(request().insert_header((name, "192.0.2.7"))).is_some(),
                "{name}"
            );
        }
    }

    #[test]
    fn pages_of_other_origins_are_refused() {
        for origin in ["http://localhost:3000", "https://evil.example", "null"] {
            assert!(
                refused(request().insert_header(("origin", origin))).is_some(),
                "{origin}"
            );
        }
        for site in ["cross-site", "same-site"] {
            assert!(
                refused(request().insert_header(("sec-fetch-site", site))).is_some(),
                "{site}"
            );
        }
        let own = request().insert_header(("origin", "http://localhost:8080"));
        assert_eq!(
            refused(own.insert_header(("sec-fetch-site", "same-origin"))),
            None
        );
    }
}
