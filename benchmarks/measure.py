"""Wall time in seconds and peak memory in MB of a command and all it starts."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

POLL_SECONDS = 0.02


@dataclass(frozen=True)
class Run:
    """What a command took: seconds on the wall and of processors (its children's too), the largest sum of resident
    memory in MB (10^6 bytes), and what it printed."""

    seconds: float
    processor_seconds: float
    memory_mb: float
    output: str


def command(arguments: Sequence[str], environment: Mapping[str, str]) -> Run:
    """One run of a command. Raises when it fails."""
    started, worked = time.perf_counter(), _worked()
    process = subprocess.Popen(
        list(arguments), env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    peak = 0
    ended = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not ended.wait(POLL_SECONDS):
            peak = max(peak, resident(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    output, complaints = process.communicate()
    seconds = time.perf_counter() - started
    ended.set()
    watcher.join()
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {process.returncode}\n{complaints}")
    return Run(seconds, _worked() - worked, peak / 1e6, output)


def _worked() -> float:
    """Processor seconds of the children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def resident(process: int) -> int:
    """Bytes of resident memory of a process and its descendants, 0 when it has ended."""
    folder = Path("/proc") / str(process)
    try:
        pages = int((folder / "statm").read_text().split()[1])
        children = [
            int(child) for task in (folder / "task").iterdir() for child in (task / "children").read_text().split()
        ]
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(map(resident, children))


def best_seconds(work: Callable[[], object], times: int = 5) -> float:
    """The shortest of several runs in this process, in seconds."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return min(found)
