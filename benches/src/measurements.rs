//! What was measured: counts from valgrind and from an allocator, and the clock's word.

use std::{
    fs, io,
    path::Path,
    process::{Command, Output},
};

use crate::{
    Contender,
    handlers::{EXACT_10, VARIABLE},
    sheet,
};

/// What one request of a contender's work costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Cost {
    /// Who.
    pub contender: Contender,
    /// What; tables show it.
    pub work: String,
    /// Instructions.
    pub instructions: f64,
    /// Calls of the allocator.
    pub allocations: f64,
    /// Bytes asked of the allocator.
    pub bytes: f64,
    /// The fastest time seen, where the clock was asked.
    pub nanoseconds: Option<f64>,
}

/// The programs that do the work.
#[derive(Debug, Clone, Copy)]
pub struct Programs<'a> {
    /// The program `requests`.
    pub requests: &'a str,
    /// The program `allocations`.
    pub allocations: &'a str,
    /// A folder for valgrind's files.
    pub folder: &'a Path,
}

impl Programs<'_> {
    /// Counts everything in one run.
    ///
    /// # Errors
    /// If a program cannot be run, or fails; valgrind is one of them.
    pub fn count(self) -> io::Result<Vec<Cost>> {
        let instructions = self.instructions()?;
        let allocations = text(with_origins(self.allocations).output()?)?;
        let names = sheet();
        if instructions.len() != names.len() || allocations.lines().count() != names.len() {
            return Err(io::Error::other("not everything was measured"));
        }
        let costs = names.into_iter().zip(instructions).zip(allocations.lines());
        costs
            .map(|(((contender, work), instructions), counted)| {
                let (allocations, bytes) = counted.split_once(' ').unwrap_or((counted, ""));
                Ok(Cost {
                    contender,
                    work,
                    instructions,
                    allocations: number(allocations)?,
                    bytes: number(bytes)?,
                    nanoseconds: None,
                })
            })
            .collect()
    }

    /// Counts everything, and asks the clock.
    ///
    /// # Errors
    /// As for [`count`](Self::count).
    pub fn count_and_time(self) -> io::Result<Vec<Cost>> {
        let mut costs = self.count()?;
        let times = text(with_origins(self.requests).arg("time").output()?)?;
        for (cost, line) in costs.iter_mut().zip(times.lines()) {
            cost.nanoseconds = Some(number(line)?);
        }
        Ok(costs)
    }

    /// One file for each time that the counted function returned.
    fn instructions(self) -> io::Result<Vec<f64>> {
        if self.folder.exists() {
            fs::remove_dir_all(self.folder)?;
        }
        fs::create_dir_all(self.folder)?;
        let file = self.folder.join("callgrind");
        let output = with_origins("valgrind")
            .arg("--tool=callgrind")
            .arg(format!("--callgrind-out-file={}", file.display()))
            .args([
                "--toggle-collect=*::counted_batch",
                "--dump-after=*::counted_batch",
            ])
            .arg(self.requests)
            .output()
            .map_err(|error| io::Error::new(error.kind(), format!("valgrind: {error}")))?;
        let batch = number(text(output)?.trim())?;
        (1..=sheet().len())
            .map(|part| Ok(sum(&file.with_extension(part.to_string()))? / batch))
            .collect()
    }
}

/// A program whose environment names the origins that one of the handlers reads there.
fn with_origins(program: &str) -> Command {
    let mut command = Command::new(program);
    command.env(VARIABLE, EXACT_10.join(","));
    command
}

/// The sum in a file that valgrind wrote.
fn sum(file: &Path) -> io::Result<f64> {
    let profile = fs::read_to_string(file)?;
    let totals = profile
        .lines()
        .find_map(|line| line.strip_prefix("totals:"))
        .ok_or_else(|| io::Error::other(format!("{}: no sum", file.display())))?;
    number(totals.trim())
}

fn text(output: Output) -> io::Result<String> {
    if !output.status.success() {
        let error = String::from_utf8_lossy(&output.stderr);
        return Err(io::Error::other(error.into_owned()));
    }
    String::from_utf8(output.stdout).map_err(io::Error::other)
}

fn number(text: &str) -> io::Result<f64> {
    text.parse()
        .map_err(|error| io::Error::other(format!("`{text}`: {error}")))
}
