cors_runtime::policy! {
    /// Partner sites.
    static PARTNERS: Policy = { origins = "*" };
}

fn main() {}
