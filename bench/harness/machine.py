"""The machine that the figures are from. Seconds mean little without it, ratios somewhat more."""

import os
import pathlib
import tempfile
import time

BLOCK = 4096


def describe(folder, seconds=2.0):
    """Cores, processor, memory, load, and how many 4 KiB blocks a second `folder`'s disk makes durable."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "processor": _processor(),
        "memory_bytes": os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"),
        "load_before": round(os.getloadavg()[0], 2),
        "fdatasync_per_second": round(_fdatasync(folder, seconds), 1),
    }


def is_busy(machine):
    """Whether others were using the machine when we began."""
    return machine["load_before"] > 0.25 * machine["cores"]


def _processor():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return "unknown"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def _fdatasync(folder, seconds):
    block, done = b"\0" * BLOCK, 0
    with tempfile.NamedTemporaryFile(dir=folder, buffering=0) as file:
        started = time.perf_counter()
        while (spent := time.perf_counter() - started) < seconds:
            file.write(block)
            os.fdatasync(file.fileno())
            done += 1
    return done / spent
