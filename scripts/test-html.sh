#!/usr/bin/env bash
# Opens a page of the format `html` in a headless Chromium and behaves as a reader would.
# usage: scripts/test-html.sh [PROGRAM] [FOLDER FOR SCREENSHOTS]
# Needs Python 3 and Chromium (Debian: apt-get install chromium fonts-noto-cjk); installs nothing.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
program=$(realpath "${1:-$here/target/debug/jiaohe}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
shots=$(realpath -m "${2:-$work/shots}")

missing=0
need() { echo "missing: $1" >&2; missing=1; }
command -v python3 > /dev/null || need "python3"
browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[ -n "$browser" ] || need "chromium (Debian package chromium), or CHROMIUM=/path/to/it"
[ -x "$program" ] || need "$program (cargo build)"
[ "$missing" = 0 ] || exit 2

mkdir -p "$work/drafts" "$shots"
cp "$here"/tests/drafts/{party-building,county,hardwrap,clean}.txt "$work/drafts/"
# Many pages long, with little to find.
for i in $(seq 1 80); do
    printf '（%s）第%s项工作按要求完成，资料已经归档，有关同志均已签收。\n' "$i" "$i"
done > "$work/drafts/long.txt"
printf '全年组织开展*轮培训。\n' >> "$work/drafts/long.txt"
# Names and words that would like to be more than text.
printf '<script>window.hacked=1</script>有*个"部门'"'"'<img src=x onerror=window.hacked=2>；\0\xe2\x80\xaeabc有**个👨\xe2\x80\x8d👩村。\n' \
    | tr -d '\0' > "$work/drafts/<b onclick=window.hacked=3>&quot;.txt"
printf '\xff\xfe\x00' > "$work/drafts/broken.txt"

cd "$work"
"$program" check -f html --min-severity info --fail-on never -o page.html drafts || [ $? = 2 ]
"$program" --lang en check -f html --fail-on never -o one.html drafts/party-building.txt
python3 "$here/scripts/test_html.py" "$browser" "$work" "$shots"
