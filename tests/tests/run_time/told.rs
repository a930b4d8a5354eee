//! What the program tells `tracing`, from whatever thread.

use std::{
    io,
    sync::{Mutex, Once},
};

static TOLD: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Listens from now on.
pub(crate) fn listen() {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        tracing_subscriber::fmt()
            .with_writer(|| Listener)
            .with_ansi(false)
            .init();
    });
}

/// The lines that have the word.
pub(crate) fn about(word: &str) -> Vec<String> {
    let told = TOLD.lock().unwrap();
    let text = String::from_utf8_lossy(&told);
    let lines = text.lines().filter(|line| line.contains(word));
    lines.map(String::from).collect()
}

struct Listener;

impl io::Write for Listener {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        TOLD.lock().unwrap().extend(text);
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
