//! rust-analyzer as a process: messages of JSON-RPC go in and come out, each behind its length.
//! <https://microsoft.github.io/language-server-protocol/specifications/base/0.9/specification/>

use std::{
    fs::File,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use serde_json::{Value, json};

/// Errors after which a request is sent again: the text changed while it was answered.
const OUTDATED: [i64; 2] = [-32801, -32802];

/// The server. It ends when its input does.
pub(crate) struct Client {
    _process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    requests: u64,
    /// Whether the server has loaded everything.
    is_ready: bool,
}

impl Client {
    /// Starts the server in the folder, and waits until it has loaded the crate and its macros.
    pub(crate) fn start(folder: &Path, options: &Value) -> Self {
        let log = File::create(folder.join("rust-analyzer.log")).unwrap();
        let mut process = Command::new("rust-analyzer")
            .current_dir(folder)
            .env_remove("RUSTFLAGS")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("`rustup component add rust-analyzer rust-src` installs it");
        let (input, output) = (
            process.stdin.take().unwrap(),
            process.stdout.take().unwrap(),
        );
        let mut client = Self {
            _process: process,
            input,
            output: BufReader::new(output),
            requests: 0,
            is_ready: false,
        };
        let uri = uri(folder);
        client.request(
            "initialize",
            &json!({
                "processId": std::process::id(),
                "rootUri": uri,
                "workspaceFolders": [{ "uri": uri, "name": "app" }],
                "capabilities": {
                    "textDocument": {
                        "diagnostic": {},
                        "hover": { "contentFormat": ["markdown"] },
                        "definition": { "linkSupport": true },
                    },
                    "experimental": { "serverStatusNotification": true },
                },
                "initializationOptions": options,
            }),
        );
        client.notify("initialized", &json!({}));
        while !client.is_ready {
            client.read();
        }
        client
    }

    pub(crate) fn notify(&mut self, method: &str, parameters: &Value) {
        self.write(&json!({ "jsonrpc": "2.0", "method": method, "params": parameters }));
    }

    /// The result of the request. An error of the server fails the test.
    pub(crate) fn request(&mut self, method: &str, parameters: &Value) -> Value {
        loop {
            self.requests += 1;
            let id = self.requests;
            self.write(
                &json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters }),
            );
            let mut answer = self.answer(id);
            let error = &answer["error"];
            if error.is_null() {
                return answer["result"].take();
            }
            let is_outdated = error["code"]
                .as_i64()
                .is_some_and(|code| OUTDATED.contains(&code));
            assert!(is_outdated, "{method}: {error}");
        }
    }

    fn answer(&mut self, id: u64) -> Value {
        loop {
            let message = self.read();
            if message["method"].is_null() && message["id"] == id {
                return message;
            }
        }
    }

    /// The next message. Requests of the server are answered: none needs more than an empty answer.
    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            let bytes = self.output.read_line(&mut line).unwrap();
            assert!(
                bytes > 0,
                "rust-analyzer ended; see its log in the folder of the app"
            );
            match line.trim_end().split_once(": ") {
                Some(("Content-Length", value)) => length = value.parse().unwrap(),
                Some(_) => {}
                None => break,
            }
        }
        let mut content = vec![0; length];
        self.output.read_exact(&mut content).unwrap();
        let message: Value = serde_json::from_slice(&content).unwrap();
        if message["method"] == "experimental/serverStatus" {
            let status = &message["params"];
            assert_eq!(status["health"], "ok", "{status}");
            self.is_ready = status["quiescent"] == true;
        } else if !message["method"].is_null() && !message["id"].is_null() {
            self.write(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": null }));
        }
        message
    }

    fn write(&mut self, message: &Value) {
        let content = message.to_string();
        write!(
            self.input,
            "Content-Length: {}\r\n\r\n{content}",
            content.len()
        )
        .unwrap();
        self.input.flush().unwrap();
    }
}

pub(crate) fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}
