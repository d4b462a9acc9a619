"""A file read in a process of its own, with limits: a bomb, a crash or a hang costs one child and one sentence.

`exports.inside` is what runs in the child, and says how it answers. The clock on the wall holds everywhere.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from data_pipeline.exports.progress import Counting, ignore_progress

MIB = 1 << 20
# Address space, of which the libraries take 350 MiB before a byte is read. A text needs up to six times its size.
MIN_MEMORY = 1024 * MIB
MAX_MEMORY = 4096 * MIB
MEMORY_AT_START = 640 * MIB
MEMORY_PER_BYTE = 7
MAX_FILE = 480 * MIB
CPU_SECONDS = 30
CPU_SECONDS_PER_MIB = 0.3
# The wall clock is longer than the processor's: the machine may be doing other things.
WALL_FACTOR = 2

_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Limits:
    """What a child may use: bytes of address space, seconds of processor, seconds on the wall."""

    memory: int
    cpu: int
    wall: float

    @classmethod
    def for_size(cls, size: int) -> Limits:
        """Return the limits for a file of `size` bytes."""
        cpu = CPU_SECONDS + int(CPU_SECONDS_PER_MIB * size / MIB)
        return cls(
            min(MAX_MEMORY, max(MIN_MEMORY, MEMORY_AT_START + MEMORY_PER_BYTE * size)), cpu, float(WALL_FACTOR * cpu)
        )


@dataclass(frozen=True)
class Answer:
    """A child's answer: its head, its Arrow streams, and how it ended (`done`, `slow`, `large`, `died`)."""

    end: str
    head: dict[str, Any]
    tail: memoryview


class ReaderProcess:
    """A child that has begun to read a file and waits with its answer until `answer` or `stop` is called."""

    def __init__(self, path: Path, key: bytes, limits: Limits, what: str = "read") -> None:
        self._limits = limits
        listening_end, counts = os.pipe()
        self._counts = os.fdopen(listening_end, "rb")
        try:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-B", "-m", "data_pipeline.reader_process"),
                    *(what, os.fspath(path.resolve()), str(limits.memory), str(limits.cpu)),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=counts,
                env=_ENVIRONMENT | {name: os.environ[name] for name in _SYSTEM if name in os.environ},
                cwd=_ROOT,
                start_new_session=True,
            )
        except BaseException:
            self._counts.close()
            raise
        finally:
            os.close(counts)
        stdin, self._process.stdin = self._process.stdin, None
        assert stdin is not None
        with suppress(BrokenPipeError), stdin:  # a child that has died already says so in its answer
            stdin.write(key)

    def answer(self, counting: Counting = ignore_progress) -> Answer:
        """Wait for what the child answers; `counting` is called with its rows meanwhile, from a thread of its own."""
        listening = threading.Thread(target=_listen, args=(self._counts, counting), daemon=True)
        listening.start()
        try:
            output, _ = self._process.communicate(timeout=self._limits.wall)
            listening.join(_LISTENING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
            return Answer("slow", {}, memoryview(b""))
        except BaseException:
            self._process.kill()
            self._process.wait()
            raise
        code = self._process.returncode
        if code:
            slow = code in {-24, -9}  # SIGXCPU, SIGKILL at the hard limit
            large = code in {OUT_OF_MEMORY, -6}  # Rust and C++ abort when there is no memory
            return Answer("slow" if slow else "large" if large else "died", {}, memoryview(b""))
        return answered(output)

    def stop(self) -> None:
        """End the child, whether its answer was read or not."""
        if self._process.returncode is None:
            self._process.kill()
            self._process.communicate()
            self._counts.close()


def answered(output: bytes) -> Answer:
    """Return what a child wrote that came to its end."""
    length = int.from_bytes(output[:8], "little")
    return Answer("done", json.loads(output[8 : 8 + length]), memoryview(output)[8 + length :])


def ask(path: Path, key: bytes, limits: Limits, what: str = "read") -> Answer:
    """Return the answer of a child that reads `path`."""
    return ReaderProcess(path, key, limits, what).answer()


_ENVIRONMENT = {
    "PYTHONPATH": str(_ROOT),
    "LANG": "C.UTF-8",
    # Threads cost address space; two (exports.sheets.THREADS) are as many as pay.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "ARROW_IO_THREADS": "1",
    # What is given back is kept for the next column: the kernel takes a third of a second to clear a large file's pages
    # again and again.
    "MALLOC_MMAP_THRESHOLD_": str(2 << 30),
    "MALLOC_TRIM_THRESHOLD_": str(4 << 30),
}
# The child's exit code where its memory did not suffice.
OUT_OF_MEMORY = 3
# Without these Windows starts no program.
_SYSTEM = ("SYSTEMROOT", "SYSTEMDRIVE", "TEMP")
_COUNT = re.compile(rb"([0-9]{1,12}) ([0-9]{1,12})\n?")
_LISTENING_SECONDS = 1.0


def _listen(counts: BinaryIO, counting: Counting) -> None:
    """Pass on the child's counts until it is silent: lines of two numbers, anything else is passed over."""
    with counts as lines:
        while line := lines.readline(80):
            found = _COUNT.fullmatch(line)
            if found:
                counting(int(found[1]), int(found[2]))
