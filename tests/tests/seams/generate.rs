//! Random apps, and random requests to them. Paths come from a small set, so that entries often meet.

use proptest::{
    collection::vec,
    option::weighted,
    prelude::{Just, Strategy, any},
    prop_oneof,
    sample::{Index, select},
};

use crate::{
    early::WANTED,
    plan::{
        AppCorsUse, Condition, Node, Normalize, OwnService, Plain, Plan, Prefix, Resource, Scope,
    },
    pool::{DISABLED, HANDLERS, LAYERS, ORIGINS, STATUS, TENANT, VERSION},
    request::{Aim, Question},
};

pub(crate) const METHODS: [&str; 3] = ["PUT", "GET", "DELETE"];
pub(crate) const HOSTS: [&str; 2] = ["one.example", "two.example"];
const PATHS: [&str; 17] = [
    "/c",
    "/c/{x}",
    "/d",
    "/a",
    "/{x}",
    "/b",
    "/a/b",
    "/a/{x}",
    "/{x}/b",
    "/{x}/{y}",
    "/{n:\\d+}",
    "/{tail:.*}",
    "/{tail}*",
    "",
    "/",
    "/a/",
    "/a/{tail:.*}",
];
const PREFIXES: [&str; 10] = [
    "/c",
    "/d",
    "/a",
    "/{s}",
    "/b",
    "",
    "/a/b",
    "/{n:\\d+}",
    "/{s}/b",
    "/a/",
];
/// What `AppCors::prefix` is called with.
const PLAIN_PATHS: [&str; 6] = ["/", "/a", "/b", "/a/b", "/7", "/c"];
const OWN_PATTERNS: [&str; 7] = ["/a", "/{x}", "/b", "", "/{tail:.*}", "{all:.*}", "{x}"];
/// What dynamic segments are replaced by.
const SEGMENTS: [&str; 3] = ["a", "7", "b"];
const ASKED_PATHS: [&str; 20] = [
    "/a", "/b", "/a/b", "/a/a", "/7", "/b/a", "/a/7", "/", "/a/b/a", "/b/b", "/a/a/b", "/7/a",
    "/a/", "/b/", "//a", "/a//b", "/a/b/", "/a/b/a/b", "/%61", "/a/7/",
];

pub(crate) fn plans(app_cors: bool, has_layers: bool) -> impl Strategy<Value = Plan> {
    let middleware = (
        layers(has_layers, 0.15),
        normalize(),
        normalize(),
        weighted(0.2, Just(())),
        weighted(0.2, Just(())),
        layers(has_layers, 0.15),
    );
    let nodes = nodes(has_layers);
    let rest = (weighted(0.2, Just(())), any::<bool>(), prefix());
    (middleware, nodes, rest).prop_map(
        move |(middleware, nodes, (default, is_promised, prefix))| {
            let (outer_layer, normalize_in_front, normalize_behind, gate, rebuild, inner_layer) =
                middleware;
            let app_cors = match app_cors {
                false => AppCorsUse::Absent,
                true if is_promised && !nodes.iter().any(has_guarded_scope) => AppCorsUse::Promised,
                true => AppCorsUse::Present,
            };
            Plan {
                outer_layer,
                normalize_in_front,
                app_cors,
                prefix: prefix.filter(|_| app_cors != AppCorsUse::Absent),
                normalize_behind,
                gate: gate.is_some(),
                rebuild: rebuild.is_some(),
                inner_layer,
                nodes,
                default: default.is_some(),
            }
        },
    )
}

fn prefix() -> impl Strategy<Value = Option<Prefix>> {
    let prefix = (select(&PLAIN_PATHS[..]), 0..LAYERS.len());
    weighted(0.3, prefix.prop_map(|(path, layer)| Prefix { path, layer }))
}

fn has_guarded_scope(node: &Node) -> bool {
    match node {
        Node::Scope(scope) => scope.guard.is_some() || scope.nodes.iter().any(has_guarded_scope),
        _ => false,
    }
}

fn nodes(has_layers: bool) -> impl Strategy<Value = Vec<Node>> {
    let leaf = prop_oneof![
        8 => annotated(),
        1 => plain(),
        1 => resource(has_layers),
        1 => own_service(),
    ];
    let node = leaf.prop_recursive(
        3,
        12,
        4,
        move |inner| prop_oneof![2 => inner.clone(), 3 => scope(inner, has_layers)],
    );
    vec(node, 1..8)
}

fn annotated() -> impl Strategy<Value = Node> {
    let numbers: Vec<_> = HANDLERS
        .iter()
        .chain(DISABLED)
        .map(|handler| handler.number)
        .collect();
    select(numbers).prop_map(Node::Annotated)
}

fn plain() -> impl Strategy<Value = Node> {
    let own_guard = weighted(0.05, Just(()));
    (
        select(&PATHS[..]),
        select(&METHODS[..]),
        weighted(0.2, conditions()),
        own_guard,
    )
        .prop_map(|(path, method, guard, own_guard)| {
            let guard = own_guard.map(|()| Condition::OwnMethod(method)).or(guard);
            Node::Plain(Plain {
                path,
                method,
                guard,
            })
        })
}

fn resource(has_layers: bool) -> impl Strategy<Value = Node> {
    (
        vec(select(&PATHS[..]), 1..3),
        weighted(0.3, conditions()),
        layers(has_layers, 0.3),
        vec(select(&METHODS[..]), 0..3),
    )
        .prop_map(|(paths, guard, layer, methods)| {
            Node::Resource(Resource {
                paths,
                guard,
                layer,
                methods,
            })
        })
}

fn own_service() -> impl Strategy<Value = Node> {
    (
        select(&OWN_PATTERNS[..]),
        weighted(0.3, Just(())),
        weighted(0.5, select(&METHODS[..])),
    )
        .prop_map(|(pattern, prefix, method)| {
            let is_prefix = prefix.is_some() && !pattern.contains('{');
            Node::Service(OwnService {
                pattern,
                is_prefix,
                method,
            })
        })
}

fn scope(inner: impl Strategy<Value = Node>, has_layers: bool) -> impl Strategy<Value = Node> {
    (
        select(&PREFIXES[..]),
        weighted(0.25, conditions()),
        weighted(0.1, Just(())),
        weighted(0.1, Just(())),
        layers(has_layers, 0.15),
        vec(inner, 1..4),
        weighted(0.15, Just(())),
    )
        .prop_map(|(prefix, guard, gate, rebuild, layer, nodes, default)| {
            Node::Scope(Scope {
                prefix,
                guard,
                gate: gate.is_some(),
                rebuild: rebuild.is_some(),
                layer,
                nodes,
                default: default.is_some(),
            })
        })
}

fn conditions() -> impl Strategy<Value = Condition> {
    prop_oneof![
        8 => select(&HOSTS[..]).prop_map(Condition::Host),
        1 => select(&METHODS[..]).prop_map(Condition::Method),
        1 => select(&METHODS[..]).prop_map(Condition::NotMethod),
        1 => Just(Condition::Tenant),
    ]
}

fn layers(has_layers: bool, probability: f64) -> impl Strategy<Value = Option<usize>> {
    let layer = weighted(probability, 0..LAYERS.len());
    layer.prop_map(move |layer| layer.filter(|_| has_layers))
}

fn normalize() -> impl Strategy<Value = Option<Normalize>> {
    let all = [Normalize::Trim, Normalize::Always, Normalize::MergeOnly];
    weighted(0.15, select(all.to_vec()))
}

pub(crate) fn questions() -> impl Strategy<Value = Vec<Question>> {
    vec(question(), 1..=49)
}

fn question() -> impl Strategy<Value = Question> {
    let more = prop_oneof![
        Just(None),
        select(WANTED.to_vec()).prop_map(|wanted| Some((crate::early::EARLY, wanted))),
        select(vec!["404", "405", "500", "304"]).prop_map(|status| Some((STATUS, status))),
        Just(Some(TENANT)),
        Just(Some(VERSION)),
    ];
    let aim = prop_oneof![
        1 => (select(&ASKED_PATHS[..]), select(&METHODS[..]))
            .prop_map(|(path, method)| Aim::Anywhere { path, method }),
        3 => (any::<Index>(), select(&SEGMENTS[..]))
            .prop_map(|(entry, segment)| Aim::Entry { entry, segment }),
    ];
    (
        aim,
        select(&HOSTS[..]),
        vec(select(&ORIGINS[..]), 2),
        more,
        any::<bool>(),
    )
        .prop_map(|(aim, host, origins, more, has_token)| Question {
            aim,
            host,
            origins,
            more,
            has_token,
        })
}
