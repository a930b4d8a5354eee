//! The corpus of compile errors, `tests/tests/ui`, compared without a compiler: each file is expanded here, and the messages of
//! its expansions are those of the `.stderr` beside it, item by item. Files that compile have none.
//!
//! Not compared, but counted: errors of the compiler, which have a code or are in [`OF_THE_COMPILER`], such as evaluated constants
//! and types, and [`NEEDS_A_COMPILER`]. Lines are compared as far as the item, and columns are not: a span has no place here.

mod expansions;

use std::{
    collections::BTreeMap,
    fs,
    ops::RangeInclusive,
    path::{Path, PathBuf},
};

use expect_test::expect;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

pub(crate) use self::expansions::Expansions;
use crate::module;

/// What the compiler reports on its own account without a code begins with one of these.
const OF_THE_COMPILER: [&str; 2] = [
    "key-value macro attributes are not supported",
    "unused import",
];

/// Where the attribute reads the source above it, which only a compiler can name.
const NEEDS_A_COMPILER: &str = "the `cors` attribute is below `#[get]`";

#[test]
fn every_message_of_the_corpus_is_produced_and_no_other() {
    let mut comparison = Comparison::default();
    for file in files(&tests().join("ui")) {
        // Files that others include have none.
        let stderr = fs::read_to_string(file.with_extension("stderr")).unwrap_or_default();
        comparison.file(&file, reports(&stderr));
    }
    assert!(comparison.messages > 0, "the corpus has no message");
    comparison.assert();
    expect![[r#"
        {
            "E0080": 23,
            "E0277": 2,
            "E0308": 1,
            "E0425": 2,
            "E0432": 1,
            "E0658": 2,
            "key-value macro attributes are not supported": 1,
            "the `cors` attribute is below `#[get]`": 2,
            "unused import": 1,
        }
    "#]]
    .assert_debug_eq(&comparison.of_the_compiler);
}

#[test]
fn code_that_compiles_without_a_warning_produces_no_message() {
    for folder in ["hygiene", "run_time", "server", "../../examples"] {
        let mut comparison = Comparison::default();
        for file in files(&tests().join(folder)) {
            comparison.file(&file, Vec::new());
        }
        comparison.assert();
    }
}

/// What was compared, and what differs.
#[derive(Default)]
struct Comparison {
    files: usize,
    expansions: usize,
    messages: usize,
    of_the_compiler: BTreeMap<String, usize>,
    differences: Vec<String>,
}

impl Comparison {
    fn file(&mut self, path: &Path, mut reports: Vec<Report>) {
        self.files += 1;
        for item in items(&fs::read_to_string(path).unwrap()) {
            let is_here = |report: &Report| item.lines.contains(&report.line);
            let (here, elsewhere) = reports.into_iter().partition(is_here);
            reports = elsewhere;
            self.item(path, item, here);
        }
        assert!(reports.is_empty(), "no item is at {reports:?}");
    }

    fn item(&mut self, path: &Path, item: SourceItem, reports: Vec<Report>) {
        let mut reported = Vec::new();
        for report in reports {
            match report.of_the_compiler {
                Some(reason) => *self.of_the_compiler.entry(reason).or_default() += 1,
                None => reported.push(report.message),
            }
        }
        let is_module = module::is_module(&item.tokens);
        let Expansions {
            count,
            mut messages,
        } = Expansions::of(item.tokens);
        // The compiler reports warnings last, and expands what is inside a module after everything outside.
        if is_module {
            messages.sort();
            reported.sort();
        } else {
            messages.sort_by_key(|message| message.is_warning);
        }
        self.expansions += count;
        self.messages += messages.len();
        if messages != reported {
            self.differences.push(format!(
                "{}, lines {:?}\nproduced: {messages:#?}\nreported: {reported:#?}\n",
                path.display(),
                item.lines,
            ));
        }
    }

    fn assert(&self) {
        let Self {
            files,
            expansions,
            messages,
            of_the_compiler: _,
            differences,
        } = self;
        assert!(differences.is_empty(), "{}", differences.concat());
        assert!(*expansions > 0, "nothing is expanded in {files} files");
        eprintln!("{files} files, {expansions} expansions, {messages} messages");
    }
}

/// An error or a warning of ours.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Message {
    is_warning: bool,
    pub(crate) text: String,
}

impl Message {
    /// The first line, and the help.
    pub(crate) fn with_help(&self) -> String {
        let mut lines = self.text.lines();
        let first = lines.next().unwrap();
        let help = lines.find_map(|line| line.strip_prefix("help: ")).unwrap();
        format!("{first}: {help}")
    }

    /// Files of expected messages have no spaces at the ends of lines.
    fn new(is_warning: bool, text: &str) -> Self {
        let lines: Vec<_> = text.lines().map(str::trim_end).collect();
        let text = lines.join("\n");
        Self { is_warning, text }
    }
}

/// A block of a `.stderr` file.
#[derive(Debug)]
struct Report {
    line: usize,
    message: Message,
    /// The code or the text, if only a compiler can produce it.
    of_the_compiler: Option<String>,
}

fn reports(stderr: &str) -> Vec<Report> {
    let mut reports = Vec::new();
    let mut lines = stderr.lines();
    while let Some(first) = lines.next() {
        let Some((level, text)) = first
            .split_once(": ")
            .filter(|(level, _)| level.starts_with("error") || *level == "warning")
        else {
            continue;
        };
        let indent = level.len() + ": ".len();
        let mut text = text.to_string();
        let place = loop {
            let line = lines.next().unwrap();
            if let Some(place) = line.trim_start().strip_prefix("--> ") {
                break place;
            }
            text = text + "\n" + line.get(indent..).unwrap_or_default();
        };
        reports.push(Report::new(level, &text, place));
    }
    reports
}

impl Report {
    fn new(level: &str, text: &str, place: &str) -> Self {
        let named = OF_THE_COMPILER
            .into_iter()
            .chain([NEEDS_A_COMPILER])
            .find(|named| text.starts_with(named));
        let code = level
            .strip_prefix("error[")
            .map(|code| code.trim_end_matches(']'));
        let warning = text
            .strip_prefix("use of deprecated unit struct `")
            .and_then(|rest| rest.split_once("`: "));
        Self {
            line: place.split(':').nth(1).unwrap().parse().unwrap(),
            of_the_compiler: code.or(named).map(str::to_string),
            message: Message::new(warning.is_some(), warning.map_or(text, |(_, note)| note)),
        }
    }
}

/// An item of a file, and the lines it is on.
struct SourceItem {
    lines: RangeInclusive<usize>,
    tokens: TokenStream,
}

/// Each ends at a line that is not indented.
fn items(source: &str) -> Vec<SourceItem> {
    let mut items = Vec::new();
    let (mut text, mut first) = (String::new(), 1);
    for (line, number) in source.lines().zip(1..) {
        text = text + line + "\n";
        if line.starts_with(' ') {
            continue;
        }
        let Ok(tokens) = text.parse::<TokenStream>() else {
            continue;
        };
        if tokens
            .clone()
            .into_iter()
            .last()
            .is_some_and(|token| ends_item(&token))
        {
            items.push(SourceItem {
                lines: first..=number,
                tokens,
            });
            (text, first) = (String::new(), number + 1);
        }
    }
    assert!(text.trim().is_empty(), "no item ends here: {text}");
    items
}

fn ends_item(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() == ';',
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    }
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/tests")
}

/// The Rust files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let files = paths.into_iter().flat_map(|path| {
        if path.is_dir() {
            files(&path)
        } else {
            vec![path]
        }
    });
    files
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}
