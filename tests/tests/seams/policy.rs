//! What a policy means, by a second and naive definition that shares no code with the crates: whole
//! lists are walked, texts are compared, and expected headers are written out.
//! <https://fetch.spec.whatwg.org/#http-cors-protocol>

/// A policy, as the attribute beside it says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Policy {
    pub(crate) origins: &'static [&'static str],
    pub(crate) methods: &'static [&'static str],
    /// The one request header that it allows, and the one response header that it exposes.
    pub(crate) header: &'static str,
    pub(crate) max_age: u32,
    pub(crate) credentials: bool,
    pub(crate) enforce: bool,
}

impl Policy {
    /// Whether a page of this origin may send and read requests with this method.
    pub(crate) fn allows(&self, origin: &str, method: &str) -> bool {
        self.methods.contains(&method) && self.origins.iter().any(|one| is_match(one, origin))
    }

    pub(crate) fn is_public(&self) -> bool {
        self.origins == ["*"]
    }

    /// The lines about CORS, sorted, of the response to a preflight that is allowed.
    pub(crate) fn preflight_lines(&self, origin: &str) -> Vec<String> {
        let mut lines = self.lines(origin);
        lines.push(format!(
            "access-control-allow-methods: {}",
            self.methods.join(", ")
        ));
        lines.push(format!("access-control-allow-headers: {}", self.header));
        lines.push(format!("access-control-max-age: {}", self.max_age));
        lines.sort_unstable();
        lines
    }

    /// The lines about CORS, sorted, of any other response that is allowed.
    pub(crate) fn response_lines(&self, origin: &str) -> Vec<String> {
        let mut lines = self.lines(origin);
        lines.push(format!("access-control-expose-headers: {}", self.header));
        lines.sort_unstable();
        lines
    }

    fn lines(&self, origin: &str) -> Vec<String> {
        let origin = if self.is_public() { "*" } else { origin };
        let mut lines = vec![format!("access-control-allow-origin: {origin}")];
        if self.credentials {
            lines.push("access-control-allow-credentials: true".to_string());
        }
        lines
    }
}

/// Whether the pattern, a whole origin or one with `*.` in front of its host, matches.
fn is_match(pattern: &str, origin: &str) -> bool {
    match pattern.split_once("*.") {
        Some((scheme, base)) => {
            let host = origin.strip_prefix(scheme);
            let labels = host.and_then(|host| host.strip_suffix(base)?.strip_suffix('.'));
            labels.is_some_and(|labels| labels.split('.').all(|label| !label.is_empty()))
        }
        None => pattern == "*" || pattern == origin,
    }
}
