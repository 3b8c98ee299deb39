"""One command in a fresh process, and what it took: time on the clock, time of the processors, memory."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

BETWEEN = 0.25
"""Seconds between two looks at the memory of a command that has processes of its own."""

TICKS = os.sysconf("SC_CLK_TCK")


class RunError(Exception):
    """A command could not be measured; `str()` says which and why."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What one run of a command took."""

    seconds: float
    """On the clock, from the start of the process to its end."""
    cpu: float
    """Of the processors: user and system, with the processes it waited for."""
    memory: int
    """Bytes: the most that one process had, or all of them together where that was seen to be more."""
    load: float
    """The load average of the machine right before."""


def environment(**changes: str) -> dict[str, str]:
    """That of this process, without what would change how a site is built."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BRIEFKIT_", "PAGEFIND_", "HUGO_", "PYTHONPATH"))
    }
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", **changes}


def start(command: Sequence[str | Path], folder: Path, log: Path, **changes: str) -> subprocess.Popen[bytes]:
    """The command in a session of its own, with all that it says in the file `log`."""
    with log.open("wb") as said:
        return subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env=environment(**changes),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def spent(
    command: Sequence[str | Path], folder: Path, log: Path, limit: float, expect: int = 0, **changes: str
) -> Spent:
    """Runs the command to its end.

    Raises RunError where it ends with another code than is expected, and where it takes more seconds than
    the limit: then it is ended, with all that it started.
    """
    load = os.getloadavg()[0]
    begun = time.monotonic()
    process = start(command, folder, log, **changes)
    watch = Watch(process.pid)
    ended = threading.Timer(limit, end, [process.pid])
    ended.daemon = True
    ended.start()
    try:
        # not by `process.wait`, which throws away what the process took
        _, status, usage = os.wait4(process.pid, 0)
    except BaseException:
        end(process.pid)
        raise
    finally:
        seconds = time.monotonic() - begun
        ended.cancel()
        watch.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != expect:
        why = f"ended after {limit:.0f} s" if seconds >= limit else f"exit code {process.returncode}"
        raise RunError(f"{Path(str(command[0])).name}: {why}; it said: {last_words(log)}")
    cpu = usage.ru_utime + usage.ru_stime
    return Spent(seconds, cpu, max(most(usage.ru_maxrss), watch.most), load)


def most(maximum: int) -> int:
    """The memory of a process in bytes: Linux counts it in kibibytes, macOS in bytes."""
    return maximum if sys.platform == "darwin" else maximum * 1024


def end(leader: int) -> None:
    """Ends a process that `start` started, with all that it started itself; it is not yet waited for."""
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def last_words(log: Path) -> str:
    """The end of what a command said."""
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return " / ".join(lines[-3:])[-500:] or "nothing"


class Watch:
    """Looks at the memory of all processes of a session, as long as there is more than one."""

    def __init__(self, session: int) -> None:
        self.most = 0
        self._session = session
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        if Path("/proc/self/smaps_rollup").exists():
            self._thread.start()

    def stop(self) -> None:
        """Looks no more."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(BETWEEN):
            members = in_session(self._session)
            # of one alone the system itself knows the most
            if len(members) > 1:
                self.most = max(self.most, sum(map(proportional, members)))


def in_session(session: int) -> list[int]:
    """The processes of a session; none where the system does not show them."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(fields(path)[3]) == session:
                found.append(int(path.parent.name))
    return found


def proportional(process: int) -> int:
    """Bytes of memory that a process has, what it shares with others counted in part."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def cpu_so_far(session: int) -> float:
    """Seconds of the processors that a session has taken, with the processes it waited for."""
    total = 0
    for process in in_session(session):
        with suppress(OSError):
            total += sum(map(int, fields(Path(f"/proc/{process}/stat"))[11:15]))
    return total / TICKS


def fields(stat: Path) -> list[str]:
    """The fields behind the name of the process, which may hold anything."""
    return stat.read_text(errors="replace").rpartition(")")[2].split()
