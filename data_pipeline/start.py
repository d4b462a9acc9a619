"""Starting in a moment: without pandas, which nothing in this package uses.

pyarrow imports it as soon as it makes an array, to ask whether the values are pandas' own: a fifth of a second and
30 MB for every command and every reader's process. Ask for it before anything that imports pyarrow.
"""

from __future__ import annotations

import sys


class _NoPandas:
    """What `sys.meta_path` asks for a module."""

    @staticmethod
    def find_spec(fullname: str, path: object = None, target: object = None) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError("pandas is left out of this process", name=fullname)


def without_pandas() -> None:
    """Make this process behave as if pandas were not installed."""
    sys.meta_path.insert(0, _NoPandas)
