"""The files of posts: made once for each size, kept in a cache, described beside themselves.

As a program: posts.py POSTS.csv writes POSTS.texts.txt (the texts, one a line, at most a million) and POSTS.facts.json.
It is a program because a process that has read ten million posts is large, and the kernel would count that against
every process it starts.
"""

import csv
import dataclasses
import json
import os
import pathlib
import sys

from . import BenchError, child

TEXTS_AT_MOST = 1_000_000
COUNTED_AT_MOST = 1_000_000
LEAST_DISTINCT = 0.95


@dataclasses.dataclass(frozen=True)
class Posts:
    """One file of posts, ready to be measured."""

    path: pathlib.Path
    rows: int
    bytes: int
    distinct_share: float
    texts: pathlib.Path
    texts_rows: int


def prepare(rows, generator, cache):
    """The file of that many posts by that generator (a script that takes ROWS and OUT.csv); made where it is missing."""
    kind = "own" if generator == own_generator() else "tweets"
    path = cache / f"posts-{kind}-{rows}.csv"
    if not path.exists():
        part = path.with_suffix(".part")
        child.run([sys.executable, generator, str(rows), part], keep_output=False)
        part.rename(path)
    facts = path.with_suffix(".facts.json")
    if not facts.exists():
        child.run([sys.executable, "-m", "harness.posts", path], environment={"PYTHONPATH": str(_bench())})
    known = json.loads(facts.read_text(encoding="utf-8"))
    if known["rows"] != rows:
        raise BenchError(f"{path} holds {known['rows']} posts, not {rows}; delete it and it will be made again")
    return Posts(
        path=path,
        rows=rows,
        bytes=path.stat().st_size,
        distinct_share=known["distinct_share"],
        texts=path.with_suffix(".texts.txt"),
        texts_rows=min(rows, TEXTS_AT_MOST),
    )


def own_generator():
    """The generator that comes with the benchmark."""
    return _bench() / "make_posts.py"


def warm(posts):
    """Reads the file once, so that nobody measured pays for the disk."""
    with open(posts.path, "rb", buffering=0) as file:
        buffer = bytearray(1 << 20)
        while file.readinto(buffer):
            pass


def _bench():
    return pathlib.Path(__file__).resolve().parents[1]


def _describe(path):
    """Writes the texts and the facts of a file of posts."""
    csv.field_size_limit(1 << 30)
    rows, texts, hashes = 0, path.with_suffix(".texts.txt"), set()
    # Of ten million texts one hash value in ten is watched; a text that repeats has the same hash every time.
    every = max(1, _lines(path) // COUNTED_AT_MOST)
    watched = 0
    with open(path, newline="", encoding="utf-8") as file, open(texts, "w", encoding="utf-8", newline="\n") as out:
        for row in csv.DictReader(file):
            rows += 1
            text = " ".join(row["text"].split())
            if rows <= TEXTS_AT_MOST:
                out.write(text + "\n")
            key = hash(text)
            if key % every == 0:
                watched += 1
                hashes.add(key)
    facts = {"rows": rows, "distinct_share": round(len(hashes) / max(1, watched), 4)}
    part = path.with_suffix(".facts.part")
    part.write_text(json.dumps(facts) + "\n", encoding="utf-8")
    os.replace(part, path.with_suffix(".facts.json"))


def _lines(path):
    with open(path, "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


if __name__ == "__main__":
    _describe(pathlib.Path(sys.argv[1]))
