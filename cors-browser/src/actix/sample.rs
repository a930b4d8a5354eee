//! Examples for patterns: an origin that a policy names, a path that a route takes.

use cors_runtime::OriginFacts;

/// An origin that the policy allows, or `None` where only the running program knows one. The default of a variable is
/// allowed only where the variable is missing.
pub(super) fn allowed_origin(origins: &OriginFacts) -> Option<String> {
    match origins {
        OriginFacts::Environment { listed, .. } => OriginFacts::Listed(listed.clone()).example(),
        others => others.example(),
    }
}

/// Paths that the pattern may take, the likeliest first: one for each kind of value.
pub(super) fn paths(pattern: &str) -> Vec<String> {
    let values = [
        "1",
        "a",
        "00000000-0000-4000-8000-000000000000",
        "2026-01-01",
    ];
    let paths = values.map(|value| path(pattern, value));
    let is_static = !pattern.contains('{');
    paths
        .into_iter()
        .take(if is_static { 1 } else { values.len() })
        .collect()
}

/// The pattern with `value` in the place of each `{name}` and `{name:expression}`.
fn path(pattern: &str, value: &str) -> String {
    let mut path = String::new();
    let mut depth = 0_usize;
    for character in pattern.chars() {
        match character {
            '{' => {
                path.push_str(if depth == 0 { value } else { "" });
                depth += 1;
            }
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => path.push(character),
            _ => {}
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_a_value_for_each_name() {
        assert_eq!(
            path("/users/{id}/posts/{post:\\d{1,3}}", "1"),
            "/users/1/posts/1"
        );
        assert_eq!(paths("/health"), ["/health"]);
    }
}
