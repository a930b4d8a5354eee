//! Everything that an app has in its router, in the order in which the router asks: scopes and
//! resources, of this crate and of others.
//!
//! actix-web answers single questions about its [`ResourceMap`] ("what matches this path first?"). That is not
//! enough to say what a request reaches: an entry whose guard rejects the request leaves it to the entries
//! behind. Only the `Debug` form shows the whole map, so that is read. If it is not understood, there are no
//! entries, and [`AppCors`](crate::AppCors) answers nothing.

use actix_web::dev::{ResourceDef, ResourceMap};

use super::debug_text::Value;

/// An entry of a router, as the map shows it.
pub(super) enum MapEntry {
    /// A scope: once its prefix and its guards are met, no other entry is asked.
    Scope {
        prefix: ResourceDef,
        entries: Vec<Self>,
    },
    /// Anything else: a resource, or a service that has a prefix for itself.
    Resource {
        path: ResourceDef,
        name: Option<String>,
    },
}

/// The entries of an app; `None` if the form of the map is not understood.
pub(super) fn entries(map: &ResourceMap) -> Option<Vec<MapEntry>> {
    match entry(&Value::read(&format!("{map:?}"))?)? {
        MapEntry::Scope { entries, .. } => Some(entries),
        MapEntry::Resource { .. } => None,
    }
}

fn entry(map: &Value) -> Option<MapEntry> {
    let definition = map.field("pattern")?;
    let path = path(definition)?;
    let nodes = map.field("nodes")?;
    if nodes.is("None") {
        let name = match definition.field("name")? {
            name if name.is("None") => None,
            name => Some(only(name)?.text()?.to_string()),
        };
        return Some(MapEntry::Resource { path, name });
    }
    Some(MapEntry::Scope {
        prefix: path,
        entries: only(nodes)?
            .items()?
            .iter()
            .map(entry)
            .collect::<Option<_>>()?,
    })
}

fn path(definition: &Value) -> Option<ResourceDef> {
    let is_prefix = definition.field("is_prefix")?;
    let patterns = match only(definition.field("patterns")?)? {
        Value::Text(pattern) => Patterns::One(pattern.clone()),
        list => Patterns::Many(
            list.items()?
                .iter()
                .map(|pattern| pattern.text().map(str::to_string))
                .collect::<Option<_>>()?,
        ),
    };
    Some(
        match (patterns, is_prefix.is("true"), is_prefix.is("false")) {
            (Patterns::One(pattern), true, _) => ResourceDef::prefix(pattern),
            (Patterns::One(pattern), _, true) => ResourceDef::new(pattern),
            (Patterns::Many(patterns), true, _) => ResourceDef::prefix(patterns),
            (Patterns::Many(patterns), _, true) => ResourceDef::new(patterns),
            _ => return None,
        },
    )
}

enum Patterns {
    One(String),
    Many(Vec<String>),
}

/// What `Some(..)`, or another wrapper of one, holds.
fn only(value: &Value) -> Option<&Value> {
    match value.items()? {
        [one] => Some(one),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use actix_web::dev::{ResourceDef, ResourceMap};

    use super::{MapEntry, entries};

    fn named(path: &str, name: &str) -> ResourceDef {
        let mut resource = ResourceDef::new(path);
        resource.set_name(name);
        resource
    }

    fn lines(entries: &[MapEntry]) -> Vec<String> {
        let line = |entry: &MapEntry| match entry {
            MapEntry::Scope { prefix, entries } => {
                format!("{} > {}", all(prefix), lines(entries).join(" "))
            }
            MapEntry::Resource { path, name } => {
                let end = if path.is_prefix() { ".." } else { "" };
                format!("{}{end} {}", all(path), name.as_deref().unwrap_or("-"))
            }
        };
        entries.iter().map(line).collect()
    }

    fn all(path: &ResourceDef) -> String {
        path.pattern_iter().collect::<Vec<_>>().join("|")
    }

    #[test]
    fn entries_are_read_in_their_order() {
        let mut inner = ResourceMap::new(ResourceDef::root_prefix("/v{version:\\d+}"));
        inner.add(&mut named("/users/{id}", "read"), None);
        inner.add(&mut named("/users/{id}", "write"), None);
        let mut outer = ResourceMap::new(ResourceDef::root_prefix("{tenant}"));
        outer.add(
            &mut ResourceDef::root_prefix("/v{version:\\d+}"),
            Some(Rc::new(inner)),
        );
        let mut map = ResourceMap::new(ResourceDef::prefix(""));
        map.add(&mut ResourceDef::new(["/a\"", "/b"]), None);
        map.add(
            &mut ResourceDef::root_prefix("{tenant}"),
            Some(Rc::new(outer)),
        );
        map.add(&mut named("https://elsewhere.example/{x}", "far"), None);
        map.add(&mut ResourceDef::prefix("/files"), None);
        map.add(&mut ResourceDef::prefix(["/x", "/y"]), None);
        map.add(&mut ResourceDef::new("/{rest}*"), None);

        assert_eq!(
            lines(&entries(&map).unwrap()),
            [
                "/a\"|/b -",
                "/{tenant} > /v{version:\\d+} > /users/{id} read /users/{id} write",
                "/files.. -",
                "/x|/y.. -",
                "/{rest}* -",
            ]
        );
    }
}
