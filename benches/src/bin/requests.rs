//! Sends every batch once, for valgrind to count, or many times, against the clock.
//! Run by the table; `requests` counts, `requests time` measures and prints nanoseconds.

#![allow(clippy::print_stdout)]

use std::{env, hint::black_box, time::Instant};

use cors_benches::Measured;

/// How many requests a batch has.
const BATCH: usize = 64;
const ROUNDS: usize = 60;

#[actix_web::main]
async fn main() {
    let all = cors_benches::all().await;
    if env::args().nth(1).as_deref() == Some("time") {
        for nanoseconds in fastest(&all) {
            println!("{nanoseconds}");
        }
        return;
    }
    for measured in &all {
        counted_batch(Box::new(measured.batch(BATCH)));
    }
    println!("{BATCH}");
}

/// valgrind counts inside this function alone, and writes its sum whenever it returns.
#[inline(never)]
fn counted_batch(batch: Box<dyn FnOnce()>) {
    black_box(batch)();
}

/// The nanoseconds for a request, in the fastest of many rounds. Everyone takes part in every round,
/// so that a slow moment of the machine is nobody's disadvantage.
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
