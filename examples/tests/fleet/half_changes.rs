//! No request is answered by a set that never existed.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use crate::{
    fleet::{Fleet, SERVERS},
    server::Connection,
    short_or_long,
};

/// Each change adds a site to two tenants, and later ones remove it from both. If one tenant has the change, the other one
/// has it when it is asked next; and so has each one before.
#[test]
fn a_change_of_two_tenants_is_never_seen_at_one_of_them_only() {
    let fleet = Fleet::start();
    let changes = short_or_long(200, 1_000);
    for what in ["add", "remove"] {
        let next = AtomicUsize::new(0);
        let seen: usize = thread::scope(|scope| {
            let readers: Vec<_> = fleet
                .servers
                .iter()
                .map(|server| {
                    let (page, next) = (server.connect(), &next);
                    scope.spawn(move || watch(page, next, changes, what == "add"))
                })
                .collect();
            let end = End(&next, changes);
            for number in 0..changes {
                next.store(number, Ordering::Release);
                let site = site(number);
                let change = format!(
                    r#"[{{"tenant": "a", "{what}": ["{site}"]}}, {{"tenant": "b", "{what}": ["{site}"]}}]"#
                );
                // On a busy machine, the first acknowledgement may be late.
                let server = &fleet.servers[number % SERVERS];
                while server.connect().change(&change).unwrap().is_none() {}
            }
            drop(end);
            readers
                .into_iter()
                .map(|reader| reader.join().unwrap())
                .sum()
        });
        println!(
            "{what}: {changes} changes of two tenants, seen {seen} times while they came into force, halves: 0"
        );
        assert!(
            seen * 10 >= changes,
            "the changes were hardly looked at: {seen}"
        );
    }
}

/// Ends the watch, even if the test fails before.
struct End<'n>(&'n AtomicUsize, usize);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(self.1, Ordering::Release);
    }
}

fn site(number: usize) -> String {
    format!("https://shop-{number}.example")
}

/// Looks at the change that is under way until it is over. How often it was seen as it came into force.
fn watch(mut page: Connection, next: &AtomicUsize, changes: usize, is_added: bool) -> usize {
    let mut has =
        |tenant: &str, number: usize| page.is_allowed(tenant, &site(number)).unwrap() == is_added;
    let (mut seen, mut last) = (0, usize::MAX);
    for turn in 0_usize.. {
        let number = next.load(Ordering::Acquire);
        if number == changes {
            break;
        }
        let (first, second) = if turn.is_multiple_of(2) {
            ("a", "b")
        } else {
            ("b", "a")
        };
        if has(first, number) {
            // A busy server that cannot follow the database in time denies all sites, and then the first one too.
            let is_whole = has(second, number) || !has(first, number);
            assert!(is_whole, "half of change {number} is in force");
            let is_in_order = number == 0 || has(first, number - 1) || !has(first, number);
            assert!(is_in_order, "change {number} came before the one before it");
            seen += usize::from(last != number);
            last = number;
        }
    }
    seen
}
