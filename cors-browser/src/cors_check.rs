//! Whether a response may be read. <https://fetch.spec.whatwg.org/#concept-cors-check>

use crate::{blocked::Blocked, headers::Headers, reason::Reason, request::Request};

pub(crate) fn cors_check(request: &Request, headers: &Headers) -> Result<(), Blocked> {
    let origin = request.serialized_origin();
    let Some(allowed) = headers.get("access-control-allow-origin") else {
        return Err(Blocked::new(Reason::AcaoMissing).needed(origin));
    };
    if allowed == b"*" && !request.is_credentialed() {
        return Ok(());
    }
    if allowed != origin.as_bytes() {
        let reason = if allowed == b"*" {
            Reason::AcaoWildcardCredentials
        } else {
            Reason::AcaoMismatch
        };
        return Err(Blocked::new(reason)
            .needed(origin)
            .found(headers.text("access-control-allow-origin")));
    }
    if request.is_credentialed() {
        credentials_check(headers)
    } else {
        Ok(())
    }
}

fn credentials_check(headers: &Headers) -> Result<(), Blocked> {
    let reason = match headers.get("access-control-allow-credentials") {
        Some(value) if value == b"true" => return Ok(()),
        Some(_) => Reason::AcacInvalid,
        None => Reason::AcacMissing,
    };
    Err(Blocked::new(reason)
        .needed("true")
        .found(headers.text("access-control-allow-credentials")))
}
