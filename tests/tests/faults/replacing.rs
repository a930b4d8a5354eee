//! A set of origins that is replaced as fast as possible while clients ask.

use std::{
    io::Write,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
    time::Instant,
};

use actix_web::{get, web::ServiceConfig};
use cors_runtime::{SharedOrigins, cors};

use crate::support::{STRANGER, Server, read_head};

const ALWAYS: &str = "https://always.example";
const CLIENTS: usize = 4;
const REQUESTS: usize = 1_000;

static ORIGINS: SharedOrigins = SharedOrigins::new();

#[cors(origins = dynamic(ORIGINS), credentials)]
#[get("/")]
async fn data() -> &'static str {
    ""
}

fn app(app: &mut ServiceConfig) {
    app.service(data);
}

/// Puts one of two sets after the other in place until the clients are done; an invalid one in between changes nothing.
fn replace(is_over: &AtomicBool) -> usize {
    let mut replaced = 0;
    while !is_over.load(Ordering::Relaxed) {
        ORIGINS.replace([ALWAYS, "https://*.one.example"]).unwrap();
        assert!(ORIGINS.replace([STRANGER, "https://one.example/"]).is_err());
        ORIGINS.replace([ALWAYS, "https://two.example"]).unwrap();
        replaced += 2;
    }
    replaced
}

/// Asks for an origin that is in every set, and for one that is in none.
fn ask(server: &Server, wrong: &AtomicUsize) {
    let mut stream = server.connect();
    for number in 0..REQUESTS {
        let origin = if number % 2 == 0 { ALWAYS } else { STRANGER };
        let head = format!("GET / HTTP/1.1\r\nHost: localhost\r\nOrigin: {origin}\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        let answer = read_head(&mut stream);
        let is_granted = answer.values("access-control-allow-origin") == [origin];
        if is_granted != (origin == ALWAYS) {
            wrong.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[test]
fn a_set_that_is_replaced_all_the_time_is_never_half_there() {
    ORIGINS.replace([ALWAYS]).unwrap();
    let (server, is_over) = (Server::with_workers(2, app), AtomicBool::new(false));
    let (wrong, begin) = (AtomicUsize::new(0), Instant::now());
    let replaced = thread::scope(|scope| {
        let replacing = scope.spawn(|| replace(&is_over));
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| scope.spawn(|| ask(&server, &wrong)))
            .collect();
        for client in clients {
            client.join().unwrap();
        }
        is_over.store(true, Ordering::Relaxed);
        replacing.join().unwrap()
    });
    println!("replaced {replaced} times in {:?}", begin.elapsed());
    assert_eq!(wrong.into_inner(), 0);
    assert!(replaced > 1_000, "only {replaced} times");
}
