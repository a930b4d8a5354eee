//! Random patterns and random origins: the crates and the oracle agree on every pair, in the code that
//! validates policies and over a socket.

use std::cell::Cell;

use actix_web::{Responder, get};
use cors_rules::{AllowedOrigins, Config, PerfectHashSet};
use cors_runtime::cors;
use proptest::{
    prelude::*,
    sample::select,
    test_runner::{Config as RunnerConfig, RngSeed, TestRunner},
};

use crate::{
    origin_oracle,
    support::{Server, request},
};

/// A handler that names these origins, and their list for the oracle.
macro_rules! handler_naming {
    ($($origin:literal)*) => {
        const NAMED: &[&str] = &[$($origin),*];

        // One of the origins is among the others, on purpose.
        #[allow(deprecated)]
        #[cors(origins = [$($origin),*])]
        #[get("/")]
        async fn greet() -> impl Responder {
            "hello"
        }
    };
}

handler_naming! {
    "https://app.example.com"
    "https://admin.example.com"
    "https://a.example.com"
    "https://b.example.com:8443"
    "http://[::1]:3000"
    "capacitor://localhost"
    "https://*.partner.example"
    "https://*.port.example:*"
    "https://pr-*.example.dev"
    "https://*--shop.example.app"
    "http://localhost:*"
    "http://[::1]:*"
    // So many that they are looked up by what they end with.
    "https://*.s01.example"
    "https://*.s02.example"
    "https://*.s03.example"
    "https://*.s04.example"
    "https://*.s05.example"
    "https://*.s06.example"
    "https://*.s07.example"
    "https://*.s08.example"
    "https://*.s09.example"
    "https://*.s10.example"
    "https://*.s11.example"
    "https://*.s12.example"
    "https://*.s13.example"
    "https://*.s14.example"
    "https://*.s15.example"
    "https://*.s16.example"
    "https://*.s17.example"
    "https://*.s18.example"
    "https://*.s03.example:8443"
    "https://*.s07.example:8443"
    "https://*.s19.example:*"
    "https://*.a.s20.example"
    "https://a-*.s20.example"
    "https://*-b.s20.example"
    "http://*.s04.example"
    "capacitor://*.s05.example"
}

#[test]
fn random_policies_allow_what_the_oracle_allows() {
    let policy = prop::collection::vec(pattern(), 1..9);
    let pair = policy.prop_flat_map(|policy| {
        let origin = select(policy.clone()).prop_flat_map(origin_near);
        (Just(policy), origin)
    });
    compare(4_000, pair, |policy, origin| {
        let config = Config {
            origins: Some(policy.to_vec()),
            ..Config::default()
        };
        let accepted = config.validate().unwrap();
        match accepted.policy.origins() {
            other @ (AllowedOrigins::Any | AllowedOrigins::Elsewhere) => {
                panic!("every policy here lists its origins, and not {other:?}")
            }
            AllowedOrigins::Listed { exact, patterns } => {
                constant(exact).contains(origin)
                    || patterns.iter().any(|pattern| pattern.matches(origin))
            }
        }
    });
}

/// The set that the macro would write.
fn constant(exact: &[String]) -> PerfectHashSet {
    let origins = exact.iter().map(|one| &*one.clone().leak());
    let origins: Vec<&'static str> = origins.collect();
    let (origins, seeds) = PerfectHashSet::build(&origins);
    PerfectHashSet::new(origins.leak(), seeds.leak())
}

#[test]
fn a_handler_names_the_origins_that_the_oracle_allows_and_no_others() {
    let server = Server::of(|app| {
        app.service(greet);
    });
    let policy: Vec<_> = NAMED.iter().copied().map(String::from).collect();
    let origin = select(policy.clone()).prop_flat_map(origin_near);
    let sendable = origin.prop_filter("one header line", |origin| {
        !origin.iter().any(|byte| *byte < b' ' || *byte == 127) && origin.trim_ascii() == origin
    });
    let pair = sendable.prop_map(move |origin| (policy.clone(), origin));
    compare(600, pair, |_, origin| {
        let mut bytes = request("GET /", &[]);
        bytes.truncate(bytes.len() - 2);
        let answer = server.send_bytes(&[&bytes[..], b"Origin: ", origin, b"\r\n\r\n"].concat());
        assert_eq!((answer.status, &*answer.body), (200, "hello"));
        assert_eq!(answer.values("vary"), ["Origin"]);
        match answer.values("access-control-allow-origin")[..] {
            [] => false,
            [named] => {
                assert_eq!(named.as_bytes(), origin);
                true
            }
            _ => panic!("named twice: {answer:?}"),
        }
    });
}

/// Runs so many pairs of a policy and an origin, the same in every run, past both opinions.
fn compare(
    cases: u32,
    pairs: impl Strategy<Value = (Vec<String>, Vec<u8>)>,
    is_allowed: impl Fn(&[String], &[u8]) -> bool,
) {
    let (allowed, denied) = (Cell::new(0), Cell::new(0));
    let mut runner = TestRunner::new(RunnerConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(0xC0_25),
        ..RunnerConfig::default()
    });
    let outcome = runner.run(&pairs, |(policy, origin)| {
        let names = |pattern: &String| origin_oracle::allows(pattern, &origin);
        let expected = policy.iter().any(names);
        let count = if expected { &allowed } else { &denied };
        count.set(count.get() + 1);
        let shown = String::from_utf8_lossy(&origin);
        prop_assert_eq!(
            is_allowed(&policy, &origin),
            expected,
            "{:?}, {}",
            policy,
            shown
        );
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    assert!(
        allowed.get() > cases / 10 && denied.get() > cases / 10,
        "one-sided: {} allowed, {} denied",
        allowed.get(),
        denied.get()
    );
}

/// A pattern that a policy may name: every kind of wildcard in the host, with every kind of port.
fn pattern() -> impl Strategy<Value = String> {
    let scheme = select(vec!["https", "http", "capacitor", "chrome-extension"]);
    let host = prop_oneof![
        3 => name(),
        3 => name().prop_map(|name| format!("*.{name}")),
        3 => (affix(), affix(), name())
            .prop_filter("a pattern that may be written", |(before, behind, name)| {
                let has_text_beside = !(before.is_empty() && behind.is_empty());
                has_text_beside && (name.contains('.') || name == "localhost")
            })
            .prop_map(|(before, behind, name)| format!("{before}*{behind}.{name}")),
        1 => select(vec!["[::1]", "[2001:db8::7]", "127.0.0.1"]).prop_map(String::from),
    ];
    let port = prop_oneof![
        3 => Just(String::new()),
        1 => (1024_u16..).prop_map(|port| format!(":{port}")),
        1 => Just(":*".to_owned()),
    ];
    (scheme, host, port).prop_map(|(scheme, host, port)| format!("{scheme}://{host}{port}"))
}

/// A host name of up to three labels that ends as names do.
fn name() -> impl Strategy<Value = String> {
    let labels = prop::collection::vec("[ab1_-]{1,3}", 0..2);
    let last = select(vec![
        "example.com",
        "example",
        "localhost",
        "a.dev",
        "xn--p1ai",
    ]);
    (labels, last).prop_map(|(mut labels, last)| {
        labels.push(last.to_owned());
        labels.join(".")
    })
}

fn affix() -> impl Strategy<Value = String> {
    "[ab1-]{0,3}"
}

/// An origin that the pattern may well allow, or one that differs from it in a few bytes.
fn origin_near(pattern: String) -> impl Strategy<Value = Vec<u8>> {
    let in_place_of_wildcard = prop_oneof![
        4 => "[ab1_-]{1,4}",
        3 => "[ab1_-]{1,3}(\\.[ab1_-]{1,3}){1,3}",
        1 => "[ab.]{0,4}",
        1 => "[a-z]{58,66}",
        1 => "([a-z]{50}\\.){4}[a-z]{20,50}",
        1 => "[aA*/@:?#%\\\\ ,\u{e4}]{1,3}",
    ];
    let port = prop_oneof![
        2 => Just(String::new()),
        2 => (1_u32..70_000).prop_map(|port| format!(":{port}")),
        1 => select(vec![":", ":0", ":80", ":443", ":080", ":+80", ":3000:3000", ":3000/", ":*"])
            .prop_map(String::from),
    ];
    let changes = prop_oneof![
        4 => Just(Vec::new()),
        1 => prop::collection::vec((any::<prop::sample::Index>(), change()), 1..3),
    ];
    (in_place_of_wildcard, port, changes).prop_map(move |(instead, port, changes)| {
        let origin = match pattern.strip_suffix(":*") {
            Some(rest) => rest.replacen('*', &instead, 1) + &port,
            None => pattern.replacen('*', &instead, 1),
        };
        let mut origin = origin.into_bytes();
        for (index, change) in changes {
            let at = index.index(origin.len() + 1);
            match change {
                Change::Insert(byte) => origin.insert(at, byte),
                Change::Remove if at < origin.len() => drop(origin.remove(at)),
                Change::Flip(bit) if at < origin.len() => origin[at] ^= 1 << bit,
                Change::Remove | Change::Flip(_) => origin.push(b'.'),
            }
        }
        origin
    })
}

/// What may happen to a byte.
#[derive(Debug, Clone, Copy)]
enum Change {
    Insert(u8),
    Remove,
    Flip(u8),
}

fn change() -> impl Strategy<Value = Change> {
    let likely = select(b".:/*@-_aA1 ,?#\\[]\xff".to_vec());
    prop_oneof![
        prop_oneof![likely, any::<u8>()].prop_map(Change::Insert),
        Just(Change::Remove),
        (0_u8..8).prop_map(Change::Flip),
    ]
}
