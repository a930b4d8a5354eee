//! A PostgreSQL of the test's own, in a folder that is removed with it. It listens on a socket in that folder and on no
//! port, and runs as an unprivileged user, because it refuses to run as root.

use std::{
    env, fs,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
    process::{self, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
};

use crate::short_or_long;

/// A database server.
pub(crate) struct Postgres {
    folder: PathBuf,
    programs: PathBuf,
}

impl Postgres {
    pub(crate) fn start() -> Self {
        let postgres = Self {
            folder: new_folder(),
            programs: programs(),
        };
        postgres.run("initdb", |command| {
            command
                .args(["--username=fleet", "--auth=trust", "--encoding=UTF8"])
                .args(["--no-locale", "--no-sync", "--pgdata"])
                .arg(postgres.data())
        });
        postgres.control(&["start"]);
        postgres
    }

    /// The socket that it listens on.
    pub(crate) fn socket(&self) -> PathBuf {
        self.folder.join(".s.PGSQL.5432")
    }

    /// Ends it without giving it time to write anything, and starts it again.
    pub(crate) fn crash_and_start(&self) {
        self.control(&["stop", "--mode=immediate"]);
        self.control(&["start"]);
    }

    /// Ends it as for an upgrade, and starts it again.
    pub(crate) fn restart(&self) {
        self.control(&["restart", "--mode=fast"]);
    }

    /// Runs a statement.
    pub(crate) fn execute(&self, statement: &str) {
        self.run("psql", |command| {
            command
                .args(["--username=fleet", "--dbname=postgres", "--quiet"])
                .args(["--set=ON_ERROR_STOP=1", "--host"])
                .arg(&self.folder)
                .args(["--command", statement])
        });
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn control(&self, arguments: &[&str]) {
        // What is measured waits for the disk, as it would elsewhere.
        let fsync = short_or_long("off", "on");
        let options = format!(
            "-c listen_addresses= -c unix_socket_directories={} -c fsync={fsync}",
            self.folder.display()
        );
        self.run("pg_ctl", |command| {
            command
                .args(["--wait", "--silent", "--log"])
                .arg(self.folder.join("log"))
                .arg("--pgdata")
                .arg(self.data())
                .args(["--options", &options])
                .args(arguments)
        });
    }

    fn run<'c>(
        &self,
        program: &str,
        with: impl for<'a> FnOnce(&'a mut Command) -> &'a mut Command + 'c,
    ) {
        let mut command = unprivileged(&self.programs.join(program));
        command.current_dir(&self.folder).stdout(Stdio::null());
        let status = with(&mut command).status().unwrap();
        assert!(status.success(), "{program}: {status}\n{}", self.log());
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let mut command = unprivileged(&self.programs.join("pg_ctl"));
        command
            .current_dir(&self.folder)
            .args(["stop", "--silent", "--mode=immediate", "--pgdata"])
            .arg(self.data());
        let _ = command.status();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The command as `nobody`, if this is root.
fn unprivileged(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=nobody", "--regid=nogroup", "--clear-groups"])
        .arg(program);
    command
}

fn is_root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}

/// A folder that belongs to the user of the database.
fn new_folder() -> PathBuf {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    // The path of a socket may not be long.
    let folder = env::temp_dir().join(format!("cors-fleet-{}-{number}", process::id()));
    fs::create_dir(&folder).unwrap();
    if is_root() {
        let mut command = Command::new("chown");
        let status = command.arg("nobody:nogroup").arg(&folder).status().unwrap();
        assert!(status.success());
    }
    folder
}

/// Where Debian puts the programs, of the newest version.
fn programs() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").unwrap();
    let versions = versions.map(|entry| entry.unwrap().path().join("bin"));
    versions
        .filter(|folder| folder.join("initdb").exists())
        .max()
        .unwrap()
}
