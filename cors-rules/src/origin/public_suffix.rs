//! Public suffixes: names below which anyone can register another name
//! (<https://publicsuffix.org/list/>), private section included.

use alloc::format;

use psl::Psl as _;

/// Whether anyone can register names below this one: it is a public suffix, or every name directly below it
/// is one, as with `*.kawasaki.jp`.
pub(super) fn is_above_registrations(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let below = format!("any-name.{name}");
    name != "localhost" && (is_public_suffix(name) || is_public_suffix(&below))
}

fn is_public_suffix(name: &str) -> bool {
    let labels: &mut dyn Iterator<Item = &[u8]> = &mut name.rsplit('.').map(str::as_bytes);
    !name.is_empty() && psl::List.find(labels).len == name.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_suffixes_include_the_private_section() {
        assert!(is_public_suffix("com") && is_public_suffix("co.uk"));
        assert!(is_public_suffix("github.io") && is_public_suffix("s3.amazonaws.com"));
        assert!(!is_public_suffix("example.com") && !is_public_suffix("app.intranet"));
        assert!(!is_public_suffix("") && !is_public_suffix("."));
    }

    #[test]
    fn names_whose_every_child_is_a_suffix_are_above_registrations() {
        assert!(is_above_registrations("compute.amazonaws.com"));
        assert!(is_above_registrations("kawasaki.jp"));
        for name in [
            "localhost",
            "city.kawasaki.jp",
            "example.com",
            "app.intranet",
        ] {
            assert!(!is_above_registrations(name), "{name}");
        }
    }
}
