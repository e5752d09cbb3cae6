#!/usr/bin/env bash
# Compares two builds of jiaohe on the same drafts, as ratios of medians.
# usage: scripts/compare.sh OLD NEW [RUNS]
set -euo pipefail
old=${1:?the older program} new=${2:?the newer program} runs=${3:-21}
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

draft=$here/tests/drafts/party-building.txt
cp "$draft" "$work/one.txt"
mkdir "$work/many"
for i in $(seq 1 1000); do cp "$draft" "$work/many/$i.txt"; done
for _ in $(seq 1 200); do cat "$draft"; done > "$work/long.txt"

python3 - "$old" "$new" "$runs" "$work" <<'PY'
import statistics, subprocess, sys, time
old, new, runs, work = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
def once(program, path):
    start = time.perf_counter()
    subprocess.run([program, "check", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000
for name in ("one.txt", "long.txt", "many"):
    path, count = f"{work}/{name}", runs if name != "many" else max(3, runs // 5)
    times = {old: [], new: []}
    for _ in range(count):                      # in turn, so that both see the same machine
        for program in (old, new):
            times[program].append(once(program, path))
    a, b = statistics.median(times[old]), statistics.median(times[new])
    print(f"{name:10} old {a:8.1f} ms   new {b:8.1f} ms   new/old {b / a:.2f}")
PY
