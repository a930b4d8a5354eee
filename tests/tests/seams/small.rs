//! Every app of up to three entries over a small set of paths, methods and guards, with each question about
//! it: smaller than the random apps, and none is left out.

use actix_web::rt::System;

use crate::{
    build::build,
    fails,
    judge::{Tally, judge},
    plan::{AppCorsUse, Condition, Node, OwnService, Plain, Plan, Resource, Scope},
    pool,
    request::{Aim, Question},
};

const LARGEST: usize = 3;

#[test]
fn nothing_leaks_in_any_small_app() {
    every_small_app(AppCorsUse::Absent);
}

#[test]
fn nothing_leaks_in_any_small_app_behind_app_cors() {
    every_small_app(AppCorsUse::Present);
}

fn every_small_app(app_cors: AppCorsUse) {
    pool::prepare();
    let (entries, questions) = (all_entries(), all_questions());
    let (mut tally, mut apps) = (Tally::default(), 0);
    let system = System::new();
    for size in 1..=LARGEST {
        for number in 0..entries.len().pow(u32::try_from(size).unwrap()) {
            let plan = Plan {
                app_cors,
                nodes: chosen(&entries, size, number),
                ..Plan::default()
            };
            apps += 1;
            system.block_on(async {
                let app = build(&plan).await;
                for question in &questions {
                    let faults = judge(&plan, &app, question, &mut tally).await;
                    let fault = faults.iter().find(|fault| fails(fault.kind));
                    assert!(
                        fault.is_none(),
                        "{plan:?}\n{question:?}\n{}",
                        fault.unwrap().text
                    );
                }
            });
        }
    }
    println!(
        "{apps} apps of up to {LARGEST} of {} entries, {tally:#?}",
        entries.len()
    );
}

/// The entries that the number, written with as many digits as there are entries, names.
fn chosen(entries: &[Node], size: usize, mut number: usize) -> Vec<Node> {
    (0..size)
        .map(|_| {
            let node = entries[number % entries.len()].clone();
            number /= entries.len();
            node
        })
        .collect()
}

fn all_entries() -> Vec<Node> {
    const ONE: Condition = Condition::Host("one.example");
    let plain = |path, method, guard| {
        Node::Plain(Plain {
            path,
            method,
            guard,
        })
    };
    let own = |pattern, method| {
        Node::Service(OwnService {
            pattern,
            is_prefix: false,
            method,
        })
    };
    let resource = |methods: &[&'static str]| {
        Node::Resource(Resource {
            paths: vec!["/a", "/b"],
            guard: None,
            layer: None,
            methods: methods.to_vec(),
        })
    };
    let scope = |prefix, guard, node: &Node| {
        Node::Scope(Scope {
            prefix,
            guard,
            gate: false,
            rebuild: false,
            layer: None,
            nodes: vec![node.clone()],
            default: false,
        })
    };
    let annotated = [2, 5, 1, 20, 101].map(Node::Annotated);
    let any = &annotated[1];
    let mut all = vec![
        plain("/a", "PUT", None),
        plain("/{x}", "PUT", Some(ONE)),
        plain("/{tail:.*}", "GET", None),
        resource(&["PUT"]),
        resource(&[]),
        own("/{x}", Some("PUT")),
        own("/{x}", None),
        scope("", None, any),
        scope("", Some(ONE), any),
        scope("", Some(Condition::Method("PUT")), any),
        scope("", Some(ONE), &plain("/{x}", "PUT", None)),
        scope("/a", None, &Node::Annotated(13)),
        scope("/{s}", Some(ONE), &plain("/{x}", "PUT", None)),
    ];
    all.extend(annotated);
    all
}

fn all_questions() -> Vec<Question> {
    let mut all = Vec::new();
    for path in ["/a", "/b", "/a/"] {
        for host in ["one.example", "two.example"] {
            for method in ["PUT", "GET"] {
                all.push(Question {
                    aim: Aim::Anywhere { path, method },
                    host,
                    origins: vec!["https://a.example", "https://b.example"],
                    more: None,
                    has_token: true,
                });
            }
        }
    }
    all
}
