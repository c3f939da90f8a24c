#!/usr/bin/env python3
"""Tests of the benchmark itself: python3 bench/tests.py"""

import csv
import io
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from harness import BenchError, bars, child, posts, targets


def study(seconds, peak):
    return {"seconds": seconds, "peak_bytes": peak, "peak_is_a_bound": False}


def said(false, undetermined=0.0, error=0.004):
    return {"method": "headline", "false_positive_rate": false, "monte_carlo_error": error, "undetermined": undetermined}


class Children(unittest.TestCase):
    def test_wall_time_and_processor_time_differ(self):
        run = child.run([sys.executable, "-c", "import time; time.sleep(.3); print('done')"])
        self.assertEqual(run.stdout, "done\n")
        self.assertGreaterEqual(run.seconds, 0.3)
        self.assertLess(run.cpu_seconds, run.seconds)

    def test_the_peak_is_the_childs_own(self):
        run = child.run([sys.executable, "-c", "b = b'x' * 200_000_000"])
        self.assertGreater(run.peak_bytes, 200_000_000)
        self.assertLess(run.peak_bytes, 300_000_000)
        self.assertFalse(run.peak_is_a_bound)
        # One after a large one is not charged for it.
        self.assertLess(child.run([sys.executable, "-c", ""]).peak_bytes, 100_000_000)

    def test_a_child_keeps_to_its_core_and_we_get_ours_back(self):
        before = os.sched_getaffinity(0)
        core = max(before)
        run = child.run([sys.executable, "-c", "import os; print(os.sched_getaffinity(0))"], cores={core})
        self.assertEqual(run.stdout.strip(), str({core}))
        self.assertEqual(os.sched_getaffinity(0), before)

    def test_failure_is_told_with_its_last_words(self):
        with self.assertRaisesRegex(BenchError, "ended with 3: out of tea"):
            child.run([sys.executable, "-c", "import sys; sys.stderr.write('out of tea'); sys.exit(3)"])
        with self.assertRaisesRegex(BenchError, "cannot start /no/such/program"):
            child.run(["/no/such/program"])


class OwnPosts(unittest.TestCase):
    def make(self, rows, *more):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "posts.csv"
            subprocess.run([sys.executable, posts.own_generator(), str(rows), out, *more], check=True)
            return out.read_text(encoding="utf-8")

    def test_same_seed_same_bytes(self):
        self.assertEqual(self.make(50), self.make(50))
        self.assertNotEqual(self.make(50), self.make(50, "--seed", "1"))

    def test_nearly_all_texts_differ(self):
        rows = list(csv.DictReader(io.StringIO(self.make(20_000))))
        self.assertEqual(len(rows), 20_000)
        self.assertEqual({row["brand"] for row in rows}, set("ABCD"))
        distinct = len({row["text"] for row in rows}) / len(rows)
        self.assertGreaterEqual(distinct, posts.LEAST_DISTINCT)

    def test_posts_are_made_once_and_described(self):
        with tempfile.TemporaryDirectory() as folder:
            cache = pathlib.Path(folder)
            made = posts.prepare(1000, posts.own_generator(), cache)
            stamp = made.path.stat().st_mtime_ns
            self.assertEqual(made, posts.prepare(1000, posts.own_generator(), cache))
            self.assertEqual(made.path.stat().st_mtime_ns, stamp)
            self.assertEqual(len(made.texts.read_text(encoding="utf-8").splitlines()), 1000)


class Targets(unittest.TestCase):
    def check(self, figures, what, met):
        found = [row.met for row in targets.judge([figures]) if row.what == what]
        self.assertEqual(found, [met], what)

    def test_ratios_are_held_to_their_targets(self):
        scorer = {"posts": 40_000, "posts_per_second": 1_200_000}
        stack, score = "whole study / Python stack", "scorer alone / VADER alone, one core"
        self.check({"posts": 40_000, "study": study(0.5, 1), "python_stack": {"seconds": 25}}, stack, True)
        self.check({"posts": 40_000, "study": study(0.51, 1), "python_stack": {"seconds": 25}}, stack, False)
        self.check({"posts": 40_000, "eval": scorer, "vader": {"posts": 1, "posts_per_second": 20_000}}, score, True)
        self.check({"posts": 40_000, "eval": scorer, "vader": {"posts": 1, "posts_per_second": 20_001}}, score, False)

    def test_large_files_have_targets_that_small_ones_have_not(self):
        duckdb, peak = "whole study / DuckDB reads and groups", "study, peak memory"
        for posts_, ok, bad in [(10_000_000, True, False), (1_000_000, None, None)]:
            self.check({"posts": posts_, "study": study(10, 1), "duckdb": {"seconds": 2}}, duckdb, ok)
            self.check({"posts": posts_, "study": study(10.1, 1), "duckdb": {"seconds": 2}}, duckdb, bad)
            self.check({"posts": posts_, "study": study(10, 499_999_999)}, peak, ok)
            self.check({"posts": posts_, "study": study(10, 500_000_000)}, peak, bad)

    def test_growth_is_a_power(self):
        small, large = {"posts": 100, "study": study(1, 50)}, {"posts": 10_000, "study": study(100, 500)}
        self.assertAlmostEqual(targets.growth(small, large, "seconds"), 1)
        self.assertAlmostEqual(targets.growth(small, large, "peak_bytes"), 0.5)


class Bars(unittest.TestCase):
    def check(self, name, days, said_, missed):
        self.assertEqual(len(bars.misses(name, days, said_)), missed, (name, days, said_))

    def test_seven_per_cent_and_two_monte_carlo_errors(self):
        self.check("slow_walk", 120, said(0.0779), 0)
        self.check("slow_walk", 120, said(0.0781), 1)
        self.check("curved_trend", 365, said(0.5), 0)

    def test_tame_rows_may_not_be_undetermined_often(self):
        self.check("t_3", 120, said(0.0, 0.15), 0)
        self.check("t_3", 120, said(0.0, 0.151), 1)
        self.check("t_3", 40, said(0.0, 0.9), 0)
        self.check("trend_1", 365, said(0.0, 0.9), 0)

    def test_power(self):
        self.assertEqual(bars.power_misses(0.4, 0.07, 0.43, 0.58), [])
        self.assertEqual(len(bars.power_misses(0.4, 0.071, 0.429, 0.579)), 3)

    def test_a_renamed_family_does_not_lose_its_bar_in_silence(self):
        with self.assertRaisesRegex(BenchError, "no row"):
            bars.battery([{"noise": "slow_walk", "days": 40, "methods": [said(0.01)]}])

    def test_a_rate_is_written_without_its_zero(self):
        self.assertEqual([bars.rate(x) for x in (0, 0.0562, 1)], [".000", ".056", "1.000"])


if __name__ == "__main__":
    unittest.main()
