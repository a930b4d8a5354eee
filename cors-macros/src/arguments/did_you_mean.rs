//! The known word that an unknown one probably means.

/// The most similar known word, if one is similar enough.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let likeness = |candidate: &str| strsim::jaro_winkler(word, candidate);
    known
        .iter()
        .copied()
        .filter(|candidate| likeness(candidate) > 0.8)
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
}

/// Other libraries' names for what an argument does: each has a word in common with ours.
pub(crate) fn meant(name: &str) -> Option<&'static str> {
    let words = [
        ("mismatch", "enforce"),
        ("credential", "credentials"),
        ("origin", "origins"),
        ("method", "methods"),
        ("expose", "expose_headers"),
        ("header", "allow_headers"),
        ("age", "max_age"),
    ];
    let is_named = |word: &str| name.split('_').any(|part| part.starts_with(word));
    words
        .into_iter()
        .find_map(|(word, argument)| is_named(word).then_some(argument))
}

/// The route attribute with its own argument of this name, which is not one of `#[cors]`.
pub(crate) fn in_route_attribute(name: &str) -> Option<String> {
    match name {
        "path" => Some("#[get(\"/\")]".into()),
        "guard" | "name" | "wrap" => Some(format!("#[get(\"/\", {name} = \"…\")]")),
        _ => None,
    }
}

/// The names in prose: `a`, `b`, and `c`.
pub(crate) fn enumeration(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, [first])) => format!("{first} and {last}"),
        Some((last, rest)) => format!("{}, and {last}", rest.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{enumeration, nearest};

    #[test]
    fn a_word_is_meant_that_is_more_than_four_fifths_alike() {
        assert_eq!(nearest("methds", &["max_age", "methods"]), Some("methods"));
        // Exactly 0.8: two of two letters, two of eight, and both at the start.
        assert_eq!(nearest("ab", &["abcdefgh"]), None);
        assert_eq!(nearest("ab", &["abcdefg"]), Some("abcdefg"));
    }

    #[test]
    fn names_are_enumerated_as_in_prose() {
        for (names, prose) in [
            (&[][..], ""),
            (&["a"], "`a`"),
            (&["a", "b"], "`a` and `b`"),
            (&["a", "b", "c"], "`a`, `b`, and `c`"),
        ] {
            assert_eq!(enumeration(names), prose);
        }
    }
}
