#!/usr/bin/env python3
"""Meta-analysis a second time, with dense matrices and general optimisers, held against `comity meta`.

    bench/meta_reference.py path/to/comity [tables]

Makes random tables of effects (numbers and groups as moderators, clusters of uneven size), analyses each here and with the
binary, and prints the largest relative difference of every figure. Needs numpy and scipy. Ends with an error if a figure
differs by more than 1e-6 (τ² and what rests on it: REML stops where the likelihood is flat).
"""

import itertools
import json
import subprocess
import sys
import tempfile

import numpy as np
from scipy import linalg, optimize, stats


def likelihood(tau2, y, v, x):
    w = np.diag(1 / (v + tau2))
    a = x.T @ w @ x
    r = y - x @ np.linalg.solve(a, x.T @ w @ y)
    return 0.5 * (np.log(np.diag(w)).sum() - np.linalg.slogdet(a)[1] - r @ w @ r)


def reml(y, v, x):
    top = 20 * np.var(y) + 1e-6
    grid = np.concatenate([[0], np.geomspace(top * 1e-7, top, 400)])
    best = int(np.argmax([likelihood(t, y, v, x) for t in grid]))
    low, high = grid[max(best - 1, 0)], grid[min(best + 1, len(grid) - 1)]

    def score(t):
        w = np.diag(1 / (v + t))
        p = w - w @ x @ np.linalg.solve(x.T @ w @ x, x.T @ w)
        return y @ p @ p @ y - np.trace(p)

    if low == 0 and score(0) <= 0:
        return 0.0
    return optimize.brentq(score, low, high, xtol=1e-15, rtol=1e-14)


def dl(y, v, x):
    w = np.diag(1 / v)
    p = w - w @ x @ np.linalg.solve(x.T @ w @ x, x.T @ w)
    return max(0.0, (y @ p @ y - (len(y) - x.shape[1])) / np.trace(p))


def q_at(tau2, y, v, x):
    w = np.diag(1 / (v + tau2))
    r = y - x @ np.linalg.solve(x.T @ w @ x, x.T @ w @ y)
    return r @ w @ r


def profile(y, v, x):
    df = len(y) - x.shape[1]
    small, large = stats.chi2.ppf([0.025, 0.975], df)
    if q_at(0, y, v, x) < small:
        return None
    end = lambda target: optimize.brentq(lambda t: q_at(t, y, v, x) - target, 0, 1e6, xtol=1e-15, rtol=1e-14)
    return [end(large) if q_at(0, y, v, x) > large else 0.0, end(small)]


def cr2(y, v, x, tau2, clusters, c):
    """Variance of c'b and its Satterthwaite degrees of freedom, from the quadratic form itself."""
    phi = np.diag(v + tau2)
    w = np.linalg.inv(phi)
    m = np.linalg.inv(x.T @ w @ x)
    h = x @ m @ x.T @ w
    rest = np.eye(len(y)) - h
    residual = rest @ y
    variance, vectors = 0.0, []
    for cluster in dict.fromkeys(clusters):
        at = [i for i, of in enumerate(clusters) if of == cluster]
        d = np.sqrt(phi[np.ix_(at, at)])
        b = d @ (rest[at] @ phi @ rest[at].T) @ d
        value, vector = linalg.eigh(b)
        root = np.where(value > 1e-10 * phi.max() ** 2, 1 / np.sqrt(np.maximum(value, 1e-300)), 0)
        a = d @ (vector * root) @ vector.T @ d
        s = a @ w[np.ix_(at, at)] @ x[at] @ m @ c
        variance += (s @ residual[at]) ** 2
        vectors.append(rest[at].T @ s)
    g = np.array(vectors)
    form = g @ phi @ g.T
    return variance, np.trace(form) ** 2 / (form**2).sum()


def permutation(y, v, x, group, clusters, method):
    """Freedman and Lane by brute force: every arrangement, the whole regression each time."""
    kept = [j for j in range(x.shape[1]) if j not in group]
    tau2 = method(y, v, x[:, kept])
    w = 1 / np.sqrt(v + tau2)
    xs, ys = x * w[:, None], y * w
    fitted = xs[:, kept] @ np.linalg.lstsq(xs[:, kept], ys, rcond=None)[0]
    e = ys - fitted

    def statistic(z):
        b = np.linalg.lstsq(xs, z, rcond=None)[0][group]
        if clusters is not None:
            full = cr2_matrix(z, xs, w, clusters)[np.ix_(group, group)]
        else:
            r = z - xs @ np.linalg.lstsq(xs, z, rcond=None)[0]
            full = np.linalg.inv(xs.T @ xs)[np.ix_(group, group)] * (r @ r) / (len(z) - xs.shape[1])
        return b @ np.linalg.solve(full, b)

    arrangements = []
    if clusters is None:
        arrangements = [(list(p), np.ones(len(y))) for p in itertools.permutations(range(len(y)))]
    else:
        names = list(dict.fromkeys(clusters))
        at = [[i for i, of in enumerate(clusters) if of == n] for n in names]
        for order in itertools.permutations(range(len(names))):
            if any(len(at[i]) != len(at[j]) for i, j in enumerate(order)):
                continue
            source = np.zeros(len(y), int)
            for i, j in enumerate(order):
                source[at[i]] = at[j]
            for signs in itertools.product([1, -1], repeat=len(names)):
                sign = np.zeros(len(y))
                for i, s in enumerate(signs):
                    sign[at[i]] = s
                arrangements.append((source, sign))
    own = statistic(ys)
    found = [statistic(fitted + sign * e[source]) for source, sign in arrangements]
    return np.mean([f >= own * (1 - 1e-9) for f in found]), len(found)


def cr2_matrix(z, xs, w, clusters):
    phi = np.diag(1 / w**2)
    x, y = xs / w[:, None], z / w
    wd = np.linalg.inv(phi)
    m = np.linalg.inv(x.T @ wd @ x)
    rest = np.eye(len(y)) - x @ m @ x.T @ wd
    total = np.zeros((x.shape[1],) * 2)
    for cluster in dict.fromkeys(clusters):
        at = [i for i, of in enumerate(clusters) if of == cluster]
        d = np.sqrt(phi[np.ix_(at, at)])
        value, vector = linalg.eigh(d @ (rest[at] @ phi @ rest[at].T) @ d)
        root = np.where(value > 1e-10 * phi.max() ** 2, 1 / np.sqrt(np.maximum(value, 1e-300)), 0)
        a = d @ (vector * root) @ vector.T @ d
        pull = m @ x[at].T @ wd[np.ix_(at, at)] @ a @ (rest @ y)[at]
        total += np.outer(pull, pull)
    return total


class Differences:
    def __init__(self):
        self.largest = {}

    def add(self, name, found, expect):
        for f, e in zip(np.atleast_1d(found), np.atleast_1d(expect)):
            difference = abs(f - e) / max(abs(e), 1e-3)
            self.largest[name] = max(self.largest.get(name, 0.0), difference)


def run(binary, y, v, x, kind, clusters, more):
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        file.write("y,v,x,kind,cluster\n")
        for row in zip(y, v, x, kind, clusters):
            file.write(",".join(repr(float(c)) if not isinstance(c, str) else c for c in row) + "\n")
        file.flush()
        command = [binary, "meta", file.name, "--estimate", "y", "--variance", "v", "--json", *more]
        return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def main():
    binary, tables = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 40
    random = np.random.default_rng(11)
    seen = Differences()
    for table in range(tables):
        k = int(random.integers(6, 8)) if table % 4 == 0 else int(random.integers(12, 60))
        groups = ["a", "b"] if k < 8 else ["a", "b", "c"]
        kind = [groups[i % len(groups)] for i in range(k)]
        clusters = [f"c{random.integers(0, 12)}" for _ in range(k)]
        number = random.normal(size=k) * 10 ** random.uniform(-2, 3)
        v = random.uniform(0.01, 0.4, k) ** 2 * 10 ** random.uniform(-2, 2)
        y = random.normal(size=k) * np.sqrt(v + random.choice([0, 0.5, 4]) * v.mean()) + 0.3
        reference = max(sorted(groups), key=kind.count)
        dummies = [[1.0 if of == g else 0.0 for of in kind] for g in groups if g != reference]
        x = np.column_stack([np.ones(k), number, *dummies])
        for name, method in [("reml", reml), ("dl", dl)]:
            ones = np.ones((k, 1))
            tau2 = method(y, v, ones)
            w = 1 / (v + tau2)
            mean, se = (w * y).sum() / w.sum(), np.sqrt(1 / w.sum())
            hk = se * np.sqrt((w * (y - mean) ** 2).sum() / (k - 1))
            half = stats.t.ppf(0.975, k - 1) * hk
            found = run(binary, y, v, number, kind, clusters, ["--method", name])
            seen.add("tau2", found["tau2"], tau2)
            seen.add("estimate", found["estimate"], mean)
            seen.add("interval", found["interval"], [mean - half, mean + half])
            seen.add("p", found["p"], 2 * stats.t.sf(abs(mean / hk), k - 1))
            reach = stats.t.ppf(0.975, k - 2) * np.sqrt(tau2 + se**2)
            seen.add("prediction_interval", found["prediction_interval"], [mean - reach, mean + reach])
            ends = profile(y, v, ones)
            if ends is None:
                assert found["tau2_interval"] is None
            else:
                seen.add("tau2_interval", found["tau2_interval"], ends)
            shrunk = tau2 / (tau2 + v) * y + v / (tau2 + v) * mean
            seen.add("shrunk", [event["shrunk"] for event in found["events"]], shrunk)

            found = run(binary, y, v, number, kind, clusters, ["--method", name, "--moderators", "x,kind"])
            tau2 = method(y, v, x)
            w = np.diag(1 / (v + tau2))
            m = np.linalg.inv(x.T @ w @ x)
            b = m @ x.T @ w @ y
            r = y - x @ b
            factor, left = r @ w @ r / (k - x.shape[1]), k - x.shape[1]
            seen.add("residual tau2", found["tau2"], tau2)
            seen.add("moderators", [c["estimate"] for c in found["moderators"]], b[1:])
            seen.add("moderator se", [c["se"] for c in found["moderators"]], np.sqrt(np.diag(m)[1:] * factor))
            means = x.mean(axis=0)
            seen.add("average", found["estimate"], means @ b)
            seen.add("average se", found["se"], np.sqrt(means @ m @ means * factor))
            both = list(range(2, x.shape[1]))
            f = b[both] @ np.linalg.solve(m[np.ix_(both, both)], b[both]) / len(both) / factor
            seen.add("omnibus F", found["omnibus"][0]["statistic"], f)
            seen.add("omnibus p", found["omnibus"][0]["p"], stats.f.sf(f, len(both), left))
            if k < 8 and (k < 7 or name == "reml"):
                for place, group in enumerate([[1], [2]]):
                    expect, made = permutation(y, v, x, group, None, method)
                    assert found["permutations"] == {"made": made, "exact": True}
                    seen.add("exact permutation p", found["moderators"][place]["permutation_p"], expect)

            if len(set(clusters)) < 8:
                continue
            more = ["--method", name, "--moderators", "x,kind", "--cluster", "cluster"]
            found = run(binary, y, v, number, kind, clusters, more)
            for place, coefficient in enumerate(found["moderators"]):
                variance, df = cr2(y, v, x, tau2, clusters, np.eye(x.shape[1])[place + 1])
                seen.add("CR2 se", coefficient["se"], np.sqrt(variance))
                seen.add("Satterthwaite df", coefficient["df"], df)
                p = 2 * stats.t.sf(abs(b[place + 1]) / np.sqrt(variance), df)
                seen.add("CR2 p", coefficient["p"], p)
    # Eight clusters of eight sizes: 256 arrangements, all signs.
    clusters = [f"c{size}" for size in range(8) for _ in range(size + 1)]
    k = len(clusters)
    kind, number = [["a", "b", "c"][i % 3] for i in range(k)], random.normal(size=k)
    v = random.uniform(0.05, 0.2, k) ** 2
    y = 0.1 * number + random.normal(size=k) * np.sqrt(v + 0.01)
    x = np.column_stack([np.ones(k), number])
    found = run(binary, y, v, number, kind, clusters, ["--moderators", "x", "--cluster", "cluster"])
    expect, made = permutation(y, v, x, [1], clusters, reml)
    assert found["permutations"] == {"made": made, "exact": True}, found["permutations"]
    seen.add("exact permutation p, clusters", found["moderators"][0]["permutation_p"], expect)
    for name, difference in seen.largest.items():
        print(f"{name:32} {difference:.1e}")
    return int(max(seen.largest.values()) > 1e-6)


if __name__ == "__main__":
    sys.exit(main())
