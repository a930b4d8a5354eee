//! An editor with one file open: its text is replaced, and the server is asked about a place in it. `$0` marks the
//! place of the cursor.

use std::{
    fs,
    path::PathBuf,
    sync::{LazyLock, Mutex, MutexGuard, PoisonError},
};

use cors_tests::compiler::{self, Fixture};
use serde_json::{Value, json};

use crate::client::{Client, uri};

const CURSOR: &str = "$0";

/// The editor that all tests use, one after the other.
static EDITOR: LazyLock<Mutex<Editor>> = LazyLock::new(|| Mutex::new(Editor::start()));

pub(crate) fn editor() -> MutexGuard<'static, Editor> {
    EDITOR.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) struct Editor {
    client: Client,
    file: PathBuf,
    version: u32,
    text: String,
}

/// An entry of a completion list.
pub(crate) struct Completion {
    pub(crate) label: String,
    pub(crate) documentation: String,
}

/// An error or a warning of rust-analyzer itself, without a build.
#[derive(Debug)]
pub(crate) struct Diagnostic {
    pub(crate) message: String,
    /// The source text that it points to.
    pub(crate) pointed_at: String,
}

impl Editor {
    fn start() -> Self {
        let folder = compiler::write(&Fixture {
            name: "edited",
            edition: "2024",
            dependencies: &compiler::runtime(),
            code: "",
        });
        let options = json!({
            "cargo": {
                "targetDir": compiler::target(),
                "extraArgs": ["--offline"],
            },
            "cachePriming": { "enable": false },
            "checkOnSave": false,
        });
        let client = Client::start(&folder, &options);
        Self {
            client,
            file: folder.join("src/lib.rs"),
            version: 0,
            text: String::new(),
        }
    }

    /// What is shown for the place; empty if nothing is.
    pub(crate) fn hover(&mut self, marked: &str) -> String {
        let place = self.place(marked);
        let shown = self.client.request("textDocument/hover", &place);
        let text = shown["contents"]["value"].as_str();
        text.unwrap_or_default().to_string()
    }

    /// The line of each definition of what is at the place.
    pub(crate) fn definitions(&mut self, marked: &str) -> Vec<String> {
        let place = self.place(marked);
        let links = self.client.request("textDocument/definition", &place);
        let links = links.as_array().cloned().unwrap_or_default();
        links.iter().map(|link| self.line_of(link)).collect()
    }

    /// What may be written at the place.
    pub(crate) fn completions(&mut self, marked: &str) -> Vec<Completion> {
        let place = self.place(marked);
        let list = self.client.request("textDocument/completion", &place);
        let items = list["items"].as_array().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
        items
            .iter()
            .map(|item| Completion {
                label: text(&item["label"]),
                documentation: text(&item["documentation"]["value"]),
            })
            .collect()
    }

    /// What is wrong with the text.
    pub(crate) fn diagnostics(&mut self, text: &str) -> Vec<Diagnostic> {
        self.replace(text);
        let document = json!({ "textDocument": { "uri": uri(&self.file) } });
        let report = self.client.request("textDocument/diagnostic", &document);
        let items = report["items"].as_array().cloned().unwrap_or_default();
        items
            .iter()
            .map(|item| Diagnostic {
                message: item["message"].as_str().unwrap().to_string(),
                pointed_at: self.source_at(&item["range"]),
            })
            .collect()
    }

    /// Writes the text without its mark, whose place is the answer.
    fn place(&mut self, marked: &str) -> Value {
        let (before, after) = marked.split_once(CURSOR).expect("the text has a mark");
        self.replace(&format!("{before}{after}"));
        let line = before.matches('\n').count();
        let character = before.rsplit('\n').next().unwrap().len();
        json!({
            "textDocument": { "uri": uri(&self.file) },
            "position": { "line": line, "character": character },
        })
    }

    fn replace(&mut self, text: &str) {
        self.version += 1;
        let (uri, version) = (uri(&self.file), self.version);
        let (method, parameters) = if version == 1 {
            let document =
                json!({ "uri": uri, "languageId": "rust", "version": version, "text": text });
            ("didOpen", json!({ "textDocument": document }))
        } else {
            let document = json!({ "uri": uri, "version": version });
            let changes = json!([{ "text": text }]);
            (
                "didChange",
                json!({ "textDocument": document, "contentChanges": changes }),
            )
        };
        self.text = text.to_string();
        self.client
            .notify(&format!("textDocument/{method}"), &parameters);
    }

    /// The line that a definition is on, in this file or in another one.
    fn line_of(&self, link: &Value) -> String {
        let path = PathBuf::from(link["targetUri"].as_str().unwrap().replace("file://", ""));
        let text = if path == self.file {
            self.text.clone()
        } else {
            fs::read_to_string(path).unwrap()
        };
        let row = number(&link["targetSelectionRange"]["start"]["line"]);
        text.lines().nth(row).unwrap_or_default().trim().to_string()
    }

    /// The text of a range on one line. Its columns are bytes: the texts are ASCII.
    fn source_at(&self, range: &Value) -> String {
        let (start, end) = (&range["start"], &range["end"]);
        assert_eq!(start["line"], end["line"], "a range on one line");
        let line = self.text.lines().nth(number(&start["line"]));
        let line = line.unwrap_or_default();
        line[number(&start["character"])..number(&end["character"])].to_string()
    }
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}
