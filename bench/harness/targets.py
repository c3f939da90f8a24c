"""From figures to rows of ratios, each beside its target."""

import dataclasses
import math

STACK_RATIO = 50
POSTS_PER_SECOND = 1_000_000
VADER_RATIO = 60
DUCKDB_RATIO = 5
PEAK_BYTES = 500_000_000
GROWTH = 1.1
"""Time over size, as a power: 1 is linear. A tenth is left to noise."""


@dataclasses.dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    posts: int
    comity: str
    partner: str
    ratio: str
    target: str = ""
    met: bool | None = None
    """None where no target is set for this size."""

    def cells(self):
        """The line as words."""
        met = {True: "met", False: "**not met**", None: ""}[self.met]
        return [self.what, count(self.posts), self.comity, self.partner, self.ratio, self.target, met]


HEADER = ["what", "posts", "Comity", "partner", "ratio", "target", ""]


def judge(sizes):
    """Rows for the figures of all sizes. What was not measured has no row."""
    rows = []
    for figures in sizes:
        rows += _judge_size(figures)
    if len(sizes) > 1:
        rows += _judge_growth(sizes)
    return rows


def _judge_size(figures):
    posts, study = figures["posts"], figures.get("study")
    if study and (stack := figures.get("python_stack")):
        ratio = stack["seconds"] / study["seconds"]
        target = (f"≥ {STACK_RATIO} ×", ratio >= STACK_RATIO) if posts <= 40_000 else ("", None)
        yield Row(
            "whole study / Python stack", posts, _seconds(study), _seconds(stack), f"{ratio:.0f} × faster", *target
        )
    if many := figures.get("portfolio"):
        # One event after the other, as there is no other way to do it with these: one run times the number of events.
        for what, single in (("studies", study), ("Python stacks", figures.get("python_stack"))):
            if single:
                seconds = single["seconds"] * many["events"]
                what = f"portfolio of {many['events']} events / {many['events']} {what} (one, times {many['events']})"
                ratio = f"{seconds / many['seconds']:.0f} × faster"
                yield Row(what, posts, _seconds(many), _seconds({"seconds": seconds}), ratio)
    if study and (duckdb := figures.get("duckdb")):
        ratio = study["seconds"] / duckdb["seconds"]
        # The target is set for ten million posts; below, the shorter run is mostly estimators, which DuckDB has none of.
        target = (f"≤ {DUCKDB_RATIO} ×", ratio <= DUCKDB_RATIO) if posts >= 10_000_000 else ("", None)
        yield Row(
            "whole study / DuckDB reads and groups", posts, _seconds(study), _seconds(duckdb), f"{ratio:.1f} ×", *target
        )
    if score := figures.get("score"):
        speed = score["posts_per_second"]
        # On fewer posts the start of the process weighs too much.
        target = ("≥ 1 M/s", speed >= POSTS_PER_SECOND) if score["posts"] >= 1_000_000 else ("", None)
        yield Row("`sentiment score`, one core, start to end", score["posts"], f"{count(speed)}/s", "", "", *target)
    if scorer := figures.get("eval"):
        speed = scorer["posts_per_second"]
        met = speed >= POSTS_PER_SECOND
        yield Row("scorer alone, one core", scorer["posts"], f"{count(speed)}/s", "", "", "≥ 1 M/s", met)
        if vader := figures.get("vader"):
            theirs = vader["posts_per_second"]
            ratio = speed / theirs
            target = (f"≥ {VADER_RATIO} ×", ratio >= VADER_RATIO)
            what, speeds = "scorer alone / VADER alone, one core", [f"{count(speed)}/s", f"{count(theirs)}/s"]
            yield Row(what, vader["posts"], *speeds, f"{ratio:.0f} ×", *target)
    if study:
        peak, bound = study["peak_bytes"], "≤ " if study["peak_is_a_bound"] else ""
        target = ("< 500 MB", peak < PEAK_BYTES) if posts >= 10_000_000 else ("", None)
        yield Row("study, peak memory", posts, bound + megabytes(peak), "", "", *target)


def _judge_growth(sizes):
    measured = [f for f in sizes if "study" in f]
    for small, large in zip(measured, measured[1:]):
        time, memory = (growth(small, large, key) for key in ("seconds", "peak_bytes"))
        posts = large["posts"]
        step = f"from {count(small['posts'])}"
        # Below a million posts the estimators, whose work does not depend on the number of posts, flatten the curve.
        target = (f"≤ {GROWTH:.1f}", time <= GROWTH) if posts >= 10_000_000 else ("", None)
        yield Row(f"study, time grows {step} as posts to the", posts, f"{time:.2f}", "", "", *target)
        if not small["study"]["peak_is_a_bound"]:
            yield Row(f"study, memory grows {step} as posts to the", posts, f"{memory:.2f}", "", "")


def growth(small, large, key):
    """The power of the number of posts with which a figure of the study grows between two sizes."""
    return math.log(large["study"][key] / small["study"][key]) / math.log(large["posts"] / small["posts"])


def markdown(header, rows):
    """A Markdown table with columns of even width."""
    table = [header, *rows]
    widths = [max(len(row[i]) for row in table) for i in range(len(header))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in table]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def count(number):
    """1234567 → 1,234,567; rounded where it is large."""
    number = round(number)
    return f"{round(number, -3) if number >= 1_000_000 else number:,}"


def megabytes(size):
    """In millions of bytes."""
    return f"{size / 1e6:.0f} MB"


def _seconds(figures):
    return f"{figures['seconds']:.2f} s" if figures["seconds"] >= 1 else f"{figures['seconds'] * 1000:.0f} ms"
