use cors_runtime::cors;

pub struct Handler;

#[cors(origins = ["https://app.example.com"])]
impl Handler {
    pub fn new() -> Self {
        Self
    }
}

fn main() {
    let _ = Handler::new();
}
