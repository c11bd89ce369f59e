#!/bin/sh
# Reading and scoring a million decisions, beside DuckDB's group-by and jq over the same files, in
# one run:  tests/bench/score.sh [WORK_FOLDER]
# Needs nodejs, npm and jq; builds what it measures.
set -eu
. "$(dirname "$0")/../../scripts/setup.sh"
# shellcheck disable=SC2086 # one word a package
need_packages $bench_packages libcmocka-dev jq time
work=${1:-${TMPDIR:-/tmp}/offscript-bench-score}
mkdir -p "$work/duckdb"
build=$builds/build-bench
[ -d "$build" ] || meson setup "$build" "$root" --buildtype=release >/dev/null
ninja -C "$build" tests/bench/score_read tests/support/generate-logs engine/commands/offscript >/dev/null
if [ ! -d "$work/logs" ]; then
    "$build/tests/support/generate-logs" --out "$work/logs" --agents 625 --scenarios 200 --nodes 8 --per-file 4000
fi
(cd "$work/duckdb" && [ -d node_modules/@duckdb ] || npm install --silent @duckdb/node-api >/dev/null)
cat "$work/logs/"*.jsonl >/dev/null # into the page cache, for everybody alike
du -sh "$work/logs"
echo "--- reading into columns"
for _ in 1 2 3; do "$build/tests/bench/score_read" "$work/logs"; done
echo "--- offscript score --by scenario (the same group-by)"
for _ in 1 2 3; do
    /usr/bin/time -f '%e s, %U s of processor, %M KiB' \
        "$build/engine/commands/offscript" score "$work/logs" --by scenario --json >"$work/scenario.json"
done
echo "--- offscript score --by agent (with the estimation)"
/usr/bin/time -f '%e s, %U s of processor, %M KiB' \
    "$build/engine/commands/offscript" score "$work/logs" --json >"$work/agent.json"
echo "--- DuckDB"
for _ in 1 2 3; do (cd "$work/duckdb" && node "$root/tests/bench/score_duckdb.mjs" "$work/logs"); done
echo "--- jq"
# shellcheck disable=SC2016 # jq's own variables
/usr/bin/time -f '%e s, %U s of processor, %M KiB' \
    sh -c 'cat "$1"/*.jsonl | jq -n "reduce (inputs | select(.type == \"decision\" or .type == \"timeout\")) as \$r
        ({}; .[\$r.scenario] |= {n: (.n + 1), credit: (.credit + \$r.credit)})" | tail -n 1' sh "$work/logs"
