//! The handlers' own source lines, for the page to show: cut out of the files that the program was built
//! from.

use std::collections::BTreeMap;

use serde::Serialize;

/// The files of the API.
const FILES: &[(&str, &str)] = &[
    ("authentication.rs", include_str!("api/authentication.rs")),
    ("caches.rs", include_str!("api/caches.rs")),
    ("credentials.rs", include_str!("api/credentials.rs")),
    ("enforcement.rs", include_str!("api/enforcement.rs")),
    ("errors.rs", include_str!("api/errors.rs")),
    ("headers.rs", include_str!("api/headers.rs")),
    ("media.rs", include_str!("api/media.rs")),
    ("mod.rs", include_str!("api/mod.rs")),
    ("origins.rs", include_str!("api/origins.rs")),
    ("policies.rs", include_str!("api/policies.rs")),
    ("preflighted.rs", include_str!("api/preflighted.rs")),
    ("redirects.rs", include_str!("api/redirects.rs")),
    ("senders.rs", include_str!("api/senders.rs")),
    ("simple.rs", include_str!("api/simple.rs")),
];

/// A function, or a named policy, with its attributes.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Source {
    file: &'static str,
    /// The number of its first line.
    line: usize,
    code: String,
}

/// Every function and every `static` of the API, by its name.
pub(crate) fn sources() -> BTreeMap<&'static str, Source> {
    let of_file = |(file, text): &(&'static str, &'static str)| items(file, text);
    FILES.iter().flat_map(of_file).collect()
}

fn items(file: &'static str, text: &'static str) -> Vec<(&'static str, Source)> {
    let lines: Vec<_> = text.lines().collect();
    let item = |(index, line): (usize, &&'static str)| {
        Some((item_name(line)?, source(file, &lines, index)))
    };
    lines.iter().enumerate().filter_map(item).collect()
}

/// The name of the item that begins in the line.
fn item_name(line: &'static str) -> Option<&'static str> {
    let mut words = line.trim_start().split([' ', '(', ':', '<']);
    let is_visibility = |word: &&str| matches!(*word, "pub" | "crate)" | "super)" | "async");
    match words.by_ref().find(|word| !is_visibility(word))? {
        "fn" | "static" => words.next(),
        _ => None,
    }
}

/// The item around the line: from the blank line, or the beginning of a block, above it to its end.
fn source(file: &'static str, lines: &[&str], index: usize) -> Source {
    let indent = lines[index].len() - lines[index].trim_start().len();
    let above = |line: &&str| line.is_empty() || line.trim_start().len() + indent > line.len();
    let first = lines[..index]
        .iter()
        .rposition(above)
        .map_or(0, |at| at + 1);
    let ends = |line: &&str| ["}", "};"].contains(&&line[indent.min(line.len())..]);
    let length = lines[index..].iter().position(ends).unwrap_or(0);
    let code: Vec<_> = lines[first..=index + length]
        .iter()
        .map(|line| &line[indent.min(line.len())..])
        .collect();
    Source {
        file,
        line: first + 1,
        code: code.join("\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
//! About.

mod inner {
    /// Says hello.
    #[get(\"/\")]
    async fn hello() -> &'static str {
        \"hello\"
    }
}

policy! {
    /// For every site.
    pub(crate) static PUBLIC = {
        origins = \"*\",
    };
}
";

    #[test]
    fn an_item_is_cut_out_with_its_attributes() {
        let items = items("a.rs", TEXT);
        let expected = [
            (
                "hello",
                4,
                "/// Says hello.\n#[get(\"/\")]\nasync fn hello() -> &'static str {\n    \"hello\"\n}",
            ),
            (
                "PUBLIC",
                12,
                "/// For every site.\npub(crate) static PUBLIC = {\n    origins = \"*\",\n};",
            ),
        ];
        let source = |(name, line, code): (&'static str, usize, &str)| {
            let code = code.to_owned();
            let file = "a.rs";
            (name, Source { file, line, code })
        };
        assert_eq!(items, expected.map(source));
    }
}
