#!/usr/bin/env bash
# Mutation testing of the rules: changes what the last commit, or $CORS_BASE..HEAD, wrote in cors-rules, one place at a
# time, and fails if no test notices. It tries at most $CORS_MUTANTS places, spread evenly, and prints how many of how many.
set -euo pipefail
cd "$(dirname "$0")/.."
base=${CORS_BASE:-HEAD~1}
most=${CORS_MUTANTS:-6}
if ! git rev-parse --quiet --verify "$base^{commit}" >/dev/null; then
  echo "no mutants: there is no commit $base to compare with" >&2
  exit 0
fi
# A tree of its own, because files are changed, and binaries of its own, because cargo tells the files of two trees apart by
# their times only.
scratch=$(mktemp -d)
repository=$PWD
trap 'git -C "$repository" worktree remove --force "$scratch/tree"; rm -r "$scratch"' EXIT
git worktree add --quiet --detach "$scratch/tree" HEAD
git diff "$base" HEAD > "$scratch/change.diff"
export CARGO_TARGET_DIR=$PWD/target/mutants CARGO_PROFILE_DEV_DEBUG=0 CARGO_PROFILE_TEST_DEBUG=0

options=(--in-diff "$scratch/change.diff" --package cors-rules)
cd "$scratch/tree"
count=$(cargo mutants --list "${options[@]}" | wc -l)
if [[ $count -eq 0 ]]; then
  echo "the change has no mutants" >&2
  exit 0
fi
shards=$(((count + most - 1) / most))
echo "one mutant in $shards, of $count" >&2
cargo mutants --in-place --output "$scratch" "${options[@]}" --sharding round-robin --shard "0/$shards" \
  --minimum-test-timeout 120
