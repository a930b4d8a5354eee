#!/usr/bin/env bash
# Runs every test, after installing what they need. Fails loudly; skips nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

# Browsers read the documentation that users get, and call APIs on other origins.
install() {
  apt-get update && apt-get install -y --no-install-recommends "$@"
}
command -v chromium >/dev/null || install chromium
command -v firefox-esr >/dev/null || install firefox-esr
ls /usr/lib/*/webkit2gtk-4.1/MiniBrowser >/dev/null 2>&1 || install webkit2gtk-driver
# Instructions are counted, and a server is put under load.
command -v valgrind >/dev/null || install valgrind
command -v wrk >/dev/null || install wrk
command -v xvfb-run >/dev/null || install xvfb xauth

# A proxy with planted faults is in front of a server.
[ -x /usr/sbin/nginx ] || install nginx

# A fuzzer is linked to what it feeds.
command -v c++ >/dev/null || install g++
command -v cargo-fuzz >/dev/null || cargo install --locked cargo-fuzz

renewed=$(sed -n 's/^Renewed: //p' cors-rules/data/README.md)
if [[ $(date -d "$renewed + 1 year" +%s) -lt $(date +%s) ]]; then
  echo "the public suffix list is of $renewed: renew it as cors-rules/data/README.md says" >&2
fi

cargo fmt --all --check
cargo clippy --workspace --all-targets -- -D warnings
cargo test --workspace
RUSTDOCFLAGS=-Dwarnings cargo doc --workspace --no-deps
cargo bench -p cors-benches --bench targets
cargo bench -p cors-benches --bench load
(cd fuzz && cargo fmt --check && cargo clippy --all-targets -- -D warnings)
for target in browser origins requests; do
  mkdir -p "fuzz/corpus/$target"
  cargo fuzz run --sanitizer none "$target" "fuzz/corpus/$target" "fuzz/seeds/$target" -- -seed=1 -runs=200000 -max_len=400
done
