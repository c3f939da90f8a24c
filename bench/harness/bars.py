"""What the headline test is held to, and the tables that show it."""

from . import BenchError
from .targets import markdown

FALSE_AT_MOST = 0.07
UNDETERMINED_AT_MOST = 0.15
UNDETERMINED_FROM_DAYS = 120
NO_BAR = {"curved_trend"}
TAME = {"vs3_0", "vs3_0.4", "vs3_0.8", "weekly_season", "ma1_0.7", "t_3", "heteroscedastic"}
POWER = {0.0: 0.72, 0.4: 0.43, 0.8: 0.31}
FOUND_OR_UNDETERMINED = {0.0: 0.86, 0.4: 0.58, 0.8: 0.35}


def battery(rows):
    """Markdown, and whether every row holds its bar. `rows` as `comity calibrate --battery --json` gives them."""
    names = list(dict.fromkeys(row["noise"] for row in rows))
    if missing := sorted((TAME | NO_BAR) - set(names)):
        raise BenchError(f"the battery has no row {', '.join(missing)}: were families renamed? See bench/harness/bars.py")
    days = sorted({row["days"] for row in rows})
    table, all_met = [], True
    for name in names:
        family = sorted((row for row in rows if row["noise"] == name), key=lambda row: row["days"])
        judged = [(headline(row), misses(name, row["days"], headline(row))) for row in family]
        cells = [f"**{rates(said)}**" if missed else rates(said) for said, missed in judged]
        missed = [f"{row['days']} days: {what}" for row, (_, why) in zip(family, judged) for what in why]
        all_met &= not missed
        table.append([name, *cells, bar(name), met(name, missed)])
    header = ["noise", *(f"{n} days" for n in days), "bar", ""]
    return markdown(header, table), all_met


def misses(name, days, said):
    """In words, which bars a row misses."""
    if name in NO_BAR:
        return []
    missed = []
    false, error = said["false_positive_rate"], said["monte_carlo_error"]
    if false - 2 * error > FALSE_AT_MOST:
        missed.append(f"false {rate(false)} ± {rate(error)}")
    if name in TAME and days >= UNDETERMINED_FROM_DAYS and said["undetermined"] > UNDETERMINED_AT_MOST:
        missed.append(f"undetermined {rate(said['undetermined'])}")
    return missed


def power(designs):
    """Markdown over all methods, and whether the headline holds its bars. `designs`: ρ → `methods` of `comity calibrate`."""
    table, all_met = [], True
    for rho, methods in designs.items():
        for said in methods:
            cells = [f"{rho:g}", said["method"]]
            if said["false_positive_rate"] is None:
                table.append([*cells, "no p value for this design", "", "", "", ""])
                continue
            found, either = said["power"], said["power"] + said["undetermined_with_effect"]
            is_headline = said["method"] == "headline"
            missed = power_misses(rho, said["false_positive_rate"], found, either) if is_headline else []
            all_met &= not missed
            cells += [
                f"{rate(said['false_positive_rate'])} ± {rate(said['monte_carlo_error'])}",
                f"{rate(found)} ± {rate(said['monte_carlo_error_power'])}",
                rate(either) if is_headline else "",
            ]
            if is_headline:
                bars = f"≤ {rate(FALSE_AT_MOST)}, ≥ {rate(POWER[rho])}, ≥ {rate(FOUND_OR_UNDETERMINED[rho])}"
                cells += [bars, f"**not met**: {', '.join(missed)}" if missed else "met"]
            else:
                cells += ["", ""]
            table.append(cells)
    header = ["ρ", "method", "false verdicts", "found", "found or undetermined", "bar", ""]
    return markdown(header, table), all_met


def power_misses(rho, false, found, either):
    """In words, which bars a design misses."""
    missed = []
    if false > FALSE_AT_MOST:
        missed.append("false verdicts")
    if found < POWER[rho]:
        missed.append("found")
    if either < FOUND_OR_UNDETERMINED[rho]:
        missed.append("found or undetermined")
    return missed


def headline(row):
    """The headline's rates of a row."""
    said = next((m for m in row["methods"] if m["method"] == "headline"), None)
    if said is None or said["false_positive_rate"] is None:
        raise BenchError(f"the headline has no rate for {row['noise']}, {row['days']} days")
    return said


def rates(said):
    """False verdicts / undetermined."""
    return f"{rate(said['false_positive_rate'])} / {rate(said['undetermined'])}"


def bar(name):
    if name in NO_BAR:
        return "none"
    return f"{rate(FALSE_AT_MOST)} / {rate(UNDETERMINED_AT_MOST)}" if name in TAME else rate(FALSE_AT_MOST)


def met(name, missed):
    if name in NO_BAR:
        return ""
    return f"**not met**: {'; '.join(missed)}" if missed else "met"


def rate(share):
    """0.0562 → .056"""
    return f"{share:.3f}".replace("0.", ".", 1) if share < 1 else f"{share:.3f}"
