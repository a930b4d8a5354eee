//! A package that is compiled to see what that costs: its sources, and cargo.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// A package with one program.
pub(crate) struct Package {
    name: String,
    folder: PathBuf,
    code: String,
}

/// What is compiled.
#[derive(Clone, Copy)]
pub(crate) enum Change {
    Everything,
    OneHandler,
}

/// How a program is built.
#[derive(Clone, Copy)]
pub(crate) enum Profile {
    Debug,
    Release,
}

impl Package {
    /// Writes the package, with this version and these features of actix-web, into the folder of benches.
    pub(crate) fn new(name: &str, actix_web: &str, code: &str) -> io::Result<Self> {
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
actix-web = {actix_web}
{runtime}
"
        );
        fs::create_dir_all(folder.join("src"))?;
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        fs::write(folder.join("src/main.rs"), code)?;
        Ok(Self {
            name: name.into(),
            folder,
            code: code.into(),
        })
    }

    /// Runs cargo once, so that what the package depends on is compiled.
    pub(crate) fn prepare(&self, command: &str) -> io::Result<()> {
        self.cargo(&target(), &[command]).map(drop)
    }

    /// The processor's seconds for a command: on a busy machine they mean more than the clock's.
    pub(crate) fn time(&self, change: Change, command: &str) -> io::Result<f64> {
        let main = self.folder.join("src/main.rs");
        match change {
            Change::Everything => {
                fs::remove_dir_all(target().join("debug/incremental"))?;
                fs::write(&main, format!("{}\n", self.code))?;
            }
            Change::OneHandler => {
                self.prepare(command)?;
                let changed = self.code.replacen("format!(\"0:", "format!(\"zero:", 1);
                fs::write(&main, changed)?;
            }
        }
        let seconds = self.cargo(&target(), &[command])?;
        fs::write(main, &self.code)?;
        Ok(seconds)
    }

    /// The processor's seconds for the program and all that it depends on.
    pub(crate) fn time_clean_build(&self, profile: Profile) -> io::Result<f64> {
        if self.clean_target().exists() {
            fs::remove_dir_all(self.clean_target())?;
        }
        self.cargo(&self.clean_target(), profile.build())
    }

    /// The bytes of code and constants in the program that [`time_clean_build`](Self::time_clean_build) built.
    pub(crate) fn text(&self, profile: Profile) -> io::Result<f64> {
        let program = self.clean_target().join(profile.folder()).join(&self.name);
        let output = success(Command::new("size").arg(program).output()?)?;
        let table = String::from_utf8_lossy(&output.stdout);
        let text = table
            .lines()
            .nth(1)
            .and_then(|line| line.split_whitespace().next());
        let text = text.and_then(|text| text.parse().ok());
        text.ok_or_else(|| io::Error::other(format!("no size: {table}")))
    }

    fn clean_target(&self) -> PathBuf {
        folder().join("clean").join(&self.name)
    }

    /// Runs cargo, and returns the processor's seconds that it and its children took.
    fn cargo(&self, target: &Path, command: &[&str]) -> io::Result<f64> {
        let cargo = env!("CARGO");
        let command = command.join(" ");
        let script = format!("TIMEFORMAT='%U %S'; time {cargo} -q {command}");
        let output = Command::new("bash")
            .args(["-c", &script])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", target)
            .env_remove("RUSTFLAGS")
            .output()?;
        let output = success(output)?;
        let shown = String::from_utf8_lossy(&output.stderr);
        let times = shown.lines().last().unwrap_or_default();
        let seconds = times.split(' ').map(str::parse::<f64>);
        seconds
            .sum::<Result<f64, _>>()
            .map_err(|_| io::Error::other(format!("no times: {shown}")))
    }
}

impl Profile {
    fn build(self) -> &'static [&'static str] {
        match self {
            Self::Debug => &["build"],
            Self::Release => &["build", "--release"],
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

/// Where the packages are.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile")
}

/// Where they are built: in one place, because they depend on the same crates.
fn target() -> PathBuf {
    folder().join("target")
}

fn success(output: Output) -> io::Result<Output> {
    if output.status.success() {
        return Ok(output);
    }
    let error = String::from_utf8_lossy(&output.stderr);
    Err(io::Error::other(error.into_owned()))
}
