//! What `#[cors]` costs at compile time: many annotated handlers against as many plain ones, and a
//! hello-world with and without us. Prints a Markdown table; fails if annotated handlers take more than
//! they may.
//!
//! `cargo bench -p cors-benches --bench compile`

#![allow(clippy::print_stdout)]

use std::{
    fmt::Write,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

const HANDLERS: u32 = 300;
const ROUNDS: usize = 3;
/// How much more checking and building annotated handlers may take.
const MOST: f64 = 1.25;

fn main() -> io::Result<()> {
    let plain = Package::new("plain", &handlers(""))?;
    let cors = Package::new("annotated", &handlers(ATTRIBUTE))?;
    let bare = Package::new("without", &hello(""))?;
    let hello = Package::new("with", &hello(ATTRIBUTE))?;
    // What they depend on is compiled before anything is measured.
    for package in [&plain, &cors] {
        package.cargo(&["check"])?;
        package.cargo(&["build"])?;
    }

    println!("| what | without CORS | with `#[cors]` | × |");
    println!("|---|--:|--:|--:|");
    let mut is_over = false;
    for (name, change, command) in [
        ("check", Change::Everything, ["check"].as_slice()),
        ("build", Change::Everything, &["build"]),
        (
            "check after a change in one handler",
            Change::OneHandler,
            &["check"],
        ),
        (
            "build after a change in one handler",
            Change::OneHandler,
            &["build"],
        ),
    ] {
        let (without, with) = fastest(|package| package.time(change, command), &plain, &cors)?;
        println!(
            "{}",
            row(&format!("{HANDLERS} handlers: {name}"), without, with, "s")
        );
        is_over |= with / without > MOST;
    }
    let (without, with) = (bare.time_clean_build()?, hello.time_clean_build()?);
    println!("{}", row("hello-world: clean build", without, with, "s"));
    let size = |package: &Package| package.size_of_release().map(|bytes| bytes / 1024.0);
    let (without, with) = (size(&plain)?, size(&cors)?);
    let each = |kib: f64, none: f64| (kib - none) / f64::from(HANDLERS - 1);
    let (without, with) = (each(without, size(&bare)?), each(with, size(&hello)?));
    println!(
        "{}",
        row("release binary, for each handler", without, with, "KiB")
    );
    if is_over {
        return Err(io::Error::other(format!("more than {MOST} times as much")));
    }
    Ok(())
}

fn row(what: &str, without: f64, with: f64, unit: &str) -> String {
    let ratio = with / without;
    format!("| {what} | {without:.2} {unit} | {with:.2} {unit} | {ratio:.2} |")
}

/// Both in turn, several times, so that a slow moment of the machine affects both.
fn fastest(
    measure: impl Fn(&Package) -> io::Result<f64>,
    without: &Package,
    with: &Package,
) -> io::Result<(f64, f64)> {
    let mut fastest = (f64::MAX, f64::MAX);
    for _ in 0..ROUNDS {
        fastest.0 = fastest.0.min(measure(without)?);
        fastest.1 = fastest.1.min(measure(with)?);
    }
    Ok(fastest)
}

const ATTRIBUTE: &str = "#[cors_runtime::cors(
    origins = [\"https://app.example.com\", \"https://*.partner.example\"],
    allow_headers = [\"content-type\"],
    max_age = 600
)]";

fn handlers(attribute: &str) -> String {
    let (mut handlers, mut services) = (String::new(), String::new());
    for index in 0..HANDLERS {
        let _ = writeln!(handlers, "{}", handler(attribute, index));
        let _ = writeln!(services, "app.service(handler_{index});");
    }
    program(&handlers, &services)
}

fn hello(attribute: &str) -> String {
    program(&handler(attribute, 0), "app.service(handler_0);")
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

/// Where the programs are.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile")
}

/// Where they are built: in one place, as they depend on the same.
fn target() -> PathBuf {
    folder().join("target")
}

#[derive(Clone, Copy)]
enum Change {
    Everything,
    OneHandler,
}

/// A program that is compiled.
struct Package {
    name: &'static str,
    folder: PathBuf,
    code: String,
}

impl Package {
    fn new(name: &'static str, code: &str) -> io::Result<Self> {
        let folder = folder().join(name);
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let runtime = if code.contains("cors_runtime") {
            let path = workspace.join("cors-runtime");
            format!("cors-runtime = {{ path = \"{}\" }}", path.display())
        } else {
            String::new()
        };
        let manifest = format!(
            "[workspace]
[package]
name = {name:?}
version = \"0.0.0\"
edition = \"2024\"
[dependencies]
actix-web = {{ version = \"4\", default-features = false, features = [\"macros\"] }}
{runtime}
"
        );
        fs::create_dir_all(folder.join("src"))?;
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        fs::write(folder.join("src/main.rs"), code)?;
        Ok(Self {
            name,
            folder,
            code: String::from(code),
        })
    }

    /// The processor's seconds: on a busy machine they mean more than the clock's.
    fn time(&self, change: Change, command: &[&str]) -> io::Result<f64> {
        let main = self.folder.join("src/main.rs");
        match change {
            Change::Everything => {
                fs::remove_dir_all(target().join("debug/incremental"))?;
                fs::write(main, format!("{}\n", self.code))?;
            }
            Change::OneHandler => {
                self.cargo(command)?;
                let changed = self.code.replacen("format!(\"0:", "format!(\"zero:", 1);
                fs::write(main, changed)?;
            }
        }
        let seconds = self.cargo(command)?;
        fs::write(self.folder.join("src/main.rs"), &self.code)?;
        Ok(seconds)
    }

    fn time_clean_build(&self) -> io::Result<f64> {
        let target = folder().join("clean");
        if target.exists() {
            fs::remove_dir_all(&target)?;
        }
        self.cargo_into(&target, &["build"])
    }

    fn size_of_release(&self) -> io::Result<f64> {
        self.cargo(&["build", "--release"])?;
        let program = target().join("release").join(self.name);
        let length = fs::metadata(program)?.len();
        u32::try_from(length)
            .map(f64::from)
            .map_err(io::Error::other)
    }

    fn cargo(&self, command: &[&str]) -> io::Result<f64> {
        self.cargo_into(&target(), command)
    }

    /// Runs cargo, and returns the processor's seconds that it and its children took.
    fn cargo_into(&self, target: &Path, command: &[&str]) -> io::Result<f64> {
        let script = format!(
            "TIMEFORMAT='%U %S'; time {} -q {}",
            env!("CARGO"),
            command.join(" ")
        );
        let output = Command::new("bash")
            .args(["-c", &script])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", target)
            .env_remove("RUSTFLAGS")
            .output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        let times = said.lines().last().unwrap_or_default();
        let seconds = times
            .split(' ')
            .map(str::parse::<f64>)
            .sum::<Result<f64, _>>();
        match seconds {
            Ok(seconds) if output.status.success() => Ok(seconds),
            _ => Err(io::Error::other(said.into_owned())),
        }
    }
}
