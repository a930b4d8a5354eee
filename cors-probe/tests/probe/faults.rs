//! A proxy that changes requests or responses in one way: the check names the fault, and finds nothing without one.

use crate::{
    message::{Fault, Message, proxy},
    program::probe,
    servers,
};

/// Each fault, and the name of what the check has to find.
const FAULTS: [(&str, Fault, &str); 24] = [
    ("none", |_, response| response, ""),
    (
        "the origin in upper case",
        |_, response| response.map("access-control-allow-origin", str::to_uppercase),
        "value-altered",
    ),
    (
        "the origin with a slash behind it",
        |_, response| response.map("access-control-allow-origin", with_slash),
        "value-altered",
    ),
    (
        "the origin in quotation marks",
        |_, response| {
            response.map("access-control-allow-origin", |value| {
                format!("\"{value}\"")
            })
        },
        "value-altered",
    ),
    (
        "the origin twice in one line",
        |_, response| {
            response.map("access-control-allow-origin", |value| {
                format!("{value}, {value}")
            })
        },
        "header-doubled",
    ),
    (
        "credentials as True",
        |_, response| response.map("access-control-allow-credentials", |_| "True".into()),
        "value-altered",
    ),
    (
        "methods in lower case",
        |_, response| response.map("access-control-allow-methods", str::to_lowercase),
        "methods-changed",
    ),
    (
        "request headers cut off",
        |_, response| {
            response.map("access-control-allow-headers", |value| {
                value[..4].to_owned()
            })
        },
        "allow-headers-changed",
    ),
    (
        "no max-age",
        |_, response| response.without("access-control-max-age"),
        "max-age-changed",
    ),
    (
        "no exposed headers",
        |_, response| response.without("access-control-expose-headers"),
        "expose-headers-changed",
    ),
    (
        "a Vary of the proxy's own",
        |_, response| response.map("vary", |_| "Accept-Encoding".into()),
        "vary-missing",
    ),
    (
        "Vary as a wildcard",
        |_, response| response.map("vary", |_| "*".into()),
        "vary-wildcard",
    ),
    (
        "a 304 without headers",
        |request, response| match request.header("if-none-match") {
            Some(_) => Message::new("304 Not Modified", &[], ""),
            None => response,
        },
        "not-modified-without-grant",
    ),
    (
        "a compressed answer to the preflight",
        |request, response| {
            rewritten(request, response, |response| {
                response
                    .status("200 OK")
                    .with("content-encoding", "gzip")
                    .body("\u{1f}\u{8}")
            })
        },
        "preflight-rewritten",
    ),
    (
        "a 204 with a chunked body",
        |request, response| {
            rewritten(request, response, |response| {
                response
                    .with("transfer-encoding", "chunked")
                    .body("0\r\n\r\n")
            })
        },
        "preflight-rewritten",
    ),
    (
        "a 200 for the preflight",
        |request, response| rewritten(request, response, |response| response.status("200 OK")),
        "preflight-rewritten",
    ),
    (
        "OPTIONS redirected to https",
        |request, response| {
            response.when(request.is_options(), |_| {
                Message::new(
                    "301 Moved Permanently",
                    &[("location", "https://api.example.com/")],
                    "",
                )
            })
        },
        "redirected",
    ),
    (
        "a login page",
        |_, _| {
            Message::new(
                "200 OK",
                &[("content-type", "text/html; charset=utf-8")],
                "<form>",
            )
        },
        "html-page",
    ),
    (
        "a rate limit",
        |request, response| {
            response.when(request.is_options(), |_| {
                Message::new("429 Too Many Requests", &[("retry-after", "1")], "")
            })
        },
        "rate-limited",
    ),
    (
        "a firewall",
        |_, _| Message::new("403 Forbidden", &[("content-type", "text/html")], "no"),
        "refused-in-front",
    ),
    (
        "OPTIONS is not understood behind the proxy",
        |request, response| {
            response.when(request.is_options(), |_| {
                Message::new("502 Bad Gateway", &[], "")
            })
        },
        "server-error",
    ),
    (
        "the preflight of another page from a cache",
        |request, response| {
            response.when(request.is_options(), |response| {
                response
                    .without("access-control-allow-origin")
                    .status("204 No Content")
                    .without("content-length")
                    .body("")
                    .with("access-control-allow-origin", "https://app.example.com")
            })
        },
        "other-origin-allowed",
    ),
    (
        "HEAD without CORS headers",
        |request, response| {
            response.when(request.start.starts_with("HEAD "), |response| {
                response.without("access-control-allow-origin")
            })
        },
        "origin-header-removed",
    ),
    (
        "every origin is reflected",
        |request, response| match request.header("origin") {
            Some(origin) => response
                .without("access-control-allow-origin")
                .with("access-control-allow-origin", origin),
            None => response,
        },
        "granted-to-stranger",
    ),
];

#[test]
fn each_fault_is_named() {
    let server = servers::plain();
    let file = servers::declared("faults");
    for (name, fault, expected) in FAULTS {
        let base = format!("http://127.0.0.1:{}", proxy(server.port, fault));
        let arguments = [
            "--routes",
            file.to_str().unwrap(),
            "--base",
            &base,
            "--rate",
            "1000",
            "--json",
        ];
        let run = probe(&arguments);
        let json = run.json();
        let findings = json["findings"].as_array().unwrap();
        let found = |drift: &str| findings.iter().any(|finding| finding["drift"] == drift);
        assert_eq!(
            run.status,
            i32::from(!expected.is_empty()),
            "{name}: {json:#}"
        );
        assert_eq!(findings.is_empty(), expected.is_empty(), "{name}: {json:#}");
        assert!(expected.is_empty() || found(expected), "{name}: {json:#}");
        let all = findings
            .iter()
            .map(|finding| finding["drift"].as_str().unwrap());
        let others: Vec<_> = all.filter(|drift| *drift != expected).collect();
        // A route that is public has `*` where the others have the page's origin.
        let is_part = |drift: &&str| {
            matches!(
                (name, *drift),
                (
                    "every origin is reflected" | "the preflight of another page from a cache",
                    "other-origin-allowed"
                )
            )
        };
        assert!(
            others.iter().all(is_part),
            "{name} is not {others:?}: {json:#}"
        );
    }
}

fn with_slash(value: &str) -> String {
    if value == "*" {
        value.to_owned()
    } else {
        format!("{value}/")
    }
}

/// The response, changed if it allows what a preflight asks for.
fn rewritten(
    request: &Message,
    response: Message,
    change: impl FnOnce(Message) -> Message,
) -> Message {
    let is_grant = request.is_options() && response.start.contains("204");
    response.when(is_grant, change)
}
