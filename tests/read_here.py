"""Files read in the test's own process, for tests whose subject is not the process that reads."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from data_pipeline.exports import child, inside
from data_pipeline.exports.progress import Counting, ignore_progress


class ReadHere:
    """Stands for `child.ReaderProcess`: the same answer to the same bytes, without confinement and its half second."""

    def __init__(self, path: Path, key: bytes, _limits: child.Limits, what: str = "read") -> None:
        self._path, self._key, self._what = path, key, what

    def answer(self, counting: Counting = ignore_progress) -> child.Answer:
        output = io.BytesIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(inside, "_count", counting)  # a process writes its counts to stderr
            inside._ANSWERS[self._what](self._path.name, self._path.read_bytes(), self._key, output)
        return child.answered(output.getvalue())

    def stop(self) -> None:
        """There is no process."""
