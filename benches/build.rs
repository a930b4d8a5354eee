//! Generates the handlers with long policies and the long lists of routes.

use std::{env, error::Error, fmt::Write, fs, path::Path};

/// How many origins the policies name.
const LENGTHS: [usize; 4] = [1, 10, 1_000, 10_000];
const PATTERNS: usize = 100;
const ROUTES: usize = 200;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let mut code = String::new();
    for length in LENGTHS {
        let origins = (0..length).map(|index| format!("https://site-{index}.example.com"));
        handler(&mut code, &format!("exact_{length}"), true, origins)?;
    }
    let patterns = (0..PATTERNS).map(|index| format!("https://*.site-{index}.example.com"));
    handler(&mut code, "patterns", false, patterns)?;
    let long = (0..1_000).map(long_origin);
    handler(&mut code, "exact_long", true, long)?;
    routes(&mut code, "plain_routes", "")?;
    let cors = "#[cors_runtime::cors(origins = [\"https://site-0.example.com\"])]";
    routes(&mut code, "cors_routes", cors)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("handlers.rs"), code)?;
    Ok(())
}

/// As long as a host may be; the origins differ in the middle alone.
fn long_origin(index: usize) -> String {
    let label = "a".repeat(59);
    let middle = format!("{index:0>59}");
    format!("https://{label}.{label}.{middle}.{label}.example")
}

/// A handler with these origins, and a list of them for other middleware.
fn handler(
    code: &mut String,
    name: &str,
    credentials: bool,
    origins: impl Iterator<Item = String>,
) -> Result<(), Box<dyn Error>> {
    let origins: Vec<_> = origins.collect();
    let constant = name.to_uppercase();
    writeln!(
        code,
        "/// The origins of [`{name}`].
pub const {constant}: &[&str] = &{origins:?};

#[cors_runtime::cors(
    origins = {origins:?},
    allow_headers = [\"authorization\", \"content-type\"],
    max_age = 600,
    credentials = {credentials}
)]
#[allow(deprecated, reason = \"such lists belong into a database; here they are measured\")]
#[actix_web::get(\"/resource\")]
async fn {name}() -> &'static str {{
    \"ok\"
}}"
    )?;
    Ok(())
}

/// A module with many handlers, on static and on dynamic paths in turn, and a function that registers
/// those up to a number.
fn routes(code: &mut String, module: &str, attribute: &str) -> Result<(), Box<dyn Error>> {
    let (mut handlers, mut registrations) = (String::new(), String::new());
    for index in 0..ROUTES {
        let (segment, argument) = if index % 2 == 0 {
            ("", "")
        } else {
            ("/{id}", "_: actix_web::web::Path<u32>")
        };
        writeln!(
            handlers,
            "{attribute}
            #[actix_web::get(\"/route-{index}{segment}\")]
            pub async fn route_{index}({argument}) -> &'static str {{ \"ok\" }}"
        )?;
        writeln!(
            registrations,
            "if {index} < count {{ config.service(route_{index}); }}"
        )?;
    }
    writeln!(
        code,
        "pub mod {module} {{
            {handlers}
            #[allow(clippy::too_many_lines)]
            pub fn register(config: &mut actix_web::web::ServiceConfig, count: usize) {{
                {registrations}
            }}
        }}"
    )?;
    Ok(())
}
