//! actix-web's requests and headers, as the protocol reads and writes them.

use actix_web::{
    dev::RequestHead,
    http::{
        Method,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
};

use crate::protocol::{Header, Headers, Request};

// Statics, because a constant is copied for each look-up.
static ORIGIN: HeaderName = header::ORIGIN;
static REQUESTED_METHOD: HeaderName = header::ACCESS_CONTROL_REQUEST_METHOD;

impl Request for RequestHead {
    type Value = HeaderValue;

    #[inline]
    fn is_options(&self) -> bool {
        self.method == Method::OPTIONS
    }

    #[inline]
    fn has_origin(&self) -> bool {
        self.headers.contains_key(&ORIGIN)
    }

    #[inline]
    fn origins(&self) -> impl Iterator<Item = &HeaderValue> {
        self.headers.get_all(&ORIGIN)
    }

    #[inline]
    fn requested_methods(&self) -> impl Iterator<Item = &HeaderValue> {
        self.headers.get_all(&REQUESTED_METHOD)
    }

    #[inline]
    fn text(value: &HeaderValue) -> Option<&str> {
        value.to_str().ok()
    }
}

impl Headers for HeaderMap {
    type Name = HeaderName;
    type Value = HeaderValue;

    #[inline]
    fn fixed(text: &'static str) -> HeaderValue {
        HeaderValue::from_static(text)
    }

    #[inline]
    fn name(header: Header) -> HeaderName {
        match header {
            Header::AllowOrigin => header::ACCESS_CONTROL_ALLOW_ORIGIN,
            Header::AllowCredentials => header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
            Header::AllowMethods => header::ACCESS_CONTROL_ALLOW_METHODS,
            Header::AllowHeaders => header::ACCESS_CONTROL_ALLOW_HEADERS,
            Header::MaxAge => header::ACCESS_CONTROL_MAX_AGE,
            Header::ExposeHeaders => header::ACCESS_CONTROL_EXPOSE_HEADERS,
            Header::Vary => header::VARY,
        }
    }

    #[inline]
    fn append(&mut self, name: HeaderName, value: HeaderValue) {
        // Cheaper than to insert, which has to be ready to replace.
        self.append(name, value);
    }

    #[inline]
    fn names(&self) -> impl Iterator<Item = &HeaderName> {
        self.keys()
    }

    #[inline]
    fn retain(&mut self, is_kept: impl Fn(&HeaderName) -> bool) {
        self.retain(|name, _| is_kept(name));
    }

    #[inline]
    fn values(&self, header: Header) -> impl Iterator<Item = &[u8]> {
        self.get_all(Self::name(header)).map(HeaderValue::as_bytes)
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{self, HeaderMap, HeaderValue};

    use crate::protocol::add_vary;

    #[test]
    fn vary_is_added_unless_it_is_there_or_every_origin_gets_the_same() {
        let allow = header::ACCESS_CONTROL_ALLOW_ORIGIN;
        for (line, expected) in [
            (None, &["Origin"][..]),
            (Some((&allow, "https://a.example")), &["Origin"]),
            (Some((&allow, "*")), &[]),
            (Some((&header::VARY, "accept, origin")), &["accept, origin"]),
            (Some((&header::VARY, "accept")), &["accept", "Origin"]),
        ] {
            let mut headers: HeaderMap = line
                .map(|(name, value)| (name.clone(), HeaderValue::from_static(value)))
                .into_iter()
                .collect();
            add_vary(&mut headers);
            let varies: Vec<_> = headers.get_all(header::VARY).collect();
            assert_eq!(varies, expected);
        }
    }
}
