#!/usr/bin/env bash
# Runs every test, after installing what they need. Prints what it installs, each stage, and how long it took. Stops at the
# first failure. Skips nothing but the check for advisories, if their database cannot be reached; then its last line says so.
set -euo pipefail
cd "$(dirname "$0")/.."

# Prints the stage that begins, and the time that the one before took.
stage() {
  if [[ -n ${current:-} ]]; then echo "== $current: $((SECONDS - began)) s" >&2; fi
  current=$1 began=$SECONDS
  echo "== $current" >&2
}
trap 'status=$?; if [[ $status -ne 0 ]]; then echo "== failed: ${current:-start}" >&2; fi' EXIT

stage "what is installed"
packages=()
# Browsers read the documentation that users get, and call APIs on other origins.
command -v chromium >/dev/null || packages+=(chromium)
command -v firefox-esr >/dev/null || packages+=(firefox-esr)
ls /usr/lib/*/webkit2gtk-4.1/MiniBrowser >/dev/null 2>&1 || packages+=(webkit2gtk-driver)
command -v xvfb-run >/dev/null || packages+=(xvfb xauth)
# The commands in the documentation of handlers are run.
command -v curl >/dev/null || packages+=(curl)
# Instructions are counted, and a server is put under load.
command -v valgrind >/dev/null || packages+=(valgrind)
command -v wrk >/dev/null || packages+=(wrk)
# A proxy with planted faults is in front of a server.
[[ -x /usr/sbin/nginx ]] || packages+=(nginx)
# The servers of the fleet share a database, which their tests start and remove.
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || packages+=(postgresql)
# A fuzzer is linked to what it feeds.
command -v c++ >/dev/null || packages+=(g++)
if [[ ${#packages[@]} -gt 0 ]]; then
  echo "installing Debian packages: ${packages[*]}" >&2
  apt-get update
  # PostgreSQL: only the programs, without a database that starts with the system.
  if [[ " ${packages[*]} " == *" postgresql "* && ! -e /etc/postgresql-common/createcluster.conf ]]; then
    mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
  fi
  DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 apt-get install -y --no-install-recommends "${packages[@]}"
fi
# Formatting and lints are checked.
components=()
cargo fmt --version >/dev/null 2>&1 || components+=(rustfmt)
cargo clippy --version >/dev/null 2>&1 || components+=(clippy)
# An editor's server reads the standard library's sources.
rust-analyzer --version >/dev/null 2>&1 || components+=(rust-analyzer)
[[ -d $(rustc --print sysroot)/lib/rustlib/src/rust/library ]] || components+=(rust-src)
if [[ ${#components[@]} -gt 0 ]]; then
  echo "installing components of the toolchain: ${components[*]}" >&2
  rustup component add "${components[@]}"
fi
if ! command -v cargo-fuzz >/dev/null; then
  echo "installing cargo-fuzz" >&2
  cargo install --locked cargo-fuzz
fi
if ! command -v cargo-mutants >/dev/null; then
  echo "installing cargo-mutants" >&2
  # Without optimisation it installs in one minute.
  cargo install --locked --debug cargo-mutants --version 27.1.0
fi
if ! command -v cargo-deny >/dev/null; then
  echo "installing cargo-deny" >&2
  # Without optimisation and debug information it installs in one minute.
  CARGO_PROFILE_DEV_DEBUG=0 cargo install --locked --debug cargo-deny --version 0.20.2
fi

renewed=$(sed -n 's/^Renewed: //p' cors-rules/data/README.md)
if [[ $(date -d "$renewed + 1 year" +%s) -lt $(date +%s) ]]; then
  echo "the public suffix list is of $renewed: renew it as cors-rules/data/README.md says" >&2
fi

stage "format"
cargo fmt --all --check
stage "lints"
cargo clippy --workspace --all-targets -- -D warnings
stage "licences, sources and advisories of the dependencies"
cargo deny check licenses bans sources
# Advisories change by the day, not with the code: they are printed here and at the end, and do not fail the run.
if ! timeout 120 cargo deny fetch db; then
  advisories="ADVISORIES WERE NOT LOOKED FOR: their database is out of reach"
elif cargo deny check advisories; then
  advisories="no advisory is about a dependency"
else
  advisories="ADVISORIES ARE ABOUT DEPENDENCIES: see the output of cargo deny"
fi
echo "$advisories" >&2
stage "tests"
cargo test --workspace
stage "other crates"
(cd tests/peers && cargo fmt --check && cargo test --locked)
stage "documentation"
RUSTDOCFLAGS=-Dwarnings cargo doc --workspace --no-deps
stage "packages, as they are published"
package() {
  cargo package --package cors-rules --package cors-macros --package cors-runtime --package cors-browser \
    --package cors-inspector --package cors-probe --allow-dirty --no-verify
}
package
checksums=$(sha256sum target/package/*.crate)
package
if [[ $(sha256sum target/package/*.crate) != "$checksums" ]]; then
  echo "packages of the same sources differ" >&2
  exit 1
fi
stage "the lowest versions of the dependencies"
oldest=$(mktemp -d)
tar --create --exclude=target --exclude=./.git . | tar --extract --directory="$oldest"
crates='"cors-rules", "cors-macros", "cors-runtime", "cors-browser", "cors-inspector", "cors-probe"'
# Without this variable, a stable cargo does not resolve to the lowest versions.
(cd "$oldest" && sed --in-place "s/^members = .*/members = [$crates]/" Cargo.toml &&
  RUSTC_BOOTSTRAP=1 cargo update --quiet -Z direct-minimal-versions &&
  export CARGO_TARGET_DIR="$OLDPWD/target/oldest" &&
  cargo check --workspace --all-features &&
  # What is relied on inside actix-web is tested with its oldest release too; the generator of paths has to be newer.
  cargo update --quiet proptest && cargo test --package cors-runtime --lib router)
rm -r "$oldest"
stage "cost of a request"
cargo bench -p cors-benches --bench targets
stage "load"
cargo bench -p cors-benches --bench load
stage "mutants of the change"
# Most changes of documents have none.
CORS_BASE=HEAD tests/mutants.sh
tests/mutants.sh
stage "fuzzing"
(cd fuzz && cargo fmt --check && RUSTFLAGS="--cfg fuzzing" cargo clippy -- -D warnings)
# Each target replays its seeds, and gets as many inputs as it can try in some seconds.
fuzz() {
  mkdir -p "fuzz/corpus/$1"
  cargo fuzz run --sanitizer none "$1" "fuzz/corpus/$1" "fuzz/seeds/$1" -- -seed=1 -runs="$2" -max_len=400
}
fuzz attribute 30000
fuzz browser 200000
fuzz connection 30000
fuzz environment 100000
fuzz named_policies 30000
fuzz origins 200000
fuzz requests 50000
fuzz router 5000
stage "done"
echo "$advisories" >&2
