//! Cases of the table, moved to this machine: the page is on `localhost`, the other origins are ports of `127.0.0.1`,
//! and every case has a folder of its own, so that no preflight answer of one serves another.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::table::{self, Answer, Case};

/// A case that pages on this machine can play.
#[derive(Clone)]
pub(crate) struct Scenario {
    pub(crate) id: String,
    /// What the page's script gets.
    pub(crate) script: Value,
    /// The part of the platform that sends the request.
    pub(crate) api: String,
    /// What the server answers, in order.
    pub(crate) answers: Vec<Answer>,
    /// The same, as text for `table`.
    pub(crate) case: String,
    pub(crate) page: String,
    /// The first segment of every path, between slashes.
    folder: String,
    names: Vec<(String, &'static str)>,
}

/// The table's hosts, and their names in `differences.txt`.
const HOSTS: [(&str, &str); 4] = [
    ("app.example", "app"),
    ("api.example", "api"),
    ("third.example", "third"),
    ("api.example:8443", "api:8443"),
];

impl Scenario {
    /// Every case that can be played, for a server with these ports.
    pub(crate) fn all(ports: [u16; 4]) -> Vec<Self> {
        let playable = table::values().into_iter().filter(is_playable).enumerate();
        playable
            .map(|(index, case)| Self::of(index, &case, ports))
            .collect()
    }

    fn of(index: usize, case: &Value, ports: [u16; 4]) -> Self {
        let hosts = [0, 1, 2, 3].map(|host| address(host, ports));
        let moved = moved(case, index, &hosts);
        let text = moved.to_string();
        let case: Case = serde_json::from_str(&text).unwrap();
        let exchanges = &case.fetches()[0].exchange;
        let answers = exchanges.iter().map(|exchange| exchange.response.clone());
        let names = hosts
            .iter()
            .zip(HOSTS)
            .map(|(host, (_, name))| (host.clone(), name));
        Self {
            id: case.id.clone(),
            script: json!({
                "index": index,
                "page": case.page,
                "request": moved["request"],
                "requests": exchanges.len(),
            }),
            api: case.fetches()[0].request.api.clone(),
            answers: answers.collect(),
            page: case.page.clone(),
            names: names.collect(),
            folder: format!("/{index}/"),
            case: text,
        }
    }

    /// The address with names for this machine's ports.
    pub(crate) fn named(&self, address: &str) -> String {
        let without_folder = address.replace(&self.folder, "/");
        let names = self.names.iter();
        names.fold(without_folder, |address, (host, name)| {
            address.replace(host, name)
        })
    }

    /// Those of `names` that the last answer sends: a server adds others.
    pub(crate) fn sent<'a>(&self, names: impl Iterator<Item = &'a str>) -> Vec<String> {
        let sent = |name: &str| {
            let mut lines = self.answers.last().into_iter().flat_map(Answer::lines);
            lines.any(|line| line.0.eq_ignore_ascii_case(name))
        };
        let mut names: Vec<_> = names
            .filter(|name| sent(name))
            .map(str::to_lowercase)
            .collect();
        names.sort_unstable();
        names
    }
}

/// Left out: pages of other origins, sequences that wait for an answer to expire, `https` beside `http`, streams (they
/// need HTTP/2), and what no server can send.
fn is_playable(case: &Value) -> bool {
    let request = &case["request"];
    let url = request["url"].as_str().unwrap_or_default();
    let pages = ["https://app.example", "null"];
    pages.iter().any(|page| case["page"] == *page)
        && (url.starts_with("data:")
            || HOSTS
                .iter()
                .any(|(host, _)| url.starts_with(&format!("https://{host}/"))))
        && request["body_source"].is_null()
        && !case.to_string().contains("http://")
        && !has_control_characters(&case["request"]["headers"])
        && !has_control_characters(&case["exchange"])
}

/// Characters in headers that HTTP libraries refuse, as sender or as receiver.
fn has_control_characters(value: &Value) -> bool {
    match value {
        Value::String(text) => {
            text.contains(|character: char| character != '\t' && character.is_ascii_control())
        }
        Value::Array(values) => values.iter().any(has_control_characters),
        Value::Object(fields) => fields.values().any(has_control_characters),
        _ => false,
    }
}

/// Host 0 is the page's.
fn address(host: usize, ports: [u16; 4]) -> String {
    let name = if host == 0 { "localhost" } else { "127.0.0.1" };
    format!("{name}:{}", ports[host])
}

/// The case with this machine's addresses, and a folder in front of every path.
fn moved(value: &Value, index: usize, hosts: &[String; 4]) -> Value {
    match value {
        Value::String(text) => Value::String(moved_text(text, index, hosts)),
        Value::Array(values) => values
            .iter()
            .map(|value| moved(value, index, hosts))
            .collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), moved(value, index, hosts)))
            .collect(),
        other => other.clone(),
    }
}

fn moved_text(text: &str, index: usize, hosts: &[String; 4]) -> String {
    if text.starts_with('/') && !text.starts_with("//") {
        return format!("/{index}{text}");
    }
    let mut moved = text.replace("https:", "http:");
    // The longest first: a port belongs to its host.
    for host in [3, 0, 1, 2] {
        let (from, to) = (HOSTS[host].0, &hosts[host]);
        let mut folder = String::new();
        let _ = write!(folder, "{to}/{index}/");
        let from_start = format!("//{from}");
        moved = moved
            .replace(&format!("{from}/"), &folder)
            .replace(&from_start, &format!("//{to}"));
    }
    moved
}
