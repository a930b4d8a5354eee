//! A panic of a source as an error: the request is denied, and its connection is not dropped.

use std::{
    future::{Future, poll_fn},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::Poll,
};

use super::source_error::SourceError;

/// The output of a future that a function makes; a panic of either is an error.
#[inline]
pub(super) async fn catch_panics<F, T>(make: impl FnOnce() -> Pin<Box<F>>) -> Result<T, SourceError>
where
    F: Future<Output = Result<T, SourceError>> + ?Sized,
{
    let mut future = catch_panic(make)?;
    poll_fn(|cx| match catch_panic(|| future.as_mut().poll(cx)) {
        Ok(polled) => polled,
        Err(error) => Poll::Ready(Err(error)),
    })
    .await
}

/// What a function returns; a panic is an error.
#[inline]
pub(super) fn catch_panic<T>(run: impl FnOnce() -> T) -> Result<T, SourceError> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|panic| {
        let text = panic.downcast_ref::<&str>().copied();
        let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        format!("it panicked: {}", text.unwrap_or("without a message")).into()
    })
}
