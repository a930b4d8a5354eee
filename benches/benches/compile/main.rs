//! What `#[cors]` costs to check and to build: many handlers with each of three policies against as many plain
//! ones, and a program with one handler with and without us, with actix-web as people depend on it and with few of its
//! features. Prints a Markdown table, and writes a picture (SVG) of checks and one of builds. Times are reported and not
//! judged, because they depend on the machine; it fails if a program has more bytes than it may.
//!
//! `cargo bench -p cors-benches --bench compile`

#![allow(clippy::print_stdout)]

mod package;

use std::{fmt::Write, fs, io, path::Path};

use cors_benches::{Group, Series, bars};
use package::{Change, Package, Profile};

const HANDLERS: u32 = 300;
/// The median of so many ratios is printed.
const ROUNDS: usize = 3;

/// How many bytes `#[cors]` may add to the text of a program with one handler.
const MOST_BYTES: [(Profile, f64); 2] = [(Profile::Debug, 0.9e6), (Profile::Release, 0.3e6)];

/// actix-web as people depend on it, and with the features that a handler needs.
const ACTIX_WEB: [(&str, &str); 2] = [("", "\"4\""), (", few features", FEW_FEATURES)];

const FEW_FEATURES: &str = "{ version = \"4\", default-features = false, features = [\"macros\"] }";

/// Policies as people write them. The last one causes a warning for each handler.
const POLICIES: [(&str, &str); 3] = [
    (
        "one origin",
        "#[cors_runtime::cors(origins = [\"https://app.example.com\"])]",
    ),
    (
        "two origins",
        "#[cors_runtime::cors(
            origins = [\"https://app.example.com\", \"https://admin.example.com\"],
            allow_headers = [\"content-type\"],
            max_age = 600
        )]",
    ),
    (
        "a pattern and credentials",
        "#[cors_runtime::cors(
            origins = [\"https://app.example.com\", \"https://*.partner.example\"],
            allow_headers = [\"content-type\"],
            max_age = 600,
            credentials
        )]",
    ),
];

fn main() -> io::Result<()> {
    println!("| what | without CORS | with `#[cors]` | × |");
    println!("|---|--:|--:|--:|");
    let (checks, mut builds) = handlers()?;
    let (is_over, clean) = hello_world()?;
    builds.extend(clean);
    let title = format!("Processor time of `cargo check`, {HANDLERS} handlers");
    picture("check.svg", &title, &checks)?;
    let title = format!("Processor time and size of builds, {HANDLERS} handlers or one");
    picture("build.svg", &title, &builds)?;
    if is_over {
        return Err(io::Error::other("more bytes than a program may have"));
    }
    Ok(())
}

/// Writes a picture of the ratios, and prints where.
fn picture(name: &str, title: &str, groups: &[Group]) -> io::Result<()> {
    let series = [Series {
        name: "with #[cors], actix-web alone is 1",
        color: "#0072b2",
    }];
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&file, bars(title, &series, groups))?;
    println!("{}", file.display());
    Ok(())
}

/// Rows for many handlers: those of checks, and those of builds.
fn handlers() -> io::Result<(Vec<Group>, Vec<Group>)> {
    let (mut checks, mut builds) = (Vec::new(), Vec::new());
    let plain = Package::new("plain", FEW_FEATURES, &many_handlers(""))?;
    for (index, (policy, attribute)) in POLICIES.into_iter().enumerate() {
        let name = format!("annotated-{index}");
        let annotated = Package::new(&name, FEW_FEATURES, &many_handlers(attribute))?;
        for command in ["check", "build"] {
            // What they depend on is compiled before anything is measured.
            plain.prepare(command)?;
            annotated.prepare(command)?;
            for (change, what) in [
                (Change::Everything, ""),
                (Change::OneHandler, " after a change"),
            ] {
                let measured = median(|package| package.time(change, command), &plain, &annotated)?;
                let what = format!("{command}{what}, {policy}");
                println!("{}", row(&what, measured, "s"));
                let groups = if command == "check" {
                    &mut checks
                } else {
                    &mut builds
                };
                groups.push(group(what, measured));
            }
        }
    }
    Ok((checks, builds))
}

fn group(label: String, (without, with): (f64, f64)) -> Group {
    Group {
        label,
        ratios: vec![Some(with / without)],
    }
}

/// Rows for a program with one handler, and whether it has more bytes than it may.
fn hello_world() -> io::Result<(bool, Vec<Group>)> {
    let (mut is_over, mut groups) = (false, Vec::new());
    for (features, actix_web) in ACTIX_WEB {
        let plain = program(&handler("", 0), REGISTER_ONE);
        let annotated = program(&handler(POLICIES[1].1, 0), REGISTER_ONE);
        let without = Package::new("without", actix_web, &plain)?;
        let with = Package::new("with", actix_web, &annotated)?;
        for (profile, most) in MOST_BYTES {
            let name = match profile {
                Profile::Debug => "debug",
                Profile::Release => "release",
            };
            let times = (
                without.time_clean_build(profile)?,
                with.time_clean_build(profile)?,
            );
            println!(
                "{}",
                row(&format!("clean {name} build{features}"), times, "s")
            );
            let bytes = (without.text(profile)?, with.text(profile)?);
            let megabytes = (bytes.0 / 1e6, bytes.1 / 1e6);
            println!(
                "{}",
                row(&format!("{name} text{features}"), megabytes, "MB")
            );
            is_over |= bytes.1 - bytes.0 > most;
            groups.push(group(format!("clean {name} build{features}"), times));
            groups.push(group(format!("{name} text{features}"), bytes));
        }
    }
    Ok((is_over, groups))
}

/// Both in turn, several times: the pair with the median ratio.
fn median(
    measure: impl Fn(&Package) -> io::Result<f64>,
    without: &Package,
    with: &Package,
) -> io::Result<(f64, f64)> {
    let mut pairs = Vec::new();
    for _ in 0..ROUNDS {
        pairs.push((measure(without)?, measure(with)?));
    }
    pairs.sort_by(|one, other| f64::total_cmp(&(one.1 / one.0), &(other.1 / other.0)));
    Ok(pairs[ROUNDS / 2])
}

fn row(what: &str, (without, with): (f64, f64), unit: &str) -> String {
    let ratio = with / without;
    format!("| {what} | {without:.2} {unit} | {with:.2} {unit} | {ratio:.2} |")
}

const REGISTER_ONE: &str = "app.service(handler_0);";

fn many_handlers(attribute: &str) -> String {
    let (mut handlers, mut services) = (String::new(), String::new());
    for index in 0..HANDLERS {
        let _ = writeln!(handlers, "{}", handler(attribute, index));
        let _ = writeln!(services, "app.service(handler_{index});");
    }
    program(&handlers, &services)
}

fn handler(attribute: &str, index: u32) -> String {
    format!(
        "{attribute}
        #[actix_web::get(\"/handler-{index}/{{id}}\")]
        async fn handler_{index}(id: actix_web::web::Path<u32>) -> String {{
            format!(\"{index}: {{id}}\")
        }}"
    )
}

fn program(handlers: &str, services: &str) -> String {
    format!(
        "{handlers}
        fn register(app: &mut actix_web::web::ServiceConfig) {{
            {services}
        }}
        #[actix_web::main]
        async fn main() -> std::io::Result<()> {{
            actix_web::HttpServer::new(|| actix_web::App::new().configure(register))
                .bind((\"127.0.0.1\", 0))?
                .run()
                .await
        }}"
    )
}
