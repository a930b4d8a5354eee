use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};

use actix_service::Service;
use actix_web::test::TestRequest;

use super::handler;

#[test]
#[should_panic(expected = "polled after completion")]
fn a_response_that_is_polled_after_completion_panics_as_ready_does() {
    let service = handler(|| async { "handled" });
    let mut response = pin!(service.call(TestRequest::default().to_srv_request()));
    let context = &mut Context::from_waker(Waker::noop());
    assert!(matches!(
        response.as_mut().poll(context),
        Poll::Ready(Ok(_))
    ));
    let _ = response.poll(context);
}

#[test]
fn a_handler_has_a_debug_text() {
    let service = handler(|| async { "handled" });
    assert_eq!(format!("{service:?}"), "HandlerService { .. }");
}
