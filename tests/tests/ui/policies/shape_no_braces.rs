cors_runtime::policy! {
    /// Partner sites.
    static PARTNERS = origins = "*";
}

fn main() {}
