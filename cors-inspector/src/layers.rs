//! Layers around routes without `#[cors]`: the router does not show them, so such a route gets a preflight of a page that
//! no policy names. The layer that refuses it shows its policy to the observer of refusals; one that allows every origin
//! shows it in its answer.

use std::{
    collections::HashMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use actix_web::{HttpRequest, http::header::HeaderValue};
use cors_browser::Response;
use cors_runtime::inspection::Refusal;
use serde::Serialize;

use crate::{
    loopback::{self, preflight},
    report::PolicyReport,
    routes::host,
};

/// A page under `.invalid`, which belongs to no site (<https://www.rfc-editor.org/rfc/rfc2606>).
const STRANGER: &str = "https://inspector.invalid";

/// How many questions are open at most: an answer that is not awaited any more is not kept.
const OPEN_LIMIT: usize = 1_000;

/// The policy of a layer, and the path of the route inside.
#[derive(Debug, Serialize)]
pub(crate) struct LayerReport {
    path: String,
    policy: PolicyReport,
}

/// The policies that refused preflights of this module, by the number of the preflight; `None` until then.
static ASKED: Mutex<Option<HashMap<usize, Option<PolicyReport>>>> = Mutex::new(None);

/// Remembers the policy that refuses a preflight of this module.
pub(crate) fn note(number: &HeaderValue, refusal: &Refusal<'_>) {
    let number = number.to_str().ok().and_then(|number| number.parse().ok());
    let mut asked = lock();
    let open = asked.as_mut().zip(number);
    if let Some(answer) = open.and_then(|(asked, number)| asked.get_mut(&number))
        && refusal.owner() == "a layer"
    {
        *answer = Some(PolicyReport::new(&refusal.policy()));
    }
}

/// The layer around the route with this path, if there is one.
pub(crate) async fn around(path: &str, sample: &str, request: &HttpRequest) -> Option<LayerReport> {
    static NUMBER: AtomicUsize = AtomicUsize::new(1);

    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let host = host(request);
    let sent = preflight(STRANGER, "GET", &format!("http://{host}{sample}"));
    open(number)?;
    let response = loopback::send_numbered(number, &sent, host, request.app_config()).await;
    let refused = lock().as_mut().and_then(|asked| asked.remove(&number));
    let policy = refused.flatten().or_else(|| of_response(&response?))?;
    Some(LayerReport {
        path: path.to_owned(),
        policy,
    })
}

/// A question with this number is under way.
fn open(number: usize) -> Option<()> {
    let mut asked = lock();
    let asked = asked.get_or_insert_default();
    (asked.len() < OPEN_LIMIT).then(|| {
        asked.insert(number, None);
    })
}

/// The policy that allows every origin.
fn of_response(response: &Response) -> Option<PolicyReport> {
    let header = |name: &str| response.headers.text(&format!("access-control-{name}"));
    let list = |name| {
        let value = header(name).unwrap_or_default();
        let elements = value.split(',').map(str::trim);
        elements
            .filter(|element| !element.is_empty())
            .map(str::to_owned)
            .collect()
    };
    (header("allow-origin")? == "*").then(|| PolicyReport {
        origins: vec!["*".into()],
        methods: list("allow-methods"),
        allow_headers: list("allow-headers"),
        expose_headers: Vec::new(),
        max_age: header("max-age").and_then(|seconds| seconds.parse().ok()),
        credentials: false,
        enforce: false,
    })
}

fn lock() -> MutexGuard<'static, Option<HashMap<usize, Option<PolicyReport>>>> {
    ASKED.lock().unwrap_or_else(PoisonError::into_inner)
}
