#!/usr/bin/env python3
"""Writes N made-up posts as CSV: id, author, created_at, brand, text. For when the partners bring no generator of theirs.

Usage: make_posts.py ROWS OUT.csv [--days 365] [--brands 4] [--seed 0]

The texts are words in a row, shaped like short posts: common words often, rare ones seldom (Zipf), some names, tags,
links, capitals, lengthening and emoji. Nearly all differ. They mean nothing, and no effect in the file means anything.
The same arguments give the same bytes.
"""

import argparse
import csv
import datetime
import itertools
import random

COMMON = (
    "the to and a i you it is in of for my on that this me so have be with at just not was are we but what all they out "
    "up do get your like can when go one if now no how from know time day good as about will new he she there too more "
    "who see been love want really did again today why would still them going never then our even back after"
).split()
OPINION = (
    "good great love best happy thanks awesome amazing helpful friendly quick perfect easy nice fair glad smooth kind "
    "bad worst hate terrible slow late rude broken useless angry sad unfair lost waiting ignored charged cancelled "
    "okay fine maybe normal average expected usual"
).split()
THINGS = (
    "price bill refund points card app account phone call agent store queue delivery order parcel flight bag seat ticket "
    "signal network update screen battery support answer email password data privacy offer discount fee contract team "
    "member service coffee lunch train bus weather weekend game song film morning evening"
).split()
EMOJI = "😀 😂 😍 😡 😢 🙏 👍 👎 🎉 ❤️ 🔥 😴".split()
ONSETS = "b br c ch cl d dr f fl g gr h j k l m n p pl qu r s sh st t tr v w z".split()
VOWELS = "a e i o u ai ea oo ou".split()
ENDINGS = " n r s t l m nd rt st ng ly er ed".split(" ")
RARE_WORDS = 30_000


def vocabulary(rng):
    """Words and their cumulative weights."""
    topical = OPINION + THINGS
    rng.shuffle(topical)
    words = list(dict.fromkeys(COMMON + topical))
    seen = set(words)
    while len(words) < RARE_WORDS:
        syllables = rng.choices((1, 2, 3), (2, 5, 3))[0]
        word = "".join(rng.choice(ONSETS) + rng.choice(VOWELS) for _ in range(syllables)) + rng.choice(ENDINGS)
        if word not in seen:
            seen.add(word)
            words.append(word)
    return words, list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))


def text(rng, words, weights):
    """One post."""
    out = rng.choices(words, cum_weights=weights, k=rng.randint(5, 22))
    out[rng.randrange(len(out))] = rng.choice(OPINION)
    out[0] = out[0].capitalize()
    shape = rng.random()
    if shape < 0.25:
        out.insert(0, "@" + rng.choice(words))
    elif shape < 0.4:
        out.append("#" + rng.choice(words))
    elif shape < 0.5:
        out.append(f"http://example.org/{rng.getrandbits(40):x}")
    elif shape < 0.6:
        out.append(rng.choice(EMOJI))
    elif shape < 0.65:
        out[-1] = out[-1].upper() + "!!"
    elif shape < 0.7:
        out[-1] += out[-1][-1] * 4
    if shape > 0.5:
        out[len(out) // 2] += rng.choice((",", ".", "!", "?", ' "so"'))
    return " ".join(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int)
    parser.add_argument("out")
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--brands", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    words, weights = vocabulary(rng)
    start = datetime.datetime(2016, 1, 1)
    authors = max(10, arguments.rows * 3 // 8)
    with open(arguments.out, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "author", "created_at", "brand", "text"])
        for i in range(arguments.rows):
            at = start + datetime.timedelta(seconds=rng.randrange(arguments.days * 86_400))
            brand = chr(ord("A") + i % arguments.brands)
            writer.writerow(
                [10**9 + i, f"u{rng.randrange(authors)}", at.isoformat() + "Z", brand, text(rng, words, weights)]
            )


if __name__ == "__main__":
    main()
