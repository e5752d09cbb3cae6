#!/usr/bin/env python3
"""Works with the practice drafts of tests/practice: real slips of hand, marked where they stand.

practice.py unmark FOLDER OUT [LEFT-OUT…]   writes the drafts without marks, and gold.tsv
practice.py score JIAOHE OUT                what a build finds of the slips, and what it invents

A draft NAME.marked.txt holds ⟦d1|words⟧ for each place of the slip d1 and ⟦t1|words⟧ for the trap
t1, which only looks wrong. NAME.gold.tsv says which rule each belongs to and how sure it is.
Sub-folders named after OUT are left out: S is kept for judging and never learned from.
"""

import collections
import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile

OPEN = re.compile(r"⟦([dt]\d+)\|")
COLUMNS = ["file", "id", "rule", "certainty", "line", "col", "len", "note"]
FOUND = ("error", "warning")


def unmarked(marked):
    """The text without its marks, and each mark as (id, line, column, length)."""
    text, places, opened, at = [], [], [], 0
    while at < len(marked):
        mark = OPEN.match(marked, at)
        if mark:
            opened.append((mark[1], len(text)))
            at = mark.end()
        elif marked[at] == "⟧":
            name, start = opened.pop()
            before = "".join(text[:start])
            line, column = before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1
            places.append((name, line, column, len(text) - start))
            at += 1
        else:
            text.append(marked[at])
            at += 1
    if opened:
        raise ValueError(f"mark {opened[-1][0]} is not closed")
    return "".join(text), places


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def unmark(folder, out, left_out):
    """Writes the drafts of `folder` without marks, named FOLDER-NAME.txt, and gold.tsv."""
    out.mkdir(parents=True, exist_ok=True)
    gold = []
    for path in sorted(folder.rglob("*.marked.txt")):
        if path.parent.name in left_out:
            continue
        stem = path.name.removesuffix(".marked.txt")
        name = f"{path.parent.name}-{stem}.txt"
        text, places = unmarked(path.read_text("utf-8"))
        known = {row["id"]: row for row in rows(path.with_name(stem + ".gold.tsv"))}
        if set(known) != {place[0] for place in places}:
            sys.exit(f"{path}: marks and gold.tsv name other ids")
        (out / name).write_text(text, "utf-8")
        for key, line, column, length in sorted(places, key=lambda it: it[1:3]):
            row = known[key]
            gold.append([name, key, row["rule"], row["certainty"], line, column, length, row["note"]])
    lines = ["\t".join(map(str, row)) for row in [COLUMNS, *gold]]
    (out / "gold.tsv").write_text("\n".join(lines) + "\n", "utf-8")


def touches(place, row):
    start = (place["line"], place["column"])
    end = (place["end_line"], place["end_column"])
    line, column = int(row["line"]), int(row["col"])
    return start < (line, column + int(row["len"])) and (line, column) < end


def score(jiaohe, folder):
    """Prints recall by rule and by certainty, and the findings that touch no slip."""
    command = [jiaohe, "check", "--format", "json", "--min-severity", "info", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if run.returncode not in (0, 1):
        sys.exit(run.stderr)
    files = {pathlib.Path(it["path"]).name: it["diagnostics"] for it in json.loads(run.stdout)["files"]}
    slips = collections.defaultdict(list)
    for row in rows(folder / "gold.tsv"):
        if row["id"].startswith("d"):
            slips[row["file"], row["id"]].append(row)
    tally = collections.defaultdict(lambda: [0, 0])
    for (name, _), places in slips.items():
        loud = [it for it in files.get(name, []) if it["severity"] in FOUND]
        hit = any(touches(place, row) for it in loud for place in it["places"] for row in places)
        for key in (places[0]["certainty"], places[0]["rule"].split("/")[0]):
            tally[key][0] += hit
            tally[key][1] += 1
    invented = collections.Counter()
    for name, findings in files.items():
        marked = [row for (file, _), places in slips.items() if file == name for row in places]
        for it in findings:
            if not any(touches(place, row) for place in it["places"] for row in marked):
                invented[it["severity"], it["rule"]] += 1
    size = sum(len((folder / name).read_text("utf-8")) for name in files)
    for key, (hits, count) in sorted(tally.items()):
        print(f"{key:24} {hits:4} of {count:4}  {hits / count:.2f}")
    print(f"findings that touch no slip, per 10,000 of {size} characters:")
    for (severity, rule), count in sorted(invented.items()):
        print(f"  {severity:8} {rule:32} {count:4}  {count * 1e4 / size:.2f}")


def main():
    match sys.argv[1:]:
        case ["unmark", folder, out, *left_out]:
            unmark(pathlib.Path(folder), pathlib.Path(out), left_out)
        case ["score", jiaohe, folder]:
            folder = pathlib.Path(folder)
            if (folder / "gold.tsv").exists():
                score(jiaohe, folder)
            else:
                with tempfile.TemporaryDirectory() as out:
                    unmark(folder, pathlib.Path(out), [])
                    score(jiaohe, pathlib.Path(out))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
