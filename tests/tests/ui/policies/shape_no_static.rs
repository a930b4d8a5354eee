cors_runtime::policy! {
    /// Partner sites.
    pub PARTNERS = { origins = "*" };
}

fn main() {}
