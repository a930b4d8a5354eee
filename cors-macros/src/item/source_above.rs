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
        if let Some(name) = line.split("#[").skip(1).find_map(route_attribute_named) {
            return Some(name);
        }
        if line.ends_with(['{', '}', ';']) {
            return None;
        }
    }
    None
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
    }

    #[test]
    fn attributes_may_share_a_line() {
        let lines = ["#[get(\"/\")] #[allow(unused)] "];
        assert_eq!(last_route_attribute(&lines).as_deref(), Some("get"));
    }
}
