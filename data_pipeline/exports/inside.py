"""The inside of the child that reads one file: confined, it reads and answers, and can do nothing else.

The pseudonym key comes on stdin, the answer goes to stdout: the length of a JSON head, the head, and for each sheet its
rows and its refused rows as Arrow streams. On stderr stand lines of two numbers: rows read, rows in all.

Memory, processor and files are limited where the system has such limits (`resource`: not on Windows), the network is
taken away on Linux; the audit hook holds in any Python.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from data_pipeline.exports.child import OUT_OF_MEMORY
from data_pipeline.exports.packing import packed
from data_pipeline.exports.previewing import preview_bytes
from data_pipeline.exports.reader import read_bytes
from data_pipeline.exports.sheets import THREADS

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 4, 38
_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.system", "os.posix_spawn", "os.spawn", "pty.")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _count(rows: int, all_rows: int) -> None:
    """Write how far the reading is to whoever listens."""
    os.write(sys.stderr.fileno(), b"%d %d\n" % (rows, all_rows))


def _confine(memory: int, cpu: int) -> None:
    """Take away all but `memory` and `cpu`: no network, nothing written, no core file; as far as the system can."""
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
    """Raise `PermissionError` for an audited event that reaches out of the process."""
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"the reader may not use {event}")
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        raise PermissionError("the reader may not write files")


def main(what: str, path: str, memory: int, cpu: int) -> int:
    """Answer `what` (`read`, `preview`) about the file at `path`; returns the child's exit code."""
    # The file is opened before rights are given up: in a user namespace of its own, root is nobody.
    with open(path, "rb") as file:
        _confine(memory, cpu)
        content = file.read()
    key = sys.stdin.buffer.read()
    stdout = sys.stdout.buffer
    sys.addaudithook(_forbid)
    try:
        _ANSWERS[what](Path(path).name, content, key, stdout)
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception as error:
        # Arrow's own error for memory is a MemoryError too, and a thread for which there is no room does not start.
        # The error's text never leaves the child, it may hold values.
        return OUT_OF_MEMORY if "memory" in type(error).__name__.lower() or "thread" in str(error) else 1
    stdout.flush()
    return 0


def _send(head: dict[str, Any], stdout: BinaryIO) -> None:
    text = json.dumps(head).encode()
    stdout.write(len(text).to_bytes(8, "little") + text)


def _read(name: str, content: bytes, key: bytes, stdout: BinaryIO) -> None:
    pa.set_cpu_count(THREADS)
    sheets = read_bytes(name, content, key, _count)
    del content
    _send(
        {
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
    _send({"sheets": [preview.plain() for preview in preview_bytes(name, content)]}, stdout)


_ANSWERS: dict[str, Callable[[str, bytes, bytes, BinaryIO], None]] = {"read": _read, "preview": _preview}
