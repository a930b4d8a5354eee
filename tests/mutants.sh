#!/usr/bin/env bash
# Mutation testing of a change: changes what the last commit, or $CORS_BASE..HEAD, wrote in the parts below, one place at a
# time, and fails if no test notices. It tries about $CORS_MUTANTS places in all, spread evenly, and prints how many of how
# many it tried in each part.
set -euo pipefail
cd "$(dirname "$0")/.."
base=${CORS_BASE:-HEAD~1}
most=${CORS_MUTANTS:-6}
parts=(cors-rules cors-macros cors-runtime)

# The files of a part, and the quickest tests that notice a mistake in them: arguments of `cargo mutants` and of `cargo test`.
part() {
  case $1 in
    cors-rules) files=('cors-rules/src/**') packages=(cors-rules) tests=(--all-targets) ;;
    cors-macros) files=('cors-macros/src/arguments/**') packages=(cors-macros) tests=(--lib) ;;
    cors-runtime)
      files=('cors-runtime/src/protocol/**' 'cors-runtime/src/actix/**') packages=(cors-runtime cors-tests)
      tests=(--lib --test=app_cors --test=inspector --test=refusals --test=run_time --test=server)
      ;;
  esac
}

# A tree: with the empty one, which is in every repository, all code is a change.
if ! git rev-parse --quiet --verify "$base^{tree}" >/dev/null; then
  echo "no mutants: there is no commit $base to compare with" >&2
  exit 0
fi
# A tree of its own, because files are changed, and binaries of its own, because cargo tells the files of two trees apart by
# their times only.
scratch=$(mktemp -d)
repository=$PWD
trap 'git -C "$repository" worktree remove --force "$scratch/tree"; rm -r "$scratch"' EXIT
git worktree add --quiet --detach "$scratch/tree" HEAD
git diff "$base" HEAD -- '*.rs' > "$scratch/change.diff"
export CARGO_TARGET_DIR=$PWD/target/mutants CARGO_PROFILE_DEV_DEBUG=0 CARGO_PROFILE_TEST_DEBUG=0
cd "$scratch/tree"

mutants() {
  cargo mutants --in-diff "$scratch/change.diff" "${files[@]/#/--file=}" "$@"
}

# Without a value, bash takes an array without keys for an unset variable.
declare -A found=()
for name in "${parts[@]}"; do
  part "$name"
  count=$(mutants --list | wc -l)
  if [[ $count -gt 0 ]]; then found[$name]=$count; fi
done
if [[ ${#found[@]} -eq 0 ]]; then
  echo "the change has no mutants in ${parts[*]}" >&2
  exit 0
fi
most_of_part=$(((most + ${#found[@]} - 1) / ${#found[@]}))

# How many mutants of the part ended like this.
ended() {
  wc -l < "$scratch/$name/mutants.out/$1.txt"
}

survived=0
for name in "${parts[@]}"; do
  count=${found[$name]:-0}
  if [[ $count -eq 0 ]]; then continue; fi
  part "$name"
  # If tests fail without a mutant, every mutant would count as noticed.
  cargo test --quiet "${packages[@]/#/--package=}" "${tests[@]}" >&2
  shards=$(((count + most_of_part - 1) / most_of_part))
  mkdir "$scratch/$name"
  status=0
  # Status 3: tests did not end, which counts as noticed. Arguments behind `--` would choose the tests that run, not those that
  # are built.
  mutants --in-place --output "$scratch/$name" --sharding round-robin --shard "0/$shards" --baseline skip --timeout 120 \
    --test-package "$(IFS=,; echo "${packages[*]}")" "${tests[@]/#/--cargo-arg=}" >&2 || status=$?
  if [[ $status -ne 0 && $status -ne 2 && $status -ne 3 ]]; then exit "$status"; fi
  missed=$(ended missed) caught=$(ended caught) hung=$(ended timeout) unviable=$(ended unviable)
  echo "$name: tried $((missed + caught + hung + unviable)) of $count mutants: $caught noticed, $hung made tests hang," \
    "$unviable did not compile, $missed not noticed" >&2
  survived=$((survived + missed))
done
if [[ $survived -ne 0 ]]; then
  echo "no test notices $survived mutants: write one that does, or give the reason in .cargo/mutants.toml" >&2
  exit 1
fi
