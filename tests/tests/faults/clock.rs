//! Twelve hours, by a clock that stands still between two requests.

use std::{
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    time::Duration,
};

use actix_web::{
    App,
    dev::ServiceRequest,
    get,
    http::header,
    test::{TestRequest, call_service, init_service},
};
use allocation_counter::measure;
use cors_browser::{Fetch, Page, Response};
use cors_runtime::{OriginSource, SourceError, cors};
use tokio::{runtime::Builder, time::advance};

use crate::support::APP;

const HOUR: usize = 60 * 60;
const STEP: usize = 10;
/// The default of a source.
const TIME_TO_LIVE: usize = 60;

/// A page that asks every ten seconds, and a server whose preflights may be cached for ten minutes.
#[test]
fn in_twelve_hours_a_cached_preflight_is_asked_for_every_ten_minutes() {
    let mut page = Page::on("https://app.example");
    let fetch = Fetch::new("https://api.example/x").method("PUT");
    let mut preflights = Vec::new();
    for second in (0..12 * 60 * 60).step_by(10) {
        page.set_time(Duration::from_secs(second));
        let dialogue = page.run(&fetch, |request| {
            Some(Response::new(
                if request.is_preflight { 204 } else { 200 },
                [
                    ("access-control-allow-origin", "https://app.example"),
                    ("access-control-allow-methods", "PUT"),
                    ("access-control-max-age", "600"),
                ],
            ))
        });
        assert!(dialogue.outcome.readable().is_some(), "{dialogue}");
        if dialogue.requests().any(|request| request.is_preflight) {
            preflights.push(second);
        }
    }
    let expected: Vec<_> = (0..72).map(|number| number * 600).collect();
    assert_eq!(preflights, expected);
}

/// Allows the application, except while it is down. Stores few answers, so that strangers fill it.
struct Source {
    is_down: AtomicBool,
    times_asked: AtomicUsize,
}

static SOURCE: Source = Source {
    is_down: AtomicBool::new(false),
    times_asked: AtomicUsize::new(0),
};

impl OriginSource for Source {
    async fn allows(&self, origin: &str, _: &ServiceRequest) -> Result<bool, SourceError> {
        if origin == APP {
            self.times_asked.fetch_add(1, Ordering::SeqCst);
        }
        if self.is_down.load(Ordering::SeqCst) {
            return Err("down".into());
        }
        Ok(origin == APP)
    }

    fn capacity(&self) -> u64 {
        20
    }
}

#[cors(origins = dynamic(SOURCE))]
#[get("/source")]
async fn asks() -> &'static str {
    ""
}

/// The application asks every ten seconds, and so does a stranger, another one each time. The source is down in the
/// fourth hour, and from then on in every third minute.
#[test]
fn in_twelve_hours_a_source_is_asked_once_a_minute_and_after_each_failure() {
    let mut builder = Builder::new_current_thread();
    let runtime = builder.enable_all().start_paused(true).build().unwrap();
    let service = runtime.block_on(init_service(App::new().service(asks)));
    let is_granted = async |origin: &str| {
        let request = TestRequest::with_uri("/source").insert_header((header::ORIGIN, origin));
        let response = call_service(&service, request.to_request()).await;
        let headers = response.headers();
        headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN)
    };
    let (mut expires, mut times_asked) = (0, 0);
    for hour in 0..12 {
        let memory = measure(|| {
            for now in (hour * HOUR..(hour + 1) * HOUR).step_by(STEP) {
                let is_down = hour == 3 || (hour > 3 && (now / 60) % 3 == 0);
                SOURCE.is_down.store(is_down, Ordering::SeqCst);
                let is_stored = now < expires;
                if !is_stored {
                    times_asked += 1;
                    expires = if is_down { 0 } else { now + TIME_TO_LIVE };
                }
                runtime.block_on(async {
                    assert_eq!(is_granted(APP).await, is_stored || !is_down, "{now}");
                    let stranger = format!("https://app-{now:09}.example");
                    assert!(!is_granted(&stranger).await, "{now}");
                    advance(Duration::from_secs(STEP as u64)).await;
                });
                assert_eq!(
                    SOURCE.times_asked.load(Ordering::SeqCst),
                    times_asked,
                    "{now}"
                );
            }
        });
        let is_warm = hour > 0;
        assert!(
            !is_warm || memory.bytes_current < 1024,
            "{hour}: {memory:?}"
        );
    }
}
