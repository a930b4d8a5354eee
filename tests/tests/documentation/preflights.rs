//! The commands on the pages of handlers, run by a shell as a reader would paste them, against a server that has these
//! handlers.

use std::{
    net::TcpListener,
    process::Command,
    sync::{LazyLock, mpsc},
    thread,
};

use actix_web::{App, HttpServer, rt::System};
use cors_documented::{accounts, health, second, shop};

use crate::reader::read;

/// Every page with a command, and the origin that its policy names first.
const PAGES: [(&str, &str); 8] = [
    (
        "accounts/sessions/struct.session",
        "https://app.example.com",
    ),
    ("accounts/struct.put_account", "https://app.example.com"),
    ("second/struct.find_accounts", "https://app.example.com"),
    ("second/struct.undocumented", "https://app.example.com"),
    ("shop/offers/struct.list_offers", "https://a.example"),
    ("shop/offers/struct.put_offer", "https://a.example"),
    ("shop/struct.rates", "*"),
    ("struct.health", "*"),
];

#[test]
fn the_preflight_on_a_handlers_page_is_allowed_when_it_is_pasted() {
    for (page, origin) in PAGES {
        let commands = &read()
            .page(&format!("cors_documented/{page}.html"))
            .commands;
        let [command] = commands.as_slice() else {
            panic!("{page} has {commands:?}");
        };
        let response = pasted(command);
        assert!(response.starts_with("HTTP/1.1 204 "), "{page}: {response}");
        let allowed = format!("access-control-allow-origin: {origin}\r\n");
        assert!(response.contains(&allowed), "{page}: {response}");
    }
}

#[test]
fn an_origin_that_only_the_program_knows_is_left_to_the_reader() {
    let page = read().page("cors_documented/shop/struct.cart.html");
    let response = pasted(&page.commands[0]);
    assert!(response.starts_with("HTTP/1.1 403 "), "{response}");
}

/// The response that a reader sees.
fn pasted(command: &str) -> String {
    let address = address();
    assert!(command.contains("http://localhost:8080/"), "{command}");
    let command = command.replace("localhost:8080", address);
    let output = Command::new("sh").args(["-c", &command]).output();
    let response = String::from_utf8(output.expect("a shell is installed").stdout);
    response.unwrap().to_lowercase().replacen("http", "HTTP", 1)
}

/// Where the server listens.
fn address() -> &'static str {
    static ADDRESS: LazyLock<String> = LazyLock::new(|| {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let (started, waiting) = mpsc::channel();
        thread::spawn(move || {
            System::new().block_on(async move {
                let app = || {
                    App::new()
                        .service((accounts::sessions::session, accounts::put_account))
                        .service((second::find_accounts, second::undocumented))
                        .service((shop::offers::list_offers, shop::offers::put_offer))
                        .service((shop::rates, shop::cart, health))
                };
                let server = HttpServer::new(app).workers(1).disable_signals();
                let server = server.listen(listener).unwrap().run();
                started.send(()).unwrap();
                server.await.unwrap();
            });
        });
        waiting.recv().unwrap();
        address.to_string()
    });
    &ADDRESS
}
