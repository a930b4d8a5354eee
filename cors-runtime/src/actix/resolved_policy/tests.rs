//! What a policy knows before it sees an origin.

use actix_web::{http::Method, test::TestRequest};

use super::*;
use crate::{
    actix::test_route::{OF_UNASKED_SOURCE, get},
    origins::{OriginsSetting, StaticOrigins},
};

const LISTED: Policy = Policy::written(OriginsSetting::Listed(&StaticOrigins::few(
    &["https://app.example.com"],
    &[],
)));
const ANY: Policy = Policy::written(OriginsSetting::Listed(&StaticOrigins::Any));

#[test]
fn a_check_is_made_before_the_handler_runs_if_it_may_keep_the_request_from_it() {
    static LISTING: Route = get(LISTED);
    static PUBLIC: Route = get(ANY);
    static ENFORCING: Route = get(LISTED.enforce(true));
    static ASKING: Route = get(OF_UNASKED_SOURCE);

    for (route, is_first, asks) in [
        (&LISTING, false, false),
        (&PUBLIC, false, false),
        (&ENFORCING, true, false),
        (&ASKING, true, true),
    ] {
        let policy = ResolvedPolicy::of_route(route).unwrap();
        let request = TestRequest::default().to_http_request();
        assert_eq!(
            policy.is_checked_first(request.head()),
            is_first,
            "{route:?}"
        );
        assert_eq!(
            (policy.asks_source(), policy.enforces()),
            (asks, is_first && !asks)
        );
        let options = TestRequest::default().method(Method::OPTIONS);
        assert!(policy.is_checked_first(options.to_http_request().head()));
    }
}

#[derive(Debug, Default)]
struct Observer(Cell<u32>);

impl RouterObserver for Observer {
    fn observe(&self, _: &ResourceMap) {
        self.0.set(self.0.get() + 1);
    }
}

#[test]
fn the_router_is_shown_to_the_observer_once() {
    static ROUTE: Route = get(LISTED);

    let observer = Rc::new(Observer::default());
    let policy = ResolvedPolicy::of_route(&ROUTE).unwrap();
    let shown: Rc<dyn RouterObserver> = observer.clone();
    let policy = policy.observed_by(&shown);
    let preflight = TestRequest::default().to_http_request();
    for _ in 0..3 {
        policy.show_router(&preflight);
        assert_eq!(observer.0.get(), 1);
    }
}
