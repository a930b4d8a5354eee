#!/usr/bin/env bash
# Runs every test, after installing what they need. Fails loudly; skips nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

# A browser reads the documentation that users get.
command -v chromium >/dev/null || apt-get install -y --no-install-recommends chromium

cargo fmt --all --check
cargo clippy --workspace --all-targets -- -D warnings
cargo test --workspace
RUSTDOCFLAGS=-Dwarnings cargo doc --workspace --no-deps
