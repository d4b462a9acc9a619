"""Starting in a moment: without pandas, which nothing in this package uses.

pyarrow imports it as soon as it makes an array, to ask whether the values are pandas' own: a fifth of a second and
30 MB for every command and every reader's process.
"""

from __future__ import annotations

import importlib.abc
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType


class _NoPandas(importlib.abc.MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname == "pandas":
            raise ModuleNotFoundError("pandas is left out of this process", name=fullname)
        return None


def without_pandas() -> None:
    """Nothing; to this process it is as if pandas were not installed."""
    sys.meta_path.insert(0, _NoPandas())
