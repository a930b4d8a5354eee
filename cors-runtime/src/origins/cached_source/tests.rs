//! How often a source is asked, and who waits for whom. The clock is stopped: time passes when every request
//! waits. A worker that is blocked polls nothing, so a future that is not polled is a request on such a worker.

use std::{
    future::{pending, ready},
    pin::pin,
    sync::{
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

use actix_web::test::TestRequest;
use futures_util::future::join_all;
use tokio::time::{advance, sleep};

use super::*;
use crate::OriginSource;

const ORIGIN: &str = "https://app.example.com";
const LIMIT: Duration = Duration::from_secs(1);
const CROWD: u32 = 200;

/// What a source does when it is asked for the first time, and the second.
#[derive(Clone, Copy)]
enum Behaviour {
    Allow,
    Hang,
    /// Allows when the flag is set, at the latest after a day.
    AllowLater,
    Fail,
    Panic,
    PanicAtOnce,
}

struct Source {
    behaviours: [Behaviour; 2],
    times_asked: AtomicUsize,
    limit: Duration,
    is_ready: AtomicBool,
}

/// A source of its own for each test.
fn source(behaviours: [Behaviour; 2]) -> &'static Source {
    source_with_limit(behaviours, LIMIT)
}

fn source_with_limit(behaviours: [Behaviour; 2], limit: Duration) -> &'static Source {
    Box::leak(Box::new(Source {
        behaviours,
        times_asked: AtomicUsize::new(0),
        limit,
        is_ready: AtomicBool::new(false),
    }))
}

impl Source {
    fn times_asked(&self) -> usize {
        self.times_asked.load(Ordering::SeqCst)
    }

    async fn allows_origin(&'static self) -> bool {
        self.allows(ORIGIN, Hazards::empty()).await
    }

    async fn allows(&'static self, origin: &str, refused: Hazards) -> bool {
        let request = TestRequest::default().to_srv_request();
        CachedSource::of(self)
            .allows(origin, refused, &request)
            .await
    }

    async fn allows_request(&'static self, request: &ServiceRequest) -> bool {
        let cached = CachedSource::of(self);
        cached.allows(ORIGIN, Hazards::empty(), request).await
    }
}

impl OriginSource for Source {
    fn allows(
        &self,
        _: &str,
        _: &ServiceRequest,
    ) -> impl Future<Output = Result<bool, SourceError>> {
        let number = self.times_asked.fetch_add(1, Ordering::SeqCst);
        let behaviour = self.behaviours[number.min(1)];
        assert!(!matches!(behaviour, Behaviour::PanicAtOnce), "at once");
        async move {
            match behaviour {
                Behaviour::Allow => Ok(true),
                Behaviour::Hang => pending().await,
                Behaviour::AllowLater => {
                    while !self.is_ready.load(Ordering::SeqCst) {
                        sleep(LIMIT / 100).await;
                    }
                    Ok(true)
                }
                Behaviour::Fail => Err("no database".into()),
                Behaviour::Panic | Behaviour::PanicAtOnce => panic!("no idea"),
            }
        }
    }

    fn time_limit(&self) -> Duration {
        self.limit
    }
}

/// Requests that come one after another within half of the limit, and wait at the same time.
async fn crowd(source: &'static Source) -> Vec<bool> {
    join_all((0..CROWD).map(|number| async move {
        sleep(LIMIT / 2 / CROWD * number).await;
        source.allows_origin().await
    }))
    .await
}

#[tokio::test(start_paused = true)]
async fn a_crowd_asks_once() {
    let source = source([Behaviour::AllowLater, Behaviour::Hang]);
    let answer = async {
        sleep(LIMIT * 3 / 4).await;
        source.is_ready.store(true, Ordering::SeqCst);
    };
    let (allowed, ()) = futures_util::future::join(crowd(source), answer).await;
    assert!(allowed.into_iter().all(|is_allowed| is_allowed));
    assert_eq!(source.times_asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_source_that_hangs_is_asked_once_in_a_period_and_no_request_waits_longer() {
    let source = source([Behaviour::Hang, Behaviour::Hang]);
    for period in 1..=3 {
        let begin = Instant::now();
        assert_eq!(crowd(source).await, [false; CROWD as usize]);
        assert_eq!((begin.elapsed(), source.times_asked()), (LIMIT, period));
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_denies_all_who_wait_and_is_not_stored() {
    for behaviour in [Behaviour::Fail, Behaviour::Panic, Behaviour::PanicAtOnce] {
        let source = source([behaviour, Behaviour::Allow]);
        let begin = Instant::now();
        assert!(!source.allows_origin().await);
        assert!(source.allows_origin().await);
        assert_eq!((begin.elapsed(), source.times_asked()), (Duration::ZERO, 2));
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_waits_for_one_limit_however_many_policies_ask() {
    let source = source([Behaviour::Hang, Behaviour::Allow]);
    let request = TestRequest::default().to_srv_request();
    let begin = Instant::now();
    assert!(!source.allows_request(&request).await);
    assert!(!source.allows_request(&request).await);
    assert_eq!((begin.elapsed(), source.times_asked()), (LIMIT, 1));
}

#[tokio::test(start_paused = true)]
async fn if_the_request_that_asked_is_dropped_another_asks() {
    let source = source([Behaviour::Hang, Behaviour::Allow]);
    let mut first = Box::pin(source.allows_origin());
    assert!(futures_util::poll!(first.as_mut()).is_pending());
    let mut second = pin!(source.allows_origin());
    assert!(futures_util::poll!(second.as_mut()).is_pending());
    drop(first);
    assert!(second.await);
    assert_eq!(source.times_asked(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_question_on_a_blocked_worker_is_asked_again_on_another() {
    let source = source([Behaviour::Hang, Behaviour::Allow]);
    let mut blocked = pin!(source.allows_origin());
    assert!(futures_util::poll!(blocked.as_mut()).is_pending());

    let begin = Instant::now();
    assert_eq!(crowd(source).await, [true; CROWD as usize]);
    assert!(begin.elapsed() < LIMIT);
    assert_eq!(source.times_asked(), 2);
}

#[tokio::test(start_paused = true)]
async fn an_answer_after_the_limit_is_none() {
    let source = source([Behaviour::AllowLater, Behaviour::Hang]);
    let mut blocked = pin!(source.allows_origin());
    assert!(futures_util::poll!(blocked.as_mut()).is_pending());
    source.is_ready.store(true, Ordering::SeqCst);
    advance(LIMIT).await;
    assert!(!blocked.await);
    // It was not stored: the source is asked again.
    assert!(!source.allows_origin().await);
    assert_eq!(source.times_asked(), 2);
}

/// The same as above, with a thread that is blocked and a clock that runs.
#[test]
fn a_blocked_worker_harms_only_itself() {
    let limit = Duration::from_secs(10);
    let source = source_with_limit([Behaviour::Hang, Behaviour::Allow], limit);
    let (asked, was_asked) = mpsc::channel();
    let (unblock, blocked) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            run(async {
                let mut first = pin!(source.allows_origin());
                assert!(futures_util::poll!(first.as_mut()).is_pending());
                asked.send(()).unwrap();
                blocked.recv().unwrap_err();
            });
        });
        was_asked.recv().unwrap();
        assert!(run(source.allows_origin()));
        drop(unblock);
    });
    assert_eq!(source.times_asked(), 2);
}

fn run<T>(future: impl Future<Output = T>) -> T {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_time().build().unwrap().block_on(future)
}

#[tokio::test(start_paused = true)]
async fn what_is_forgotten_is_asked_again_although_an_old_answer_is_under_way() {
    let source = source([Behaviour::AllowLater, Behaviour::Allow]);
    let mut old = pin!(source.allows_origin());
    assert!(futures_util::poll!(old.as_mut()).is_pending());
    source.forget("https://other.example");
    let mut waiting = pin!(source.allows_origin());
    assert!(futures_util::poll!(waiting.as_mut()).is_pending());

    source.forget(ORIGIN);
    assert!(source.allows_origin().await);
    source.is_ready.store(true, Ordering::SeqCst);
    assert!(old.await);
    assert!(waiting.await);
    assert_eq!(source.times_asked(), 2);
}

#[tokio::test(start_paused = true)]
async fn times_without_end_are_clamped() {
    struct Eternal;

    impl OriginSource for Eternal {
        fn allows(
            &self,
            _: &str,
            _: &ServiceRequest,
        ) -> impl Future<Output = Result<bool, SourceError>> {
            ready(Ok(true))
        }

        fn time_limit(&self) -> Duration {
            Duration::MAX
        }

        fn time_to_live(&self) -> Duration {
            Duration::MAX
        }

        fn capacity(&self) -> u64 {
            u64::MAX
        }
    }

    static SOURCE: Eternal = Eternal;
    let request = TestRequest::default().to_srv_request();
    let cached = CachedSource::of(&SOURCE);
    assert!(cached.allows(ORIGIN, Hazards::empty(), &request).await);
}

#[tokio::test(start_paused = true)]
async fn an_origin_that_credentials_make_dangerous_is_not_asked_for() {
    let source = source([Behaviour::Allow, Behaviour::Allow]);
    let insecure = "http://app.example.com";
    assert!(!source.allows(insecure, Hazards::OF_ORIGINS).await);
    assert_eq!(source.times_asked(), 0);
    assert!(source.allows(insecure, Hazards::empty()).await);
}

#[tokio::test(start_paused = true)]
async fn the_opaque_host_of_an_application_is_asked_for_and_malformed_origins_are_not() {
    let source = source([Behaviour::Allow, Behaviour::Allow]);
    assert!(source.allows("app://.", Hazards::OF_ORIGINS).await);
    for malformed in [
        "null",
        "",
        "https://a.example/",
        "https://*.a.example",
        "https://.",
    ] {
        let is_allowed = source.allows(malformed, Hazards::empty()).await;
        assert!(!is_allowed, "{malformed}");
    }
    assert_eq!(source.times_asked(), 1);
}
