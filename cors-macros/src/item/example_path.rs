//! A path that a route takes, for the command in a handler's documentation.

use actix_router::ResourceDef;

/// Values that most patterns take one of. The likeliest are first.
const VALUES: [&str; 12] = [
    "1",
    "a",
    "A",
    "abc",
    "12",
    "1234",
    "aa",
    "AA",
    "a.b",
    "2026-01-01",
    "00000000-0000-4000-8000-000000000000",
    "0123456789abcdef0123456789abcdef",
];

/// The pattern with a value for each parameter, encoded for a URL; `None` if no value fits.
pub(crate) fn example_path(pattern: &str) -> Option<String> {
    let mut path = String::new();
    let mut rest = pattern;
    while let Some((text, parameter)) = rest.split_once('{') {
        let end = end_of(parameter)?;
        path.push_str(text);
        path.push_str(&value_of(&parameter[..end])?);
        rest = &parameter[end + 1..];
        // `{tail}*` takes the rest of the path.
        rest = if rest == "*" { "" } else { rest };
    }
    path.push_str(rest);
    Some(encoded(&path))
}

/// Where the parameter's brace closes; its expression may have braces of its own.
fn end_of(parameter: &str) -> Option<usize> {
    let mut depth = 1_usize;
    let mut signs = parameter.char_indices();
    signs.find_map(|(index, sign)| {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(index)
    })
}

/// A value for `name` or `name:expression`.
fn value_of(parameter: &str) -> Option<String> {
    let Some((_, expression)) = parameter.split_once(':') else {
        return Some("1".into());
    };
    // The route's own pattern was read before, so this one is valid too.
    let pattern = ResourceDef::new(format!("/{{value:{expression}}}"));
    let words = expression.trim_matches(['(', ')']).split('|');
    let mut values = VALUES.into_iter().chain(words);
    let value = values.find(|value| !value.is_empty() && pattern.is_match(&format!("/{value}")));
    value.map(String::from)
}

/// Percent-encoded where a URL in quotes on a command line needs it; curl reads brackets and braces itself.
fn encoded(path: &str) -> String {
    let encode = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&()*+,;=:@%".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    path.bytes().map(encode).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_have_values_that_their_expressions_take() {
        for (pattern, path) in [
            ("/users/{id}", "/users/1"),
            ("/users/{id}/posts/{post:\\d{4}}", "/users/1/posts/1234"),
            ("/find/{name:[a-z]+}.{kind:json|xml}", "/find/a.json"),
            ("/files/{tail:.*}", "/files/1"),
            ("/files/{tail}*", "/files/1"),
            (
                "/{id:[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}}",
                "/00000000-0000-4000-8000-000000000000",
            ),
            ("", ""),
        ] {
            assert_eq!(example_path(pattern).as_deref(), Some(path), "{pattern}");
            let decoded = ResourceDef::new(pattern);
            assert!(decoded.is_match(path), "{pattern}");
        }
    }

    #[test]
    fn a_pattern_that_no_known_value_fits_has_no_example() {
        assert_eq!(example_path("/{id:q[u]een-[7]}"), None);
    }

    #[test]
    fn signs_that_a_shell_or_curl_reads_are_encoded() {
        assert_eq!(
            example_path("/it's [ü]").as_deref(),
            Some("/it%27s%20%5B%C3%BC%5D")
        );
    }
}
