//! Pictures, fonts and videos: shown from anywhere, but read back only if the policy allows it.

use actix_files::{Files, NamedFile};
use actix_web::{
    get,
    web::{self, Path, ServiceConfig},
};
use cors_runtime::{cors, policy};

const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/bin/gallery/media");

policy! {
    /// A layer for files that any page may read.
    pub(crate) static PUBLIC_FILES = { origins = "*", methods = [GET, HEAD] };

    /// A layer for files of another site.
    pub(crate) static PARTNER_FILES = {
        origins = ["https://partner.example"],
        methods = [GET, HEAD],
    };
}

pub(super) fn services(services: &mut ServiceConfig) {
    services
        .service(media_allowed)
        .service(media_refused)
        .service(
            web::scope("/files/public")
                .wrap(PUBLIC_FILES.layer())
                .service(Files::new("", FILES)),
        )
        .service(
            web::scope("/files/partner")
                .wrap(PARTNER_FILES.layer())
                .service(Files::new("", FILES)),
        );
}

/// Pages on this machine may look into the file.
#[cors(origins = ["http://localhost:*"])]
#[get("/media/allowed/{name}")]
async fn media_allowed(name: Path<String>) -> actix_web::Result<NamedFile> {
    open(&name)
}

/// Pages of another site may.
#[cors(origins = ["https://app.example.com"])]
#[get("/media/refused/{name}")]
async fn media_refused(name: Path<String>) -> actix_web::Result<NamedFile> {
    open(&name)
}

fn open(name: &str) -> actix_web::Result<NamedFile> {
    let name = match name {
        "picture.png" | "shape.png" | "square.ttf" | "frames.webm" => name,
        _ => return Err(actix_web::error::ErrorNotFound("no such file")),
    };
    Ok(NamedFile::open(format!("{FILES}/{name}"))?)
}
