//! Counts the allocations of every batch, and their bytes. A program of its own, because counting
//! takes instructions too.

#![allow(clippy::print_stdout)]

/// How many requests a batch has.
const BATCH: usize = 64;

#[actix_web::main]
async fn main() {
    for measured in cors_benches::all().await {
        let batch = measured.batch(BATCH);
        let counted = allocation_counter::measure(batch);
        let each = |sum: u64| sum / BATCH as u64;
        println!(
            "{} {}",
            each(counted.count_total),
            each(counted.bytes_total)
        );
    }
}
