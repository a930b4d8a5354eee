//! TLS and HTTP/2: a certificate that no machine trusts, and one that the user names.

use std::{fs, path::PathBuf, sync::Arc};

use rustls::{
    ServerConfig,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};

use crate::{program::probe, servers};

fn certificate() -> (ServerConfig, PathBuf) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("localhost.pem");
    fs::write(&file, made.cert.pem()).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let config =
        ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .unwrap();
    (config, file)
}

#[test]
fn a_named_certificate_is_trusted_and_no_other() {
    let (config, file) = certificate();
    let server = servers::secure(config);
    let url = format!("https://localhost:{}/users/7", server.port);
    let ask = [
        "PUT",
        url.as_str(),
        "--page",
        "https://app.example.com",
        "--credentials",
    ];

    let run = probe(&ask);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(
        run.stdout.contains("the TLS connection to") && run.stdout.contains("--cacert"),
        "{}",
        run.stdout
    );

    let trusted = probe(&[&ask[..], &["--cacert", file.to_str().unwrap()]].concat());
    assert_eq!(trusted.status, 0, "{trusted:?}");
    assert!(
        trusted.stdout.contains("< x-version: HTTP/2.0"),
        "{}",
        trusted.stdout
    );
    assert!(
        trusted.stdout.contains("readable: status 200"),
        "{}",
        trusted.stdout
    );
}
