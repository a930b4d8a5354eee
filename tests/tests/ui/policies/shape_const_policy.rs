cors_runtime::policy! {
    /// Partner sites.
    const PARTNERS = { origins = "*" };
}

fn main() {}
