//! The response headers of the CORS protocol (<https://fetch.spec.whatwg.org/#http-responses>): all that
//! the runtime writes of `Access-Control-*` and `Vary` is written here.

use super::cors_check::AllowOrigin;

/// A header that this file writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Header {
    AllowOrigin,
    AllowCredentials,
    AllowMethods,
    AllowHeaders,
    MaxAge,
    ExposeHeaders,
    Vary,
}

/// The headers of a response: a view of a framework's own type.
pub(crate) trait Headers {
    type Name: AsRef<str> + PartialEq;
    type Value: Clone;

    fn name(header: Header) -> Self::Name;

    /// A value that the program contains.
    fn fixed(text: &'static str) -> Self::Value;

    /// Adds a line. All that a response may have of CORS already is removed before, so nothing has to be
    /// replaced.
    fn append(&mut self, name: Self::Name, value: Self::Value);

    /// The names, which are in lower case.
    fn names(&self) -> impl Iterator<Item = &Self::Name>;

    /// Keeps the lines whose name passes.
    fn retain(&mut self, is_kept: impl Fn(&Self::Name) -> bool);

    /// The values of all lines of the header.
    fn values(&self, header: Header) -> impl Iterator<Item = &[u8]>;
}

/// What a policy writes, whatever the origin; made once, so that a response only copies it.
#[derive(Debug)]
pub(crate) struct PolicyHeaders<Value> {
    pub(crate) allow_methods: Value,
    pub(crate) allow_headers: Option<Value>,
    pub(crate) expose_headers: Option<Value>,
    pub(crate) max_age: Option<Value>,
    pub(crate) allow_credentials: bool,
}

impl<Value: Clone> PolicyHeaders<Value> {
    /// Adds the headers of the response to a preflight, which has none yet. Denied, it gets no
    /// `Access-Control-*`.
    #[expect(
        clippy::inline_always,
        reason = "whether the compiler inlines it otherwise depends on the path of the build"
    )]
    #[inline(always)]
    pub(crate) fn add_to_preflight(
        &self,
        allow_origin: AllowOrigin<&Value>,
        varies: bool,
        headers: &mut impl Headers<Value = Value>,
    ) {
        if !allow_origin.is_denied() {
            append(headers, Header::AllowMethods, Some(&self.allow_methods));
            append(headers, Header::AllowHeaders, self.allow_headers.as_ref());
            append(headers, Header::MaxAge, self.max_age.as_ref());
        }
        self.add_allow_origin(allow_origin, varies, headers);
    }

    /// Adds the headers of the response to any other request. Only the policy sets `Access-Control-*`: what
    /// the handler wrote of them is removed. Its `Vary` remains.
    #[expect(
        clippy::inline_always,
        reason = "whether the compiler inlines it otherwise depends on the path of the build"
    )]
    #[inline(always)]
    pub(crate) fn add_to(
        &self,
        allow_origin: AllowOrigin<&Value>,
        varies: bool,
        headers: &mut impl Headers<Value = Value>,
    ) {
        let has_own = has_cors_or_vary(headers);
        if has_own {
            remove_cors(headers);
        }
        if !allow_origin.is_denied() {
            append(headers, Header::ExposeHeaders, self.expose_headers.as_ref());
        }
        let varies = varies && !(has_own && varies_by_origin(headers));
        self.add_allow_origin(allow_origin, varies, headers);
    }

    /// Adds what both kinds of response have.
    #[inline]
    pub(crate) fn add_allow_origin(
        &self,
        allow_origin: AllowOrigin<&Value>,
        varies: bool,
        headers: &mut impl Headers<Value = Value>,
    ) {
        self.add_access(allow_origin, headers);
        if varies {
            append_vary(headers);
        }
    }

    #[inline]
    fn add_access<H: Headers<Value = Value>>(
        &self,
        allow_origin: AllowOrigin<&Value>,
        headers: &mut H,
    ) {
        let name = H::name(Header::AllowOrigin);
        match allow_origin {
            AllowOrigin::Any => headers.append(name, H::fixed("*")),
            AllowOrigin::Origin(origin) => headers.append(name, origin.clone()),
            AllowOrigin::Denied => return,
        }
        if self.allow_credentials {
            headers.append(H::name(Header::AllowCredentials), H::fixed("true"));
        }
    }
}

/// Adds `Vary: Origin`, unless it is there already or the response is the same for every origin.
pub(crate) fn add_vary(headers: &mut impl Headers) {
    let is_public = headers
        .values(Header::AllowOrigin)
        .any(|value| value == b"*");
    if !is_public && !varies_by_origin(headers) {
        append_vary(headers);
    }
}

/// Whether `Vary` says that the response differs by origin
/// (<https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>).
pub(crate) fn varies_by_origin(headers: &impl Headers) -> bool {
    headers.values(Header::Vary).any(names_origin)
}

#[inline]
fn append<H: Headers>(headers: &mut H, header: Header, value: Option<&H::Value>) {
    if let Some(value) = value {
        headers.append(H::name(header), value.clone());
    }
}

#[inline]
fn append_vary<H: Headers>(headers: &mut H) {
    headers.append(H::name(Header::Vary), H::fixed("Origin"));
}

/// Whether the line of `Vary` has the token `Origin`, or `*`
/// (<https://www.rfc-editor.org/rfc/rfc9110#field.vary>).
fn names_origin(line: &[u8]) -> bool {
    // As this crate writes it: most lines need no closer look.
    line == b"Origin"
        || line
            .split(|byte| *byte == b',')
            .map(<[u8]>::trim_ascii)
            .any(|token| token == b"*" || token.eq_ignore_ascii_case(b"origin"))
}

/// Whether the handler wrote what the policy removes, or a `Vary` that it may complete. Most write neither.
#[inline]
fn has_cors_or_vary<H: Headers>(headers: &H) -> bool {
    let mut names = headers.names();
    names.any(|name| is_cors(name.as_ref()) || *name == H::name(Header::Vary))
}

#[cold]
fn remove_cors(headers: &mut impl Headers) {
    headers.retain(|name| !is_cors(name.as_ref()));
}

#[inline]
fn is_cors(name: &str) -> bool {
    name.starts_with("access-control-")
}

#[cfg(test)]
mod tests {
    use super::names_origin;

    #[test]
    fn tokens_of_vary_are_compared_whole_and_in_any_case() {
        for line in ["Origin", "accept, ORIGIN", "*", " origin ,x"] {
            assert!(names_origin(line.as_bytes()), "{line}");
        }
        for line in ["", "X-Origin", "Origins", "Accept-Encoding, Cookie"] {
            assert!(!names_origin(line.as_bytes()), "{line}");
        }
    }
}
