//! SPDX expressions of licences, and which are allowed.

/// Permissive licences: a program may be given away without its source.
const ALLOWED: [&str; 12] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Whether the expression allows a use under licences that are allowed. Crates of old write `/` for `OR`.
pub(crate) fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    let parts = split(&expression, " OR ");
    parts.into_iter().any(|alternative| {
        let all = split(alternative, " AND ");
        all.into_iter().all(is_part_allowed)
    })
}

fn is_part_allowed(part: &str) -> bool {
    let part = part.trim();
    if let Some(inner) = part
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        return is_allowed(inner);
    }
    // An exception permits more than the licence does.
    let name = part.split(" WITH ").next().unwrap_or_default();
    ALLOWED.contains(&name)
}

/// The parts between the operators that are not in parentheses.
fn split<'a>(expression: &'a str, operator: &str) -> Vec<&'a str> {
    let (mut parts, mut begin, mut depth) = (Vec::new(), 0, 0);
    for (place, character) in expression.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 && place >= begin && expression[place..].starts_with(operator) => {
                parts.push(&expression[begin..place]);
                begin = place + operator.len();
            }
            _ => {}
        }
    }
    parts.push(&expression[begin..]);
    parts
}

#[test]
fn expressions_are_read_as_spdx_writes_them() {
    for allowed in [
        "MIT",
        "MIT/Apache-2.0",
        "MIT OR GPL-3.0",
        "(Apache-2.0 OR MIT) AND BSD-3-Clause",
        "Apache-2.0 WITH LLVM-exception OR MIT",
        "GPL-3.0 OR (MIT AND ISC)",
    ] {
        assert!(is_allowed(allowed), "{allowed}");
    }
    for refused in [
        "",
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "(MIT OR ISC) AND GPL-3.0",
        "LGPL-2.1/GPL-2.0",
    ] {
        assert!(!is_allowed(refused), "{refused}");
    }
}
