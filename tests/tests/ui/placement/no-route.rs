use cors_runtime::cors;

#[cors(origins = ["https://app.example.com"])]
async fn handler() -> &'static str {
    ""
}

fn main() {
    let _ = handler();
}
