#!/usr/bin/env python3
"""Makes up the votes of a large conversation: people of three minds, unequal in number and in how much they vote.

Usage: make_votes.py PEOPLE STATEMENTS VOTES OUT.csv [--seed 1]

Columns voter, statement, vote and time (seconds), in the order of time. Few people vote on much and many on little, statements
that came late are seen by fewer, and one vote in fifty replaces an earlier one, so that the number of votes that count is a
little smaller than asked for. The same arguments give the same bytes.
"""

import argparse
import csv
import math
import random
import sys

MINDS = (0.48, 0.32, 0.20)
REVOTES = 0.02


def arguments(argv):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("people", type=int)
    parser.add_argument("statements", type=int)
    parser.add_argument("votes", type=int)
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(argv)


def loads(people, statements, votes, draw):
    """How many votes each person casts: log-normal, scaled so that they sum to `votes`, at most one a statement."""
    raw = [math.exp(draw.gauss(0, 0.9)) for _ in range(people)]
    low, high = 0.0, float(statements)
    for _ in range(60):
        scale = (low + high) / 2
        total = sum(min(statements, max(1, round(scale * r))) for r in raw)
        low, high = (scale, high) if total < votes else (low, scale)
    return [min(statements, max(1, round(high * r))) for r in raw]


def conversation(people, statements, votes, seed):
    """Votes as (time, person, statement, vote), in the order of time."""
    draw = random.Random(seed)
    leanings = [[draw.gauss(0.3, 1.8) for _ in range(statements)] for _ in MINDS]
    seen = [1.0 / (1.0 + 2.0 * s / statements) for s in range(statements)]
    rows = []
    for person, load in enumerate(loads(people, statements, int(votes / (1 + REVOTES)), draw)):
        mind = draw.choices(range(len(MINDS)), MINDS)[0]
        passes = 0.05 + 0.2 * draw.random()
        # Without replacement in proportion to `seen`: the largest of u^(1/w) (Efraimidis and Spirakis 2006).
        keys = sorted(range(statements), key=lambda s: -(draw.random() ** (1.0 / seen[s])))
        start = draw.randrange(30 * 86_400)
        for place, statement in enumerate(keys[:load]):
            time = start + 8 * place
            rows.append((time, person, statement, vote(leanings[mind][statement], passes, draw)))
            if draw.random() < REVOTES:
                rows.append((time + 4, person, statement, vote(leanings[mind][statement], passes, draw)))
    rows.sort()
    return rows


def vote(leaning, passes, draw):
    if draw.random() < passes:
        return 0
    return 1 if draw.random() < 1.0 / (1.0 + math.exp(-leaning)) else -1


def main(argv=None):
    asked = arguments(argv)
    with open(asked.out, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["voter", "statement", "vote", "time"])
        for time, person, statement, value in conversation(asked.people, asked.statements, asked.votes, asked.seed):
            out.writerow([person, statement, value, time])
    return 0


if __name__ == "__main__":
    sys.exit(main())
