//! Messages for policies that only constant evaluation sees whole: a panic there takes no more than a text.

use alloc::{format, string::String};

use crate::{hazard::Hazard, token::quoted_list};

/// What is wrong with a policy that is merged from incompatible parts.
#[must_use]
pub const fn merged_policy_message(hazard: Hazard) -> &'static str {
    match hazard {
        Hazard::AnyOrigin => {
            "the merged policy combines credentials with the wildcard origin `*`
help: name the origins, or write `credentials = false`
note: rule `wildcard-origin-with-credentials`"
        }
        Hazard::NullOrigin => {
            "the merged policy combines credentials with the origin `null`
help: replace `origins`, or write `credentials = false`
note: rule `null-origin`"
        }
        Hazard::InsecureOrigin => {
            "the merged policy combines credentials with an insecure `http` origin
help: replace `origins` by `https` ones, or write `credentials = false`
note: rule `insecure-origin-with-credentials`"
        }
        Hazard::PublicSuffix => {
            "the merged policy combines credentials with a wildcard on a public suffix
help: name the hosts, or write `credentials = false`
note: rule `public-suffix-with-credentials`"
        }
        Hazard::AnyMethod => {
            "the merged policy combines credentials with `*` in `methods`
help: name the methods, or write `credentials = false`
note: rule `wildcard-method`"
        }
        Hazard::AnyRequestHeader => {
            "the merged policy combines credentials with `*` in `allow_headers`
help: name the headers, or write `credentials = false`
note: rule `wildcard-headers-with-credentials`"
        }
        Hazard::AnyResponseHeader => {
            "the merged policy combines credentials with `*` in `expose_headers`
help: name the headers, or write `credentials = false`
note: rule `wildcard-expose-with-credentials`"
        }
    }
}

/// What is wrong with a named policy that opens none of the methods that the route serves.
#[must_use]
pub fn closed_route_message(served: &[String]) -> String {
    let (listed, written) = (served.join("`, `"), quoted_list(served));
    format!(
        "the named policy opens no method of the route: `{listed}`
help: name those to open: `methods = [{written}]`
note: rule `method-not-served`"
    )
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use crate::hazard::Hazards;

    use super::*;

    #[test]
    fn a_message_names_the_combination_a_help_and_the_rule() {
        let mut hazards = 0;
        for hazard in Hazards::all().hazards() {
            let message = merged_policy_message(hazard);
            let mut lines = message.lines();
            let combines = "the merged policy combines credentials with ";
            assert!(lines.next().unwrap().starts_with(combines), "{message}");
            let help = lines.next().unwrap();
            assert!(help.starts_with("help: "), "{message}");
            assert!(
                help.ends_with(", or write `credentials = false`"),
                "{message}"
            );
            let rule = format!("note: rule `{}`", hazard.rule().name());
            assert_eq!(lines.next(), Some(&*rule));
            hazards += 1;
        }
        assert_eq!(hazards, 7);
    }
}
