//! Numbered preflights: the policy that refuses one shows itself to the observer of refusals, so it is known whose policy
//! answered.

use std::{
    collections::HashMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use actix_web::{HttpRequest, http::header::HeaderValue};
use cors_browser::{HttpRequest as Sent, Response};
use cors_runtime::{PolicyFacts, inspection::Refusal};

use crate::loopback::{self, host};

/// A page under `.invalid`, which belongs to no site (<https://www.rfc-editor.org/rfc/rfc2606>).
const STRANGER: &str = "https://inspector.invalid";

/// What came of a preflight.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) response: Response,
    pub(crate) refused_by: Option<Refuser>,
}

/// The policy that refused a preflight.
#[derive(Debug)]
pub(crate) struct Refuser {
    /// The path of a handler's function, a layer, or a prefix of `AppCors`.
    pub(crate) owner: &'static str,
    pub(crate) is_handler: bool,
    pub(crate) facts: PolicyFacts,
}

/// The policies that refused, by the number of the preflight; `None` until then.
static OPEN: Mutex<Option<HashMap<usize, Option<Refuser>>>> = Mutex::new(None);

/// The number of a preflight that waits for its answer.
struct Number(usize);

/// A preflight for a page that no policy names.
pub(crate) fn of_stranger(method: &str, path: &str, request: &HttpRequest) -> Sent {
    let url = format!("http://{}{path}", host(request));
    loopback::preflight(STRANGER, method, &url)
}

/// Sends the preflight to the server that received the request. `None` if the server does not answer in time.
pub(crate) async fn send(preflight: &Sent, request: &HttpRequest) -> Option<Answer> {
    let number = Number::open();
    let sent = loopback::send(number.0, preflight, host(request), request.app_config());
    let response = sent.await?;
    Some(Answer {
        response,
        refused_by: number.close(),
    })
}

/// Remembers the policy that refused the preflight with this number.
pub(crate) fn note(number: &HeaderValue, refusal: &Refusal<'_>) {
    let number = number.to_str().ok().and_then(|number| number.parse().ok());
    let mut open = lock();
    let open = open.as_mut().zip(number);
    if let Some(refused_by) = open.and_then(|(open, number)| open.get_mut(&number)) {
        *refused_by = Some(Refuser {
            owner: refusal.owner(),
            is_handler: refusal.is_of_handler(),
            facts: refusal.policy(),
        });
    }
}

impl Number {
    fn open() -> Self {
        static LAST: AtomicUsize = AtomicUsize::new(0);

        let number = LAST.fetch_add(1, Ordering::Relaxed) + 1;
        lock().get_or_insert_default().insert(number, None);
        Self(number)
    }

    fn close(&self) -> Option<Refuser> {
        lock().as_mut()?.remove(&self.0)?
    }
}

/// A request to the inspector may be broken off.
impl Drop for Number {
    fn drop(&mut self) {
        self.close();
    }
}

fn lock() -> MutexGuard<'static, Option<HashMap<usize, Option<Refuser>>>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}
