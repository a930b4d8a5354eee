//! A request for the protocol's own tests.

use super::request::Request;

#[derive(Debug, Clone, Copy)]
pub(super) struct TestRequest<'a> {
    pub(super) method: &'a str,
    pub(super) origins: &'a [&'a str],
    pub(super) requested_methods: &'a [&'a str],
}

impl<'a> Request for TestRequest<'a> {
    type Value = &'a str;

    fn is_options(&self) -> bool {
        self.method == "OPTIONS"
    }

    fn has_origin(&self) -> bool {
        !self.origins.is_empty()
    }

    fn origins(&self) -> impl Iterator<Item = &Self::Value> {
        self.origins.iter()
    }

    fn requested_methods(&self) -> impl Iterator<Item = &Self::Value> {
        self.requested_methods.iter()
    }

    fn text<'v>(value: &'v &'a str) -> Option<&'v str> {
        Some(value)
    }
}
