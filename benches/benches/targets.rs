//! Counts instructions, and fails if a request costs more than it may. Counts are the same on a busy
//! machine, so this can gate.

#![allow(clippy::print_stdout)]

use std::{io, path::Path};

use cors_benches::{Contender, Cost, Programs};

fn main() -> io::Result<()> {
    let programs = Programs {
        requests: env!("CARGO_BIN_EXE_requests"),
        allocations: env!("CARGO_BIN_EXE_allocations"),
        folder: &Path::new(env!("CARGO_TARGET_TMPDIR")).join("targets"),
    };
    let costs = programs.count()?;
    println!("| what | measured | target |\n|---|--:|--:|");
    let mut missed = Vec::new();
    for target in targets() {
        // The hash tables of the framework have a new seed in each run: the third digit is chance.
        let ratio = (target.ratio(&costs)? * 100.0).round() / 100.0;
        println!("| {target} | {ratio:.2} | {:.2} |", target.most);
        if ratio > target.most {
            missed.push(target.to_string());
        }
    }
    if missed.is_empty() {
        return Ok(());
    }
    Err(io::Error::other(format!("missed: {}", missed.join("; "))))
}

/// What one request may cost, as a share of another.
struct Target {
    contender: Contender,
    work: &'static str,
    baseline: (Contender, &'static str),
    most: f64,
}

fn targets() -> Vec<Target> {
    let at_most = |most, work, who, baseline| Target {
        contender: Contender::Cors,
        work,
        baseline: (who, baseline),
        most,
    };
    let plain = |most, work| at_most(most, work, Contender::Plain, work);
    let actix_cors = |most, work| at_most(most, work, Contender::ActixCorsResource, work);
    let app_cors = |most, work| Target {
        contender: Contender::AppCors,
        ..plain(most, work)
    };
    let own = |most, work, baseline| at_most(most, work, Contender::Cors, baseline);
    vec![
        plain(1.0, "GET without Origin"),
        plain(1.0, "GET, denied"),
        plain(1.0, "GET, any origin"),
        plain(1.0, "GET, allowed"),
        plain(1.0, "GET, allowed, exposed header"),
        plain(1.0, "GET, 10 origins"),
        plain(1.0, "GET, last of 200 routes"),
        app_cors(1.05, "GET without Origin"),
        app_cors(1.15, "GET, allowed"),
        actix_cors(0.5, "preflight, 2 headers"),
        actix_cors(0.5, WITH_PARAMETER),
        Target {
            contender: Contender::AppCors,
            ..actix_cors(0.5, WITH_PARAMETER)
        },
        Target {
            contender: Contender::AppCors,
            baseline: (Contender::ActixCorsApp, WITH_PARAMETER),
            ..actix_cors(0.5, WITH_PARAMETER)
        },
        actix_cors(0.5, "preflight, any origin"),
        actix_cors(0.55, "preflight, allowed"),
        own(1.05, "preflight, 64 KiB of headers", "preflight, 2 headers"),
        own(1.05, "GET, 10 000 origins", "GET, allowed"),
        own(
            1.1,
            "GET, 1 000 of the longest origins",
            "GET, 1 000 origins",
        ),
        own(
            2.0,
            "GET, 100 patterns, longest origin",
            "GET, 100 patterns, last",
        ),
        own(1.3, "GET, 100 000 shared origins", "GET, allowed"),
        own(1.35, "GET, 1 000 tenants of 100 origins", "GET, allowed"),
        actix_cors(0.5, "GET, 100 patterns, last"),
        actix_cors(0.5, "GET, 100 patterns, denied"),
    ]
}

const WITH_PARAMETER: &str = "preflight, 2 headers, path with a parameter";

impl Target {
    fn ratio(&self, costs: &[Cost]) -> io::Result<f64> {
        let of = |contender, work: &str| {
            costs
                .iter()
                .find(|cost| cost.contender == contender && cost.work == work)
                .map(|cost| cost.instructions)
                .ok_or_else(|| io::Error::other(format!("`{work}` was not measured")))
        };
        let (contender, work) = self.baseline;
        Ok(of(self.contender, self.work)? / of(contender, work)?)
    }
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (contender, work) = self.baseline;
        if self.contender == Contender::AppCors {
            f.write_str("with `AppCors`: ")?;
        }
        write!(f, "{} / {}", self.work, contender.name())?;
        if work == self.work {
            return Ok(());
        }
        write!(f, ", {work}")
    }
}
