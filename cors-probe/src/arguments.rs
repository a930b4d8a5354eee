//! The command line.

use std::{path::PathBuf, time::Duration};

use clap::Parser;

/// Ask a server as a browser would, and see why a page is blocked.
///
/// With METHOD and URL: prints the requests that a browser sends for a page, the responses, and what the page may read.
/// With --routes and --base: checks a deployed server against the policies that its program declares.
///
/// Exit status: 0 the page may read the response, or the server does what it declares; 1 the page is blocked, or the
/// server does something else; 2 the server does not respond; 64 the arguments cannot be used.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
#[derive(Debug, Parser)]
#[command(name = "cors-probe", version, verbatim_doc_comment)]
pub(crate) struct Arguments {
    /// The method, and the address of the resource; without a method it is GET
    #[arg(value_names = ["METHOD", "URL"], num_args = 0..=2)]
    request: Vec<String>,

    /// The address of the page that asks, such as `https://app.example.com`
    #[arg(long, value_name = "ORIGIN")]
    page: Option<String>,

    /// A header that the script sets: `NAME`, or `NAME: VALUE`; may be repeated
    #[arg(long = "header", value_name = "HEADER")]
    headers: Vec<String>,

    /// Ask with credentials, as `credentials: "include"` does
    #[arg(long)]
    credentials: bool,

    /// The `Cookie` header to send where a browser would send cookies
    #[arg(long, value_name = "COOKIE")]
    cookie: Option<String>,

    /// The body of the request, as text
    #[arg(long, value_name = "TEXT")]
    body: Option<String>,

    /// Stop before the request itself: no handler runs
    #[arg(long)]
    preflight_only: bool,

    /// A file with the declared policies: what `cors_runtime::routes().to_json()` writes
    #[arg(long, value_name = "FILE", requires = "base", conflicts_with_all = ["request", "page", "headers", "body"])]
    routes: Option<PathBuf>,

    /// Where the routes are: scheme, host, port, and the prefix of a scope
    #[arg(long, value_name = "URL", requires = "routes")]
    base: Option<String>,

    /// The value of a path parameter, `name=value`; without one it is `1`
    #[arg(long = "param", value_name = "NAME=VALUE", requires = "routes")]
    parameters: Vec<String>,

    /// An allowed origin for routes whose origins only the running server knows
    #[arg(long, value_name = "ORIGIN", requires = "routes")]
    origin: Option<String>,

    /// Also send requests with methods that may change something; without it only `GET` and `HEAD` are sent
    #[arg(long, requires = "routes")]
    unsafe_methods: bool,

    /// Send at most so many requests
    #[arg(long, value_name = "COUNT", default_value_t = 2000)]
    max_requests: u32,

    /// Send at most so many requests a second
    #[arg(long, value_name = "COUNT", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    rate: u32,

    /// Wait for a response so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,

    /// A file with certificates to trust besides those of this machine, as PEM
    #[arg(long, value_name = "FILE")]
    pub(crate) cacert: Option<PathBuf>,

    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// What is to be done.
#[derive(Debug)]
pub(crate) enum Task {
    /// One request of one page.
    Ask(Ask),
    /// All declared routes of a server.
    Audit(Audit),
}

/// One request of one page.
#[derive(Debug)]
pub(crate) struct Ask {
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) page: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) credentials: bool,
    pub(crate) cookie: Option<String>,
    pub(crate) body: Option<String>,
    pub(crate) preflight_only: bool,
}

/// All declared routes of a server.
#[derive(Debug)]
pub(crate) struct Audit {
    pub(crate) routes: PathBuf,
    pub(crate) base: String,
    pub(crate) parameters: Vec<(String, String)>,
    pub(crate) origin: Option<String>,
    pub(crate) unsafe_methods: bool,
    pub(crate) max_requests: u32,
    pub(crate) rate: u32,
}

impl Arguments {
    pub(crate) const fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout)
    }

    /// What the arguments ask for.
    pub(crate) fn task(&self) -> Result<Task, String> {
        match (&self.routes, &self.base) {
            (Some(routes), Some(base)) => Ok(Task::Audit(Audit {
                routes: routes.clone(),
                base: whole_address(base)?.trim_end_matches('/').to_owned(),
                parameters: self
                    .parameters
                    .iter()
                    .map(|one| parameter(one))
                    .collect::<Result<_, _>>()?,
                origin: self.origin.clone(),
                unsafe_methods: self.unsafe_methods,
                max_requests: self.max_requests,
                rate: self.rate,
            })),
            _ => self.ask().map(Task::Ask),
        }
    }

    fn ask(&self) -> Result<Ask, String> {
        let (method, url) = match self.request.as_slice() {
            [url] => ("GET", url),
            [method, url] => (method.as_str(), url),
            _ => {
                return Err(
                    "name a method and an address, or `--routes` and `--base`; see `--help`".into(),
                );
            }
        };
        let page = self
            .page
            .clone()
            .ok_or("name the page that asks: `--page https://app.example.com`")?;
        Ok(Ask {
            method: method.to_owned(),
            url: whole_address(url)?.to_owned(),
            page,
            headers: self
                .headers
                .iter()
                .map(|header| header_line(header))
                .collect(),
            credentials: self.credentials,
            cookie: self.cookie.clone(),
            body: self.body.clone(),
            preflight_only: self.preflight_only,
        })
    }
}

/// An address with its scheme: `localhost:8080` alone would be one of the scheme `localhost`.
fn whole_address(text: &str) -> Result<&str, String> {
    if text.contains("://") {
        return Ok(text);
    }
    let is_local = ["localhost", "127.", "[::1]"]
        .iter()
        .any(|host| text.starts_with(host));
    let scheme = if is_local { "http" } else { "https" };
    Err(format!(
        "`{text}` has no scheme: write the whole address, `{scheme}://{text}`"
    ))
}

fn parameter(text: &str) -> Result<(String, String), String> {
    let (name, value) = text
        .split_once('=')
        .ok_or_else(|| format!("expected `--param name=value`, found `{text}`"))?;
    Ok((name.to_owned(), value.to_owned()))
}

/// A name alone gets a value that makes a browser ask for it in a preflight.
fn header_line(text: &str) -> (String, String) {
    if let Some((name, value)) = text.split_once(':') {
        return (name.trim().to_owned(), value.trim().to_owned());
    }
    let value = match text.to_ascii_lowercase().as_str() {
        "content-type" => "application/json",
        "authorization" => "Bearer cors-probe",
        _ => "1",
    };
    (text.to_owned(), value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(line: &[&str]) -> Result<Task, String> {
        Arguments::try_parse_from(line)
            .map_err(|error| error.to_string())?
            .task()
    }

    #[test]
    fn the_method_is_get_if_only_an_address_is_given() {
        let Ok(Task::Ask(ask)) = task(&[
            "cors-probe",
            "https://api.example",
            "--page",
            "https://a.example",
        ]) else {
            panic!("it is one request");
        };
        assert_eq!(
            (ask.method.as_str(), ask.url.as_str()),
            ("GET", "https://api.example")
        );
    }

    #[test]
    fn a_header_without_a_value_gets_one_that_needs_a_preflight() {
        assert_eq!(header_line("Content-Type").1, "application/json");
        assert_eq!(
            header_line("x-a: b:c"),
            ("x-a".to_owned(), "b:c".to_owned())
        );
    }

    #[test]
    fn an_address_without_a_scheme_is_an_error_with_the_whole_address() {
        for (address, whole) in [
            ("localhost:8080/users", "http://localhost:8080/users"),
            ("127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("api.example", "https://api.example"),
        ] {
            let page = ["--page", "https://a.example"];
            let one = task(&[&["cors-probe", "GET", address][..], &page].concat());
            let all = task(&["cors-probe", "--routes", "x.json", "--base", address]);
            for task in [one, all] {
                let error = task.map(|_| ()).unwrap_err();
                assert!(error.contains(&format!("`{whole}`")), "{error}");
            }
        }
    }

    #[test]
    fn what_cannot_be_used_is_an_error() {
        assert!(task(&["cors-probe", "https://api.example"]).is_err());
        assert!(task(&["cors-probe", "--routes", "x.json"]).is_err());
        let line = [
            "cors-probe",
            "--routes",
            "x.json",
            "--base",
            "http://a.example",
            "--param",
            "id",
        ];
        assert!(task(&line).is_err());
    }
}
