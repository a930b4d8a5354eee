//! What browsers refuse whatever the CORS headers are: ports, insecure requests of secure pages, resource policies.
//! <https://fetch.spec.whatwg.org/#port-blocking>, <https://w3c.github.io/webappsec-mixed-content/>,
//! <https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header>

use crate::{
    headers::Headers,
    options::{Initiator, Mode},
    origin::{Origin, is_trustworthy},
    reason::Reason,
    request::Request,
};

const BAD_PORTS: &[u16] = &[
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
    102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427,
    465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990,
    993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667,
    6668, 6669, 6679, 6697, 10080,
];

/// Whether the request is refused before anything is sent.
pub(crate) fn check(request: &Request) -> Result<(), Reason> {
    if request.is_http()
        && request
            .url
            .port()
            .is_some_and(|port| BAD_PORTS.contains(&port))
    {
        return Err(Reason::BadPort);
    }
    // A document in a tab of its own may come over `http`.
    if restricts_mixed_content(&request.origin)
        && !is_trustworthy(&request.url)
        && request.is_http()
        && request.initiator != Initiator::Form
    {
        return Err(Reason::MixedContent);
    }
    Ok(())
}

/// Pages on `https` ask for `http` images over `https`.
/// <https://w3c.github.io/webappsec-mixed-content/#upgrade-algorithm>
pub(crate) fn upgrade_image(request: &mut Request) {
    let is_name = matches!(request.url.host(), Some(url::Host::Domain(_)));
    let is_image = request.initiator == Initiator::Image && request.mode == Mode::NoCors;
    if is_image
        && is_name
        && restricts_mixed_content(&request.origin)
        && !is_trustworthy(&request.url)
    {
        // It fails for no URL that has a host.
        let _ = request.url.set_scheme("https");
    }
}

/// Whether `Cross-Origin-Resource-Policy` lets the page use the response.
pub(crate) fn resource_policy_check(request: &Request, headers: &Headers) -> Result<(), Reason> {
    let server = Origin::of(&request.url);
    let is_allowed = match headers.get("cross-origin-resource-policy").as_deref() {
        Some(b"same-origin") => request.origin.is_same_origin(&server),
        Some(b"same-site") => {
            request.origin.is_schemelessly_same_site(&server)
                && (request.origin.scheme() == "https" || server.scheme() != "https")
        }
        _ => true,
    };
    if is_allowed {
        Ok(())
    } else {
        Err(Reason::CorpBlocked)
    }
}

/// By the text a page on `http://localhost` is restricted too; no browser does that, and it is where people develop.
fn restricts_mixed_content(origin: &Origin) -> bool {
    origin.scheme() == "https"
}
