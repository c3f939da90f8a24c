#!/usr/bin/env python3
"""p values of a hundred made-up series by a dense computation of the headline test, independent of the Rust code.

Usage: headline_reference.py MODULE.py > crates/measure/src/headline/reference.csv
MODULE.py defines p_last(z, X, v=None): two-sided p of the last column of X for each row of z, where v is the white
variance of each bucket. Needs numpy and scipy. The series are those of `series` in crates/measure/src/headline/tests.rs.
"""
import importlib.util
import sys

import numpy as np

MASK = 2**64 - 1


class SplitMix:
    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return ((z ^ (z >> 31)) >> 11) / 2**53

    def normal(self):
        return sum(self.uniform() for _ in range(12)) - 6.0


def series(k):
    random = SplitMix(1000 + k)
    n = 24 + int(random.uniform() * 120.0)
    first_after = int(0.5 * n + random.uniform() * 0.35 * n)
    rho = random.uniform() * 1.2 - 0.2
    step = random.normal()
    trend = random.normal() if k % 3 == 0 else 0.0
    precision = [1.0 if k % 2 == 0 else 1.0 + 40.0 * random.uniform() for _ in range(n)]
    level, values = 0.0, []
    for t in range(n):
        level = min(rho, 1.0) * level + random.normal()
        values.append(level + random.normal() / precision[t] ** 0.5 + step * (t >= first_after) + trend * t / n)
    return first_after, np.array(precision), np.array(values)


def main():
    spec = importlib.util.spec_from_file_location("reference", sys.argv[1])
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    print("series,p_step,p_drift")
    for k in range(100):
        first_after, precision, z = series(k)
        n = len(z)
        t = np.arange(n)
        one, after = np.ones(n), (t >= first_after) * 1.0
        v = 1 / precision
        v = v / v.mean()
        p_step = reference.p_last(z[None, :], np.c_[one, after], v)[0]
        p_drift = reference.p_last(z[None, :], np.c_[one, t / n, after], v)[0]
        print(f"{k},{p_step:.12g},{p_drift:.12g}")


main()
