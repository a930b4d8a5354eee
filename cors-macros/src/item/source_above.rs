//! Which attribute is above this one in the source file. A route attribute above has expanded already and is not
//! among the tokens, so the file is read; only to word an error.

use super::kind::Kind;

/// The name of a route attribute between this attribute and the item before it.
pub(crate) fn route_attribute() -> Option<String> {
    if !proc_macro::is_available() {
        return None;
    }
    let here = proc_macro::Span::call_site();
    let source = std::fs::read_to_string(here.local_file()?).ok()?;
    let mut above: Vec<&str> = source.lines().take(here.line()).collect();
    let own_line = above.pop()?;
    let before_attribute = own_line.char_indices().nth(here.column().checked_sub(1)?);
    above.push(&own_line[..before_attribute?.0]);
    last_route_attribute(&above)
}

/// Walks up from the last line, as long as there may be attributes of the same item.
fn last_route_attribute(above: &[&str]) -> Option<String> {
    let code = above
        .iter()
        .rev()
        .map(|line| line.trim())
        .filter(|line| !line.is_empty() && !line.starts_with("//"));
    for line in code {
        let (before, attributes) = line.split_once("#[").unwrap_or((line, ""));
        for attribute in attributes.rsplit("#[") {
            if ends_item(attribute.rsplit(']').next().unwrap_or_default()) {
                return None;
            }
            if let Some(name) = route_attribute_named(attribute) {
                return Some(name);
            }
        }
        if before.trim_end().ends_with(ITEM_ENDS) {
            return None;
        }
    }
    None
}

const ITEM_ENDS: [char; 3] = ['{', '}', ';'];

/// Whether an item ends, or a body begins, in what follows an attribute on its line.
fn ends_item(behind_attribute: &str) -> bool {
    let code = behind_attribute.split("//").next().unwrap_or_default();
    code.contains(ITEM_ENDS)
}

/// The name, if the text after a `#[` begins with that of a route attribute.
fn route_attribute_named(attribute: &str) -> Option<String> {
    let path = attribute.trim_start().split(['(', ']', ' ']).next()?;
    let name = path.rsplit("::").next()?;
    Kind::named(name).map(|_| name.to_string())
}

#[cfg(test)]
mod tests {
    use super::last_route_attribute;

    #[test]
    fn a_route_attribute_directly_above_is_found() {
        let lines = [
            "}",
            "#[actix_web::put(",
            "    \"/a\",",
            ")]",
            "/// Docs;",
            "",
        ];
        assert_eq!(last_route_attribute(&lines).as_deref(), Some("put"));
    }

    #[test]
    fn the_attribute_of_another_item_is_not_found() {
        let lines = ["#[get(\"/\")]", "async fn other() {}", ""];
        assert_eq!(last_route_attribute(&lines), None);
        let lines = ["#[scope(\"/\")]", "#[get(\"/\")]", "mod inside {", "    "];
        assert_eq!(last_route_attribute(&lines), None);
        assert_eq!(last_route_attribute(&[""]), None);
        let lines = ["#[get(\"/\")] async fn other() { list[0]; }"];
        assert_eq!(last_route_attribute(&lines), None);
        let lines = ["struct Other; "];
        assert_eq!(last_route_attribute(&lines), None);
    }

    #[test]
    fn attributes_may_share_a_line() {
        for line in [
            "#[get(\"/\")] #[allow(unused)] ",
            "async fn other() {} #[get(\"/{id}\")] ",
            "#[get(\"/\")] // reads;",
        ] {
            assert_eq!(
                last_route_attribute(&[line]).as_deref(),
                Some("get"),
                "{line}"
            );
        }
    }
}
