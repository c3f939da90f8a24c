"""One child process: its output, and what it cost."""

import dataclasses
import os
import resource
import subprocess
import tempfile
import time

from . import BenchError


@dataclasses.dataclass(frozen=True)
class Child:
    """What one run of a program took."""

    seconds: float
    """From its start to its end on the wall clock."""
    cpu_seconds: float
    """User and system time over its threads."""
    peak_bytes: int
    """Largest resident set. The kernel counts from that of the starting process on, so see `peak_is_a_bound`."""
    peak_is_a_bound: bool
    """Whether the peak is that of the starting process, and the child's own is somewhere below."""
    stdout: str

    def figures(self):
        """The figures alone, for JSON."""
        return {
            "seconds": round(self.seconds, 4),
            "cpu_seconds": round(self.cpu_seconds, 4),
            "peak_bytes": self.peak_bytes,
            "peak_is_a_bound": self.peak_is_a_bound,
        }


def run(command, *, keep_output=True, cores=None, environment=None):
    """Runs `command` to its end, on the given cores (default: all that we may use).

    Raises BenchError when it cannot be started or fails, with the end of what it said.
    """
    command = [str(word) for word in command]
    # The child inherits our cores, so they are set before it starts; that works for programs that know of no such option.
    before = os.sched_getaffinity(0)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        try:
            os.sched_setaffinity(0, cores or before)
            own_peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            started = time.perf_counter()
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out if keep_output else subprocess.DEVNULL,
                stderr=err,
                env={**os.environ, **(environment or {})},
            )
        except OSError as error:
            raise BenchError(f"cannot start {command[0]}: {error.strerror}") from error
        finally:
            os.sched_setaffinity(0, before)
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            process.wait()
            raise
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise BenchError(f"{' '.join(command)} ended with {process.returncode}: {_text(err)[-800:].strip()}")
        return Child(
            seconds=seconds,
            cpu_seconds=used.ru_utime + used.ru_stime,
            peak_bytes=used.ru_maxrss * 1024,
            peak_is_a_bound=used.ru_maxrss <= own_peak,
            stdout=_text(out),
        )


def _text(file):
    file.seek(0)
    return file.read().decode("utf-8", errors="replace")
