#!/bin/sh
# Calibrating 30 decisions on 500 agents, beside R packages from Debian on the same responses, in one
# run:  tests/bench/score_calibrate.sh [WORK_FOLDER [full]]
# "full" adds lme4 with the Laplace approximation, which takes minutes.
set -eu
. "$(dirname "$0")/../../scripts/setup.sh"
# shellcheck disable=SC2086 # one word a package
need_packages $play_packages libcmocka-dev jq time r-base-core r-cran-erm r-cran-lme4
work=${1:-${TMPDIR:-/tmp}/offscript-bench-calibrate}
mkdir -p "$work"
build=$builds/build-bench
[ -d "$build" ] || meson setup "$build" "$root" --buildtype=release >/dev/null
ninja -C "$build" tests/support/generate-logs engine/commands/offscript >/dev/null
[ -d "$work/logs" ] || "$build/tests/support/generate-logs" --out "$work/logs" --agents 500 \
    --scenarios 10 --nodes 3 --seed 5 --per-file 5000
for _ in 1 2 3; do
    /usr/bin/time -f '{"program":"offscript calibrate","seconds":%e,"processor":%U,"kib":%M}' \
        "$build/engine/commands/offscript" calibrate "$work/logs" --json >"$work/calibration.json"
done
{
    echo agent,scenario,node,category
    cat "$work/logs/"*.jsonl | jq -r 'select(.type == "decision") | [.agent, .scenario, .node, .category] | @csv'
} >"$work/responses.csv"
Rscript "$root/tests/bench/score_calibrate.R" "$work/responses.csv" ${2+full}
