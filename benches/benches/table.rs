//! Prints what the requests of every contender cost: a Markdown table, with `-- time` also by the clock. Writes two
//! pictures (SVG): of usual requests, and against the number of origins and routes.

#![allow(clippy::print_stdout)]

use std::{env, fs, io, path::Path};

use cors_benches::{Contender, Cost, Programs, plot, request_bars};

fn main() -> io::Result<()> {
    let programs = Programs {
        requests: env!("CARGO_BIN_EXE_requests"),
        allocations: env!("CARGO_BIN_EXE_allocations"),
        folder: &Path::new(env!("CARGO_TARGET_TMPDIR")).join("table"),
    };
    let costs = if env::args().any(|argument| argument == "time") {
        programs.count_and_time()?
    } else {
        programs.count()?
    };
    println!(
        "| work | contender | instructions | × baseline | allocations | bytes | time × baseline |"
    );
    println!("|---|---|--:|--:|--:|--:|--:|");
    for cost in &costs {
        println!("{}", row(cost, baseline(&costs, cost)));
    }
    picture("requests.svg", &request_bars(&costs))?;
    picture("origins_and_routes.svg", &plot(&costs))
}

/// Writes a picture, and prints where.
fn picture(name: &str, svg: &str) -> io::Result<()> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&file, svg)?;
    eprintln!("{}", file.display());
    Ok(())
}

/// What a cost is compared with: the same without CORS; for a preflight, which no service answers without CORS,
/// actix-cors around the resource.
fn baseline<'a>(costs: &'a [Cost], cost: &Cost) -> &'a Cost {
    let of = |contender| {
        costs
            .iter()
            .find(|other| other.work == cost.work && other.contender == contender)
    };
    let plain = match cost.contender {
        Contender::Axum | Contender::TowerHttp => of(Contender::Axum),
        _ => of(Contender::Plain),
    };
    plain
        .or_else(|| of(Contender::ActixCorsResource))
        .unwrap_or(&costs[0])
}

fn row(cost: &Cost, baseline: &Cost) -> String {
    let time = match (cost.nanoseconds, baseline.nanoseconds) {
        (Some(time), Some(baseline)) => format!("{:.2}", time / baseline),
        _ => String::new(),
    };
    format!(
        "| {} | {} | {:.0} | {:.2} | {:.0} | {:.0} | {time} |",
        cost.work,
        cost.contender.name(),
        cost.instructions,
        cost.instructions / baseline.instructions,
        cost.allocations,
        cost.bytes,
    )
}
