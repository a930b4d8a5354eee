//! The handshake of a WebSocket. <https://websockets.spec.whatwg.org/#concept-websocket-establish>

use crate::{blocked::Blocked, reason::Reason, response::Response};

/// RFC 6455's own example of a nonce, and the answer to it. Servers do not distinguish nonces, and nothing secret depends on it.
const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";
const ACCEPT: &[u8] = b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

/// What the handshake carries beside `Origin`.
pub(crate) const HEADERS: [(&str, &str); 4] = [
    ("Upgrade", "websocket"),
    ("Connection", "Upgrade"),
    ("Sec-WebSocket-Key", KEY),
    ("Sec-WebSocket-Version", "13"),
];

/// Whether the server opens the WebSocket.
pub(crate) fn check(response: &Response) -> Result<(), Blocked> {
    let accepts = response.headers.get("sec-websocket-accept").as_deref() == Some(ACCEPT);
    if response.status == 101 && accepts {
        return Ok(());
    }
    let found = Some(response.status.to_string());
    Err(Blocked::new(Reason::WebsocketHandshake)
        .needed("101")
        .found(found))
}
