//! What is compared: what was sent, and what the page got.

/// A fetch, as a browser ran it or as it is predicted. Addresses have names in the place of ports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Observation {
    /// A line for each request: method, address, `Origin`, what a preflight asks for, and the cookies if they are compared.
    pub(crate) requests: Vec<String>,
    /// `readable 200`, `opaque`, `opaqueredirect`, `loaded`, `sent`, or `error`.
    pub(crate) outcome: String,
    /// The headers that the page may read, of those that the scenario sends.
    pub(crate) exposed: Vec<String>,
}

impl Observation {
    /// A line for each point in which `seen` differs.
    pub(crate) fn differences<'a>(&'a self, seen: &'a Self) -> impl Iterator<Item = String> + 'a {
        let points = [
            (
                "requests",
                self.requests.join("; "),
                seen.requests.join("; "),
            ),
            ("outcome", self.outcome.clone(), seen.outcome.clone()),
            ("exposed", self.exposed.join(", "), seen.exposed.join(", ")),
        ];
        let differing = points
            .into_iter()
            .filter(|(_, predicted, seen)| predicted != seen);
        differing.map(|(what, predicted, seen)| {
            format!("  {what}\n    predicted: {predicted}\n    seen:      {seen}\n")
        })
    }
}

/// A request in a line.
pub(crate) fn request_line(method: &str, url: &str, headers: [Option<String>; 3]) -> String {
    let [origin, asked_method, asked_headers] = headers.map(Option::unwrap_or_default);
    format!("{method} {url} origin={origin} {asked_method} {asked_headers}")
        .trim_end()
        .to_owned()
}

/// The names of cookies, as a part of the line.
pub(crate) fn cookies_part<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    names.dedup();
    format!(" cookies={}", names.join(","))
}

/// The name of a cookie, in front of its value.
pub(crate) fn cookie_name(cookie: &str) -> &str {
    cookie.split('=').next().unwrap_or_default().trim()
}
