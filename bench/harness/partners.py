"""What people use today, in a virtual environment of its own."""

import hashlib
import json
import pathlib
import subprocess
import sys
import venv

from . import BenchError, child

HERE = pathlib.Path(__file__).resolve().parent
VADER_POSTS = 40_000


class Partners:
    """The programs that Comity is measured beside."""

    def __init__(self, folder, cache):
        """`folder` holds requirements.txt and python_stack.py; without it VADER and DuckDB alone take part."""
        self.stack_script = folder / "python_stack.py"
        requirements = folder / "requirements.txt"
        if not requirements.exists():
            requirements = HERE.parent / "requirements.txt"
        self.python = environment(requirements, cache)

    def stack(self, posts):
        """pandas, VADER and CausalImpact over the file, as an analyst's script runs them."""
        run = child.run([self.python, self.stack_script, posts])
        stages = {}
        for line in run.stdout.splitlines():
            words = line.split()
            if len(words) == 2 and words[0] != "total":
                stages[words[0]] = float(words[1])
        return {**run.figures(), "stages": stages}

    def vader(self, texts, rows, core):
        """VADER over texts that are in memory already, on one core: posts a second."""
        rows = min(rows, VADER_POSTS)
        run = child.run([self.python, HERE / "run_vader.py", texts, str(rows)], cores={core})
        return {"posts": rows, **json.loads(run.stdout)}

    def duckdb(self, posts, rows, threads, repeats):
        """DuckDB reading the file and grouping by brand and day: seconds of the query, without its start."""
        command = [self.python, HERE / "run_duckdb.py", posts, str(threads), str(repeats)]
        run = child.run(command)
        said = json.loads(run.stdout)
        if said["posts"] != rows:
            raise BenchError(f"DuckDB read {said['posts']} of the {rows} posts of {posts}")
        return {**said, "peak_bytes": run.peak_bytes}


def environment(requirements, cache):
    """The interpreter of an environment with those requirements; made anew when they change."""
    wanted = requirements.read_bytes()
    folder = cache / f"environment-{hashlib.sha256(wanted).hexdigest()[:12]}"
    python, done = folder / "bin" / "python", folder / "complete"
    if done.exists():
        return python
    print(f"installing {requirements} into {folder}", file=sys.stderr, flush=True)
    venv.create(folder, clear=True, with_pip=True)
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements]
    if subprocess.run(command, stdout=sys.stderr, check=False).returncode != 0:
        raise BenchError(f"pip could not install {requirements}; its messages are above")
    done.touch()
    return python
