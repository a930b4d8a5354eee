//! Cases of the table, moved to this machine: the page is on `localhost`, the other origins are ports of `127.0.0.1`,
//! and every case has a folder of its own, so that no preflight answer of one serves another. Cases about credentials
//! come a second time with every origin on `localhost`, which is one site: cookies are sent there, and compared.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::{
    predicted::is_independent_of_time,
    table::{self, Answer, Case, Fetched},
};

/// A case that pages on this machine can play.
#[derive(Clone)]
pub(crate) struct Scenario {
    pub(crate) id: String,
    /// What the page's script gets.
    pub(crate) script: Value,
    /// Its fetches, one after another.
    pub(crate) steps: Vec<Step>,
    /// Whether all origins are of one site, whose cookies are compared.
    pub(crate) compares_cookies: bool,
    /// The same, as text for `table`.
    pub(crate) case: String,
    pub(crate) page: String,
    /// The first segment of every path, between slashes.
    folder: String,
    names: Vec<(String, &'static str)>,
}

/// A fetch of a scenario.
#[derive(Clone)]
pub(crate) struct Step {
    /// The part of the platform that sends the request.
    pub(crate) api: String,
    /// What the server answers, in order.
    pub(crate) answers: Vec<Answer>,
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
        let mut playable: Vec<_> = table::values().into_iter().filter(is_playable).collect();
        // The first seconds of Firefox have no preflight cache.
        playable.sort_by_key(|case| case.get("steps").is_some());
        let across_sites = playable.iter().map(|case| (case, false));
        let of_one_site = playable.iter().filter(|case| is_about_cookies(case));
        across_sites
            .chain(of_one_site.map(|case| (case, true)))
            .enumerate()
            .map(|(index, (case, is_one_site))| Self::of(index, case, is_one_site, ports))
            .collect()
    }

    fn of(index: usize, case: &Value, is_one_site: bool, ports: [u16; 4]) -> Self {
        let hosts = [0, 1, 2, 3].map(|host| address(host, is_one_site, ports));
        let moved = moved(case, index, &hosts);
        let text = moved.to_string();
        let case: Case = serde_json::from_str(&text).unwrap();
        let steps: Vec<_> = case.fetches().into_iter().map(Step::of).collect();
        let requests = requests_of(&moved).zip(&steps);
        let script = requests
            .map(|(request, step)| json!({ "request": request, "requests": step.answers.len() }));
        let names = hosts
            .iter()
            .zip(HOSTS)
            .map(|(host, (_, name))| (host.clone(), name));
        Self {
            id: if is_one_site {
                format!("{} on one site", case.id)
            } else {
                case.id.clone()
            },
            script: json!({
                "index": index,
                "page": case.page,
                "steps": script.collect::<Vec<_>>(),
            }),
            steps,
            compares_cookies: is_one_site,
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
}

impl Step {
    fn of(fetched: &Fetched) -> Self {
        let answers = fetched.exchange.iter();
        Self {
            api: fetched.request.api.clone(),
            answers: answers.map(|exchange| exchange.response.clone()).collect(),
        }
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

/// Left out: pages of other origins, sequences that wait for an answer to expire, `https` beside `http`, and what no server
/// can send. Streams are not left out, although Chromium sends them over HTTP/2 alone.
fn is_playable(case: &Value) -> bool {
    let pages = ["https://app.example", "null"];
    pages.iter().any(|page| case["page"] == *page)
        && !case.to_string().contains("http://")
        && fetches_of(case).all(is_playable_fetch)
        && serde_json::from_value(case.clone()).is_ok_and(|case| is_independent_of_time(&case))
}

fn is_playable_fetch(fetched: &Value) -> bool {
    let request = &fetched["request"];
    let url = request["url"].as_str().unwrap_or_default();
    let is_on_host = |host: &str| url.starts_with(&format!("https://{host}/"));
    fetched.get("at").is_none_or(|_| fetched["page"].is_null())
        && (url.starts_with("data:") || HOSTS.iter().any(|(host, _)| is_on_host(host)))
        && !has_control_characters(&request["headers"])
        && !has_control_characters(&fetched["exchange"])
}

/// Whether credentials play a part. A page in a sandbox is of a site of its own.
fn is_about_cookies(case: &Value) -> bool {
    let is_credentialed = |request: &Value| request["credentials"] == "include";
    let is_topic = ["cookies", "credentials"]
        .iter()
        .any(|topic| case["topic"] == *topic);
    case["page"] != "null" && (is_topic || requests_of(case).any(is_credentialed))
}

/// The fetches of a case: its steps, or itself.
fn fetches_of(case: &Value) -> impl Iterator<Item = &Value> {
    let steps = case["steps"].as_array().map_or(&[][..], Vec::as_slice);
    steps.iter().chain(case.get("request").map(|_| case))
}

fn requests_of(case: &Value) -> impl Iterator<Item = &Value> {
    fetches_of(case).map(|fetched| &fetched["request"])
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
fn address(host: usize, is_one_site: bool, ports: [u16; 4]) -> String {
    let name = if host == 0 || is_one_site {
        "localhost"
    } else {
        "127.0.0.1"
    };
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
