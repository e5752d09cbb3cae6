#!/usr/bin/env python3
"""Prints what jiaohe says of labelled pairs of figures.

pairs.py JIAOHE PAIRS.tsv FOLDER…

A row of PAIRS.tsv holds an id, a file, two quotes with the figure in 【】, and the verdict of a
person: `conflict` means that both figures speak of one quantity, `not` that they do not; `arith-`
rows speak of sums and are judged by the rules of sums, the others by figure-conflict. Where a
text of the folders holds both quotes, the pair is judged in it; other pairs are stitched into one
draft, the first quote as its introduction and the second under a heading.
"""

import collections
import json
import pathlib
import subprocess
import sys
import tempfile

LEVELS = {None: "silent", "info": "info", "warning": "warning", "error": "error"}
SUMS = ["total-mismatch", "part-exceeds-total", "share-mismatch", "growth-mismatch"]
RANK = ["silent", "info", "warning", "error"]


def plain(quote):
    """The quote as it stands in a text, and where its marked figure begins and ends."""
    before, _, rest = quote.partition("【")
    inside, _, after = rest.partition("】")
    text = (before + inside + after).replace("⏎", "\n")
    return text, len(before), len(before) + len(inside)


def place(text, quote):
    """The range of the marked words of `quote` in `text`, or nothing."""
    words, start, end = plain(quote)
    at = text.find(words)
    return None if at < 0 else (at + start, at + end)


def stitched(first, second):
    """Both quotes as one draft, with the ranges of their marked words."""
    one, other = plain(first), plain(second)
    head = "工作总结\n" + one[0].replace("\n", "") + "。\n一、工作情况\n"
    text = head + other[0].replace("\n", "") + "。\n"
    at = text.index("\n") + 1
    return text, (at + one[1], at + one[2]), (len(head) + other[1], len(head) + other[2])


def check(jiaohe, folder):
    """The findings on figures in each file of `folder`, as character ranges."""
    command = [jiaohe, "check", "--format", "json", "--min-severity", "info", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if run.returncode not in (0, 1):
        sys.exit(f"{jiaohe} failed: {run.stderr}")
    found = collections.defaultdict(list)
    for file in json.loads(run.stdout)["files"]:
        name = pathlib.Path(file["path"]).name
        data = (folder / name).read_bytes()
        for item in file["diagnostics"]:
            rule = item["rule"].split("/")[-1]
            if rule == "figure-conflict" or rule in SUMS:
                spans = [place["span"] for place in item["places"]]
                ranges = [[len(data[:at].decode("utf-8", "ignore")) for at in it] for it in spans]
                found[name].append((item["severity"], rule in SUMS, ranges))
    return found


def meets(span, spot):
    return span[0] < spot[1] and spot[0] < span[1]


def main():
    jiaohe, table, *folders = sys.argv[1:]
    lines = pathlib.Path(table).read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    texts = [
        path.read_text(encoding="utf-8", errors="replace").lstrip("\ufeff")
        for folder in folders
        for path in sorted(pathlib.Path(folder).rglob("*.txt"))
    ]
    cases = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for row in rows:
            first, second = row[2], row[3]
            whole = next((it for it in texts if place(it, first) and place(it, second)), None)
            if whole:
                case = (whole, place(whole, first), place(whole, second))
            else:
                case = stitched(first, second)
            (folder / f"{row[0]}.txt").write_bytes(case[0].encode())
            cases.append((row, "text" if whole else "stitched", case))
        found = check(jiaohe, folder)
    counts = collections.Counter()
    for row, kind, (_, first, second) in cases:
        levels = [
            severity
            for severity, of_sums, spans in found[f"{row[0]}.txt"]
            if of_sums == row[4].startswith("arith")
            and any(meets(it, first) for it in spans) and any(meets(it, second) for it in spans)
        ]
        level = max((LEVELS[it] for it in levels), key=RANK.index, default="silent")
        counts[row[4], level] += 1
        print("\t".join([row[0], row[4], level, kind, row[5]]))
    print()
    for (verdict, level), count in sorted(counts.items()):
        print(f"{verdict:16} {level:8} {count}")


if __name__ == "__main__":
    main()
