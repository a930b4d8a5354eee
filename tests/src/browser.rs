//! Browsers without a screen, each with a profile of its own, until they are dropped.

use std::{
    env::{self, consts::ARCH},
    fs::{self, File},
    os::unix::process::CommandExt,
    path::PathBuf,
    process::{self, Child, Command, Stdio},
};

/// An engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Browser {
    /// Chromium, as Chrome, Edge and others have it.
    Chromium,
    /// The release of Firefox with extended support.
    Firefox,
    /// `WebKitGTK`'s small browser; Safari has the same engine.
    WebKit,
}

/// A running browser.
#[derive(Debug)]
pub struct Window {
    process: Child,
    profile: PathBuf,
}

impl Browser {
    /// Every engine.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Opens a page.
    #[must_use]
    pub fn show(self, address: &str) -> Window {
        let program = self.program();
        let packages = self.packages();
        assert!(
            is_installed(&program),
            "{self:?} needs `{program}`, which is not installed: `apt-get install {packages}`"
        );
        let profile = env::temp_dir().join(format!("cors-{}-{self:?}", process::id()));
        fs::create_dir(&profile).expect("a folder for the profile");
        let console = File::create(profile.join("console")).expect("a file for the console");
        let process = self
            .command(&profile)
            .arg(address)
            .envs([("HOME", &profile), ("TMPDIR", &profile)])
            .stdout(console.try_clone().expect("the file once more"))
            .stderr(console)
            .stdin(Stdio::null())
            // Browsers are many processes: they end together.
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| {
                panic!("{self:?} does not start: {error}; `apt-get install {packages}`")
            });
        Window { process, profile }
    }

    /// The program's name, or its path.
    fn program(self) -> String {
        match self {
            Self::Chromium => "chromium".into(),
            Self::Firefox => "firefox-esr".into(),
            Self::WebKit => format!("/usr/lib/{ARCH}-linux-gnu/webkit2gtk-4.1/MiniBrowser"),
        }
    }

    /// The Debian packages that it comes in.
    fn packages(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox-esr",
            Self::WebKit => "webkit2gtk-driver xvfb xauth",
        }
    }

    fn command(self, profile: &PathBuf) -> Command {
        match self {
            Self::Chromium => {
                let mut command = Command::new(self.program());
                command
                    .args(["--headless=new", "--no-sandbox", "--disable-gpu"])
                    .arg("--enable-unsafe-swiftshader")
                    .args(["--no-first-run", "--disable-background-networking"])
                    .args(["--disable-component-update", "--disable-sync"])
                    .arg("--enable-logging=stderr")
                    .arg(format!("--user-data-dir={}", profile.display()));
                command
            }
            Self::Firefox => {
                let mut command = Command::new(self.program());
                command.env("MOZ_HEADLESS", "1");
                command.args(["--no-remote", "--profile"]).arg(profile);
                command
            }
            Self::WebKit => {
                let mut command = Command::new("xvfb-run");
                command
                    .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
                    .arg("-a")
                    .arg(self.program())
                    .args([
                        "--private",
                        "--enable-write-console-messages-to-stdout=true",
                    ]);
                command
            }
        }
    }
}

/// Whether a program of this name, or path, can be started.
fn is_installed(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    // A path that begins with a slash stays as it is.
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

impl Window {
    /// What the browser wrote down until now, messages to developers among it.
    #[must_use]
    pub fn console(&self) -> String {
        let text = fs::read(self.profile.join("console")).expect("what the browser wrote");
        String::from_utf8_lossy(&text).into_owned()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let group = format!("-{}", self.process.id());
        let end = Command::new("kill").args(["-TERM", "--", &group]).status();
        assert!(end.is_ok_and(|status| status.success()), "it still runs");
        drop(self.process.wait());
        drop(fs::remove_dir_all(&self.profile));
    }
}

#[cfg(test)]
mod tests {
    use super::{Browser, is_installed};

    #[test]
    fn a_program_that_is_missing_is_noticed() {
        assert!(is_installed("sh"));
        assert!(!is_installed("no-such-browser"));
        assert!(!is_installed("/usr/lib/no-such-folder/MiniBrowser"));
    }

    #[test]
    fn every_engine_has_a_package_to_install() {
        for browser in Browser::ALL {
            assert!(!browser.packages().is_empty(), "{browser:?}");
        }
    }
}
