//! Every origin near every pattern of a small grammar: the code that matches and the oracle, which takes
//! origins apart, agree about each.

use cors_rules::{AllowedOrigins, Config};

use crate::origin_oracle;

/// The bytes that mean something in an origin, and some that must not be there.
const SYMBOLS: &[u8] = b"a1-_.:/*[]A\0\xe4";
/// No origin of this world is longer.
const LONGEST: usize = 12;

const SCHEMES: [&str; 2] = ["a", "http"];
const HOSTS: [&str; 12] = [
    "a", "a.a", "a-1", "*.a", "*.a.a", "1*.a", "*1.a", "1*-.a", "a.", "*.a.", "[::1]", "1.1.1.1",
];
const PORTS: [&str; 3] = ["", ":1", ":*"];

#[test]
fn every_origin_near_every_pattern_is_matched_as_the_oracle_matches_it() {
    let (mut pairs, mut matches, mut patterns) = (0_u64, 0_u64, 0);
    for pattern in all_patterns() {
        let Some(list) = Matcher::of(&pattern) else {
            continue;
        };
        patterns += 1;
        for_all_near(&pattern, &mut |origin| {
            let expected = origin_oracle::allows(&pattern, origin);
            assert_eq!(
                list.matches(origin),
                expected,
                "{pattern} and {}",
                origin.escape_ascii()
            );
            pairs += 1;
            matches += u64::from(expected);
        });
    }
    println!(
        "{patterns} patterns, {pairs} pairs of a pattern and an origin, {matches} of them match"
    );
    assert!(patterns > 50 && matches > 1_000, "{patterns} {matches}");
}

fn all_patterns() -> impl Iterator<Item = String> {
    SCHEMES.into_iter().flat_map(|scheme| {
        HOSTS.into_iter().flat_map(move |host| {
            PORTS
                .into_iter()
                .map(move |port| format!("{scheme}://{host}{port}"))
        })
    })
}

/// What a policy with this pattern alone compares with.
struct Matcher(AllowedOrigins);

impl Matcher {
    /// Nothing if a policy may not name the pattern.
    fn of(pattern: &str) -> Option<Self> {
        let config = Config {
            origins: Some(vec![pattern.to_string()]),
            ..Config::default()
        };
        Some(Self(config.validate().ok()?.policy.origins().clone()))
    }

    fn matches(&self, origin: &[u8]) -> bool {
        match &self.0 {
            AllowedOrigins::Listed { exact, patterns } => {
                exact.iter().any(|one| one.as_bytes() == origin)
                    || patterns.iter().any(|pattern| pattern.matches(origin))
            }
            other => panic!("the pattern is a list of one, and not {other:?}"),
        }
    }
}

/// Each string that two changes make of the pattern, where a change inserts, removes or replaces a symbol;
/// each that begins with the pattern and goes on with up to four symbols; and each that has up to five
/// symbols in the place of the host's wildcard.
fn for_all_near(pattern: &str, visit: &mut impl FnMut(&[u8])) {
    let text = pattern.as_bytes().to_vec();
    for_all_changed(&text, 2, visit);
    for_all_inserted(&mut text.clone(), text.len(), 4, visit);
    if let Some(star) = text.iter().position(|byte| *byte == b'*') {
        for_all_filled(&text, star, 5, visit);
    }
}

fn for_all_changed(text: &[u8], most: usize, visit: &mut impl FnMut(&[u8])) {
    if text.len() <= LONGEST {
        visit(text);
    }
    if most == 0 {
        return;
    }
    let mut changed = text.to_vec();
    for place in 0..text.len() {
        changed.remove(place);
        for_all_changed(&changed, most - 1, visit);
        changed.insert(place, text[place]);
        for symbol in SYMBOLS {
            changed[place] = *symbol;
            for_all_changed(&changed, most - 1, visit);
        }
        changed[place] = text[place];
    }
    for place in 0..=text.len() {
        for symbol in SYMBOLS {
            changed.insert(place, *symbol);
            for_all_changed(&changed, most - 1, visit);
            changed.remove(place);
        }
    }
}

/// The text with its wildcard replaced by each string of up to so many symbols; what is left of a `:*` is one
/// more wildcard.
fn for_all_filled(text: &[u8], star: usize, most: usize, visit: &mut impl FnMut(&[u8])) {
    let mut filled = text.to_vec();
    filled.remove(star);
    for_all_inserted(&mut filled, star, most, &mut |filled| match filled
        .iter()
        .skip(star)
        .position(|byte| *byte == b'*')
    {
        Some(next) if filled.ends_with(b":*") && star + next + 1 == filled.len() => {
            let mut without_port = filled[..filled.len() - 2].to_vec();
            visit(&without_port);
            without_port.extend_from_slice(b":1");
            visit(&without_port);
        }
        _ => visit(filled),
    });
}

fn for_all_inserted(text: &mut Vec<u8>, place: usize, most: usize, visit: &mut impl FnMut(&[u8])) {
    if text.len() <= LONGEST {
        visit(text);
    }
    if most == 0 || text.len() >= LONGEST {
        return;
    }
    for symbol in SYMBOLS {
        text.insert(place, *symbol);
        for_all_inserted(text, place + 1, most - 1, visit);
        text.remove(place);
    }
}
