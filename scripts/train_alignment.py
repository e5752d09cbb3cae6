#!/usr/bin/env python3
"""Learns the weights of rules/lexicon/alignment.tsv from drafts whose defects are marked.

train_alignment.py DUMP DRAFTS [CLEAN] [--write]

DUMP is the built program examples/alignment.rs. DRAFTS is what `practice.py unmark` writes: text
files named FOLDER-NUMBER.txt and gold.tsv (columns file, id, rule, line, col, len: a row for each
place of a slip, whose id begins with d). CLEAN is a folder of texts without conflicts. Prints what drafts of a folder left
out would give, then learns from all and, with --write, puts the weights into the table. Pairs
that the program never reports (column apart) are learned from but never count as found. Needs
numpy.
"""

import collections
import csv
import pathlib
import subprocess
import sys

import numpy

TABLE = pathlib.Path(__file__).resolve().parent.parent / "rules/lexicon/alignment.tsv"
THRESHOLDS = (0.9, 0.8, 0.7, 0.6, 0.55, 0.5, 0.45, 0.4, 0.3, 0.2, 0.1)
STRENGTH = 1 / 3  # of the regularisation


def pairs(dump, folder):
    """The candidates of each text: their names, two places each, and features."""
    files = [str(path) for path in sorted(folder.rglob("*.txt"))]
    run = subprocess.run([dump, *files], capture_output=True, text=True, encoding="utf-8")
    if run.returncode:
        sys.exit(f"{dump} failed: {run.stderr}")
    names, rows = None, []
    for line in run.stdout.splitlines():
        path, *fields = line.split("\t")
        if fields[0] == "line":
            names = fields[7:]
            continue
        spots = [tuple(map(int, fields[at : at + 3])) for at in (0, 3)]
        rows.append((pathlib.Path(path).name, spots, fields[6] != "-", list(map(float, fields[7:]))))
    return names, rows, sum(len(pathlib.Path(it).read_text("utf-8", "replace")) for it in files)


def meets(one, other):
    """Whether two places (line, column, length) overlap."""
    return one[0] == other[0] and one[1] < other[1] + other[2] and other[1] < one[1] + one[2]


def labelled(rows, gold):
    """Each candidate with the conflict that it is, or nothing; those within defects are left out."""
    kept = []
    for name, (first, second), apart, features in rows:
        defects = gold[name]
        hit = None
        for key, (rule, spots) in defects.items():
            one = {at for at, spot in enumerate(spots) if meets(first, spot)}
            other = {at for at, spot in enumerate(spots) if meets(second, spot)}
            if "figure-conflict" in rule and any(a != b for a in one for b in other):
                hit = (name, key)
        everywhere = [spot for _, spots in defects.values() for spot in spots]
        marked = [any(meets(it, spot) for spot in everywhere) for it in (first, second)]
        if hit or not all(marked):
            kept.append((name, hit, any(marked), apart, features))
    return kept


def fit(rows, labels):
    """Regularised logistic regression by Newton's method; the last weight is the bias."""
    full = numpy.hstack([rows, numpy.ones((len(rows), 1))])
    penalty = numpy.full(full.shape[1], STRENGTH)
    penalty[-1] = 1e-9
    weights = numpy.zeros(full.shape[1])
    for _ in range(30):
        chance = 1 / (1 + numpy.exp(-full @ weights))
        slope = full.T @ (chance - labels) + penalty * weights
        curve = (full * (chance * (1 - chance))[:, None]).T @ full + numpy.diag(penalty)
        step = numpy.linalg.solve(curve, slope)
        weights -= step
        if numpy.abs(step).max() < 1e-6:
            break
    return weights


def scores(rows, weights, apart):
    """How likely each pair is one quantity; nought for those that the program takes for two."""
    return numpy.where(apart, 0, 1 / (1 + numpy.exp(-(rows @ weights[:-1] + weights[-1]))))


def report(title, wanted, kept, chance, size, clean, clean_size):
    """Recall of conflicts, and pairs that are none, for each threshold."""
    best = collections.defaultdict(float)
    for (_, hit, *_), score in zip(kept, chance):
        if hit:
            best[hit] = max(best[hit], score)
    false = numpy.array([not hit and not marked for _, hit, marked, *_ in kept])
    print(title)
    for limit in THRESHOLDS:
        recall = sum(score >= limit for score in best.values()) / len(wanted)
        wrong = (false & (chance >= limit)).sum() * 1e4 / size
        line = f"  at {limit:.2f}: recall {recall:.2f}, false pairs per 10,000 {wrong:.2f}"
        if clean_size:
            line += f", in clean texts {(clean >= limit).sum() * 1e4 / clean_size:.2f}"
        print(line)


def write(names, weights):
    """Puts the weights into the table; its words stay."""
    learned = dict(zip([*names, "bias"], weights))
    lines = []
    for line in TABLE.read_text("utf-8").splitlines():
        name, *fields = line.split("\t")
        if name in learned:
            fields[0] = f"{learned[name]:.3f}"
        lines.append("\t".join([name, *fields]))
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")


def main():
    arguments = [it for it in sys.argv[1:] if it != "--write"]
    if len(arguments) < 2:
        sys.exit(__doc__)
    dump, drafts, *more = arguments
    drafts = pathlib.Path(drafts)
    gold = collections.defaultdict(dict)
    with open(drafts / "gold.tsv", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["id"].startswith("d"):
                spot = (int(row["line"]), int(row["col"]), int(row["len"]))
                gold[row["file"]].setdefault(row["id"], (row["rule"], []))[1].append(spot)
    wanted = [
        (name, key)
        for name, defects in gold.items()
        for key, (rule, spots) in defects.items()
        if "figure-conflict" in rule and len(spots) > 1
    ]
    names, rows, size = pairs(dump, drafts)
    kept = labelled(rows, gold)
    features = numpy.array([row[-1] for row in kept])
    labels = numpy.array([row[1] is not None for row in kept], float)
    apart = numpy.array([row[3] for row in kept])
    clean, clean_apart, clean_size = numpy.zeros((0, len(names))), numpy.zeros(0, bool), 0
    for folder in more:
        _, others, length = pairs(dump, pathlib.Path(folder))
        clean = numpy.vstack([clean, [row[-1] for row in others]])
        clean_apart = numpy.concatenate([clean_apart, [row[2] for row in others]]).astype(bool)
        clean_size += length
    parts = [numpy.arange(len(clean)) % 2 == 0, numpy.arange(len(clean)) % 2 == 1]

    def learn(chosen, half):
        both = numpy.vstack([features[chosen], clean[half]])
        return fit(both, numpy.concatenate([labels[chosen], numpy.zeros(half.sum())]))

    folders = numpy.array([row[0].split("-")[0] for row in kept])
    chance, other = numpy.zeros(len(kept)), numpy.zeros(parts[1].sum())
    for folder in sorted(set(folders)):
        weights = learn(folders != folder, parts[0])
        chance[folders == folder] = scores(
            features[folders == folder], weights, apart[folders == folder]
        )
        other += scores(clean[parts[1]], weights, clean_apart[parts[1]]) / len(set(folders))
    found = len({row[1] for row in kept if row[1]})
    print(f"{len(wanted)} conflicts in {size} characters; {found} have a candidate pair")
    report("one folder left out:", wanted, kept, chance, size, other, clean_size / 2)
    weights = learn(numpy.ones(len(kept), bool), parts[0] | parts[1])
    all_scores = scores(features, weights, apart), scores(clean, weights, clean_apart)
    report("learned from all:", wanted, kept, all_scores[0], size, all_scores[1], clean_size)
    for name, weight in sorted(zip([*names, "bias"], weights), key=lambda it: -abs(it[1])):
        print(f"  {weight:+.3f} {name}")
    if "--write" in sys.argv:
        write(names, weights)


if __name__ == "__main__":
    main()
