//! What the inspector exports, and compares with a snapshot.

use serde_json::{Value, json};

use crate::app::{ask, ask_json, serve_app};

#[test]
fn the_table_has_a_row_for_each_route() {
    let server = serve_app();
    let answer = ask(&server, "GET /__cors/routes.md", "");
    assert_eq!(answer.body.lines().count(), 2 + 13);
    for text in [
        "| `PUT /api/users/{id}` |",
        "| 401 to preflights |",
        "| `/layered` |  | a layer | `*` |",
    ] {
        assert!(
            answer.body.contains(text),
            "{text} is not in {}",
            answer.body
        );
    }
}

#[test]
fn a_snapshot_differs_by_what_has_changed() {
    let server = serve_app();
    let exported = ask(&server, "GET /__cors/routes.json", "").body;
    let mut snapshot: Value = serde_json::from_str(&exported).unwrap();
    let difference =
        |snapshot: &Value| -> Value { ask_json(&server, "POST /__cors/difference", snapshot) };
    assert_eq!(difference(&snapshot), json!({ "routes": [] }));

    snapshot[0]["policy"]["origins"] = json!(["https://app.example.com", "https://old.example"]);
    snapshot.as_array_mut().unwrap().remove(2);
    assert_eq!(
        difference(&snapshot)["routes"],
        json!([
            {
                "route": "GET /api/users/{id}",
                "removed": ["origin: https://old.example"],
                "added": [],
            },
            {
                "route": "POST /messages",
                "removed": [],
                "added": [
                    snapshot_handler(&exported, 2),
                    "policy: the attribute of the handler",
                    "origin: https://app.example.com",
                    "method: POST",
                    "credentials: false",
                    "max-age: not sent",
                    "enforce: false",
                ],
            },
        ])
    );
}

fn snapshot_handler(exported: &str, index: usize) -> String {
    let exported: Value = serde_json::from_str(exported).unwrap();
    format!("handler: {}", exported[index]["handler"].as_str().unwrap())
}

#[test]
fn what_is_not_a_snapshot_is_an_error() {
    let server = serve_app();
    for body in ["", "{}", "[{}]", "[1]", "\"<script>\""] {
        let answer = ask(&server, "POST /__cors/difference", body);
        assert_eq!(answer.status, 400, "{body}");
    }
}

#[test]
fn what_is_in_front_is_in_a_snapshot_and_in_the_difference() {
    let server = serve_app();
    let exported = ask(&server, "GET /__cors/routes.json", "").body;
    let mut snapshot: Value = serde_json::from_str(&exported).unwrap();
    let closed = &mut snapshot[9];
    assert_eq!(closed["answered_in_front"], 401, "{closed}");
    closed["answered_in_front"] = Value::Null;
    let layered = &mut snapshot[10];
    assert_eq!(layered["policy"]["origins"], json!(["*"]), "{layered}");
    layered["policy"]["max_age"] = json!(5);

    let difference: Value = ask_json(&server, "POST /__cors/difference", &snapshot);
    assert_eq!(
        difference["routes"],
        json!([
            {
                "route": "/layered",
                "removed": ["max-age: 5 seconds"],
                "added": ["max-age: not sent"],
            },
            {
                "route": "DELETE /closed/closed",
                "removed": [],
                "added": ["in front: something that answers preflights with 401"],
            },
        ])
    );
}
