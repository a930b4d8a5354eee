//! nginx in front of the app, each time with another fault: the check names it, and finds nothing without one.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use crate::{program::probe, servers};

/// A fault, as nginx's configuration, and the names of what the check has to find.
const FAULTS: [(&str, &str, &[&str]); 12] = [
    ("none", "", &[]),
    (
        "doubled",
        "add_header Access-Control-Allow-Origin https://app.example.com always;",
        &["header-doubled", "other-origin-allowed"],
    ),
    (
        "wildcard",
        "proxy_hide_header Access-Control-Allow-Origin; add_header Access-Control-Allow-Origin * always;",
        &["wildcard-added"],
    ),
    (
        "reflected",
        "proxy_hide_header Access-Control-Allow-Origin; add_header Access-Control-Allow-Origin $http_origin always;",
        &["granted-to-stranger", "other-origin-allowed"],
    ),
    ("vary", "proxy_hide_header Vary;", &["vary-missing"]),
    (
        "options-405",
        "if ($request_method = OPTIONS) { return 405; }",
        &["options-refused"],
    ),
    (
        "options-200",
        "if ($request_method = OPTIONS) { return 204; }",
        &["options-answered-elsewhere"],
    ),
    (
        "redirect",
        "return 301 https://$host$request_uri;",
        &["redirected"],
    ),
    (
        "authentication",
        "auth_basic api; auth_basic_user_file PASSWORDS;",
        &["authentication-in-front"],
    ),
    (
        "credentials",
        "proxy_hide_header Access-Control-Allow-Credentials;",
        &["credentials-removed"],
    ),
    (
        "origin-removed",
        "proxy_set_header Origin '';",
        &["origin-header-removed", "options-refused", "route-missing"],
    ),
    (
        "cached",
        "proxy_cache one; proxy_cache_valid 200 1m; proxy_ignore_headers Vary Cache-Control;",
        &["other-origin-allowed"],
    ),
];

/// A proxy, one process, that ends with the test.
struct Proxy(Child);

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn each_fault_of_a_proxy_is_named() {
    assert!(nginx().exists(), "nginx is missing: apt-get install nginx");
    let server = servers::plain();
    let file = servers::declared("proxied");
    for (name, fault, expected) in FAULTS {
        let (_proxy, port) = start(name, fault, server.port);
        let base = format!("http://127.0.0.1:{port}");
        let run = probe(&[
            "--routes",
            file.to_str().unwrap(),
            "--base",
            &base,
            "--rate",
            "1000",
            "--json",
        ]);
        let json = run.json();
        let found: Vec<_> = json["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["drift"].as_str().unwrap())
            .collect();
        assert_eq!(
            run.status,
            i32::from(!expected.is_empty()),
            "{name}: {json:#}"
        );
        assert!(expected.is_empty() == found.is_empty(), "{name}: {json:#}");
        for drift in expected.iter().take(1) {
            assert!(found.contains(drift), "{name}: {json:#}");
        }
        for drift in found {
            assert!(expected.contains(&drift), "{name} is not {drift}: {json:#}");
        }
    }
}

fn nginx() -> PathBuf {
    PathBuf::from("/usr/sbin/nginx")
}

/// nginx with a configuration of its own, in a folder of its own.
fn start(name: &str, fault: &str, server: u16) -> (Proxy, u16) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("nginx-{name}"));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("passwords"), "").unwrap();
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let fault = fault.replace("PASSWORDS", folder.join("passwords").to_str().unwrap());
    let folder_name = folder.display();
    let configuration = format!(
        "daemon off; master_process off; pid {folder_name}/pid; error_log {folder_name}/error.log;
        events {{ worker_connections 64; }}
        http {{
            access_log off;
            client_body_temp_path {folder_name}/body; proxy_temp_path {folder_name}/proxy;
            fastcgi_temp_path {folder_name}/f; uwsgi_temp_path {folder_name}/u; scgi_temp_path {folder_name}/s;
            proxy_cache_path {folder_name}/cache keys_zone=one:1m;
            server {{ listen 127.0.0.1:{port}; location / {{ {fault} proxy_pass http://127.0.0.1:{server}; }} }}
        }}"
    );
    let file = folder.join("nginx.conf");
    fs::write(&file, configuration).unwrap();
    let child = Command::new(nginx())
        .arg("-c")
        .arg(&file)
        .arg("-e")
        .arg(folder.join("error.log"))
        .spawn()
        .unwrap();
    let proxy = Proxy(child);
    let deadline = Instant::now() + Duration::from_secs(20);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(
            Instant::now() < deadline,
            "nginx does not start: {}",
            fs::read_to_string(folder.join("error.log")).unwrap_or_default()
        );
        thread::yield_now();
    }
    (proxy, port)
}
