//! The page "What the console says" of the guide has a section for every reason. `UPDATE_EXPECT=1` rewrites it.

use std::fmt::Write as _;

use cors_browser::Reason;
use expect_test::expect_file;

const START: &str = "\
What the console says: every reason why a browser blocks a page, its usual causes, and what to change.

Search this page for the browser's message, or get the reason's name from [`cors-browser`](https://docs.rs/cors-browser) or
[`cors-probe`](https://docs.rs/cors-probe): each reason has a section of that name. The messages of the browsers are
paraphrased, because they change between releases. Firefox has a help page for each name that begins with `CORS`. The script
itself sees only a `TypeError`, because the standard hides the reason from it.

Before you search, check two things:

- The request may have reached the server. For a request without a preflight, the browser withholds only the response.
- The response without the header may be an error page. Look at its status too.
";

#[test]
fn the_guide_explains_every_reason() {
    let (thrown, others): (Vec<_>, Vec<_>) = Reason::ALL
        .iter()
        .copied()
        .partition(|reason| reason.is_thrown());
    let (headers, elsewhere): (Vec<_>, Vec<_>) = others
        .into_iter()
        .partition(|reason| reason.argument().is_some());
    let page = [
        START.to_owned(),
        group("Headers that are missing or do not match", headers),
        group("Refused for another reason", elsewhere),
        group("Exceptions in the script", thrown),
    ];
    let page = format!(
        "{}
",
        page.concat().trim_end()
    );
    expect_file!["../../cors-runtime/docs/console.md"].assert_eq(&page);
}

fn group(title: &str, reasons: Vec<Reason>) -> String {
    let sections: String = reasons.into_iter().map(section).collect();
    format!(
        "
# {title}

{sections}"
    )
}

fn section(reason: Reason) -> String {
    let explanation = reason.explanation();
    let mut text = format!("## {reason}\n\n{}\n\n", reason.sentence());
    if reason.is_thrown() {
        text += "The script gets an exception, and nothing is sent.\n\n";
    }
    text += "| browser | prints |\n|---|---|\n";
    let rows = [
        ("Chromium", explanation.chromium),
        ("Firefox", explanation.firefox),
        ("Safari", explanation.safari),
    ];
    for (browser, message) in rows {
        let _ = writeln!(text, "| {browser} | {message} |");
    }
    let argument = reason.argument().map_or_else(String::new, |name| {
        format!("Argument of `#[cors]`: `{name}`. ")
    });
    let _ = write!(
        text,
        "\n**Usual causes.** {}\n\n**What to change.** {}\n\n{argument}Source: [the step in the standard]({}).\n\n",
        explanation.causes,
        explanation.change,
        reason.step().url()
    );
    text
}
