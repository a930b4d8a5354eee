use cors_runtime::cors;

pub struct Handler;

impl Handler {
    #[cors(origins = ["https://app.example.com"])]
    pub async fn get(&self) -> &'static str {
        ""
    }
}

fn main() {
    let _ = Handler.get();
}
