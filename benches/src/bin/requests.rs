//! Sends every batch once, for valgrind to count, or many times, against the clock.
//! Run by the table: `requests` counts, `requests time` measures and prints nanoseconds. For a profile:
//! `valgrind --tool=callgrind --toggle-collect='*::counted_batch' requests only '#[cors]' 'GET, allowed'`;
//! every contender at once, or the origins from the environment, need `CORS_BENCHES_ORIGINS` to name some.

#![allow(clippy::print_stdout)]

use std::{env, hint::black_box, time::Instant};

use cors_benches::Measured;

/// How many requests a batch has.
const BATCH: usize = 64;
const ROUNDS: usize = 60;

#[actix_web::main]
async fn main() {
    let arguments: Vec<_> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => {
            cors_benches::all().await.iter().for_each(count);
            println!("{BATCH}");
        }
        ["time"] => {
            for nanoseconds in fastest(&cors_benches::all().await) {
                println!("{nanoseconds}");
            }
        }
        ["only", contender, work] => {
            cors_benches::only(|who, what| {
                who.name().replace('`', "") == contender && what == work
            })
            .await
            .iter()
            .for_each(count);
        }
        _ => panic!("unknown arguments"),
    }
}

fn count(measured: &Measured) {
    counted_batch(Box::new(measured.batch(BATCH)));
}

/// valgrind counts inside this function alone, and writes its sum whenever it returns.
#[inline(never)]
fn counted_batch(batch: Box<dyn FnOnce()>) {
    black_box(batch)();
}

/// The nanoseconds for a request, in the fastest of many rounds. Every contender takes part in every round,
/// so that a slow moment of the machine affects all of them.
fn fastest(all: &[Measured]) -> Vec<u128> {
    let mut fastest = vec![u128::MAX; all.len()];
    for _ in 0..ROUNDS {
        for (measured, fastest) in all.iter().zip(&mut fastest) {
            let batch = measured.batch(BATCH);
            let start = Instant::now();
            batch();
            *fastest = (*fastest).min(start.elapsed().as_nanos());
        }
    }
    fastest
        .into_iter()
        .map(|batch| batch / BATCH as u128)
        .collect()
}
