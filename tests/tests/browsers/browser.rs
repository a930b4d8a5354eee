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
pub(crate) enum Browser {
    Chromium,
    Firefox,
    WebKit,
}

/// A running browser.
pub(crate) struct Window {
    process: Child,
    profile: PathBuf,
}

impl Browser {
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Opens a page.
    pub(crate) fn show(self, address: &str) -> Window {
        let profile = env::temp_dir().join(format!("cors-{}-{self:?}", process::id()));
        fs::create_dir(&profile).unwrap();
        let console = File::create(profile.join("console")).unwrap();
        let process = self
            .command(&profile)
            .arg(address)
            .envs([("HOME", &profile), ("TMPDIR", &profile)])
            .stdout(console.try_clone().unwrap())
            .stderr(console)
            .stdin(Stdio::null())
            // Browsers are many processes: they end together.
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("{self:?} does not start: {error}"));
        Window { process, profile }
    }

    fn command(self, profile: &PathBuf) -> Command {
        match self {
            Self::Chromium => {
                let mut command = Command::new("chromium");
                command
                    .args(["--headless=new", "--no-sandbox", "--disable-gpu"])
                    .args(["--no-first-run", "--disable-background-networking"])
                    .args(["--disable-component-update", "--disable-sync"])
                    .arg("--enable-logging=stderr")
                    .arg(format!("--user-data-dir={}", profile.display()));
                command
            }
            Self::Firefox => {
                let mut command = Command::new("firefox-esr");
                command.env("MOZ_HEADLESS", "1");
                command.args(["--no-remote", "--profile"]).arg(profile);
                command
            }
            Self::WebKit => {
                let mut command = Command::new("xvfb-run");
                command
                    .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
                    .arg("-a")
                    .arg(format!(
                        "/usr/lib/{ARCH}-linux-gnu/webkit2gtk-4.1/MiniBrowser"
                    ))
                    .args([
                        "--private",
                        "--enable-write-console-messages-to-stdout=true",
                    ]);
                command
            }
        }
    }
}

impl Window {
    /// What the browser wrote down until now, messages to developers among it.
    pub(crate) fn console(&self) -> String {
        let text = fs::read(self.profile.join("console")).unwrap();
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
