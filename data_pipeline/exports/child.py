"""Reading a file in a process of its own, with limits: a bomb, a crash or a hang costs one child and one sentence.

`python -m data_pipeline.exports.reader_process READ PATH …` reads the pseudonym key from stdin and answers on stdout:
the length of a JSON head, the head, and for each sheet its rows and its refused rows as Arrow streams. On stderr stand
lines of two numbers: rows read, rows in all; whatever else is written there is nobody's to see.

The clock on the wall holds everywhere. Memory, processor and files are limited where the system has such limits
(`resource`: not on Windows), the network is taken away on Linux; the audit hook holds in any Python.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from data_pipeline.exports.progress import Counting, untold

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

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
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 4, 38
_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.system", "os.posix_spawn", "os.spawn", "pty.")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True)
class Limits:
    """What a child may use: bytes of address space, seconds of processor, seconds on the wall."""

    memory: int
    cpu: int
    wall: float

    @classmethod
    def for_size(cls, size: int) -> Limits:
        """The limits for a file of `size` bytes."""
        cpu = CPU_SECONDS + int(CPU_SECONDS_PER_MIB * size / MIB)
        return cls(
            min(MAX_MEMORY, max(MIN_MEMORY, MEMORY_AT_START + MEMORY_PER_BYTE * size)), cpu, float(WALL_FACTOR * cpu)
        )


@dataclass(frozen=True)
class Answer:
    """What a child said: its head, its Arrow streams, and how it ended (`done`, `slow`, `large`, `died`)."""

    end: str
    head: dict[str, Any]
    tail: memoryview


class Asking:
    """A child that has begun to read a file; it waits with its answer until it is asked for it, or `stop`ped."""

    def __init__(self, path: Path, key: bytes, limits: Limits, what: str = "read") -> None:
        self._limits = limits
        counted, counts = os.pipe()
        self._counted = os.fdopen(counted, "rb")
        try:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-B", "-m", "data_pipeline.exports.reader_process"),
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
            self._counted.close()
            raise
        finally:
            os.close(counts)
        given, self._process.stdin = self._process.stdin, None
        assert given is not None
        with suppress(BrokenPipeError), given:  # a child that has died already says so in its answer
            given.write(key)

    def answer(self, counting: Counting = untold) -> Answer:
        """What the child says, waited for; `counting` is told of its rows meanwhile, from a thread of its own."""
        listening = threading.Thread(target=_listen, args=(self._counted, counting), daemon=True)
        listening.start()
        try:
            said, _ = self._process.communicate(timeout=self._limits.wall)
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
            large = code in {_OUT_OF_MEMORY, -6}  # Rust and C++ abort when there is no memory
            return Answer("slow" if slow else "large" if large else "died", {}, memoryview(b""))
        length = int.from_bytes(said[:8], "little")
        return Answer("done", json.loads(said[8 : 8 + length]), memoryview(said)[8 + length :])

    def stop(self) -> None:
        """Nothing; the child is gone, whether it was asked for its answer or not."""
        if self._process.returncode is None:
            self._process.kill()
            self._process.communicate()
            self._counted.close()


def ask(path: Path, key: bytes, limits: Limits, what: str = "read") -> Answer:
    """The answer of a child that reads `path`."""
    return Asking(path, key, limits, what).answer()


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
_OUT_OF_MEMORY = 3
# Without these Windows starts no program.
_SYSTEM = ("SYSTEMROOT", "SYSTEMDRIVE", "TEMP")
_COUNT = re.compile(rb"([0-9]{1,12}) ([0-9]{1,12})\n?")
_LISTENING_SECONDS = 1.0


def _listen(counted: BinaryIO, counting: Counting) -> None:
    """Nothing, once the child is silent; it may write what it likes, only two numbers in a line are understood."""
    with counted as lines:
        while line := lines.readline(80):
            found = _COUNT.fullmatch(line)
            if found:
                counting(int(found[1]), int(found[2]))


def _count(rows: int, all_rows: int) -> None:
    """Nothing; whoever listens knows how far the reading is."""
    os.write(sys.stderr.fileno(), b"%d %d\n" % (rows, all_rows))


def _confine(memory: int, cpu: int) -> None:
    """No more than `memory` and `cpu`, no network, nothing written, no core file; as far as the system can hold it."""
    if resource is None:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    if sys.platform != "linux":
        with suppress(ValueError, OSError):  # macOS knows this limit and does not take it
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # A network of its own with nothing in it, where the kernel lets a user have one; the audit hook holds anywhere.
    libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"the reader may not use {event}")
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        raise PermissionError("the reader may not write files")


def main(what: str, path: str, memory: int, cpu: int) -> int:
    """Exit code of the child; the key comes on stdin, the answer goes to stdout."""
    # The file is opened before rights are given up: in a user namespace of its own, root is nobody.
    with open(path, "rb") as file:
        _confine(memory, cpu)
        content = file.read()
    key = sys.stdin.buffer.read()
    stdout = sys.stdout.buffer
    sys.addaudithook(_forbid)
    try:
        _answers()[what](Path(path).name, content, key, stdout)
    except MemoryError:
        return _OUT_OF_MEMORY
    except Exception as error:
        # Arrow's own error for memory is a MemoryError too, and a thread for which there is no room does not start.
        # The error's text never leaves the child, it may hold values.
        return _OUT_OF_MEMORY if "memory" in type(error).__name__.lower() or "thread" in str(error) else 1
    stdout.flush()
    return 0


def _answers() -> dict[str, Callable[[str, bytes, bytes, BinaryIO], None]]:
    return {"read": _read, "preview": _preview}


def _send(head: dict[str, Any], stdout: BinaryIO) -> None:
    text = json.dumps(head).encode()
    stdout.write(len(text).to_bytes(8, "little") + text)


def _read(name: str, content: bytes, key: bytes, stdout: BinaryIO) -> None:
    import pyarrow as pa

    from data_pipeline.exports.packing import packed
    from data_pipeline.exports.reader import read_bytes
    from data_pipeline.exports.sheets import THREADS

    pa.set_cpu_count(THREADS)
    digest = hashlib.sha256(content).hexdigest()
    sheets = read_bytes(name, content, key, _count)
    del content
    _send(
        {
            "sha256": digest,
            "sheets": [
                {
                    "file": sheet.file,
                    "kind": sheet.kind and sheet.kind.name,
                    "received": sheet.received,
                    "reason": sheet.reason and packed(sheet.reason),
                    "notes": [packed(note) for note in sheet.notes],
                }
                for sheet in sheets
            ],
        },
        stdout,
    )
    for sheet in sheets:
        for table in (sheet.rows, sheet.refused):
            with pa.ipc.new_stream(stdout, table.schema) as stream:
                stream.write_table(table, max_chunksize=1 << 17)


def _preview(name: str, content: bytes, key: bytes, stdout: BinaryIO) -> None:
    from data_pipeline.exports.previewing import preview_bytes

    _send({"sheets": [found.plain() for found in preview_bytes(name, content)]}, stdout)
