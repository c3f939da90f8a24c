#!/usr/bin/env python3
"""Does the average of a portfolio cover the truth where events share comparisons and fall into each other's windows?

Usage: bench/portfolio_coverage.py COMITY [RUNS [BRANDS]]

Makes RUNS portfolios (default 120) of 70 events over BRANDS brands (default 24) in one year, five scored posts a brand and day: brands share a
swing and have autocorrelated noise of their own; each event lifts its brand by N(.1, .05²) for 28 days, whatever its
participation. Prints how often the interval of the average holds .1, how far averages spread beside their standard error,
and how often participation is called a finding at p ≤ .05. COMITY is the binary. A second or two a portfolio.
"""

import datetime
import json
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile

START, DAYS, POSTS, EVENTS = datetime.date(2025, 1, 1), 365, 5, 70
AVERAGE, SPREAD, LASTS = 0.1, 0.05, 28


def write(seed, brands, folder):
    """One portfolio: posts and events. The same seed gives the same files."""
    rng = random.Random(seed)
    events = [
        (i % brands, rng.randrange(100, 330), rng.randint(0, 28), rng.gauss(AVERAGE, SPREAD)) for i in range(EVENTS)
    ]
    swing = [0.0] * DAYS
    for t in range(1, DAYS):
        swing[t] = 0.5 * swing[t - 1] + rng.gauss(0, 0.05)
    posts, table = folder / "posts.csv", folder / "events.csv"
    with open(posts, "w", encoding="utf-8") as file:
        file.write("id,author,date,brand,score\n")
        for brand in range(brands):
            level = 0.0
            for t in range(DAYS):
                level = 0.4 * level + rng.gauss(0, 0.1)
                lifted = sum(effect for of, day, _, effect in events if of == brand and day <= t < day + LASTS)
                for post in range(POSTS):
                    score = level + swing[t] + lifted + rng.gauss(0, 0.4)
                    key = f"{brand}-{t}-{post}"
                    file.write(f"{key},a{key},{START + datetime.timedelta(days=t)},B{brand:02d},{score:.3f}\n")
    with open(table, "w", encoding="utf-8") as file:
        file.write("unit,time,participation\n")
        for brand, day, participation, _ in events:
            file.write(f"B{brand:02d},{START + datetime.timedelta(days=day)},{participation}\n")
    return posts, table


def main():
    if len(sys.argv) not in (2, 3, 4):
        sys.exit(__doc__)
    numbers = [int(number) for number in sys.argv[2:]] + [120, 24][len(sys.argv) - 2 :]
    binary, (runs, brands) = sys.argv[1], numbers
    held, found, estimates, errors = 0, 0, [], []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(runs):
            posts, table = write(seed, brands, pathlib.Path(folder))
            command = [binary, "portfolio", posts, "--events", table, "--score", "score", "--json"]
            said = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
            low, high = said["pooled"]["interval"]
            held += low <= AVERAGE <= high
            estimates.append(said["pooled"]["estimate"])
            errors.append(said["pooled"]["se"])
            found += next(m for m in said["moderators"] if m["name"] == "participation")["p"] <= 0.05
    print(f"{runs} portfolios: the interval held the average effect in {held / runs:.1%}")
    print(f"averages: mean {statistics.mean(estimates):.4f}, spread {statistics.stdev(estimates):.4f},", end=" ")
    print(f"standard error as told {statistics.mean(errors):.4f}")
    print(f"participation, which had nothing to do with it, at p ≤ .05 in {found / runs:.1%}")


if __name__ == "__main__":
    main()
