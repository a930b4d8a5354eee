//! Asks every route as every page, within the limits of number and rate.

use std::{collections::BTreeSet, time::Duration};

use actix_rt::time::{Interval, interval};
use cors_browser::{Credentials, Fetch, HttpRequest, Page, Response};

use super::{
    declared::{self, DeclaredRoute},
    drift::Drift,
    expectation::differences,
    pages::{PageOrigin, pages},
    report::{Finding, Report},
};
use crate::{
    arguments::Audit,
    client::{Answer, Client, NoAnswer},
    terminal::progress,
};

/// Methods that change nothing (<https://www.rfc-editor.org/rfc/rfc9110#name-safe-methods>) and that browsers send.
const SAFE: [&str; 2] = ["GET", "HEAD"];

/// Checks all routes, and reports what differs.
pub(crate) async fn run(client: &Client, audit: &Audit) -> Result<Report, String> {
    let routes = declared::read(&audit.routes)?;
    url::Url::parse(&audit.base)
        .map_err(|error| format!("`--base {}` is not an address: {error}", audit.base))?;
    let mut run = Run {
        client,
        audit,
        pace: interval(Duration::from_secs(1) / audit.rate),
        report: Report {
            routes: routes.len(),
            ..Report::default()
        },
        not_granted: BTreeSet::new(),
    };
    run.report.failure = run.all(&routes).await.err();
    progress("");
    run.report.requests = client.requests();
    Ok(run.report)
}

struct Run<'a> {
    client: &'a Client,
    audit: &'a Audit,
    pace: Interval,
    report: Report,
    /// The requests that an allowed page got no grant for: their responses are not the policy's.
    not_granted: BTreeSet<String>,
}

impl Run<'_> {
    async fn all(&mut self, routes: &[DeclaredRoute]) -> Result<(), NoAnswer> {
        for (index, route) in routes.iter().enumerate() {
            progress(&format!(
                "route {} of {}: {}",
                index + 1,
                routes.len(),
                route.path
            ));
            let pages = pages(route, self.audit.origin.as_deref());
            if pages.is_empty() {
                let path = &route.path;
                self.report.unchecked.push(format!(
                    "{path}: only the server knows its origins; name one with `--origin`"
                ));
            }
            for page in &pages {
                for method in &route.methods {
                    self.ask(route, page, method).await?;
                }
            }
        }
        Ok(())
    }

    /// A preflight, and the request itself where its method is safe.
    async fn ask(
        &mut self,
        route: &DeclaredRoute,
        page: &PageOrigin,
        method: &str,
    ) -> Result<(), NoAnswer> {
        let address = format!(
            "{}{}",
            self.audit.base,
            path(&route.path, &self.audit.parameters)
        );
        let preflight = Fetch::xhr(&address).method(method).upload_listener();
        self.send(route, page, &preflight).await?;
        if SAFE.contains(&method) || self.audit.unsafe_methods {
            let request = Fetch::new(&address)
                .method(method)
                .credentials(Credentials::Omit);
            self.send(route, page, &request).await?;
        }
        Ok(())
    }

    /// Sends the first request that a browser makes of it.
    async fn send(
        &mut self,
        route: &DeclaredRoute,
        page: &PageOrigin,
        fetch: &Fetch,
    ) -> Result<(), NoAnswer> {
        let mut origin = Page::on(&page.origin);
        let exchange = origin.start(fetch);
        // A method that needs a preflight is asked for directly: the answer has to be right whatever came before.
        let Some(request) = exchange.request() else {
            self.report
                .unchecked
                .push(format!("{}: no browser sends the request", route.path));
            return Ok(());
        };
        let Some(response) = self.check(route, page, request).await? else {
            return Ok(());
        };
        match response.headers.get("etag") {
            Some(tag) if !request.is_preflight && page.is_allowed => {
                let revalidation = revalidation(request, &tag);
                self.check(route, page, &revalidation).await.map(drop)
            }
            _ => Ok(()),
        }
    }

    /// Sends a request within the limits, and reports what differs. It returns the response if nothing does.
    async fn check(
        &mut self,
        route: &DeclaredRoute,
        page: &PageOrigin,
        request: &HttpRequest,
    ) -> Result<Option<Response>, NoAnswer> {
        if self.client.requests() >= self.audit.max_requests {
            let skipped = format!(
                "{} for {}: `--max-requests` is reached",
                route.path, page.origin
            );
            self.report.unchecked.push(skipped);
            return Ok(None);
        }
        self.pace.tick().await;
        let Answer { response, reason } = self.client.send(request, None).await?;
        let line = line(route, request);
        if page.is_allowed && !response.headers.contains("access-control-allow-origin") {
            self.not_granted.insert(line.clone());
        }
        let mut found = differences(route, page, request, &response);
        if !page.is_allowed && self.not_granted.contains(&line) {
            found.retain(|(drift, _)| *drift != Drift::VaryMissing);
        }
        let is_clean = found.is_empty();
        let findings = found.into_iter().map(|(drift, detail)| Finding {
            drift,
            route: line.clone(),
            page: page.origin.clone(),
            detail: match &reason {
                Some(reason) => format!("{detail}; the server says: {reason}"),
                None => detail,
            },
        });
        self.report.findings.extend(findings);
        Ok(is_clean.then_some(response))
    }
}

/// The request with which a browser's cache asks whether its response is still the same.
/// <https://fetch.spec.whatwg.org/#http-network-or-cache-fetch>
fn revalidation(request: &HttpRequest, tag: &[u8]) -> HttpRequest {
    let mut request = request.clone();
    request.browser_headers.append("If-None-Match", tag);
    request
}

fn line(route: &DeclaredRoute, request: &HttpRequest) -> String {
    let asked = request
        .browser_headers
        .text("access-control-request-method");
    match asked {
        Some(method) => format!("{method} {} (preflight)", route.path),
        None => format!("{} {}", request.method, route.path),
    }
}

/// The pattern with a value in the place of each `{name}` and `{name:expression}`.
fn path(pattern: &str, parameters: &[(String, String)]) -> String {
    let mut path = String::new();
    let mut rest = pattern;
    while let Some((before, inside)) = rest.split_once('{') {
        let end = closing(inside);
        let name = inside[..end].split(':').next().unwrap_or_default();
        let value = parameters.iter().find(|parameter| parameter.0 == name);
        path.push_str(before);
        path.push_str(value.map_or("1", |parameter| &parameter.1));
        rest = inside.get(end + 1..).unwrap_or_default();
    }
    path + rest
}

/// Where the brace closes that was opened before the text.
fn closing(text: &str) -> usize {
    let mut depth = 1_usize;
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn parameters_of_a_path_get_their_values() {
        let parameters = [("id".to_owned(), "7".to_owned())];
        assert_eq!(
            path("/users/{id}/posts/{post:\\d{1,3}}", &parameters),
            "/users/7/posts/1"
        );
        assert_eq!(path("/health", &parameters), "/health");
        assert_eq!(path("/{open", &parameters), "/1");
    }
}
