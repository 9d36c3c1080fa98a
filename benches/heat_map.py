"""Draws the heat map of `lagesbild export jamforelse` with matplotlib, as a user would by a script, and times the drawing.

    python heat_map.py jamforelse.csv [ROUNDS]

Same rows, columns, numbers and size in pixels as our own; prints the middle of the rounds in milliseconds. Imports and
the reading of the file are not timed.
"""
import csv, io, statistics, sys, time

import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt

rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig")))
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
names = list(dict.fromkeys(row["organisation"] for row in rows))
areas = list(dict.fromkeys(row["area_name"] for row in rows))
count = {(row["organisation"], row["area_name"]): row["total"] for row in rows}
grid = [[float(count.get((name, area)) or "nan") for area in areas] for name in names]


def draw(format, dpi):
    figure, axes = plt.subplots(figsize=(12.0, 16.5))
    axes.imshow(grid, cmap="Blues", aspect="auto")
    axes.set_xticks(range(len(areas)), areas, rotation=45, ha="right")
    axes.set_yticks(range(len(names)), names)
    for y, name in enumerate(names):
        for x, area in enumerate(areas):
            axes.text(x, y, count.get((name, area)) or "–", ha="center", va="center")
    axes.set_title("Åtgärder per organisation och område")
    figure.tight_layout()
    out = io.BytesIO()
    figure.savefig(out, format=format, dpi=dpi)
    plt.close(figure)
    return len(out.getvalue())


for format, dpi in (("svg", 100), ("png", 200)):
    draw(format, dpi)
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        draw(format, dpi)
        took.append((time.perf_counter() - start) * 1000)
    print(f"matplotlib {format} {statistics.median(took):.1f} ms")
