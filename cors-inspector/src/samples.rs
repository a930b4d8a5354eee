//! The first request of a dialogue as a `curl` command, and as a test to paste.

use cors_browser::{Dialogue, Event, HttpRequest, Response};

/// The first request, and its answer.
pub(crate) struct First<'a> {
    request: &'a HttpRequest,
    response: Option<&'a Response>,
}

impl<'a> First<'a> {
    pub(crate) fn of(dialogue: &'a Dialogue) -> Option<Self> {
        let mut events = dialogue.events.iter();
        let request = events.find_map(|event| match event {
            Event::Request(request) => Some(request),
            Event::Decision(..) | Event::Response(_) => None,
        })?;
        let response = events.find_map(|event| match event {
            Event::Response(response) => Some(response),
            Event::Decision(..) | Event::Request(_) => None,
        });
        Some(Self { request, response })
    }

    /// The command, for a shell as POSIX has it.
    pub(crate) fn curl(&self) -> String {
        // With `-X HEAD` it would wait for a body.
        let method = match self.request.method.as_str() {
            "HEAD" => "--head".to_owned(),
            method => format!("-i -X {}", quoted(method)),
        };
        let mut command = format!("curl {method} {}", quoted(&self.request.url));
        for (name, value) in self.headers() {
            command.push_str(" \\\n  -H ");
            command.push_str(&quoted(&format!("{name}: {value}")));
        }
        command
    }

    /// The test; `app()` is the user's.
    pub(crate) fn test(&self) -> String {
        let path = self.request.url.splitn(4, '/').nth(3).unwrap_or_default();
        let line = |(name, value)| format!("        .insert_header(({name:?}, {value:?}))\n");
        let headers = self.headers().map(line).collect::<Vec<_>>().concat();
        let allowed = self
            .response
            .and_then(|response| response.headers.text("access-control-allow-origin"));
        let name = match allowed {
            Some(_) => "the_page_is_allowed",
            None => "the_page_is_refused",
        };
        format!(
            "#[actix_web::test]
async fn {name}() {{
    use actix_web::{{http::Method, test::{{TestRequest, call_service, init_service}}}};

    let app = init_service(app()).await; // your `App`
    let request = TestRequest::with_uri({path:?})
        .method(Method::from_bytes(b{method:?}).unwrap())
{headers}        .to_request();
    let response = call_service(&app, request).await;
    let allowed = response.headers().get(\"access-control-allow-origin\");
    assert_eq!(allowed.map(|origin| origin.to_str().unwrap()), {allowed:?});
}}
",
            path = format!("/{path}"),
            method = self.request.method,
        )
    }

    /// Without what browsers add for themselves, which no policy reads.
    fn headers(&self) -> impl Iterator<Item = (String, String)> {
        let is_shown = |name: &str| {
            !name.to_ascii_lowercase().starts_with("sec-") && !name.eq_ignore_ascii_case("accept")
        };
        self.request
            .all_headers()
            .filter(move |(name, _)| is_shown(name))
            .map(|(name, value)| {
                (
                    name.to_ascii_lowercase(),
                    String::from_utf8_lossy(value).into_owned(),
                )
            })
    }
}

/// One word of a shell's command.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use cors_browser::{Fetch, Page};

    use super::*;

    fn dialogue(path: &str) -> Dialogue {
        let mut page = Page::on("https://app.example.com");
        let fetch = Fetch::new(format!("http://localhost:8080{path}")).method("PUT");
        page.run(&fetch, |_| Some(Response::new(403, [("vary", "Origin")])))
    }

    #[test]
    fn the_command_sends_the_preflight() {
        let dialogue = dialogue("/users/7");
        let expected = "curl -i -X 'OPTIONS' 'http://localhost:8080/users/7' \\
  -H 'access-control-request-method: PUT' \\
  -H 'origin: https://app.example.com'";
        assert_eq!(First::of(&dialogue).unwrap().curl(), expected);
    }

    #[test]
    fn the_command_for_head_does_not_wait_for_a_body() {
        let mut page = Page::on("https://app.example.com");
        let fetch = Fetch::new("http://localhost:8080/").method("HEAD");
        let dialogue = page.run(&fetch, |_| None);
        let command = First::of(&dialogue).unwrap().curl();
        assert!(command.starts_with("curl --head 'http"), "{command}");
    }

    #[test]
    fn a_quote_does_not_end_a_word_of_the_command() {
        assert_eq!(quoted("it's"), "'it'\\''s'");
        let dialogue = dialogue("/a'b");
        let command = First::of(&dialogue).unwrap().curl();
        assert!(
            command.contains("/a'\\''b") || command.contains("/a%27b"),
            "{command}"
        );
    }

    #[test]
    fn the_test_says_what_was_answered() {
        let dialogue = dialogue("/users/7");
        let test = First::of(&dialogue).unwrap().test();
        for line in [
            "with_uri(\"/users/7\")",
            "from_bytes(b\"OPTIONS\")",
            "(\"origin\", \"https://app.example.com\")",
            ", None);",
        ] {
            assert!(test.contains(line), "{line} is not in {test}");
        }
    }
}
