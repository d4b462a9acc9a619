"""Names of files in plain letters, so that every system takes them."""

from __future__ import annotations

import re

_OTHER = re.compile(r"[^A-Za-z0-9._-]+")


def plain(name: str) -> str:
    """The name with a hyphen for what is no plain letter or digit; empty where nothing is left."""
    return _OTHER.sub("-", name).strip("-.")
