"""Building Comity, and running the parts of it that are measured."""

import datetime
import json
import pathlib
import shutil
import statistics
import subprocess

from . import BenchError, child

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
EVENT = "A 2016-10-01"
EVAL_POSTS = 100_000
EVENTS = 70
BRANDS = "ABCD"


def build():
    """Builds the release binary and returns its path."""
    command = ["cargo", "build", "--release", "--package", "comity", "--message-format", "json-render-diagnostics"]
    try:
        done = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True, check=False)
    except OSError as error:
        raise BenchError(f"cannot start cargo: {error.strerror}. Name a binary with --comity") from error
    if done.returncode != 0:
        raise BenchError("cargo could not build Comity; its messages are above")
    for line in reversed(done.stdout.splitlines()):
        message = json.loads(line)
        if message.get("executable") and message["target"]["name"] == "comity":
            return pathlib.Path(message["executable"])
    raise BenchError("cargo built no binary called comity")


def find(path):
    """The binary that was named, or a fresh build."""
    if path is None:
        return build()
    found = shutil.which(path)
    if found is None:
        raise BenchError(f"--comity {path}: no such program")
    return pathlib.Path(found).resolve()


def study(binary, posts, rows, report, repeats):
    """The whole default study with its report: the run with the median wall time."""
    runs = []
    for _ in range(repeats):
        report.unlink(missing_ok=True)
        runs.append(child.run([binary, "study", posts, "--event", EVENT, "--json", "--out", report]))
    run = sorted(runs, key=lambda r: r.seconds)[len(runs) // 2]
    said = json.loads(run.stdout)
    if said["data"]["posts"] != rows:
        raise BenchError(f"comity study read {said['data']['posts']} of the {rows} posts of {posts}")
    stages = {name.removesuffix("_seconds"): value for name, value in said["timing"].items() if name.endswith("_seconds")}
    # The clock inside stops before the report is written and the memory is given back.
    stages["rest"] = run.seconds - sum(stages.values())
    return {
        **run.figures(),
        "all_seconds": [round(r.seconds, 4) for r in runs],
        "stages": {name: round(value, 4) for name, value in stages.items()},
        "verdict": said["verdict"]["code"],
        "report_bytes": report.stat().st_size if report.exists() else 0,
    }


def portfolio(binary, posts, rows, folder):
    """Seventy events over one file, with ratings and kinds of capital, pooled and reported. Nothing happened in any of them."""
    table, report = folder / "events-70.csv", folder / "portfolio.html"
    table.write_text(events(), encoding="utf-8")
    run = child.run([binary, "portfolio", posts, "--events", table, "--json", "--out", report])
    said = json.loads(run.stdout)
    measured = said["pooled"]["k"] if said["pooled"] else 0
    if measured != EVENTS:
        raise BenchError(f"comity portfolio measured {measured} of the {EVENTS} events over {posts}: {said['funnel']}")
    if said["data"]["posts"] != rows:
        raise BenchError(f"comity portfolio read {said['data']['posts']} of the {rows} posts of {posts}")
    stages = {name.removesuffix("_seconds"): value for name, value in said["timing"].items() if name.endswith("_seconds")}
    stages["rest"] = run.seconds - sum(stages.values())
    return {
        **run.figures(),
        "events": EVENTS,
        "stages": {name: round(value, 4) for name, value in stages.items()},
        "found": said["adjustment"]["found"],
        "found_adjusted": said["adjustment"]["found_adjusted"],
    }


def events():
    """A table of events, dealt to the brands in turn over the year that the posts are of."""
    lines = ["unit,time,name,firm,participation,information,capital"]
    for i in range(EVENTS):
        day = datetime.date(2016, 1, 1) + datetime.timedelta(days=100 + i * 220 // EVENTS)
        capital = ("economic", "social", "cultural;information", "none")[i % 4]
        lines.append(f"{BRANDS[i % 4]},{day},Event {i + 1},firm {i % 20},{i * 11 % 29},{i * 17 % 29},{capital}")
    return "\n".join(lines) + "\n"


def score(binary, texts, rows, core, repeats):
    """`sentiment score` over a file of texts on one core, with start, reading and writing: posts a second."""
    command = [binary, "sentiment", "score", texts]
    alone = {"RAYON_NUM_THREADS": "1"}
    runs = [child.run(command, keep_output=False, cores={core}, environment=alone) for _ in range(repeats)]
    seconds = statistics.median(r.seconds for r in runs)
    # On a busy machine the wall clock also counts what others did on this core.
    cpu_seconds = statistics.median(r.cpu_seconds for r in runs)
    return {"posts": rows, "posts_per_second": round(rows / seconds), "posts_per_cpu_second": round(rows / cpu_seconds)}


def evaluate(binary, texts, rows, core, repeats, folder):
    """What `sentiment eval` says of its own speed: the scorer alone. The labels are made up and play no part in it."""
    few, labels = folder / "eval-texts.txt", folder / "eval-labels.txt"
    rows = min(rows, EVAL_POSTS)
    with open(texts, encoding="utf-8", newline="\n") as source, open(few, "w", encoding="utf-8", newline="\n") as out:
        out.writelines(line for _, line in zip(range(rows), source))
    labels.write_text("".join(f"{i % 3}\n" for i in range(rows)), encoding="utf-8")
    command = [binary, "sentiment", "eval", "--texts", few, "--labels", labels, "--json"]
    runs = [child.run(command, cores={core}, environment={"RAYON_NUM_THREADS": "1"}) for _ in range(repeats)]
    speed = statistics.median(json.loads(run.stdout)["timing"]["posts_per_second"] for run in runs)
    return {"posts": rows, "posts_per_second": speed}
