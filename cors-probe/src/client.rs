//! Sends the requests of `cors-browser` over the network and returns responses as they come, in bounded time and memory.
//! Not here: which requests are sent.

use std::{cell::Cell, error::Error, fmt, fs, path::Path, sync::Arc, time::Duration};

use awc::{
    Connector,
    error::{ConnectError, SendRequestError},
    http::{Method, StatusCode},
};
use cors_browser::{HttpRequest, Response};
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject as _},
};

/// Answers to preflights have no body, and of other responses only the headers are of interest.
const USER_AGENT: &str = concat!("cors-probe/", env!("CARGO_PKG_VERSION"));

/// How long a body is that explains a refusal.
const REASON_LIMIT: usize = 4096;

/// A client that sends what it is given, and nothing by itself: no redirect is followed, no cookie is stored.
pub(crate) struct Client {
    client: awc::Client,
    requests: Cell<u32>,
}

/// What comes back.
pub(crate) struct Answer {
    pub(crate) response: Response,
    /// Why the policy refuses, as `cors-runtime` says it in the body of a debug build's 403.
    pub(crate) reason: Option<String>,
}

/// Why a server gives no answer.
#[derive(Debug, Clone)]
pub(crate) struct NoAnswer(String);

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Client {
    /// A client that waits for a response so long, and trusts these certificates besides those of the machine.
    pub(crate) fn new(timeout: Duration, cacert: Option<&Path>) -> Result<Self, String> {
        let connector = Connector::new()
            .timeout(timeout)
            .handshake_timeout(timeout)
            // A connection for each request: one that is used again may have been closed by the server, which looks
            // like a server without an answer. Browsers then ask again.
            .conn_keep_alive(Duration::ZERO)
            .rustls_0_23(Arc::new(tls(cacert)?));
        let client = awc::Client::builder()
            .connector(connector)
            .timeout(timeout)
            .disable_redirects()
            .add_default_header(("user-agent", USER_AGENT))
            .finish();
        Ok(Self {
            client,
            requests: Cell::new(0),
        })
    }

    /// How many requests were sent.
    pub(crate) fn requests(&self) -> u32 {
        self.requests.get()
    }

    /// Sends the request; `cookie` goes with it where a browser would send cookies.
    pub(crate) async fn send(
        &self,
        request: &HttpRequest,
        cookie: Option<&str>,
    ) -> Result<Answer, NoAnswer> {
        self.requests.set(self.requests.get() + 1);
        let method = Method::from_bytes(request.method.as_bytes())
            .map_err(|error| NoAnswer(error.to_string()))?;
        let mut outgoing = self
            .client
            .request(method, request.url.as_str())
            .no_decompress();
        for (name, value) in request.all_headers() {
            outgoing = outgoing.append_header((name, value));
        }
        if let Some(cookie) = cookie.filter(|_| request.credentials) {
            outgoing = outgoing.append_header(("cookie", cookie));
        }
        let body = request.body.clone().unwrap_or_default();
        let sent = if body.is_empty() {
            outgoing.send().await
        } else {
            outgoing.send_body(body).await
        };
        let mut response = sent.map_err(|error| NoAnswer(explain(&error, &request.url)))?;
        if response.status().is_informational() {
            return Err(NoAnswer(interim(response.status(), &request.url)));
        }
        // Other bodies are dropped with the response: nothing of them is read.
        let reason = if response.status() == StatusCode::FORBIDDEN && request.is_preflight {
            let body = response.body().limit(REASON_LIMIT).await;
            body.ok().and_then(|body| reason(&body))
        } else {
            None
        };
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_bytes()));
        let response = Response::new(response.status().as_u16(), headers);
        Ok(Answer { response, reason })
    }
}

/// The line in which `cors-runtime` explains a refusal: the name of a reason, a colon, and a sentence in ASCII.
fn reason(body: &[u8]) -> Option<String> {
    let line = str::from_utf8(body).ok()?.strip_suffix('\n')?;
    let (name, _) = line.split_once(": ")?;
    let is_name = name.split('-').count() > 1
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let is_line = line.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    (is_name && is_line).then(|| line.to_owned())
}

/// TLS that asks for HTTP/2 first, as browsers do.
fn tls(cacert: Option<&Path>) -> Result<ClientConfig, String> {
    let mut roots = RootCertStore::empty();
    // A certificate of the machine that cannot be read is one that is not trusted.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if let Some(file) = cacert {
        let problem = |error: &dyn fmt::Display| {
            format!(
                "cannot read certificates from `{}`: {error}",
                file.display()
            )
        };
        let pem = fs::read(file).map_err(|error| problem(&error))?;
        for certificate in CertificateDer::pem_slice_iter(&pem) {
            let certificate = certificate.map_err(|error| problem(&error))?;
            roots.add(certificate).map_err(|error| problem(&error))?;
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// What went wrong, in a sentence.
fn explain(error: &SendRequestError, url: &str) -> String {
    match error {
        SendRequestError::Connect(ConnectError::Resolver(error)) => {
            format!("the host of `{url}` is not known: {error}")
        }
        SendRequestError::Connect(ConnectError::NoRecords) => {
            format!("the host of `{url}` is not known")
        }
        SendRequestError::Connect(ConnectError::Io(error)) if is_tls(error) => {
            format!(
                "the TLS connection to `{url}` fails: {error}; `--cacert` names a certificate to trust"
            )
        }
        SendRequestError::Connect(ConnectError::Io(error)) => {
            format!("cannot connect to `{url}`: {error}")
        }
        SendRequestError::Connect(ConnectError::Timeout) | SendRequestError::Timeout => {
            format!("`{url}` gives no answer in time; `--timeout` is the limit in seconds")
        }
        SendRequestError::Connect(ConnectError::Disconnected) => {
            format!("the server of `{url}` closes the connection without an answer")
        }
        error => format!("`{url}` gives no answer that can be read: {error}"),
    }
}

/// Browsers wait for the response after an interim one. The client takes it for the response, and does not read on.
fn interim(status: StatusCode, url: &str) -> String {
    format!(
        "`{url}` sends the interim response {}, and cors-probe cannot read the response after it",
        status.as_u16()
    )
}

/// Whether the connection is open, and TLS cannot be agreed on.
fn is_tls(error: &std::io::Error) -> bool {
    error
        .get_ref()
        .is_some_and(<dyn Error + Send + Sync>::is::<rustls::Error>)
}
