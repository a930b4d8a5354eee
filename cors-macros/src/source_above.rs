//! Which attribute stands above this one in the source file. A route attribute that stands above has
//! expanded already and left no trace in the tokens, so the file is read; only to word an error.

use crate::route::Kind;

/// The name of a route attribute that stands between this attribute and the item before it.
pub(crate) fn route_attribute() -> Option<String> {
    if !proc_macro::is_available() {
        return None;
    }
    let here = proc_macro::Span::call_site();
    let source = std::fs::read_to_string(here.local_file()?).ok()?;
    let before: Vec<&str> = source.lines().take(here.line()).collect();
    last_route_attribute(&before)
}

/// Walks up from the last line, which holds this attribute, as long as there are attributes.
fn last_route_attribute(lines: &[&str]) -> Option<String> {
    let (_, above) = lines.split_last()?;
    for line in above.iter().rev().map(|line| line.trim()) {
        if let Some(attribute) = line.strip_prefix("#[") {
            let path = attribute.split(['(', ']', ' ']).next()?;
            let name = path.rsplit("::").next()?;
            if Kind::named(name).is_some() {
                return Some(name.to_string());
            }
        } else if line.is_empty() || line.ends_with('}') || line.ends_with(';') {
            return None;
        }
    }
    None
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
            "/// Docs.",
            "#[cors(",
        ];
        assert_eq!(last_route_attribute(&lines).as_deref(), Some("put"));
    }

    #[test]
    fn the_attribute_of_another_item_is_not() {
        let lines = ["#[get(\"/\")]", "async fn other() {}", "#[cors("];
        assert_eq!(last_route_attribute(&lines), None);
        assert_eq!(last_route_attribute(&["#[cors]"]), None);
    }
}
