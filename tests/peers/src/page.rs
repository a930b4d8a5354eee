//! The guide's page shows what is tested here.

use std::{fs, path::Path};

const PAGE: &str = include_str!("../../../cors-runtime/docs/with_other_crates.md");

/// Lines without their indentation, which differs between a page and a test.
fn lines(text: &str) -> Vec<&str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect()
}

/// The code of the page, block by block, without what the documentation tests run.
fn blocks(page: &str) -> Vec<Vec<&str>> {
    page.split("```")
        .filter_map(|part| part.strip_prefix("ignore\n"))
        .map(lines)
        .collect()
}

/// The files of this package, without those that show no peer.
fn sources() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let named = files.map(|file| {
        (
            file.display().to_string(),
            fs::read_to_string(file).unwrap(),
        )
    });
    named
        .filter(|(file, _)| {
            !["lib.rs", "page.rs", "requests.rs", "half_migrated.rs"]
                .iter()
                .any(|own| file.ends_with(own))
        })
        .collect()
}

fn shows(block: &[&str], source: &str) -> bool {
    lines(source)
        .windows(block.len())
        .any(|lines| lines == block)
}

#[test]
fn every_block_of_the_page_is_tested() {
    let sources = sources();
    for block in blocks(PAGE) {
        assert!(!block.is_empty(), "an empty block");
        assert!(
            sources.iter().any(|(_, source)| shows(&block, source)),
            "in no test:\n{}",
            block.join("\n")
        );
    }
}

#[test]
fn every_tested_peer_is_on_the_page() {
    let blocks = blocks(PAGE);
    for (file, source) in sources() {
        assert!(
            blocks.iter().any(|block| shows(block, &source)),
            "{file} is not on the page"
        );
    }
}
